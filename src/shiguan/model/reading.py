"""What one page says: the contract of `shiguan read`."""

import msgspec

from shiguan.model.check import Check
from shiguan.model.engagement import Engagement
from shiguan.model.figure import Figure
from shiguan.model.mechanism_account import MechanismAccount
from shiguan.model.page import Document
from shiguan.model.statement import Statement
from shiguan.model.timex import Timex


class Versions(msgspec.Struct, frozen=True, kw_only=True):
    """What made a reading: code, tables, schema."""

    code: str
    lexicon: str
    schema: int


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The times, engagements, statements, figures, mechanisms and checks of one page, each item with its characters."""

    id: str
    document: Document
    times: tuple[Timex, ...]
    engagements: tuple[Engagement, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    mechanisms: tuple[MechanismAccount, ...] = ()  # readings of schema 1 have none
    checks: tuple[Check, ...]
    versions: Versions
