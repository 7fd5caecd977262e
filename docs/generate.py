"""Write docs/reference, llms.txt and the outputs shown in the READMEs from the code itself: `make docs`.

With --check nothing is written; the stale files are named and the exit status is 1.
"""

import argparse
import importlib
import inspect
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import typer

from shiguan import errors
from shiguan.cli.app import app
from shiguan.cli.schema import reading_schema
from shiguan.export.cell import (
    ENGAGEMENT_COLUMNS,
    FIGURE_COLUMNS,
    PAGE_COLUMNS,
    PARTICIPANT_COLUMNS,
    STATEMENT_COLUMNS,
)
from shiguan.export.form import Sheet
from shiguan.export.table import kind_of
from shiguan.lexicon import tables
from shiguan.model.page import Page

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
SHOWN = "src/shiguan/samples/consultation-newspaper.txt"
NOTE = "<!-- Written by `make docs`; change the code instead. -->\n"
COLUMNS = {
    Sheet.ENGAGEMENTS: ENGAGEMENT_COLUMNS,
    Sheet.PARTICIPANTS: PARTICIPANT_COLUMNS,
    Sheet.STATEMENTS: STATEMENT_COLUMNS,
    Sheet.FIGURES: FIGURE_COLUMNS,
    Sheet.PAGES: PAGE_COLUMNS,
}
MODELS = ("reading", "page", "timex", "engagement", "statement", "figure", "mechanism_account", "check", "span")


def pages() -> dict[Path, str]:
    """Return every generated file with what it must hold."""
    wanted = {
        REFERENCE / "cli.md": cli_page(),
        REFERENCE / "columns.md": columns_page(),
        REFERENCE / "reading.md": reading_page(),
        REFERENCE / "reading.schema.json": json.dumps(reading_schema(), ensure_ascii=False, indent=2) + "\n",
        REFERENCE / "errors.md": errors_page(),
        REFERENCE / "tables.md": tables_page(),
        ROOT / "llms.txt": llms_page(),
    }
    output = f"```console\n$ shiguan read {SHOWN}\n{shown_output()}```"
    for readme in READMES:
        wanted[readme] = between(readme.read_text(encoding="utf-8"), "reading", output)
    return wanted


def cli_page() -> str:
    """Return the help of every command as the terminal shows it."""
    names = names_of(app)
    parts = [NOTE, "# Commands\n"]
    for name, printed in zip(("", *names), helps_of(("", *names)), strict=True):
        parts.append(f"## shiguan {name}".rstrip() + "\n")
        parts.append(f"```text\n{printed}\n```\n")
    return "\n".join(parts)


def names_of(commands: typer.Typer, group: str = "") -> list[str]:
    """Return the commands of an application, those of its groups after it: add, user, user add."""
    names = [
        f"{group} {command.name or getattr(command.callback, '__name__', '')}".strip()
        for command in commands.registered_commands
    ]
    for one in commands.registered_groups:
        inner = one.typer_instance
        if inner is not None:
            name = str(one.name if isinstance(one.name, str) else inner.info.name)
            names += [name, *names_of(inner, name)]
    return names


HELPS = """
import sys
from shiguan.cli.app import app
for name in sys.argv[1:]:
    app([*name.split(), "--help"], prog_name="shiguan", standalone_mode=False)
    print("\\f", end="", flush=True)
"""


