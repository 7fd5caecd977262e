"""How far off the session expected next is: every mechanism of a register is foretold from its earlier sessions.

Of each mechanism with at least three dated sessions, every session from the third on is foretold from those before it,
as `shiguan mechanism` does. Printed: the median and mean error in days, how often the day lay in the window, how wide
that is, and the same for the plain guess of a year after the last session.
"""

import argparse
import statistics
from collections.abc import Iterator, Sequence

import msgspec

from shiguan.annals.register import Register, open_register
from shiguan.tell.forecast import Window, expect, in_time
from shiguan.tell.mechanism import cadence_of, points

LEAST = 3
YEAR = 365
TODAY = 10**6


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One session foretold: how many came before it, the window, the day."""

    name: str
    earlier: int
    window: Window
    day: int
    last: int


def trials(book: Register, *, numbered: bool) -> Iterator[Trial]:
    """Yield every session that can be foretold."""
    for line in book.mechanisms(least=LEAST):
        found = book.mechanism(line.key, today=TODAY)
        held = sorted((one for one in points(found.sessions) if one.round is not None or not numbered), key=in_time)
        for at in range(2, len(held)):
            window = expect(held[:at], cadence=cadence_of(found.name, ()))
            if window is not None:
                yield Trial(name=found.name, earlier=at, window=window, day=held[at].day, last=held[at - 1].day)


def report(found: Sequence[Trial], label: str) -> None:
    """Print the errors of some trials."""
    if not found:
        print(f"{label}: no session can be foretold")
        return
    errors = [abs(one.day - one.window.middle) for one in found]
    plain = [abs(one.day - one.last - YEAR) for one in found]
    inside = sum(one.window.first <= one.day <= one.window.last for one in found)
    width = statistics.median(one.window.last - one.window.first for one in found)
    print(
        f"{label}: {len(found)} sessions of {len({one.name for one in found})} mechanisms, error median "
        f"{statistics.median(errors):.0f} days, mean {statistics.mean(errors):.0f}; {inside / len(found):.0%} within "
        f"the window (median width {width:.0f} days); a year after the last: median {statistics.median(plain):.0f}, "
        f"mean {statistics.mean(plain):.0f}"
    )


def main() -> None:
    """Foretell and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("register", help="a register with the corpus in it")
    parser.add_argument("--each", action="store_true", help="print every session foretold")
    given = parser.parse_args()
    with open_register(given.register, create=False) as book:
        numbered = list(trials(book, numbered=True))
        found = list(trials(book, numbered=False))
    report(numbered, "numbered sessions")
    report(found, "all dated sessions")
    if given.each:
        for one in sorted(found, key=lambda one: (one.name, one.day)):
            print(f"{one.name}\t{one.earlier}\t{one.day - one.window.middle:+d}")


if __name__ == "__main__":
    main()
