"""What is known of a page while its runs of naming words are read."""

from collections.abc import Mapping

import msgspec

from shiguan.detect.person.register import Names
from shiguan.model.span import Span


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word of a run."""

    letter: str
    start: int
    end: int


class Context(msgspec.Struct):
    """What is known of the page while its runs are read."""

    text: str
    folded: str
    shape: str
    names: Names
    home: str | None
    named_states: Mapping[str, int]  # how often each is named
    state_of_name: dict[str, tuple[tuple[str, ...], Span | None]]
    office_of_name: dict[str, tuple[str | None, Span | None, str | None, Span | None]]


def word(context: Context, token: Token) -> str:
    """Return the folded characters of a token."""
    return context.folded[token.start : token.end]


def cut(context: Context, start: int, end: int) -> tuple[str, Span]:
    """Return the words of a span as written, and the span."""
    return context.text[start:end], Span(start, end)
