"""Folders, ZIP files and mails: each file for itself."""

import gzip
import io
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from shiguan.intake import archive, mail
from shiguan.intake.source import Source, raw_pages
from shiguan.model.raw import Raw
from tests.intake.made import packed, page, record, taken


def zipped(*files: tuple[str, bytes]) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return found.getvalue()


def test_a_folder_is_read_in_a_fixed_order_and_only_what_can_be_a_page(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    names = ["b/2.html", "a.htm", "c.TXT", "b/1.jsonl.gz", "style.css", ".hidden.html", ".git/x.html", "list.opml"]
    for name in names:
        data = gzip.compress(b'{"text": "x"}') if name.endswith("gz") else page(1)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "b" / "circle").symlink_to(tmp_path)
    pages, faults, _ = taken(tmp_path)
    assert [Path(one).relative_to(tmp_path).as_posix() for one in pages] == [
        "a.htm",
        "c.TXT",
        "b/1.jsonl:1",
        "b/2.html",
    ]
    assert faults == []


def test_patterns_are_spread_and_one_that_fits_nothing_is_named(tmp_path: Path) -> None:
    for name in ("b.html", "a.html", "c.txt"):
        (tmp_path / name).write_bytes(page(1))
    assert taken(tmp_path / "*.html")[0] == [str(tmp_path / "a.html"), str(tmp_path / "b.html")]
    assert taken(tmp_path / "*.eml")[1] == [f"{tmp_path}/*.eml: no such file; check the path"]


def test_a_zip_is_read_file_by_file(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    inner = zipped(("x.html", page(9)))
    path.write_bytes(
        zipped(
            ("1.html", page(1)),
            ("x/y.zip", inner),
            ("x/2.jsonl", b'{"text": "x"}\n{"text": "y"}'),
            ("w.warc", packed(record(1))),
            ("l.xml", b"<urlset/>"),
        )
    )
    pages, faults, _ = taken(path)
    assert pages == [f"{path}/1.html", f"{path}/x/2.jsonl:1", f"{path}/x/2.jsonl:2"]
    assert faults == [
        f"{path}/x/y.zip: it is an archive within an archive; unpack the outer one",
        f"{path}/w.warc: it is an archive within an archive; unpack the outer one",
    ]


def test_files_that_are_broken_or_bombs_are_named_and_the_others_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1 << 20)
    data = bytearray(zipped(("1.html", page(1)), ("2.html", page(2)), ("3.html", bytes(2 << 20)), ("4.html", page(4))))
    data[data.find(b"2.html") + 10] ^= 0xFF
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    pages, faults, _ = taken(path)
    assert pages == [f"{path}/1.html", f"{path}/4.html"]
    assert [fault.partition(":")[0] for fault in faults] == [f"{path}/2.html", f"{path}/3.html"]


def test_a_file_that_lies_about_its_size_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1 << 20)
    data = zipped(("1.html", bytes(4 << 20)), ("2.html", page(2)))
    path = tmp_path / "a.zip"
    path.write_bytes(data.replace(struct.pack("<I", 4 << 20), struct.pack("<I", 1000)))
    pages, faults, _ = taken(path)
    assert pages == [f"{path}/2.html"]
    assert len(faults) == 1


def test_many_small_bombs_end_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1 << 20)
    monkeypatch.setattr(archive, "LEAST_ALLOWED", 3 << 20)
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(*((f"{number}.html", bytes(1 << 20)) for number in range(20))))
    pages, faults, _ = taken(path)
    assert len(pages) == 3
    assert len(faults) == 1


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(50), zipped(("1.html", page(1)))[:-30]])
def test_a_broken_zip_is_one_fault(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    pages, faults, _ = taken(path)
    assert (pages, len(faults)) == ([], 1)
    assert "no sound ZIP" in faults[0]


def test_an_office_file_is_no_zip_of_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(("[Content_Types].xml", b""), ("word/document.xml", b"")))
    assert "office file" in taken(path)[1][0]


def test_names_written_on_a_chinese_machine_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = zipped(("XXXX.html", page(1)))
    path.write_bytes(data.replace(b"XXXX", "会见".encode("gbk")))
    assert taken(path)[0] == [f"{path}/会见.html"]


@pytest.mark.parametrize("cut", [10, -4])
def test_a_gzip_that_breaks_off_keeps_what_came_before(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = b"".join(b'{"text": "%d"}\n' % number for number in range(20_000))
    path.write_bytes(gzip.compress(lines)[: cut if cut < 0 else -20_000])
    pages, faults, _ = taken(path)
    assert 0 < len(pages) <= 20_000
    assert len(faults) == 1
    assert "gzip is broken further on" in faults[0]


def test_a_mail_is_a_page_of_its_day(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "会见"
    message["Date"] = "Wed, 17 May 2023 08:00:00 +0800"
    message.set_content("text")
    message.add_alternative(page(1).decode(), subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(message))
    (found,) = raw_pages(Source(pages=(str(path),)))
    assert isinstance(found, Raw)
    assert (found.kind, found.published, found.data.strip()) == ("html", "2023-05-17", page(1))


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: x\r\n\r\n",
        b"\x00" * 100,
        b"Content-Type: text/html; charset=nonsense\r\n\r\n\xff\xfe",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\n" * 2000,
        b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(400)),
    ],
)
def test_a_mail_of_nothing_is_one_fault_or_a_page(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    pages, faults, _ = taken(path)
    assert len(pages) + len(faults) == 1


def test_a_mail_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LARGEST", 100)
    path = tmp_path / "a.eml"
    path.write_bytes(b"Subject: x\r\n\r\n" + b"y" * 200)
    assert "more than 100 bytes" in taken(path)[1][0]
