"""Pages of archives in a register: with their address and time, once, whatever file they came in."""

import gzip
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest

from shiguan.annals.register import open_register
from shiguan.intake.source import Source, raw_pages
from shiguan.model.raw import Raw
from tests.intake.made import COOKING, packed, page, record

URL = "https://news.example/{}"


def dump_of(tmp_path: Path, name: str, *files: Path) -> bytes:
    with open_register(tmp_path / f"{name}.db") as book:
        for path in files:
            for outcome in book.add(raw_pages(Source(pages=(str(path),))), jobs=0):
                assert outcome.faults == () or "gzip" in outcome.faults[0]
        return b"".join(book.dump())


def test_stored_pages_keep_address_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed(*map(record, (1, 2))))
    dump_of(tmp_path, "a", path)
    with open_register(tmp_path / "a.db") as book:
        raws = [msgspec.msgpack.decode(bytes(body), type=Raw) for (body,) in book.store.rows("SELECT body FROM raw")]
    assert sorted((raw.url, raw.fetched) for raw in raws) == [
        (URL.format(number), "2023-05-17T01:02:03Z") for number in (1, 2)
    ]


def test_the_register_is_the_same_however_the_records_are_laid_and_however_often_they_come(tmp_path: Path) -> None:
    one, two, three, broken = (tmp_path / f"{number}.warc.gz" for number in range(4))
    one.write_bytes(packed(*map(record, (1, 2, 3))))
    two.write_bytes(record(3) + record(2, date="2024-01-01T00:00:00Z"))
    three.write_bytes(gzip.compress(record(1)))
    broken.write_bytes(packed(record(1))[:-5] + packed(record(2)))
    wanted = dump_of(tmp_path, "a", one)
    assert dump_of(tmp_path, "b", two, broken, three, one) == wanted
    assert dump_of(tmp_path, "c", three, two) == wanted


def test_the_command_line_takes_an_archive_and_says_what_it_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    path = tmp_path / "pages" / "a.warc.gz"
    path.write_bytes(packed(record(1), record(2, page(2, COOKING))) + b"garbage" + packed(record(3)))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("4.html", page(4))
    (tmp_path / "pages" / "b.zip").write_bytes(made.getvalue())
    shiguan = str(Path(sys.executable).with_name("shiguan"))
    asked = [shiguan, "add", "--register", str(tmp_path / "a.db"), str(tmp_path / "pages")]
    ran = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.stdout == "3 pages entered, 0 known already, 1 not read; passed over: 1 no diplomacy\n"
    assert ran.stderr.count("\n") == 1
    assert "belong to no record" in ran.stderr
    assert ran.returncode == 1
    ran = subprocess.run([*asked, "--no-filter"], capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.stdout == "1 pages entered, 3 known already, 1 not read\n"


@pytest.mark.slow
def test_memory_is_bounded_whatever_a_file_unpacks_to(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    zeros = bytes(1 << 20)
    with path.open("wb") as stream:
        stream.write(packed(record(1)))
        with gzip.open(stream, "wb") as bomb:
            bomb.write(record(2, length=len(zeros) * 200).partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
            for _ in range(200):
                bomb.write(zeros)
        stream.write(packed(record(3)))
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from shiguan.intake.source import Source, raw_pages\n"
        "found = list(raw_pages(Source(pages=(sys.argv[1],))))\n"
        # Not ru_maxrss: that of a child begins with what its parent held.
        "status = dict(line.split(':', 1) for line in Path('/proc/self/status').read_text().splitlines())\n"
        "print(len(found), int(status['VmHWM'].split()[0]) // 1024)"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    count, peak = map(int, ran.stdout.split())
    assert count == 3
    assert peak < 200
