"""W3C Web Annotations: every value of a record as a body, the characters that say it as the target.

A target has a TextPositionSelector (code points of the page's text) and a TextQuoteSelector (the characters and those
around them), so that it is found again, or found missing, never guessed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from shiguan.model.record import Citation, Claim, Record

ENCODE = msgspec.json.Encoder()


class Quoted(Protocol):
    """Characters with those around them, and where they stand."""

    @property
    def page(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def prefix(self) -> str: ...
    @property
    def exact(self) -> str: ...
    @property
    def suffix(self) -> str: ...


Quotes = Callable[[Citation], Sequence[Quoted]]


def annotation_lines(records: Iterable[Record], quotes: Quotes) -> Iterator[bytes]:
    """Yield an annotation a line, one for each claim on each value."""
    for record in records:
        for aspect, agreed in sorted(record.values.items()):
            for motive, claims in (("identifying", agreed.supporting), ("questioning", agreed.conflicting)):
                for claim in claims:
                    yield ENCODE.encode(annotation(record, aspect.value, motive, claim, quotes)) + b"\n"


def annotation(record: Record, aspect: str, motive: str, claim: Claim, quotes: Quotes) -> dict[str, object]:
    """Return one claim as an annotation; a contrary one has the motivation `questioning`."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:shiguan:claim:{claim.citation.account}:{aspect}",
        "type": "Annotation",
        "motivation": motive,
        "body": [
            {"type": "TextualBody", "value": claim.value, "purpose": "identifying"},
            {"type": "TextualBody", "value": aspect, "purpose": "tagging"},
            {"type": "SpecificResource", "source": f"urn:shiguan:record:{record.id}", "purpose": "linking"},
        ],
        "target": [target(quote) for quote in quotes(claim.citation)],
    }


def target(quote: Quoted) -> dict[str, object]:
    """Return the characters behind a claim."""
    return {
        "source": f"urn:shiguan:page:{quote.page}",
        "selector": [
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
            {"type": "TextQuoteSelector", "prefix": quote.prefix, "exact": quote.exact, "suffix": quote.suffix},
        ],
    }
