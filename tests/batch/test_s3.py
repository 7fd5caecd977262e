"""Archives in an object store that speaks S3 are read there, their readings stand there, and make the same register.

The server is moto's, on this machine; what asks it is s3fs, as for any store behind `s3://`.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from moto.server import ThreadedMotoServer

from shiguan.annals.register import open_register
from shiguan.batch import part
from shiguan.batch.engine import Engine, Local, Lost, alone
from shiguan.batch.load import load
from shiguan.batch.part import Note, Order
from shiguan.batch.place import Place
from shiguan.batch.run import End, batch
from tests.batch.archive import FILES, direct, fill


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of a store on this machine."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    host, port = made.get_host_and_port()
    yield f"http://{host}:{port}"
    made.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[str]:
    """Return an empty bucket; whoever asks for it, in whatever process, is told the server by the environment."""
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    url = "s3://b" + "".join(filter(str.isalnum, request.node.name)).lower()[-40:]
    Place(url).filesystem.mkdir(url)
    yield url
    Place(url).filesystem.clear_instance_cache()


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of archives."""
    return fill(tmp_path_factory.mktemp("archives") / "of")


@pytest.fixture(scope="module")
def expected(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return the dump of the register that the archives make on this machine alone."""
    return direct(archives, tmp_path_factory.mktemp("direct") / "direct.db")


def stored(bucket: str, archives: Path) -> None:
    """Put the archives into a bucket."""
    for name in FILES:
        place = Place(bucket)
        place.filesystem.pipe_file(place.at(f"of/{name}"), (archives / name).read_bytes())


def break_off(bucket: str) -> None:
    """Begin an object, and fail when parts of it are on their way."""
    with Place(bucket).writing("to/some.parquet") as stream:
        stream.write(bytes(12 << 20))
        raise RuntimeError


def notes(ends: list[End]) -> list[Note]:
    """Return the notes of parts, all of which were read."""
    assert [end.what for end in ends if isinstance(end.what, Lost)] == []
    return [end.what for end in ends if isinstance(end.what, Note)]


@pytest.mark.parametrize(
    "engine", [alone, pytest.param(Local(2), marks=pytest.mark.slow)], ids=["here", "two processes"]
)
def test_from_a_bucket_to_the_register_that_a_folder_makes(
    bucket: str, archives: Path, expected: list[bytes], tmp_path: Path, engine: Engine
) -> None:
    stored(bucket, archives)
    order = Order(to=f"{bucket}/to")
    ends = list(batch([f"{bucket}/of/*.warc.gz", f"{bucket}/of/*.jsonl"], order, engine))
    assert sorted(note.source for note in notes(ends)) == [f"{bucket}/of/{name}" for name in FILES]
    assert all(end.known for end in batch([f"{bucket}/of"], order, engine))
    with open_register(tmp_path / "register.db") as book:
        load(book.store, order.to, engine, 3)
        assert list(book.dump()) == expected
    assert Place(bucket).filesystem.find(f"{bucket}/to/_merge") == []


def test_an_object_that_changed_is_read_again(bucket: str, archives: Path) -> None:
    stored(bucket, archives)
    order = Order(to=f"{bucket}/to")
    notes(list(batch([f"{bucket}/of"], order, alone)))
    changed = (archives / "first.jsonl").read_bytes().splitlines()[0]
    Place(bucket).filesystem.pipe_file(f"{bucket}/of/first.jsonl", changed)
    again = [
        end.what.source for end in batch([f"{bucket}/of"], order, alone) if isinstance(end.what, Note) and not end.known
    ]
    assert again == [f"{bucket}/of/first.jsonl"]


def test_what_was_not_finished_does_not_stand(bucket: str, archives: Path) -> None:
    stored(bucket, archives)
    with mock.patch.object(part, "entries_of", side_effect=OSError("no more room")):
        (end,) = batch([f"{bucket}/of/first.jsonl"], Order(to=f"{bucket}/to"), alone)
    assert isinstance(end.what, Lost)
    assert end.what.says() == f"{bucket}/of/first.jsonl: it could not be read (no more room); run it again"
    assert Place(bucket).filesystem.find(f"{bucket}/to") == []
    with pytest.raises(RuntimeError):
        break_off(bucket)
    assert Place(bucket).filesystem.find(f"{bucket}/to") == []


def test_an_object_that_is_not_there_is_one_line(bucket: str) -> None:
    (end,) = batch([f"{bucket}/of/none.warc.gz"], Order(to=f"{bucket}/to"), alone)
    assert isinstance(end.what, Lost)
    assert end.what.says() == f"{bucket}/of/none.warc.gz: no such file; check the path"
