"""What the accounts of one event add up to: computed, never edited."""

from enum import StrEnum

import msgspec

from shiguan.model.engagement import Kind, Mode, Role, Status
from shiguan.model.span import Span


class Citation(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Where a value is said: the account, its page, the stretches of the page, and whose words they are.

    Of what a person said, `account` is the ruling and `origin` "person:NAME"; it has no page.
    """

    account: str
    page: str
    spans: tuple[Span, ...]
    origin: str


class Claim(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A value as one account gives it, with its citation."""

    value: str
    citation: Citation


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """The value that a record gives to one field, who supports it, who contradicts it, and the rule that chose it.

    `origins` counts the different origins of the supporting claims. A less exact claim that holds the value
    (2024-05 beside 2024-05-16, 俄罗斯 beside 莫斯科) supports it.
    """

    value: str
    rule: str
    origins: int
    supporting: tuple[Claim, ...]
    conflicting: tuple[Claim, ...]


class Verdict(StrEnum):
    """What a person said of a record as a whole."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"  # it is shown only when asked for


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One who takes part, over all accounts: the fullest name, the office and state most often told.

    `corrected` holds the fields that a person gave, with what the pages say otherwise.
    """

    key: str
    name: str | None
    office: str | None
    state: str | None
    role: Role
    citations: tuple[Citation, ...]
    corrected: dict[str, Agreed] = {}


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One step in the life of an event: what was told of its status, on which day, for which date."""

    status: Status
    date: str | None
    told: str | None  # EDTF day of the page
    citation: Citation


class Aspect(StrEnum):
    """The fields of a record that accounts can disagree on."""

    STATUS = "status"
    DATE = "date"
    PLACE = "place"
    MECHANISM = "mechanism"
    ROUND = "round"
    MODE = "mode"
    KIND = "kind"  # only where a person gave it


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One event, from all accounts of it.

    `id` is that of its first account (by day of publication, then id); the ids of all its accounts lead to it.
    `values` holds what the accounts say of each aspect; the plain fields repeat the values chosen. `origins` counts
    the different origins among the accounts, `history` is in the order told, `rulings` are those heard in it.
    """

    id: str
    kind: Kind
    status: Status
    mode: Mode | None
    date: str | None
    first: int | None
    last: int | None
    place: str | None
    mechanism: str | None
    mechanism_key: str | None
    round: int | None
    parties: tuple[Party, ...]
    values: dict[Aspect, Agreed]
    history: tuple[Turn, ...]
    accounts: tuple[str, ...]
    pages: tuple[str, ...]
    origins: int
    verdict: Verdict | None = None
    rulings: tuple[str, ...] = ()
