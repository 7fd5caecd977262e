"""A statement or figure as a person corrects it: which fields can be given, and how the item reads with them."""

import math
import re

import msgspec

from shiguan.errors import UsageError
from shiguan.link.day import days_of
from shiguan.link.place import state_code
from shiguan.model.figure import ChangeBasis, Figure
from shiguan.model.statement import Form, Statement

SPEAKER_FIELDS = ("name", "office", "state", "organisation")
FIELDS = {
    "statement": (*SPEAKER_FIELDS, "form", "date"),
    "figure": ("measure", "about", "value", "unit", "period", "change_percent", "change_basis"),
}
LISTS = {"form": tuple(Form), "change_basis": tuple(ChangeBasis)}
NUMBERS = ("value", "change_percent")
DAYS = ("date", "period")
PARTED = re.compile(r"[\s,，、+;]+")


def checked_field(what: str, field: str, value: str) -> tuple[str, str]:
    """Return a field of a statement or figure and its value in the wording of the register (俄罗斯 as a state: RU).

    Raises UsageError where it has no such field, or the field cannot have such a value.
    """
    plain = value.strip()
    if field not in FIELDS[what]:
        raise UsageError(f"'{field}': a {what} has no such field to correct; one of {', '.join(FIELDS[what])}")
    if not plain:
        raise UsageError(f"{field}: there is no value; give the right one, or reject the {what}")
    if field in LISTS and plain not in set(LISTS[field]):
        raise UsageError(f"{field} '{plain}': there is no such word; one of {', '.join(LISTS[field])}")
    if field in DAYS:
        days_of(plain)
    if field in NUMBERS:
        number(field, plain)
    if field == "state":
        return field, code_of(plain)
    if field == "about":
        return field, "+".join(sorted({code_of(one) for one in PARTED.split(plain) if one}))
    return field, plain


def code_of(name: str) -> str:
    """Return the code of a state or organisation."""
    code = state_code(name)
    if code is None:
        raise UsageError(f"state '{name}': no state or organisation has this name; write it as RU or 俄罗斯")
    return code


def number(field: str, value: str) -> int | float:
    """Return a number, whole where it is one."""
    try:
        found = float(value)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise UsageError(f"{field} '{value}': it is no number; write it out, as 40207000000 or -3.5")
    return int(found) if found.is_integer() else found


def with_fields(item: Statement | Figure, fields: dict[str, str]) -> Statement | Figure:
    """Return an item with the fields that persons gave."""
    if isinstance(item, Figure):
        return msgspec.structs.replace(item, **{field: figure_value(field, value) for field, value in fields.items()})
    of_speaker = {field: value for field, value in fields.items() if field in SPEAKER_FIELDS}
    others: dict[str, object] = {field: value for field, value in fields.items() if field == "date"}
    if "form" in fields:
        others["form"] = Form(fields["form"])
    return msgspec.structs.replace(item, speaker=msgspec.structs.replace(item.speaker, **of_speaker), **others)


def figure_value(field: str, value: str) -> object:
    """Return the value of a field of a figure."""
    if field in NUMBERS:
        return number(field, value)
    if field == "about":
        return tuple(value.split("+"))
    return ChangeBasis(value) if field == "change_basis" else value


def field_value(item: Statement | Figure, field: str) -> str:
    """Return what an item has in a field, "" where nothing."""
    if isinstance(item, Figure):
        found = getattr(item, field)
        return "+".join(found) if field == "about" else "" if found is None else str(found)
    return str(getattr(item.speaker if field in SPEAKER_FIELDS else item, field) or "")
