"""Answers of the register as lines and columns on the terminal."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from shiguan.cli.paper import WIDEST, columns, pad, screen, styles, wrap

Cell = str | tuple[str, str]  # a text, or a text with its colour by token


class Ledger:
    """The terminal, as wide as it is readable, with the colours by token."""

    def __init__(self) -> None:
        self.console: Console = screen()
        self.width = min(self.console.width, WIDEST)
        self.style = styles()

    def say(self, *parts: Cell, bold: bool = False) -> None:
        """Print one line, clipped at the margin."""
        self.line(self.text(parts, bold=bold))

    def line(self, text: Text) -> None:
        """Print a line as it is."""
        text.rstrip()
        self.console.print(text)

    def text(self, parts: Iterable[Cell], *, bold: bool = False) -> Text:
        """Return parts as one line, each in its colour."""
        line = Text(style="bold" if bold else "")
        for part in parts:
            written, token = (part, "") if isinstance(part, str) else part
            line.append(written, style=self.style.get(token, token))
        return line

    def note(self, label: str, words: str, token: str = "ink-2") -> None:
        """Print words wrapped behind a label, the following lines under the first."""
        lead = pad(label, max(10, columns(label) + 1)) if label else ""
        for number, line in enumerate(wrap(words, self.width - columns(lead))):
            shown = lead if number == 0 else " " * columns(lead)
            self.say((shown, "ink-2"), (line, token))

    def table(self, rows: Sequence[Sequence[Cell]], *, grow: int, gap: int = 2) -> None:
        """Print rows in columns as wide as their widest cell; column `grow` takes the rest and is wrapped there."""
        if not rows:
            return
        widths = [max(columns(plain(row[at])) for row in rows) for at in range(len(rows[0]))]
        taken = sum(width + gap for at, width in enumerate(widths) if at != grow and width)
        widths[grow] = max(min(widths[grow], self.width - taken), 16)
        for row in rows:
            self.row(row, widths, grow, gap)

    def row(self, row: Sequence[Cell], widths: Sequence[int], grow: int, gap: int) -> None:
        """Print one row, as many lines as its growing cell needs."""
        for number, part in enumerate(wrap(plain(row[grow]), widths[grow])):
            cells: list[Cell] = []
            for at, cell in enumerate(row):
                if not widths[at]:
                    continue
                shown = part if at == grow else plain(cell) if number == 0 else ""
                token = cell[1] if isinstance(cell, tuple) else ""
                cells.append((pad(shown, widths[at]) + " " * gap, token))
            self.line(self.text(cells))


def plain(cell: Cell) -> str:
    """Return the text of a cell."""
    return cell if isinstance(cell, str) else cell[0]


def flat(value: object) -> object:
    """Return a value as one cell of CSV: several are joined by a semicolon."""
    if isinstance(value, tuple | list):
        return "; ".join(str(one) for one in value)
    return value
