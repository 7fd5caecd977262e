"""The whole journey on one screen: bytes to a page, a page to a reading."""

import datetime
import traceback
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from pathlib import Path

from shiguan.capture.article import articles, read_article
from shiguan.capture.page import InputKind, capture
from shiguan.detect.mechanism.rules import detect_mechanisms
from shiguan.detect.mechanism.session import resolve_sessions
from shiguan.detect.mechanism.standing import detect_standing
from shiguan.detect.number.rules import detect_quantities
from shiguan.detect.outlet.rules import detect_credits, home_of
from shiguan.detect.person.register import find_names
from shiguan.detect.person.rules import detect_mentions
from shiguan.detect.place.rules import detect_places
from shiguan.detect.round.rules import detect_rounds
from shiguan.detect.time.publication import publication_day
from shiguan.detect.time.rules import detect_times
from shiguan.errors import ReadingError, ShiguanError
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
    "read_raws",
    "rule_names",
    "versions",
]

TOGETHER = 100_000  # characters of pages that are read side by side: more would gain little, and take more memory
Told = tuple[Reading, list[Mention], list[Credit]]
Journey = Generator[None, None, Told]


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
    return read_pages(articles(lines, name=name), without=without)


def read_raws(raws: Iterable[Raw | ShiguanError]) -> Iterator[Reading | ShiguanError]:
    """Yield a reading, or the reason why there is none, for each page's bytes, in order."""
    return read_pages(raw if isinstance(raw, ShiguanError) else page_or_fault(raw) for raw in raws)


def read_raw(raw: Raw) -> Reading:
    """Return the reading of a page's bytes; raises CaptureError where they hold none."""
    return read(page_of(raw))


def page_of(raw: Raw) -> Page:
    """Return the page that the bytes hold; raises CaptureError where they hold none."""
    if raw.kind is RawKind.ARTICLE:
        return read_article(raw.data, name=raw.name)
    kind = InputKind(raw.kind.value)
    return capture(raw.data, name=raw.name, kind=kind, published=raw.published, url=raw.url)


def page_or_fault(raw: Raw) -> Page | ShiguanError:
    """Return the page that the bytes hold, or the reason why they hold none."""
    try:
        return page_of(raw)
    except ShiguanError as fault:
        return fault


def read(page: Page, *, without: Collection[str] = ()) -> Reading:
    """Return what a captured page says. `without` names rules to leave out, for measuring what they are worth."""
    return side_by_side([journey(page, without)])[0][0]


def read_pages(
    pages: Iterable[Page | ShiguanError], *, without: Collection[str] = ()
) -> Iterator[Reading | ShiguanError]:
    """Yield the readings of pages in order, and the reasons why others have none where these stand."""
    for some in some_at_a_time(pages):
        read_here = iter(readings([page for page in some if isinstance(page, Page)], without))
        yield from (next(read_here) if isinstance(page, Page) else page for page in some)


def readings(pages: Sequence[Page], without: Collection[str]) -> list[Reading | ShiguanError]:
    """Return what the pages say; one that the rules fail on is left out and named, the others are read."""
    try:
        return [reading for reading, _, _ in side_by_side([journey(page, without) for page in pages])]
    except ShiguanError:
        raise  # a broken table fails every page alike: it ends the run
    except Exception as error:  # noqa: BLE001 - a mistake in a rule costs the page, told, and not the other million
        if len(pages) == 1:
            return [failure(pages[0], error)]
        return [one for page in pages for one in readings([page], without)]


def failure(page: Page, error: Exception) -> ReadingError:
    """Return what to tell where the rules fail on a page: where in the code, that it can be mended."""
    *_, at = traceback.walk_tb(error.__traceback__)
    where = f"{Path(at[0].f_code.co_filename).name}:{at[1]}"
    name = page.document.url or page.document.title or page.id
    told = ReadingError(f"{name}: a rule failed on it ({type(error).__name__}, {where}); report this page")
    told.__cause__ = error  # for who mends the rule
    return told


def some_at_a_time(pages: Iterable[Page | ShiguanError]) -> Iterator[list[Page | ShiguanError]]:
    """Yield pages, TOGETHER characters of them at a time, with the faults among them."""
    some: list[Page | ShiguanError] = []
    characters = 0
    for page in pages:
        some.append(page)
        characters += len(page.folded) if isinstance(page, Page) else len(str(page))
        if characters >= TOGETHER:
            yield some
            some, characters = [], 0
    if some:
        yield some


def side_by_side(journeys: Sequence[Journey]) -> list[Told]:
    """Go journeys abreast, each step for all pages before the next, and return what each brings home.

    Every step has tables and patterns of its own. Page after page, each would push the last one's out of the
    processor's caches; step after step they stay, and the same reading costs a fifth less.
    """
    arrived: list[Told] = []
    while len(arrived) < len(journeys):
        for one in journeys:  # all have the same steps: they arrive in one round, in order
            try:
                next(one)
            except StopIteration as end:
                arrived.append(end.value)
    return arrived


def journey(page: Page, without: Collection[str]) -> Journey:
    """Return the reading of a page, and the mentions and credits that were read on the way; pause after each step."""
    page = with_day(page)
    text, folded = page.text, page.folded
    layout = lay_out(folded)
    times = [time for time in detect_times(text, folded, page.document_time) if time.rule not in without]
    yield
    shape = shape_of(folded, times)
    title = fold(page.document.title or "")
    yield
    names = find_names(folded, shape)
    yield
    mentions, shape = detect_mentions(text, folded, shape, home=home_of(page.document), title=title, names=names)
    yield
    credits = [credit for credit in detect_credits(text, folded, layout, mentions) if credit.rule not in without]
    statements = extract_statements(text, folded, shape, layout, times, mentions, credits, without=without)
    yield
    quantities = detect_quantities(folded)
    yield
    figures = extract_figures(text, folded, layout, times, mentions, credits, quantities)
    yield
    rounds = detect_rounds(folded)
    named = detect_mechanisms(text, folded, times, mentions, rounds)
    yield
    told = find_tellings(folded, layout)
    standing = detect_standing(text, folded, times, mentions, rounds, windows(layout, told))
    mechanisms = resolve_sessions(folded, rounds, named, standing)
    accounts = extract_mechanisms(text, folded, layout, times, mentions, told, standing=standing, sessions=mechanisms)
    yield
    places = detect_places(text, folded)
    yield
    day = page.document_time
    engagements = extract_engagements(
        text,
        folded,
        layout,
        times,
        mentions,
        statements,
        credits,
        day,
        places=places,
        mechanisms=mechanisms,
        rounds=rounds,
    )
    engagements = [one for one in engagements if one.rule not in without]
    yield
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
    [(reading, mentions, credits)] = side_by_side([journey(page, ())])
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
