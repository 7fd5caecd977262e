"""The numbered notes of a dossier: each source once, its passages in the order in which they are first cited."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from shiguan.model.brief import Mark, Passage, Source
from shiguan.model.imprint import Imprint
from shiguan.model.record import Citation
from shiguan.model.ruling import Ruling
from shiguan.model.span import Span

Imprints = Callable[[str], Imprint]
Texts = Callable[[str], str]
Central = Callable[[str], bool]

AROUND = 60  # characters of its sentence on each side of what is cited
MOST = 2  # origins cited for one value: a dossier convinces, the register has them all
STOP = re.compile(r"[。！？；\n]")


class Notes:
    """Sources and passages, numbered as they are cited; the same question always gives the same numbers."""

    def __init__(self, imprint: Imprints, text: Texts, rulings: Mapping[str, Ruling], central: Central) -> None:
        self.central = central
        self.imprint = imprint
        self.text = text
        self.rulings = rulings
        self.found: list[Source] = []
        self.numbers: dict[str, int] = {}

    def cite(self, citations: Iterable[Citation], most: int = MOST) -> tuple[Mark, ...]:
        """Return the marks of some citations: of each origin the first that shows its characters.

        Pages that are about the subject itself come before those that mention it.
        """
        marks: list[Mark] = []
        origins: set[str] = set()
        for one in sorted(citations, key=lambda one: not (one.page and self.central(one.page))):
            if one.origin in origins or len(origins) == most:
                continue
            marked = self.at(one.page, one.spans) if one.page else self.ruled(one.account)
            if marked:
                origins.add(one.origin)
                marks += marked
        return tuple(sorted(set(marks)))

    def at(self, page: str, spans: Sequence[Span]) -> tuple[Mark, ...]:
        """Return the marks of stretches of a page, one for each sentence."""
        text = self.text(page)
        by_window: dict[Span, list[Span]] = {}
        for span in spans:
            around = window(text, span) if 0 <= span.start < span.end <= len(text) else span
            within = Span(max(span.start, around.start), min(span.end, around.end))
            if within.of(text).strip():
                by_window.setdefault(around, []).append(within)
        if not by_window:
            return ()
        number = self.number_of(page)
        return tuple(
            dict.fromkeys(
                Mark(number, self.passage(number, text, around, cited)) for around, cited in by_window.items()
            )
        )

    def number_of(self, page: str) -> int:
        """Return the number of a page among the sources."""
        if page not in self.numbers:
            self.numbers[page] = len(self.found) + 1
            printed = self.imprint(page)
            self.found.append(
                Source(
                    number=self.numbers[page],
                    page=page,
                    label=printed.label,
                    title=printed.title,
                    publisher=printed.publisher,
                    origin=printed.origin,
                    published=printed.published,
                    url=printed.url,
                    passages=(),
                )
            )
        return self.numbers[page]

    def passage(self, number: int, text: str, around: Span, cited: Sequence[Span]) -> int:
        """Return the number of a passage within its source; what overlaps one that is there is added to it."""
        source = self.found[number - 1]
        passages = list(source.passages)
        meeting = [at for at, one in enumerate(passages) if one.start < around.end and around.start < one.end]
        if len(meeting) == 1:
            old = passages[meeting[0]]
            spans = (*old.cited, *cited)
            passages[meeting[0]] = passage_of(text, min(old.start, around.start), max(old.end, around.end), spans)
        else:
            meeting = [len(passages)]
            passages.append(passage_of(text, around.start, around.end, cited))
        self.found[number - 1] = msgspec.structs.replace(source, passages=tuple(passages))
        return meeting[0] + 1

    def ruled(self, ruling: str) -> tuple[Mark, ...]:
        """Return the mark of what a person said of a record: the reason given is its passage."""
        one = self.rulings.get(ruling)
        if one is None:
            return ()
        if ruling not in self.numbers:
            self.numbers[ruling] = len(self.found) + 1
            reason = Span(0, len(one.because))
            self.found.append(
                Source(
                    number=self.numbers[ruling],
                    page="",
                    label=ruling,
                    title=None,
                    publisher=None,
                    origin=one.author,
                    published=one.made[:10],
                    url=None,
                    passages=(passage_of(one.because, 0, len(one.because), (reason,)),),
                )
            )
        return (Mark(self.numbers[ruling], 1),)


def passage_of(text: str, start: int, end: int, cited: Iterable[Span]) -> Passage:
    """Return a stretch of a text as a passage that knows whether its sentence goes on at either end."""
    before, after = text[:start].rstrip(" \u3000"), text[end:].lstrip(" \u3000")
    return Passage(
        start=start,
        end=end,
        text=text[start:end],
        cited=tuple(sorted(set(cited))),
        goes_before=bool(before) and not STOP.match(before[-1]),
        goes_on=bool(after) and not STOP.match(text[end - 1]) and not STOP.match(after[0]),
    )


def window(text: str, span: Span) -> Span:
    """Return the sentence around a stretch, of a long one the nearest characters; a stretch of several is kept whole.

    Blanks at either end are left out.
    """
    before = [found.end() for found in STOP.finditer(text, max(0, span.start - AROUND), span.start)]
    start = before[-1] if before else max(0, span.start - AROUND)
    after = STOP.search(text, span.end, min(len(text), span.end + AROUND))
    end = after.end() if after else min(len(text), span.end + AROUND)
    if STOP.match(text, span.end - 1):
        end = span.end
    inner = text[start:end]
    return Span(start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip()))
