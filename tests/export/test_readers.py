"""Formats judged by the validators of their own field: FollowTheMoney, JSON-LD, BibTeX, data packages, Atom, GDELT."""

import csv
import io
import json
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet
import pytest
import rdflib
from bibtexparser.entrypoint import parse_string

from shiguan.annals.chronicle import RECORD
from shiguan.annals.issue import Issue
from shiguan.annals.register import Register
from shiguan.export.follow_the_money import actor, event
from shiguan.export.form import Format, Sheet
from shiguan.model.engagement import Role
from shiguan.model.imprint import Imprint
from shiguan.model.record import Party, Record

with warnings.catch_warnings():  # what these warn of when they are imported is theirs
    warnings.simplefilter("ignore")
    import followthemoney
    import frictionless

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # a reader's own

SCHEMA, PROV = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/prov#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
# The parts of the vocabularies' contexts that are used here; the readers would fetch the whole ones from the network.
SCHEMA_CONTEXT: dict[str, Any] = {"@vocab": str(SCHEMA)}
ANNOTATION_CONTEXT: dict[str, Any] = {
    "@vocab": str(OA),
    "id": "@id",
    "type": "@type",
    "target": {"@id": "hasTarget"},
    "body": {"@id": "hasBody"},
    "selector": {"@id": "hasSelector"},
    "source": {"@id": "hasSource", "@type": "@id"},
}


def issued(register: Register, form: Format) -> bytes:
    return b"".join(Issue(register.store).lines(form))


def graph_of(document: dict[str, Any], context: dict[str, Any]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=json.dumps(document | {"@context": context}), format="json-ld")


def faults(entity: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the values that FollowTheMoney does not take."""
    schema: Any = followthemoney.model.get(entity["schema"])
    return [
        (name, value)
        for name, values in entity["properties"].items()
        for value in values
        if schema.get(name) is None or not schema.get(name).type.validate(value)
    ]


def test_follow_the_money_takes_every_entity(register: Register) -> None:
    entities = [json.loads(line) for line in issued(register, Format.FOLLOW_THE_MONEY).splitlines()]
    assert entities
    assert [faults(one) for one in entities if faults(one)] == []
    proxies = [followthemoney.model.get_proxy(one) for one in entities]
    assert {one.id for one in proxies} == {one["id"] for one in entities}


@pytest.mark.parametrize("state", ["CN", "TW", "WB", "UN", "EU", "SU", "YU", "CS", "DD", "NATO", None])
def test_follow_the_money_takes_every_side(state: str | None) -> None:
    party = Party(key="林远", name="林远", office="部长", state=state, role=Role.HOST, citations=())
    assert faults(actor(party, "a" * 16)) == []


@pytest.mark.parametrize("date", ["2024", "2024-05", "2024-05-16", "2024-05-01/2024-05-03", "2020-23", "199X", None])
def test_follow_the_money_takes_every_date(register: Register, date: str | None) -> None:
    def imprint(page: str) -> Imprint:
        return Imprint(
            page=page, label=page, title=None, publisher=None, origin=None, published=None, url=None, report=page
        )

    record = msgspec.structs.replace(register.deeds()[0], date=date)
    assert [one for one in faults(event(record, imprint)) if one[0] != "involved"] == []


def test_schema_org_is_a_graph_of_events_and_quotations(register: Register) -> None:
    graph = graph_of(json.loads(issued(register, Format.SCHEMA_ORG)), SCHEMA_CONTEXT)
    assert len(set(graph.subjects(rdflib.RDF.type, SCHEMA.Event))) == register.count_deeds()
    assert len(set(graph.subjects(rdflib.RDF.type, SCHEMA.Quotation))) == register.count_words()
    series = set(graph.subjects(rdflib.RDF.type, SCHEMA.EventSeries))
    assert set(graph.objects(None, SCHEMA.superEvent)) == series


def test_provenance_is_a_graph_in_which_every_value_is_derived(register: Register) -> None:
    document = json.loads(issued(register, Format.PROV))
    graph = graph_of(document, document["@context"])
    records = {rdflib.URIRef(f"urn:shiguan:record:{one.id}") for one in register.deeds()}
    values = set(graph.subjects(PROV.value))
    assert values
    assert {derived for value in values for derived in graph.objects(value, PROV.wasDerivedFrom)} <= records
    assert all((record, PROV.wasDerivedFrom, None) in graph for record in records)


def test_annotations_are_graphs_with_a_target(register: Register) -> None:
    lines = issued(register, Format.WEB_ANNOTATION).splitlines()
    for line in lines[:20]:
        graph = graph_of(json.loads(line), ANNOTATION_CONTEXT)
        (subject,) = set(graph.subjects(rdflib.RDF.type, OA.Annotation))
        targets = set(graph.objects(subject, OA.hasTarget))
        assert targets
        assert all((target, OA.hasSource, None) in graph for target in targets)


def test_bibtex_is_read_back(register: Register) -> None:
    library = parse_string(issued(register, Format.BIBTEX).decode())
    assert library.failed_blocks == []
    titles = {one.key: one.fields_dict["title"].value for one in library.entries if "title" in one.fields_dict}
    for page, title in register.store.rows("SELECT id, title FROM page WHERE title IS NOT NULL"):
        assert titles[page].replace("\\", "") == " ".join(title.split())


def test_csl_json_is_read_by_a_citation_processor(register: Register) -> None:
    items = json.loads(issued(register, Format.CSL_JSON))
    source = import_module("citeproc.source.json").CiteProcJSON(items)
    rows = register.store.rows("SELECT id, title FROM page")
    assert set(source) == {page for page, _ in rows}
    assert {page: str(source[page]["title"]) for page, title in rows if title} == {
        page: " ".join(title.split()) for page, title in rows if title
    }


@pytest.mark.parametrize("sheet", Sheet)
def test_the_data_package_holds_what_it_says(register: Register, tmp_path: Path, sheet: Sheet) -> None:
    register.export(Format.PARQUET, tmp_path / "data")
    package = json.loads((tmp_path / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert list(frictionless.Package.metadata_validate(package)) == []
    (described,) = (one for one in package["resources"] if one["name"] == sheet)
    rows = pyarrow.parquet.read_table(tmp_path / "data" / described["path"]).to_pylist()
    schema = frictionless.Schema.from_descriptor(described["schema"])
    report = frictionless.Resource(data=rows, schema=schema).validate()
    assert report.flatten(["type", "fieldName", "note"]) == []


def test_json_lines_go_round(register: Register) -> None:
    lines = issued(register, Format.JSONL).splitlines()
    assert {one.id: one for one in map(RECORD.decode, lines)} == {one.id: one for one in register.deeds()}
    assert all(isinstance(RECORD.decode(line), Record) for line in lines)


def test_gdelt_is_read_by_the_names_of_its_columns(register: Register) -> None:
    rows = list(
        csv.reader(io.StringIO(issued(register, Format.GDELT).decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    for row in rows:
        day, month, year = row[1], row[2], row[3]
        assert day.startswith(month)
        assert month.startswith(year)
        root, base, code = row[28], row[27], row[26]
        assert code.startswith(base)
        assert base.startswith(root)
        assert row[29] in "1234"
