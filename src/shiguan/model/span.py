"""Where something stands: half-open code-point offsets."""

import msgspec


class Span(msgspec.Struct, frozen=True, array_like=True, order=True, gc=False):
    """`[start, end)` in code points of `page.text` (Web Annotation TextPositionSelector)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters the span covers."""
        return text[self.start : self.end]


# field name -> the spans that say the value; what `cited` of every item holds.
Cited = dict[str, tuple[Span, ...]]
