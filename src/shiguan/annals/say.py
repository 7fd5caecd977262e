"""What a ruling says of a record, in the form in which it is weighed beside the accounts of pages."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from shiguan.errors import UsageError
from shiguan.link.account import days
from shiguan.link.day import days_of
from shiguan.link.mechanism import mechanism_key
from shiguan.link.name import name_key
from shiguan.link.place import place_path, state_code
from shiguan.model.account import Account
from shiguan.model.engagement import Kind, Mode, Role, Status
from shiguan.model.record import Aspect, Citation, Party, Record, Verdict
from shiguan.model.ruling import Act, Ruling, Say, SideSay
from shiguan.model.span import Span

SIDE_FIELDS = ("name", "office", "state", "role")
LISTS: dict[str, type[StrEnum]] = {Aspect.STATUS: Status, Aspect.MODE: Mode, Aspect.KIND: Kind, "role": Role}
VERDICTS = {Act.REJECT: Verdict.REJECTED, Act.CONFIRM: Verdict.CONFIRMED}


def checked(record: Record, field: str, value: str) -> tuple[str, str]:
    """Return a field and its value in the wording of the register (俄罗斯 as a state: RU).

    Raises UsageError where a record has no such field, or the field cannot have such a value.
    """
    who, dot, part = field.rpartition(".")
    if dot:
        if part not in SIDE_FIELDS:
            raise UsageError(f"'{field}': a participant has no '{part}'; one of {', '.join(SIDE_FIELDS)}")
        return f"{side_of(who, record.parties)}.{part}", checked_value(part, value)
    if field not in set(Aspect):
        raise UsageError(f"'{field}': a record has no such field; one of {', '.join(Aspect)}, or NAME.office")
    return field, checked_value(field, value)


def checked_value(field: str, value: str) -> str:
    """Return the value of a field in the wording of the register."""
    plain = value.strip()
    if not plain:
        raise UsageError(f"{field}: there is no value; give the right one, or reject the record")
    if field in LISTS and plain not in set(LISTS[field]):
        raise UsageError(f"{field} '{plain}': there is no such word; one of {', '.join(LISTS[field])}")
    if field == Aspect.DATE:
        days_of(plain)
    if field == Aspect.ROUND and not (plain.isascii() and plain.isdigit() and int(plain)):
        raise UsageError(f"round '{plain}': it is no number of a session; write it as 16")
    if field == Aspect.ROUND:
        return str(int(plain))
    if field == "state":
        code = state_code(plain)
        if code is None:
            raise UsageError(f"state '{plain}': no state or organisation has this name; write it as RU or 俄罗斯")
        return code
    return plain


def side_of(who: str, parties: Sequence[Party]) -> str:
    """Return by what a participant is known within a record; `who` is a name, or a state where nobody is named."""
    key = name_key(who)
    if key and any(party.key == key for party in parties):
        return key
    code = state_code(who)
    if code and any(not party.key and party.state == code for party in parties):
        return f"={code}"
    there = "、".join(party.name or party.state or "?" for party in parties)
    raise UsageError(f"'{who}': does not take part in this record; one of {there or 'nobody'}")


def side_say(ruling: Ruling) -> SideSay:
    """Return what a ruling says of a participant, who was found in the record when it was entered."""
    who, _, part = (ruling.field or "").rpartition(".")
    value = ruling.value or ""
    return SideSay(
        side=who,
        field=part,
        value=value,
        key=name_key(value) if part == "name" else "",
        citation=Citation(account=ruling.id, page="", spans=(), origin=origin_of(ruling)),
    )


def origin_of(ruling: Ruling) -> str:
    """Return whose words a ruling is."""
    return f"person:{ruling.author}"


def say_of(rulings: Sequence[Ruling], told: Sequence[Account]) -> Say:
    """Return what rulings say of the record of some accounts. `rulings` are of that record, the last one last."""
    said: dict[Aspect, tuple[Account, ...]] = {}
    sides = []
    verdict = None
    states = tuple(sorted({side.state for account in told for side in account.sides if side.state}))
    for ruling in rulings:
        verdict = VERDICTS.get(ruling.act, verdict)
        if ruling.act is not Act.CORRECT or ruling.field is None:
            continue
        if "." in ruling.field:
            sides.append(side_say(ruling))
        else:
            aspect = Aspect(ruling.field)
            said[aspect] = (*said.get(aspect, ()), account_of(ruling, aspect, states))
    return Say(said=said, sides=tuple(sides), verdict=verdict, rulings=tuple(ruling.id for ruling in rulings))


def account_of(ruling: Ruling, aspect: Aspect, states: tuple[str, ...]) -> Account:
    """Return an account that tells nothing but what a ruling says of one aspect."""
    value = ruling.value or ""
    silent = Account(
        id=ruling.id,
        page="",
        kind=Kind.OTHER,
        status=Status.HELD,
        mode=None,
        date=None,
        first=None,
        last=None,
        published=None,
        place=None,
        place_key=None,
        mechanism=None,
        mechanism_key=None,
        round=None,
        sides=(),
        origin=origin_of(ruling),
        via=(),
        evidence=ruling.because,
        span=Span(0, 0),
        cited={},
    )
    return msgspec.structs.replace(silent, **told_by(aspect, value, states))


def told_by(aspect: Aspect, value: str, states: tuple[str, ...]) -> dict[str, object]:
    """Return the fields of an account that a value fills."""
    if aspect is Aspect.DATE:
        first, last = days(value)
        return {"date": value, "first": first, "last": last}
    if aspect is Aspect.PLACE:
        return {"place": value, "place_key": place_path(value)}
    if aspect is Aspect.MECHANISM:
        return {"mechanism": value, "mechanism_key": mechanism_key(value, states)}
    if aspect is Aspect.ROUND:
        return {"round": int(value)}
    return {aspect.value: LISTS[aspect](value)}
