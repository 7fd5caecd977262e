"""The tools as a client of the official SDK uses them, in one process."""

import asyncio
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from shiguan.annals.register import Register, open_register
from shiguan.errors import ShiguanError
from shiguan.intake.source import Source, raw_pages
from shiguan.mcp.server import make_server

SAMPLES = Path(__file__).parents[2] / "src" / "shiguan" / "samples"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    where = tmp_path_factory.mktemp("mcp") / "samples.db"
    pages = tuple(map(str, sorted(SAMPLES.iterdir())))
    with open_register(where) as found:
        list(found.add(raw_pages(Source(pages=pages, input="auto", published=None)), jobs=0))
    with open_register(where) as found:
        yield found


def ask(book: Register, tool: str, **arguments: Any) -> Any:
    """Call one tool and return its data; an error as the text that the client sees."""

    async def call() -> Any:
        async with Client(make_server(book, today=lambda: datetime.date(2030, 1, 1))) as client:
            answer = await client.call_tool(tool, arguments)
            if answer.is_error:
                return " ".join(getattr(part, "text", "") for part in answer.content)
            return answer.structured_content

    return asyncio.run(call())


def test_there_are_five_tools_that_only_read(book: Register) -> None:
    async def tools() -> Any:
        async with Client(make_server(book)) as client:
            return (await client.list_tools()).tools

    found = asyncio.run(tools())
    assert [tool.name for tool in found] == ["search", "chronicle", "mechanism", "record", "page"]
    assert all(tool.annotations.read_only_hint for tool in found)


def test_every_quote_is_found_again_in_its_page(book: Register) -> None:
    listed = ask(book, "chronicle", limit=50)["records"]
    assert len(listed) > 3
    quotes = [
        quote
        for one in listed
        for agreed in ask(book, "record", id=one["id"])["values"].values()
        for claim in (*agreed["supporting"], *agreed["conflicting"])
        for quote in claim["quotes"]
    ]
    assert quotes
    for quote in quotes[:30]:
        page = ask(book, "page", id=quote["page"], start=quote["start"], length=quote["end"] - quote["start"])
        assert page["text"] == quote["exact"]


def test_search_finds_words_in_either_script(book: Register) -> None:
    assert ask(book, "search", words="會談")["total"] == ask(book, "search", words="会谈")["total"] > 0


def test_the_chronicle_is_read_page_by_page(book: Register) -> None:
    whole = [one["id"] for one in ask(book, "chronicle", limit=50)["records"]]
    found: list[str] = []
    after = None
    while True:
        answer = ask(book, "chronicle", limit=2, **({"after": after} if after else {}))
        found += [one["id"] for one in answer["records"]]
        after = answer["next"]
        if not after:
            break
    assert found == whole
    assert ask(book, "chronicle", said_instead=True)["words"]


def test_a_mechanism_is_told(book: Register) -> None:
    name = next(one["mechanism"] for one in ask(book, "chronicle", limit=50)["records"] if one["mechanism"])
    assert ask(book, "mechanism", name=name)["sessions"]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("record", {"id": "nothing"}),
        ("page", {"id": "nothing"}),
        ("page", {"id": "nothing", "start": -1}),
        ("mechanism", {"name": "无此机制"}),
        ("mechanism", {"name": "x", "today": "yesterday"}),
        ("chronicle", {"since": "yesterday"}),
        ("chronicle", {"after": "x"}),
        ("chronicle", {"limit": 10**9}),
        ("search", {"words": ""}),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(book: Register, tool: str, arguments: dict[str, Any]) -> None:
    answer = ask(book, tool, **arguments)
    assert isinstance(answer, str)
    assert answer
    assert "Traceback" not in answer


def test_nothing_can_be_written(book: Register) -> None:
    before = b"".join(book.dump())
    make_server(book)
    with pytest.raises(ShiguanError):
        book.store.run("DELETE FROM page")
    assert b"".join(book.dump()) == before
