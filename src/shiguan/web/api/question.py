"""What may be asked, and how: parameters that several questions share."""

import datetime
from enum import StrEnum
from typing import Annotated, Any

from litestar import Request
from litestar.exceptions import ValidationException
from litestar.params import QueryParameter

from shiguan.annals.chronicle import Cursor
from shiguan.errors import UsageError
from shiguan.link.day import days_of
from shiguan.web.access.gate import access_of

MOST = 500  # entries to an answer


class Form(StrEnum):
    """How an answer is written."""

    JSON = "json"
    JSON_LINES = "jsonl"
    CSV = "csv"


DAY = r"^\d{4}(-\d\d){0,2}$"
Day = Annotated[str | None, QueryParameter(description="A day, month or year: 2024-05-16, 2024-05, 2024.", pattern=DAY)]
Today = Annotated[
    str | None, QueryParameter(description="The day to judge from, by default today.", pattern=r"^\d{4}-\d\d-\d\d$")
]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="At most so many entries.")]
After = Annotated[
    str | None,
    QueryParameter(pattern=r"^-?\d{1,8}\.[0-9a-f]{1,64}$", description="The `next` of the answer before."),
]
AfterKey = Annotated[str | None, QueryParameter(max_length=200, description="The `next` of the answer before.")]
Text = Annotated[str | None, QueryParameter(max_length=200)]
Name = Annotated[str, QueryParameter(min_length=1, max_length=200, description="In any spelling.")]
States = Annotated[list[str] | None, QueryParameter(name="state", max_items=8, description="By code or name.")]
Format = Annotated[
    Form, QueryParameter(description="`jsonl` has an entry a line; `csv` opens in spreadsheets; `Link` leads on.")
]


def sound(value: str | None) -> str | None:
    """Return an EDTF value as given; raises ValidationException where it is none."""
    try:
        if value:
            days_of(value)
    except UsageError as error:
        raise ValidationException(str(error)) from error
    return value


def ordinal(request: Request[Any, Any, Any], today: str | None) -> int:
    """Return the day to judge from; raises ValidationException where it is none."""
    try:
        if today:
            return datetime.date.fromisoformat(today).toordinal()
    except ValueError as error:
        raise ValidationException(f"'{today}' is no day; write it as 2024-05-17") from error
    return datetime.datetime.fromtimestamp(access_of(request).now(), datetime.UTC).date().toordinal()


def cursor(text: str | None) -> Cursor | None:
    """Return the place that an answer before named."""
    if text is None:
        return None
    day, _, entry = text.partition(".")
    return Cursor(int(day), entry)
