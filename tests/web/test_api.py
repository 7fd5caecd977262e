"""The register as data: every answer as described, page by page, in each form, sent once."""

import csv
import io
import json
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from shiguan.export.cell import ENGAGEMENT_COLUMNS
from tests.web.site import Site

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
LISTS = {
    "/api/chronicle": "records",
    "/api/words": "words",
    "/api/search?q=中": "pages",
    "/api/mechanisms": "mechanisms",
    "/api/unconfirmed": "unconfirmed",
    "/api/conflicts": "conflicts",
    "/api/rulings": "rulings",
}


@pytest.mark.parametrize(("path", "key"), LISTS.items())
def test_a_list_comes_in_three_forms(site: Site, path: str, key: str) -> None:
    joint = "&" if "?" in path else "?"
    whole = site.browser.get(path).json()[key]
    lines = site.browser.get(f"{path}{joint}format=jsonl")
    assert lines.headers["content-type"].startswith("application/x-ndjson")
    assert [json.loads(line) for line in lines.text.splitlines()] == whole
    table = site.browser.get(f"{path}{joint}format=csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))) == len(whole)


def test_rows_are_those_of_the_exports(site: Site) -> None:
    table = site.browser.get("/api/chronicle?format=csv").content.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(table))) == list(ENGAGEMENT_COLUMNS)


@pytest.mark.parametrize("path", ["/api/chronicle", "/api/words", "/api/mechanisms", "/api/unconfirmed"])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_pages_of_a_list_make_the_whole(site: Site, path: str, form: str) -> None:
    whole = site.browser.get(f"{path}?limit=500").json()[LISTS[path]]
    found: list[Any] = []
    following: str | None = f"{path}?limit=2&format={form}"
    while following:
        answer = site.browser.get(following)
        found += answer.json()[LISTS[path]] if form == "json" else map(json.loads, answer.text.splitlines())
        following = answer.links["next"]["url"] if "next" in answer.links else None
        assert len(found) <= len(whole)
    assert found == whole
    assert len(found) > 2 or path == "/api/unconfirmed"


@pytest.mark.parametrize("path", ["/api/chronicle", "/api/words?format=csv", "/api/search?q=中&format=jsonl"])
def test_what_is_known_is_not_sent_again(site: Site, path: str) -> None:
    first = site.browser.get(path)
    tag = first.headers["etag"]
    for named in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = site.browser.get(path, headers={"If-None-Match": named})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert site.browser.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_another_register_has_another_tag(site: Site) -> None:
    before = site.browser.get("/api/words").headers["etag"]
    where = site.send("/add", on="/add", text="王毅5月16日表示，双方应加强协作。", published="2024-05-17").headers[
        "location"
    ]
    site.send(where, on=where)
    assert site.browser.get("/api/words", headers={"If-None-Match": before}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/api/record/abc",
        "/api/page/abc",
        "/api/person?name=无此人",
        "/api/mechanism?name=无此机制",
        "/api/state?state=XX",
    ],
)
def test_what_is_not_there_is_said_as_data(site: Site, path: str) -> None:
    answer = site.browser.get(path)
    assert answer.status_code == 404
    assert answer.json()["status_code"] == 404
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["/api/chronicle?since=2023-13", "/api/chronicle?limit=0", "/api/words?format=xml", "/api/state"]
)
def test_what_is_asked_wrongly_is_said_as_data(site: Site, path: str) -> None:
    answer = site.browser.get(path)
    assert (answer.status_code, answer.json()["status_code"]) == (400, 400)


def test_mechanism_person_and_state_answer(site: Site) -> None:
    name = site.browser.get("/api/mechanisms").json()["mechanisms"][0]["name"]
    assert site.browser.get("/api/mechanism", params={"name": name, "today": "2030-01-01"}).json()["name"] == name
    party = next(
        party
        for record in site.browser.get("/api/chronicle").json()["records"]
        for party in record["parties"]
        if party["name"]
    )
    assert site.browser.get("/api/person", params={"name": party["name"]}).json()
    assert site.browser.get("/api/state?state=CN&state=RU").json()["states"] == ["CN", "RU"]


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_as_described(site: Site, mode: GenerationMode) -> None:
    """Questions made up from the description, good and bad: no server error, no answer that is not in it."""
    schema = schemathesis.openapi.from_dict(site.browser.get("/api/schema/openapi.json").json())
    asked = set()
    for made in schema.get_all_operations():
        assert isinstance(made, Ok)
        cases = made.ok().as_strategy(generation_mode=mode)

        @settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=cases)
        def ask(case: Case[Any]) -> None:
            asked.add(case.path)
            headers = {key: value for key, value in (case.headers or {}).items() if value.isascii()}
            answer = site.browser.request(
                case.method, case.formatted_path, params=flat(case.query), headers=headers, follow_redirects=False
            )
            case.validate_response(answer, checks=CHECKS)

        with suppress(Unsatisfiable):  # what takes any text at all cannot be asked wrongly
            ask()
    assert len(asked) >= 10


def flat(query: Any) -> Any:
    """Return a query as a browser sends it."""
    return [
        (key, "" if one is None else str(one))
        for key, value in dict(query or {}).items()
        for one in (value if isinstance(value, list) else [value])
    ]
