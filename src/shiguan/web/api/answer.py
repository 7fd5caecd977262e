"""An answer in the form asked for: JSON, JSON lines or CSV, with the way to what follows."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from litestar import Request, Response
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, Schema

from shiguan.export.cell import Row
from shiguan.export.table import Table, csv_lines
from shiguan.web.api.question import Form
from shiguan.web.frame import switched
from shiguan.web.refusal import Fault

Item = TypeVar("Item")
LINES, CSV = "application/x-ndjson", "text/csv"
BESIDE = {
    304: ResponseSpec(data_container=None, generate_examples=False, description="Nothing has changed"),
    401: ResponseSpec(data_container=Fault, generate_examples=False, description="Sign in, or show a token"),
    403: ResponseSpec(data_container=Fault, generate_examples=False, description="The token has no such scope"),
    503: ResponseSpec(data_container=Fault, generate_examples=False, description="The register does not answer"),
}
SEPARATOR = "；"


class Sheet(msgspec.Struct, frozen=True):
    """How entries become rows: what the columns hold, and the cells of an entry."""

    columns: Mapping[str, str]
    row: Callable[[Any], Row]


class Leaf(Generic[Item]):
    """A page of a list: its entries, and where the following ones begin, None where there are none."""

    def __init__(self, found: Sequence[Item], limit: int, key: Callable[[Item], str]) -> None:
        self.items = list(found[:limit])
        self.next = key(found[limit - 1]) if len(found) > limit else None


def listed(request: Request[Any, Any, Any], answer: Any, leaf: Leaf[Any], form: Form, sheet: Sheet) -> Response[Any]:
    """Return a page of a list in the form asked for; `answer` is the whole of it as JSON."""
    headers = {"Link": f'<{switched(request, after=leaf.next)}>; rel="next"'} if leaf.next else {}
    if form is Form.JSON:
        return Response(answer, headers=headers)
    if form is Form.JSON_LINES:
        return Response(msgspec.json.Encoder().encode_lines(leaf.items), media_type=LINES, headers=headers)
    table = Table("answer", sheet.columns, (sheet.row(item) for item in leaf.items))
    return Response(b"".join(csv_lines(table)), media_type=CSV, headers=headers)


@functools.cache
def sheet_of(struct: type[msgspec.Struct]) -> Sheet:
    """Return how entries of a kind become rows: a column a field; what is nested stands as JSON in its cell."""
    names = struct.__struct_fields__
    return Sheet(dict.fromkeys(names, ""), lambda item: tuple(cell(getattr(item, name)) for name in names))


def cell(value: object) -> object:
    """Return a value as one cell."""
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return SEPARATOR.join(value) or None
    if isinstance(value, tuple | list | dict | msgspec.Struct):
        return msgspec.json.encode(value).decode()
    return value


def leaf_after(items: Sequence[Item], after: str | None, limit: int, key: Callable[[Item], str]) -> Leaf[Item]:
    """Return the entries of a list after the one of a key, from the beginning where there is none."""
    at = 0
    if after is not None:
        at = next((number + 1 for number, item in enumerate(items) if key(item) == after), len(items))
    return Leaf(items[at : at + limit + 1], limit, key)


@dataclass
class Listing(Operation):
    """The description of a list: the same answer may come as lines or as a table."""

    def __post_init__(self) -> None:
        """Add the other forms to the answer that is described."""
        content = getattr((self.responses or {}).get("200"), "content", None)
        if content is not None:
            for kind in (LINES, CSV):
                content[kind] = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING))
