"""Each format read back by its own reader over the register of the bundled samples."""

import csv
import datetime
import io
import json
import math
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import icalendar
import networkx
import openpyxl
import pyarrow.parquet
import pytest
import rispy

from shiguan.annals.issue import Issue
from shiguan.annals.register import Register
from shiguan.errors import UsageError
from shiguan.export import table
from shiguan.export.cell import ENGAGEMENT_COLUMNS, FIGURE_COLUMNS, STATEMENT_COLUMNS, safe
from shiguan.export.form import Format
from shiguan.export.gdelt import WIDTH
from shiguan.model.engagement import Status

STREAMS = [form for form in Format if form not in (Format.XLSX, Format.PARQUET)]


def issued(register: Register, form: Format) -> bytes:
    return b"".join(Issue(register.store).lines(form))


def json_lines(register: Register, form: Format) -> list[dict[str, object]]:
    return [json.loads(line) for line in issued(register, form).splitlines()]


@pytest.mark.parametrize("form", STREAMS)
def test_a_format_is_the_same_bytes_every_time(register: Register, form: Format) -> None:
    assert issued(register, form) == issued(register, form) != b""


@pytest.mark.parametrize(
    ("form", "columns"),
    [
        (Format.CSV, ENGAGEMENT_COLUMNS),
        (Format.CSV_STATEMENTS, STATEMENT_COLUMNS),
        (Format.CSV_FIGURES, FIGURE_COLUMNS),
    ],
)
def test_csv_has_a_row_for_each_item(register: Register, form: Format, columns: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(issued(register, form).decode("utf-8-sig"))))
    tables = {"csv": "record", "csv-statements": "statement", "csv-figures": "figure"}
    assert list(rows[0]) == list(columns)
    assert len(rows) == register.store.rows(f"SELECT COUNT(*) FROM {tables[form]}")[0][0]
    assert len({row["id"] for row in rows}) == len(rows)


def test_statements_in_csv_are_the_characters_of_their_pages(register: Register) -> None:
    for row in csv.DictReader(io.StringIO(issued(register, Format.CSV_STATEMENTS).decode("utf-8-sig"))):
        text = register.reading(row["page"]).document.text
        assert text[int(row["start"]) : int(row["end"])] == row["content"].lstrip("'")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "\t=1"])
def test_no_cell_starts_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert safe("安全") == "安全"
    assert safe(-5) == -5


def test_the_workbook_has_a_sheet_a_kind(register: Register, tmp_path: Path) -> None:
    register.export(Format.XLSX, tmp_path / "register.xlsx")
    book = openpyxl.load_workbook(tmp_path / "register.xlsx", read_only=True)
    assert book.sheetnames == ["engagements", "statements", "figures"]
    rows = list(book["engagements"].iter_rows(values_only=True))
    assert rows[0] == tuple(ENGAGEMENT_COLUMNS)
    assert len(rows) - 1 == register.count_deeds()
    book.close()


def test_what_a_sheet_cannot_take_goes_on_in_another(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 11)
    register.export(Format.XLSX, tmp_path / "register.xlsx")
    book = openpyxl.load_workbook(tmp_path / "register.xlsx", read_only=True)
    names = [name for name in book.sheetnames if name.startswith("statements")]
    assert names[:2] == ["statements", "statements 2"]
    rows = [list(book[name].iter_rows(values_only=True)) for name in names]
    assert {one[0] for one in rows} == {tuple(STATEMENT_COLUMNS)}
    assert {len(one) for one in rows[:-1]} == {11}
    assert sum(len(one) - 1 for one in rows) == register.count_words()
    book.close()


def test_days_in_the_workbook_are_days(tmp_path: Path) -> None:
    days = [datetime.date(1899, 12, 31), datetime.date(1900, 3, 1), datetime.date(2024, 5, 16)]
    table.write_xlsx([table.Table("days", {"day": ""}, [(day,) for day in days])], tmp_path / "days.xlsx")
    book = openpyxl.load_workbook(tmp_path / "days.xlsx")
    cells = [cell.value for (cell,) in book["days"].iter_rows(min_row=2)]
    assert cells[0] == "1899-12-31"
    assert [cell.date() for cell in cells[1:]] == days[1:]


