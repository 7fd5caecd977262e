"""What each rule is worth on the open gold: read without it, score, print the change. `make ablate`.

A change below .01 means nothing on sets of this size: one statement is .003 (broadcast, overseas) to .02 (commentary).
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.score import GOLD, KINDS, present, score_readings
from shiguan.errors import ShiguanError
from shiguan.pipeline import read_articles, rule_names

SETS = ("open/broadcast", "open/overseas", "open/commentary")
ROOM = 44


def main() -> int:
    """Print a table: a rule a line, a set and kind a column."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rules", nargs="*", help="rules, or the beginnings of their names; all rules if none is named")
    parser.add_argument("--group", action="store_true", help="switch off whole families (statement/, time/) at once")
    wanted = parser.parse_args()
    if not present():
        print(f"ablate: no gold at {GOLD}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    whole = rates_without(frozenset())
    print(" " * ROOM + "  ".join(f"{name.removeprefix('open/')[:9]:>9} {kind[:4]}" for name in SETS for kind in KINDS))
    print(row("(all rules)", whole))
    for label, switched_off in choices(tuple(wanted.rules), grouped=wanted.group):
        without = rates_without(switched_off)
        change = {key: without[key] - whole[key] for key in whole}
        print(row(label, change, signed=True), flush=True)
    return 0


def choices(wanted: tuple[str, ...], *, grouped: bool) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what to switch off, with its label."""
    names = [name for name in sorted(rule_names()) if not wanted or name.startswith(wanted)]
    if not grouped:
        yield from ((name, frozenset({name})) for name in names)
        return
    for family in sorted({name.partition("/")[0] for name in names}):
        yield f"{family}/", frozenset(name for name in names if name.startswith(f"{family}/"))


def rates_without(rules: frozenset[str]) -> dict[str, float]:
    """Return F1 by set and kind where `rules` are switched off."""
    rates = {}
    for name in SETS:
        with tempfile.TemporaryDirectory() as folder:
            readings = Path(folder) / "readings.jsonl"
            write_readings(name, rules, readings)
            score = score_readings(name, readings)
        rates.update({f"{name} {kind}": score.rates[f"{kind}.f1"] for kind in KINDS})
    return rates


def write_readings(name: str, rules: frozenset[str], into: Path) -> None:
    """Read one set in this process and write it as JSON lines."""
    lines = (GOLD / f"{name}.docs.jsonl").read_bytes().splitlines()
    with into.open("wb") as stream:
        for reading in read_articles(lines, name=name, without=rules):
            if isinstance(reading, ShiguanError):
                raise reading
            stream.write(msgspec.json.encode(reading) + b"\n")


def row(label: str, rates: dict[str, float], *, signed: bool = False) -> str:
    """Return one line of the table; a change below .0005 is a dot."""
    cells = []
    for rate in rates.values():
        if signed and abs(rate) < 0.0005:
            cells.append(f"{'·':>14}")
        else:
            cells.append(f"{rate:>+14.3f}" if signed else f"{rate:>14.3f}")
    return f"{label:<{ROOM}}" + "  ".join(cells)


if __name__ == "__main__":
    sys.exit(main())
