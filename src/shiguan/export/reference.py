"""Sources as they are referred to: GB/T 7714-2015 and the Chicago Manual of Style, notes, 17th edition."""

import datetime

from shiguan.model.brief import Mark, Passage, Source, Style

LONGEST = 110  # characters of a passage in the list of sources
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Stretch = tuple[str, bool]  # characters, and whether they are cited


def reference(source: Source, style: Style, day: str) -> str:
    """Return how a source is referred to, without its number; `day` is when the register was asked.

    Where a page names no author, the origin stands in the author's place, else the publisher.
    """
    if not source.page:
        return ruling(source, style)
    return gbt7714(source, day) if style is Style.GBT7714 else chicago(source)


def gbt7714(source: Source, day: str) -> str:
    """Return "新华社. 题名[EB/OL]. 人民网, (2024-08-22)[2026-01-02]. https://…", without address as [N]."""
    who = source.origin or source.publisher
    online = source.url is not None
    title = f"{source.title or '[题名不详]'}[{'EB/OL' if online else 'N'}]"
    carrier = source.publisher if source.publisher != who else None
    head = ". ".join(part for part in (who, title) if part)
    published = source.published or "日期不详"
    if not online:
        return f"{head}. " + ", ".join(part for part in (carrier, published) if part) + "."
    lead = f"{carrier}, " if carrier else ""
    return f"{head}. {lead}({published})[{day}]. {source.url}."


def chicago(source: Source) -> str:
    """Return "Xinhua, “Title,” Publisher, August 22, 2024, https://…." in the order of a note."""
    who = source.origin if source.origin != source.publisher else None
    title = f"“{source.title},”" if source.title else None
    lead = " ".join(part for part in (f"{who}," if who else None, title) if part)
    tail = [source.publisher, american(source.published), source.url]
    rest = ", ".join(part for part in tail if part)
    return f"{lead} {rest}".strip().rstrip(",.") + "."


def ruling(source: Source, style: Style) -> str:
    """Return who ruled on a record and when: the register's own log is the source."""
    if style is Style.GBT7714:
        return f"{source.origin}. 册中更正 {source.label}[Z]. {source.published}."
    return f"{source.origin}, ruling {source.label} in the register, {american(source.published)}."


def american(day: str | None) -> str:
    """Return a day as "August 22, 2024"; anything vaguer as it is, n.d. for none."""
    if day is None:
        return "n.d."
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:
        return day
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"


MONTHS = tuple("January February March April May June July August September October November December".split())


def label(mark: Mark, source: Source) -> str:
    """Return the number by which a note is called, with a letter where its source has several passages: 3b."""
    return f"{mark.source}{letter(mark.passage)}" if len(source.passages) > 1 else str(mark.source)


def letter(number: int) -> str:
    """Return a, b, … z, aa, ab … for 1, 2, …"""
    found = ""
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        found = LETTERS[rest] + found
    return found


def stretches(passage: Passage) -> list[Stretch]:
    """Return a passage in stretches, cited or not; of a long stretch the middle is left out as ……"""
    found: list[Stretch] = [("……", False)] if passage.goes_before else []
    at = passage.start
    for span in passage.cited:
        if span.end <= at:
            continue
        begin = max(span.start, at)
        if begin > at:
            found.append((cut(passage, at, begin), False))
        found.append((cut(passage, begin, span.end), True))
        at = span.end
    if at < passage.end:
        found.append((cut(passage, at, passage.end), False))
    return [*found, ("……", False)] if passage.goes_on else found


def cut(passage: Passage, start: int, end: int) -> str:
    """Return the characters from one offset to another in one line."""
    text = passage.text[start - passage.start : end - passage.start].replace("\n", " ")
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST // 2]}……{text[-LONGEST // 3 :]}"
