"""What a person says of the register: entered beside what the pages say, never over it."""

from enum import StrEnum

import msgspec

from shiguan.model.account import Account
from shiguan.model.engagement import Kind
from shiguan.model.record import Aspect, Citation, Verdict
from shiguan.model.span import Span


class Act(StrEnum):
    """What a ruling is about."""

    CORRECT = "correct"  # a field of a record, statement or figure has this value
    MERGE = "merge"  # two records are one event
    SPLIT = "split"  # some accounts of a record are of another event
    REJECT = "reject"  # a record is of no event, a statement or figure is none
    CONFIRM = "confirm"  # a record, statement or figure was looked at and is right
    SAME = "same"  # two persons are one
    APART = "apart"  # two persons are two
    WITHDRAW = "withdraw"  # an earlier ruling no longer holds


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """An account that a ruling is about, told so that it is found again when the page is read anew.

    `beside` are the other accounts that the page had: none of them takes its place.
    """

    account: str
    page: str
    kind: Kind
    span: Span
    evidence: str
    beside: tuple[str, ...]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or figure that a ruling is about, told so that it is found again when the page is read anew.

    `sort` is the cue of a statement and the unit of a figure, `beside` what else of its kind the page had: none of it
    takes its place.
    """

    what: str  # statement, figure
    item: str
    page: str
    sort: str
    span: Span
    words: str
    beside: tuple[str, ...]


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log. `id` is a digest of all the rest, `made` a moment in UTC.

    `subject` is the account whose record is meant, for a merger and a split all accounts of the first record (that
    stay); `other` those of the second (that leave). `ruling` is the one that is withdrawn, `persons` are the two of
    whom something is said, by their ids of that day; `steady` are those that stay theirs as pages are added,
    `names` the keys of their names where these differ. `passage` is the statement or figure that is meant,
    where it is no record.
    """

    id: str
    act: Act
    made: str
    author: str
    because: str
    subject: tuple[Anchor, ...] = ()
    other: tuple[Anchor, ...] = ()
    field: str | None = None
    value: str | None = None
    ruling: str | None = None
    persons: tuple[str, ...] = ()
    steady: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET  # unset is not written: the ids of others stay
    names: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    passage: Passage | msgspec.UnsetType = msgspec.UNSET


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """A ruling as it stands in the register; `withdrawn` is the ruling that took it back."""

    ruling: Ruling
    withdrawn: str | None


class Amendment(msgspec.Struct, frozen=True, kw_only=True):
    """What persons say of one statement or figure, weighed: the last to speak on a field is heard.

    `fields` are those that they gave, `rulings` the ids of all that were heard, the last one last.
    """

    id: str
    page: str
    what: str  # statement, figure
    verdict: Verdict | None
    fields: dict[str, str]
    rulings: tuple[str, ...]


class SideSay(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of one who takes part. `side` is the key the pages give, "=RU" for a nameless side.

    `key` is the key of the name said, "" where another field is meant.
    """

    side: str
    field: str  # name, office, state, role
    value: str
    key: str
    citation: Citation


class Say(msgspec.Struct, frozen=True, kw_only=True):
    """What persons say of one record, the last to speak last.

    `said` holds accounts of theirs that tell nothing but the one aspect, `rulings` the ids of all that were heard.
    """

    said: dict[Aspect, tuple[Account, ...]] = {}
    sides: tuple[SideSay, ...] = ()
    verdict: Verdict | None = None
    rulings: tuple[str, ...] = ()


SILENCE = Say()
