"""The whole journey on one screen: bytes to a page, a page to a reading."""

import datetime
from collections.abc import Collection, Iterable, Iterator

from shiguan.capture.article import articles, read_article
from shiguan.capture.page import InputKind, capture
from shiguan.detect.mechanism.rules import detect_mechanisms
from shiguan.detect.mechanism.standing import detect_standing
from shiguan.detect.number.rules import detect_quantities
from shiguan.detect.outlet.rules import detect_credits, home_of
from shiguan.detect.person.rules import detect_mentions
from shiguan.detect.place.rules import detect_places
from shiguan.detect.round.rules import detect_rounds
from shiguan.detect.time.publication import publication_day
from shiguan.detect.time.rules import detect_times
from shiguan.errors import ShiguanError
from shiguan.extract.check.rules import check
from shiguan.extract.engagement.rules import extract_engagements
from shiguan.extract.figure.rules import extract_figures
from shiguan.extract.mechanism.rules import extract_mechanisms
from shiguan.extract.mechanism.telling import find_tellings, windows
from shiguan.extract.statement.rules import extract_statements
from shiguan.grammar.explain import Explanation, tree_of
from shiguan.grammar.fold import fold
from shiguan.grammar.layout import lay_out
from shiguan.grammar.shape import shape_of
from shiguan.model.credit import Credit
from shiguan.model.mention import Mention
from shiguan.model.page import Basis, Document, Page
from shiguan.model.raw import Raw, RawKind
from shiguan.model.reading import Reading
from shiguan.versions import versions

__all__ = [
    "Explanation",
    "InputKind",
    "explain",
    "read",
    "read_articles",
    "read_page",
    "read_raw",
    "rule_names",
    "versions",
]


def read_page(
    data: bytes | str,
    *,
    name: str = "page",
    published: str | None = None,
    kind: InputKind = InputKind.AUTO,
    url: str | None = None,
    without: Collection[str] = (),
) -> Reading:
    """Return what one page says. `name` stands for the input in errors; `published` is its EDTF day, if known.

    Raises CaptureError where the input holds no Chinese page, UsageError where `published` is no day.
    """
    return read(capture(data, name=name, kind=kind, published=published, url=url), without=without)


def read_articles(
    lines: Iterable[bytes], *, name: str = "articles", without: Collection[str] = ()
) -> Iterator[Reading | ShiguanError]:
    """Yield a reading, or the reason why there is none, for each JSON line of an article, in order."""
    for page in articles(lines, name=name):
        yield page if isinstance(page, ShiguanError) else read(page, without=without)


def read_raw(raw: Raw) -> Reading:
    """Return the reading of a page's bytes; raises CaptureError where they hold none."""
    if raw.kind is RawKind.ARTICLE:
        return read(read_article(raw.data, name=raw.name))
    kind = InputKind(raw.kind.value)
    return read(capture(raw.data, name=raw.name, kind=kind, published=raw.published, url=raw.url))


def read(page: Page, *, without: Collection[str] = ()) -> Reading:
    """Return what a captured page says. `without` names rules to leave out, for measuring what they are worth."""
    return journey(page, without)[0]


def journey(page: Page, without: Collection[str]) -> tuple[Reading, list[Mention], list[Credit]]:
    """Return the reading of a page, and the mentions and credits that were read on the way."""
    page = with_day(page)
    text, folded = page.text, page.folded
    layout = lay_out(folded)
    times = [time for time in detect_times(text, folded, page.document_time) if time.rule not in without]
    shape = shape_of(folded, times)
    title = fold(page.document.title or "")
    mentions, shape = detect_mentions(text, folded, shape, home=home_of(page.document), title=title)
    credits = [credit for credit in detect_credits(text, folded, layout, mentions) if credit.rule not in without]
    statements = extract_statements(text, folded, shape, layout, times, mentions, credits, without=without)
    quantities = detect_quantities(folded)
    figures = extract_figures(text, folded, layout, times, mentions, credits, quantities)
    rounds = detect_rounds(folded)
    mechanisms = detect_mechanisms(text, folded, times, mentions, rounds)
    told = find_tellings(folded, layout)
    standing = detect_standing(text, folded, times, mentions, rounds, windows(layout, told))
    accounts = extract_mechanisms(text, folded, layout, times, mentions, told, standing=standing, sessions=mechanisms)
    engagements = [
        one
        for one in extract_engagements(
            text,
            folded,
            layout,
            times,
            mentions,
            statements,
            credits,
            page.document_time,
            places=detect_places(text, folded),
            mechanisms=mechanisms,
            rounds=rounds,
        )
        if one.rule not in without
    ]
    reading = Reading(
        id=page.id,
        document=page.document,
        times=tuple(times),
        engagements=tuple(engagements),
        statements=tuple(one for one in statements if one.rule not in without),
        figures=tuple(one for one in figures if one.rule not in without),
        mechanisms=tuple(one for one in accounts if one.rule not in without),
        checks=tuple(check(text, folded, layout, times, engagements, statements, figures)),
        versions=versions(),
    )
    return reading, mentions, credits


def with_day(page: Page) -> Page:
    """Return the page with the day of publication that its text tells, where nothing else does."""
    if page.document.published is not None:
        return page
    found = publication_day(page.folded)
    if found is None:
        return page
    day, _ = found
    fields = {name: getattr(page.document, name) for name in Document.__struct_fields__}
    fields.update(published=day.isoformat(), published_basis=Basis.TEXT)
    return Page(id=page.id, document=Document(**fields), folded=page.folded)


def explain(text: str, *, published: str | None = None) -> Explanation:
    """Return which rules fired on a text, as a tree: what was read inside another stretch hangs below it."""
    day = published or datetime.date.min.isoformat()
    page = capture(text, name="text", kind=InputKind.TEXT, published=day if published else None)
    reading, mentions, credits = journey(page, ())
    fired = [(one.rule, one.start, one.end, "、".join((one.organisation or "", *one.states))) for one in mentions]
    fired += [(one.rule, one.start, one.end, " ← ".join(one.via)) for one in credits]
    fired += [(one.rule, one.start, one.end, one.value or "") for one in reading.times]
    fired += [
        (one.rule, one.start, one.end, f"{one.kind} {one.status} {one.date or ''}".strip())
        for one in reading.engagements
    ]
    fired += [
        (
            one.rule,
            one.start,
            one.end,
            f"{one.speaker.name or one.speaker.organisation or one.speaker.office} {one.cue}",
        )
        for one in reading.statements
    ]
    fired += [
        (one.rule, one.start, one.end, f"{one.measure or ''} {one.value} {one.unit or ''}".strip())
        for one in reading.figures
    ]
    fired += [(one.rule, one.start, one.end, one.name) for one in reading.mechanisms]
    return tree_of(page.text, fired)


SWITCHES = (
    "statement/ban-states",
    "statement/quote-only",
    "statement/carry-on",
    "statement/quote-first",
    "statement/refer",
)


def rule_names() -> tuple[str, ...]:
    """Return the rules that `without` can switch off, sorted."""
    return tuple(sorted(SWITCHES))
