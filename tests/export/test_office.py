"""LibreOffice opens the workbook and the brief, and finds in them what was written."""

import csv
import datetime
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from shiguan.annals.bind import write_brief
from shiguan.annals.register import Register
from shiguan.export.form import Format
from shiguan.model.brief import Style, Subject

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="no soffice: apt-get install libreoffice-calc -writer"),
]
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"  # UTF-8, values as kept


def convert(path: Path, form: str) -> str:
    """Return what LibreOffice says when it turns a file into another beside it, with a profile of its own."""
    command = ["soffice", f"-env:UserInstallation={(path.parent / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(path.parent), str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=180)
    return done.stdout + done.stderr


def shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return str(cell)


def test_the_workbook_opens_with_every_cell(register: Register, tmp_path: Path) -> None:
    register.export(Format.XLSX, tmp_path / "register.xlsx")
    said = convert(tmp_path / "register.xlsx", EVERY_SHEET)
    assert "rror" not in said
    book = openpyxl.load_workbook(tmp_path / "register.xlsx", read_only=True)
    for name in book.sheetnames:
        with (tmp_path / f"register-{name}.csv").open(encoding="utf-8", newline="") as file:
            opened = list(csv.reader(file))
        written = [[shown(cell) for cell in row] for row in book[name].iter_rows(values_only=True)]
        assert len(opened) == len(written)
        assert opened[0] == written[0]
        content = written[0].index("content" if name == "statements" else "id")
        assert [row[content] for row in opened] == [row[content] for row in written]
    book.close()


def test_the_brief_opens_as_pages(register: Register, tmp_path: Path) -> None:
    today = datetime.date(2024, 7, 1).toordinal()
    write_brief(register.brief(Subject.PAIR, "CN", "UZ", today=today), tmp_path / "brief.docx", Style.GBT7714)
    assert "rror" not in convert(tmp_path / "brief.docx", "pdf")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")