@pytest.mark.parametrize("cell", [math.nan, math.inf, "=1+1", "a\x00b\ud800", "字" * 40_000])
def test_no_cell_breaks_the_workbook(tmp_path: Path, cell: object) -> None:
    table.write_xlsx([table.Table("cells", {"id": ""}, [(cell,)])], tmp_path / "cells.xlsx")
    value = openpyxl.load_workbook(tmp_path / "cells.xlsx")["cells"]["A2"].value
    assert isinstance(value, str)
    assert not value.startswith("=")


@pytest.mark.parametrize("form", [Format.XLSX, Format.PARQUET])
def test_a_file_is_the_same_bytes_every_time(register: Register, tmp_path: Path, form: Format) -> None:
    paths = tmp_path / "one", tmp_path / "other"
    for path in paths:
        register.export(form, path)
    one, other = ([part.read_bytes() for part in sorted(path.glob("*")) or [path]] for path in paths)
    assert one == other


def test_parquet_comes_with_what_its_columns_hold(register: Register, tmp_path: Path) -> None:
    register.export(Format.PARQUET, tmp_path / "data")
    package = json.loads((tmp_path / "data" / "datapackage.json").read_text(encoding="utf-8"))
    counted = {}
    for resource in package["resources"]:
        found = pyarrow.parquet.read_table(tmp_path / "data" / resource["path"])
        assert [field["name"] for field in resource["schema"]["fields"]] == found.column_names
        counted[resource["name"]] = found.num_rows
    assert counted["engagements"] == register.count_deeds()
    assert counted["statements"] == register.count_words()


def test_json_lines_are_the_records(register: Register) -> None:
    assert {line["id"] for line in json_lines(register, Format.JSONL)} == {one.id for one in register.deeds()}


def test_plover_events_have_their_actors(register: Register) -> None:
    events = json_lines(register, Format.PLOVER)
    assert {event["event_type"] for event in events} <= {"CONSULT", "AGREE", "COOPERATE"}
    assert any(event["contexts"] == ["diplomatic", "postponed"] for event in events)
    assert all(isinstance(event["source"], list) and len(event["source"]) <= 1 for event in events)


def test_gdelt_lines_have_their_columns(register: Register) -> None:
    lines = issued(register, Format.GDELT).decode().splitlines()
    exact = [one for one in register.deeds() if one.status is Status.HELD and one.first and one.first == one.last]
    assert len(lines) == len(exact)
    assert {line.count("\t") for line in lines} == {WIDTH - 1}
    assert {len(line.split("\t")[1]) for line in lines} == {8}


def test_schema_org_events_point_to_series_that_stand_there(register: Register) -> None:
    graph = json.loads(issued(register, Format.SCHEMA_ORG))["@graph"]
    series = {item["@id"] for item in graph if item["@type"] == "EventSeries"}
    events = [item for item in graph if item["@type"] == "Event"]
    assert len(events) == register.count_deeds()
    assert {event["superEvent"]["@id"] for event in events if "superEvent" in event} == series
    assert sum(item["@type"] == "Quotation" for item in graph) == register.count_words()


def test_annotations_find_their_characters(register: Register) -> None:
    annotations = json_lines(register, Format.WEB_ANNOTATION)
    assert annotations
    for annotation in annotations:
        for target in annotation["target"]:  # type: ignore[attr-defined]
            position, quote = target["selector"]
            text = register.reading(target["source"].rpartition(":")[2]).document.text
            assert text[position["start"] : position["end"]] == quote["exact"]


def test_provenance_leads_from_values_to_pages(register: Register) -> None:
    graph = json.loads(issued(register, Format.PROV))["@graph"]
    there = {item["@id"] for item in graph}
    for item in graph:
        for link in item.get("prov:wasQuotedFrom", []):
            assert link["@id"] in there


