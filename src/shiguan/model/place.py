"""A mention of a place."""

from enum import StrEnum

import msgspec

from shiguan.model.span import Span


class PlaceKind(StrEnum):
    """How exact a place is."""

    CITY = "city"
    REGION = "region"
    STATE = "state"


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where something is, goes or happens.

    The span covers the whole phrase (俄罗斯圣彼得堡), `name_span` its most exact part.

    `venue` is true where only a building is named and the city stands elsewhere on the page, at `name_span`.
    `state` is the code of the state it lies in; `name` is as written.
    """

    start: int
    end: int
    name: str
    name_span: Span
    kind: PlaceKind
    state: str | None
    venue: bool = False
    rule: str
