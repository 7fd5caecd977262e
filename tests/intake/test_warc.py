"""Records of a WARC: what is sound is read once, what is broken is named once, wherever it stands."""

import gzip
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.intake import record as records_module
from shiguan.intake.record import Broken, Record, records
from shiguan.intake.source import Source, raw_pages
from shiguan.intake.tally import Passed
from shiguan.model.raw import Raw
from tests.intake.made import COOKING, HEAD, packed, page, record, stream, taken

URL = "https://news.example/{}"
THREE = [URL.format(number) for number in (1, 2, 3)]


def laid(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "lay",
    [packed, lambda *ones: b"".join(ones), lambda *ones: gzip.compress(b"".join(ones))],
    ids=["a member a record", "plain", "one member"],
)
def test_pages_carry_address_and_time_of_their_record(tmp_path: Path, lay: Callable[..., bytes]) -> None:
    path = laid(tmp_path, lay(record(0, b"x", kind="warcinfo"), *map(record, (1, 2, 3)), record(4, kind="request")))
    found = list(raw_pages(Source(pages=(str(path),))))
    assert [(one.url, one.fetched, one.data) for one in found if isinstance(one, Raw)] == [
        (URL.format(number), "2023-05-17T01:02:03Z", page(number)) for number in (1, 2, 3)
    ]
    assert len(found) == 3


def test_what_is_no_chinese_page_about_diplomacy_is_counted(tmp_path: Path) -> None:
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    gone = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"
    english = b"<html><p>" + b"The minister met his colleague. " * 50
    path = laid(
        tmp_path,
        packed(record(1), record(2, head=image), record(3, head=gone), record(4, english), record(5, page(5, COOKING))),
    )
    pages, faults, tally = taken(path)
    assert (pages, faults) == (THREE[:1], [])
    assert tally.passed == {Passed.NO_PAGE: 2, Passed.NOT_CHINESE: 1, Passed.NO_DIPLOMACY: 1}
    assert taken(path, filtered=False)[0] == [THREE[0], URL.format(5)]


CUT = packed(record(2))
FLIPPED = CUT[:60] + bytes([CUT[60] ^ 0xFF]) + CUT[61:]
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
PACKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
BOMB = gzip.compress(b"\0" * (9 << 20))


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (CUT[:50], "its gzip is broken"),
        (CUT[:-9], "its gzip is broken"),
        (FLIPPED, "its gzip is broken"),
        (CUT[:-8] + bytes(8), "its gzip is broken"),  # its check sum
        (b"garbage" * 50, "bytes that belong to no record"),
        (packed(record(2, length=10**9)), "more than 16,777,216"),
        (packed(record(2, length=100_000)), "does not lead to its end"),
        (packed(record(2, length=200)), "does not lead to its end"),
        (packed(record(2, length=-5)), "Content-Length is '-5'"),
        (packed(record(2, length="many")), "Content-Length is 'many'"),
        (packed(b"no record\r\n\r\n"), "no record begins here"),
        (gzip.compress(b"\0" * (1 << 20)), "no record begins here"),
        (packed(record(2, b"no answer", head=b"")), "no HTTP answer"),
        (packed(record(2, b"5\r\nhello\r\nZZ\r\ngarbage", head=CHUNKED)), "chunks do not fit"),
        (packed(record(2, b"FFFFFF\r\nhello", head=CHUNKED)), "chunks do not fit"),
        (packed(record(2, gzip.compress(page(2))[:40], head=PACKED)), "breaks off"),
        (packed(record(2, BOMB, head=PACKED)), "more than 8,388,608"),
    ],
)
def test_a_broken_record_is_named_once_and_costs_the_others_nothing(tmp_path: Path, broken: bytes, fault: str) -> None:
    path = laid(tmp_path, packed(record(1)) + broken + packed(record(3)))
    pages, faults, _ = taken(path)
    assert pages == [THREE[0], THREE[2]]
    assert len(faults) == 1
    assert fault in faults[0]
    assert "\n" not in faults[0]