def test_the_calendar_holds_what_is_dated(register: Register) -> None:
    calendar = icalendar.Calendar.from_ical(issued(register, Format.ICALENDAR))
    events = list(calendar.walk("VEVENT"))
    dated = [
        one for one in register.deeds() if one.first is not None and one.last is not None and one.last - one.first < 31
    ]
    due = {str(event["UID"]) for event in events if str(event["SUMMARY"]).startswith("预计：")}
    assert {str(event["UID"]) for event in events} - due == {f"{one.id}@shiguan" for one in dated}
    by_id = {str(event["UID"]): event for event in events}
    for one in dated:
        start = str(by_id[f"{one.id}@shiguan"].decoded("DTSTART")).replace("-", "")
        assert start == datetime.date.fromordinal(one.first or 0).strftime("%Y%m%d")


def test_the_calendar_holds_the_sessions_expected_with_what_they_rest_on(register: Register) -> None:
    today = datetime.date(2023, 6, 1).toordinal()
    calendar = icalendar.Calendar.from_ical(b"".join(Issue(register.store, today=today).lines(Format.ICALENDAR)))
    events = [one for one in calendar.walk("VEVENT") if str(one["UID"]).startswith("expected-")]
    wanted = register.ahead(today=today)
    assert len(events) == len({str(one["UID"]) for one in events}) == len(wanted) == 3
    for event, one in zip(events, wanted, strict=True):
        assert event.decoded("DTSTART").toordinal() == one.first
        assert event.decoded("DTEND").toordinal() == one.last + 1
        assert str(event["STATUS"]) == "TENTATIVE"
        assert str(event["TRANSP"]) == "TRANSPARENT"
        assert one.mechanism in str(event["SUMMARY"])
        assert datetime.date.fromordinal(one.middle).isoformat() in str(event["DESCRIPTION"])
    reasons = [str(event["DESCRIPTION"]) for event in events]
    assert "上次推迟，未定新期" in reasons[0]
    assert "put off with no new day" in reasons[0]
    assert "据预告" in reasons[1]
    assert "as announced" in reasons[1]


def test_no_line_of_the_calendar_is_too_long(register: Register) -> None:
    issue = Issue(register.store, today=datetime.date(2023, 6, 1).toordinal())
    lines = b"".join(issue.lines(Format.ICALENDAR)).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)


def test_the_feed_is_read_by_a_feed_reader(register: Register) -> None:
    feed = feedparser.parse(issued(register, Format.ATOM))
    assert not feed.bozo
    assert len(feed.entries) == register.count_deeds()
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)


def test_networks_are_the_same_in_both_formats(register: Register) -> None:
    graphml = networkx.parse_graphml(issued(register, Format.GRAPHML).decode())
    gexf = networkx.read_gexf(io.BytesIO(issued(register, Format.GEXF)))
    assert set(graphml.nodes) == set(gexf.nodes)
    assert {frozenset(edge): data["weight"] for *edge, data in graphml.edges(data=True)} == {
        frozenset(edge): data["weight"] for *edge, data in gexf.edges(data=True)
    }
    assert graphml.has_edge("CN", "UZ")


def test_entities_of_events_stand_there(register: Register) -> None:
    entities = {str(one["id"]): one for one in json_lines(register, Format.FOLLOW_THE_MONEY)}
    for one in entities.values():
        for who in one["properties"].get("involved", []):  # type: ignore[attr-defined]
            assert entities[who]["schema"] in ("Person", "PublicBody")


def test_references_name_every_page(register: Register) -> None:
    references = rispy.loads(issued(register, Format.RIS).decode())
    pages = {page for (page,) in register.store.rows("SELECT id FROM page")}
    assert {one["id"] for one in references} == pages
    assert issued(register, Format.BIBTEX).decode().count("@article{") == len(pages)


def test_xml_is_well_formed(register: Register) -> None:
    for form in (Format.ATOM, Format.GRAPHML, Format.GEXF):
        ElementTree.fromstring(issued(register, form))


def test_a_path_that_cannot_be_written_is_named(register: Register, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        register.export(Format.CSV, tmp_path / "missing" / "register.csv")
    with pytest.raises(UsageError, match="not one stream"):
        issued(register, Format.XLSX)
