"""Days of the Chinese lunar calendar, from a table of its years."""

import datetime
import functools

from shiguan.lexicon import tables


@functools.cache
def lunar_years() -> dict[int, tuple[datetime.date, str, int]]:
    """Return year -> (first day, months: 1 of 30 days, 0 of 29, number of the month doubled or 0)."""
    return {
        int(row["year"]): (datetime.date.fromisoformat(row["new_year"]), row["months"], int(row["leap"] or 0))
        for row in tables.rows("time_lunar_years")
    }


def lunar_day(year: int, month: int, day: int) -> datetime.date | None:
    """Return the solar day; day 30 of a month of 29 is its last. None beyond the table."""
    if year not in lunar_years() or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    new_year, months, leap = lunar_years()[year]
    place = month - 1 + (0 < leap < month)
    before = sum(29 + int(long) for long in months[:place])
    return new_year + datetime.timedelta(days=before + min(day, 29 + int(months[place])) - 1)
