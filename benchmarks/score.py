"""Score the reader on the gold, set by set: `make score`. The check sets are scored and never shown."""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
SCORER = SHARED / "tools" / "score.py"
SHIGUAN = Path(sys.executable).with_name("shiguan")
RAW_PAGE = SHARED / "pages" / "lbnb-21595.txt"
RAW_ID = "seed"
SETS = ("open/broadcast", "open/overseas", "open/commentary", "check/broadcast", "check/overseas")
KINDS = ("times", "engagements", "statements", "figures")

HEADLINE = re.compile(r"^(\w+) +P ([\d.]+)  R ([\d.]+)  F1 ([\d.]+)")
EXACT = re.compile(r"exact ([\d.]+)")
FIELD = re.compile(r"^   (\w+) *([\d.]+)  of (\d+)")


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What the scorer says of one set: its lines as printed, and the rates by name (engagements.f1, figures.period)."""

    printed: str
    rates: dict[str, float]


def present() -> bool:
    """Whether the gold is beside the checkout."""
    return SCORER.exists() and all((GOLD / f"{name}.gold.json").exists() for name in SETS)


def read_set(name: str, into: Path) -> None:
    """Write the readings of one set as JSON lines; the commentary is read from the bytes of its page."""
    if name != "open/commentary":
        into.write_bytes(run_reader("--input", "jsonl", str(GOLD / f"{name}.docs.jsonl")))
        return
    reading = json.loads(run_reader(str(RAW_PAGE)))
    into.write_text(json.dumps({**reading, "id": RAW_ID}, ensure_ascii=False) + "\n", encoding="utf-8")


def run_reader(*arguments: str) -> bytes:
    """Return what `shiguan read --format jsonl` prints."""
    command = [str(SHIGUAN), "read", "--format", "jsonl", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def score_set(name: str) -> Score:
    """Read one set with the installed command and score it."""
    with tempfile.TemporaryDirectory() as folder:
        readings = Path(folder) / "readings.jsonl"
        read_set(name, readings)
        return score_readings(name, readings)


def score_readings(name: str, readings: Path) -> Score:
    """Score readings that are there already."""
    command = [
        sys.executable,
        str(SCORER),
        str(GOLD / f"{name}.gold.json"),
        str(GOLD / f"{name}.docs.json"),
        str(readings),
    ]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return Score(printed=printed, rates=rates_of(printed))


def rates_of(printed: str) -> dict[str, float]:
    """Return the rates by name from the scorer's lines."""
    rates: dict[str, float] = {}
    kind = ""
    for line in printed.splitlines():
        if head := HEADLINE.match(line):
            kind = head[1]
            rates.update(
                {f"{kind}.precision": float(head[2]), f"{kind}.recall": float(head[3]), f"{kind}.f1": float(head[4])}
            )
            if exact := EXACT.search(line):
                rates[f"{kind}.exact"] = float(exact[1])
        elif field := FIELD.match(line):
            rates[f"{kind}.{field[1]}"] = float(field[2])
    return rates


def table_of(scores: dict[str, Score]) -> str:
    """Return the scores as the Markdown table of the README."""
    lines = [
        "| set | times F1 | engagements F1, exact | statements F1, exact | figures F1, exact |",
        "|---|---|---|---|---|",
    ]
    for name, score in scores.items():
        cells = [f"{score.rates['times.f1']:.2f}"]
        cells += [f"{score.rates[f'{kind}.f1']:.2f}, {score.rates.get(f'{kind}.exact', 0):.2f}" for kind in KINDS[1:]]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> int:
    """Print the scores of all sets, then the main text of the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into README.md and README.zh.md")
    wanted = parser.parse_args()
    if not present():
        print(f"score: no gold at {GOLD}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    scores = {}
    for name in SETS:
        scores[name] = score_set(name)
        print(f"== {name}\n{scores[name].printed}", flush=True)
    print(table_of(scores))
    if wanted.write:
        from docs.generate import put_between

        for readme in (ROOT / "README.md", ROOT / "README.zh.md"):
            put_between(readme, "scores", table_of(scores))
    print("\n== pages/mfa", flush=True)
    return subprocess.run([sys.executable, "-m", "benchmarks.main_text"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