@pytest.mark.parametrize("length", [10, 5_000, 10**9, "x"])
def test_a_wrong_length_in_a_plain_file_costs_the_others_nothing(tmp_path: Path, length: int | str) -> None:
    path = laid(tmp_path, record(1) + record(2, length=length) + record(3))
    pages, faults, _ = taken(path)
    assert pages == [THREE[0], THREE[2]]
    assert len(faults) == 1


def test_a_file_cut_off_is_named(tmp_path: Path) -> None:
    whole = packed(record(1), record(2))
    pages, faults, _ = taken(laid(tmp_path, whole[:-40]))
    assert pages == THREE[:1]
    assert [fault.partition(": ")[2] for fault in faults] == ["its gzip breaks off; fetch the file again"]


def test_a_record_too_large_is_passed_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "LARGEST", 1 << 20)
    large = record(2, b"<p>" + bytes(3 << 20))
    for data in (record(1) + large + record(3), packed(record(1), large, record(3))):
        pages, faults, _ = taken(laid(tmp_path, data))
        assert pages == [THREE[0], THREE[2]]
        assert "https://news.example/2" in faults[0]
        assert len(faults) == 1


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (CHUNKED, b"%x\r\n%b\r\n0\r\n\r\n" % (len(page(1)), page(1))),
        (CHUNKED, page(1)),  # unchunked by the crawler, which kept the field
        (PACKED, gzip.compress(page(1))),
        (PACKED, page(1)),
        (PACKED.replace(b"gzip", b"deflate"), zlib.compress(page(1))),
        (PACKED.replace(b"gzip", b"deflate"), zlib.compress(page(1), wbits=-15)),
        (HEAD.replace(b"\r\n", b"\n"), page(1)),
    ],
)
def test_bodies_come_out_as_the_page_was_written(tmp_path: Path, head: bytes, body: bytes) -> None:
    path = laid(tmp_path, packed(record(1, body, head=head)))
    (found,) = raw_pages(Source(pages=(str(path),)))
    assert isinstance(found, Raw)
    assert found.data == page(1)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_loses_what_stands_before_or_after_or_yields_it_twice(data: st.DataObject) -> None:
    member = packed(record(2))
    at = data.draw(st.integers(0, len(member) - 1))
    width = data.draw(st.integers(1, 40))
    damaged = member[:at] + data.draw(st.binary(max_size=width)) + member[at + width :]
    found = list(records(stream(packed(record(1)) + damaged + packed(record(3)))))
    urls = [one.head.get("warc-target-uri") for one in found if isinstance(one, Record)]
    assert urls.count(THREE[0]) == 1
    assert urls.count(THREE[2]) == 1
    assert len(urls) <= 3


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000), st.booleans())
def test_any_bytes_end(noise: bytes, zipped: bool) -> None:
    data = gzip.compress(noise) if zipped else noise
    for one in records(stream(data)):
        assert isinstance(one, Record | Broken)


@pytest.mark.slow
def test_a_record_of_two_gigabytes_costs_the_others_nothing(tmp_path: Path) -> None:
    size = 2 * 1024**3 + 17
    path = tmp_path / "a.warc"
    with path.open("wb") as file:
        file.write(record(1))
        head, _, _ = record(2, b"", length=size).partition(b"\r\n\r\n")
        file.write(head + b"\r\n\r\n" + HEAD)
        file.seek(size - len(HEAD), 1)  # nothing is written there, so the disk holds nothing
        file.write(b"\r\n\r\n" + record(3))
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from tests.intake.made import taken\n"
        "pages, faults, _ = taken(sys.argv[1])\n"
        "print(pages, len(faults), faults[0])"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert ran.stdout.startswith(f"{[THREE[0], THREE[2]]} 1 "), ran.stderr
    assert "more than 16,777,216" in ran.stdout