def helps_of(commands: Sequence[str]) -> list[str]:
    """Return what `shiguan COMMAND --help` prints in a terminal of 100 columns, without colour."""
    plain = {
        **os.environ,
        "TERMINAL_WIDTH": "100",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "PYTHONUTF8": "1",
    }
    asked = [sys.executable, "-c", HELPS, *commands]
    printed = subprocess.run(asked, env=plain, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    pages = printed.split("\f")[:-1]
    return ["\n".join(line.rstrip() for line in page.strip("\n ").splitlines()) for page in pages]


def reading_page() -> str:
    """Return the structs of a reading with their fields."""
    parts = [NOTE, "# A reading\n", "Offsets are half open and count code points of `document.text`.\n"]
    for name in MODELS:
        module = importlib.import_module(f"shiguan.model.{name}")
        for _, value in inspect.getmembers(module, inspect.isclass):
            if value.__module__ == module.__name__ and value is not Page:
                parts.append(struct_part(value))
    return "\n".join(parts)


def struct_part(value: type[Any]) -> str:
    """Return one struct or list of words: what it is, and its fields or members."""
    head = f"## {value.__name__}\n\n{inspect.getdoc(value)}\n"
    if not issubclass(value, msgspec.Struct):
        return f"{head}\nOne of: {', '.join(f'`{member}`' for member in value)}.\n"
    rows = [f"| `{field.name}` | `{type_label(field.type)}` |" for field in msgspec.structs.fields(value)]
    return "\n".join([head, "| field | type |", "|---|---|", *rows]) + "\n"


def type_label(annotation: Any) -> str:
    """Return a type as its last names, without the modules."""
    label = (
        annotation.__name__ if inspect.isclass(annotation) and not hasattr(annotation, "__args__") else str(annotation)
    )
    words = label.replace("typing.", "").replace(" | ", " or ")
    return words.replace("None", "null") if "." not in words else strip_modules(words).replace("None", "null")


def strip_modules(label: str) -> str:
    """Return `tuple[shiguan.model.timex.Timex, ...]` as `tuple[Timex, ...]`."""
    kept = label.replace("...", "…")
    for module in sorted({f"shiguan.model.{name}." for name in MODELS}, key=len, reverse=True):
        kept = kept.replace(module, "")
    return kept.replace("…", "...")


def columns_page() -> str:
    """Return the columns of every table that a register is given out as."""
    parts = [
        NOTE,
        "# Columns\n",
        "What the tables of [exports](exports.md) and [frames](../how-to/notebook.md) hold.\n",
    ]
    for sheet, columns in COLUMNS.items():
        rows = [f"| `{name}` | {kind_of(name)} | {says} |" for name, says in columns.items()]
        parts.append("\n".join([f"## {sheet}\n", "| column | type | holds |", "|---|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def errors_page() -> str:
    """Return the one family of errors."""
    parts = [NOTE, "# Errors\n", "The message of each is one line: input, fault, cure.\n"]
    for name, value in inspect.getmembers(errors, inspect.isclass):
        parent = value.__mro__[1].__name__
        parts.append(f"## {name}\n\nA kind of `{parent}`. {inspect.getdoc(value)}\n")
    return "\n".join(parts)


def tables_page() -> str:
    """Return every table of words with its columns, origin and licence."""
    folder = Path(str(tables.FOLDER))
    parts = [NOTE, "# Tables\n", "Words are data: `src/shiguan/lexicon/zh`. The first column is the key.\n"]
    for path in sorted(folder.glob("*.csv")):
        header = tables.parse_header(path.stem, path.read_text(encoding="utf-8").splitlines())
        told = "\n".join(f"- {key}: {value}" for key, value in header.items())
        columns = ", ".join(f"`{column}`" for column in tables.rows(path.stem)[0])
        parts.append(f"## {path.stem}\n\n{told}\n- columns: {columns}\n")
    return "\n".join(parts)


def llms_page() -> str:
    """Return the map of the documentation for language models."""
    pages = sorted((ROOT / "docs").rglob("*.md"))
    lines = [f"- [{title_of(path)}]({path.relative_to(ROOT).as_posix()})" for path in pages]
    about = (
        "Reads Chinese-language news about diplomacy into times, engagements, statements, figures and mechanisms, "
        "each field cited."
    )
    return "\n".join(["# Shiguan", "", f"> {about}", "", "## Documentation", "", *lines, ""])


def title_of(path: Path) -> str:
    """Return the first heading of a page; generated pages are named before they are there."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), path.stem)


def shown_output() -> str:
    """Return what `shiguan read` prints for the sample of the READMEs, as when piped."""
    from shiguan.cli.chronicle import Chronicle
    from shiguan.cli.paper import WIDTH_WHEN_PIPED, styles
    from shiguan.pipeline import read_page

    reading = read_page((ROOT / SHOWN).read_bytes(), name=SHOWN)
    return "".join(f"{line.plain.rstrip()}\n" for line in Chronicle(WIDTH_WHEN_PIPED, styles()).lines(reading))


def between(text: str, mark: str, wanted: str) -> str:
    """Return `text` with what stands between `<!-- mark -->` and `<!-- /mark -->` replaced."""
    begin, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    head, opened, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not opened or not closed:
        raise SystemExit(f"docs: no {begin.strip()} … {end.strip()}; put the two marks where the output belongs")
    return f"{head}{begin}\n{wanted}\n{end}{tail}"


def put_between(path: Path, mark: str, wanted: str) -> None:
    """Write `wanted` between the marks of a file."""
    path.write_text(between(path.read_text(encoding="utf-8"), mark, wanted), encoding="utf-8")


def main() -> int:
    """Write or check the generated files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="name the stale files and change nothing")
    wanted = parser.parse_args()
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{'stale' if wanted.check else 'wrote'}: {path.relative_to(ROOT)}")
        if not wanted.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages()[path], encoding="utf-8")
    return int(wanted.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
