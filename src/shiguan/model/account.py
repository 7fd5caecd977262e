"""What one page tells of one event, in the form in which reports are compared."""

import msgspec

from shiguan.model.engagement import Kind, Mode, Role, Status
from shiguan.model.span import Cited, Span


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One who takes part. `key` is the last part of the name, folded (谢尔盖·绍伊古: 绍伊古), "" where unnamed."""

    key: str
    name: str | None
    office: str | None
    state: str | None
    role: Role
    span: Span


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One engagement as one page tells it. `id` is a digest of the page and where on it the event is told.

    `first` and `last` are the proleptic ordinals of the days that `date` spans, None where the page gives no date;
    `published` that of the page's day. `mechanism_key` is equal for names of one mechanism; `place_key` for names of
    one place. `origin` is who the words come from, one name for all wordings and sites of an outlet.
    """

    id: str
    page: str
    kind: Kind
    status: Status
    mode: Mode | None
    date: str | None  # EDTF
    first: int | None
    last: int | None
    published: int | None
    place: str | None
    place_key: str | None
    mechanism: str | None
    mechanism_key: str | None
    round: int | None
    sides: tuple[Side, ...]
    origin: str
    via: tuple[str, ...]
    evidence: str  # as written
    span: Span  # of the evidence
    cited: Cited
