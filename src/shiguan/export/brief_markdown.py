"""A dossier as Markdown (CommonMark with tables), its pictures as SVG files beside it."""

import re
from urllib.parse import quote

from shiguan.export.brief_svg import svg
from shiguan.export.reference import label, letter, references, stretches
from shiguan.model.brief import Brief, Heading, Items, Mark, Picture, Pieces, Source, Style, Table, Tone

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def files(brief: Brief, style: Style, stem: str = "brief") -> dict[str, bytes]:
    """Return the text under "" for the very name asked for, and each picture under what follows the name's stem."""
    pictures = [one for section in brief.sections for one in section.blocks if isinstance(one, Picture)]
    found = {"": "\n".join(lines(brief, style, stem)).encode("utf-8", errors="replace")}
    for number, one in enumerate(pictures, start=1):
        found[f"-{number}.svg"] = svg(one).encode("utf-8", errors="replace")
    return found


def lines(brief: Brief, style: Style, stem: str) -> list[str]:
    """Return the lines of a dossier; its pictures lie beside it under its own name and their number."""
    sources = {one.number: one for one in brief.sources}
    found = [f"# {plain(brief.title)}", "", plain(brief.subtitle), ""]
    found += [f"- {plain(name)}: {plain(value)}" for name, value in brief.facts]
    found += ["", plain(brief.explanation), ""]
    number = 0
    for section in brief.sections:
        found += [f"## {plain(section.title)}", ""]
        for block in section.blocks:
            if isinstance(block, Heading):
                found += [f"### {plain(block.text)}", ""]
            elif isinstance(block, Items):
                found += [*(f"- {inline(line, sources)}" for line in block.lines), ""]
            elif isinstance(block, Picture):
                number += 1
                found += [f"![{plain(block.says)}]({quote(stem)}-{number}.svg)", "", inline(block.caption, sources), ""]
            else:
                found += [*table(block, sources), ""]
    found += [f"## {plain(brief.sources_title)}", ""]
    known = references(brief, style)
    for source in brief.sources:
        found += [*noted(source, known[source.number]), ""]
    return found


def table(block: Table, sources: dict[int, Source]) -> list[str]:
    """Return the lines of a table; one without a head has an empty one, as the format wants."""
    width = len(block.widths)
    head = [plain(one) for one in block.head] or [""] * width
    rows = [[inline(cell, sources) for cell in row] for row in block.rows]
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * width, *rows)]


def inline(pieces: Pieces, sources: dict[int, Source]) -> str:
    """Return pieces of text with the links to their notes behind them."""
    found = []
    for one in pieces:
        words = plain(one.text)
        core = words.strip("　 ")
        if one.tone is Tone.STRONG and core:
            words = words.replace(core, f"**{core}**", 1)
        found.append(words + "".join(note(mark, sources[mark.source]) for mark in one.marks))
    return "".join(found)


def note(mark: Mark, source: Source) -> str:
    """Return the link from a note's number to its source."""
    return f"[\\[{label(mark, source)}\\]](#n{mark.source}-{mark.passage})"


def noted(source: Source, reference: str) -> list[str]:
    """Return a source and its passages, the characters cited in bold."""
    several = len(source.passages) > 1
    found = [f"\\[{source.number}\\] {plain(reference)}", ""]
    for number, passage in enumerate(source.passages, start=1):
        inner = "".join(f"<b>{plain(part)}</b>" if cited else plain(part) for part, cited in stretches(passage))
        lead = f"{letter(number)}. " if several else ""
        found.append(f'- <a id="n{source.number}-{number}"></a>{lead}{inner}')
    return found


def plain(words: str) -> str:
    """Return a text in which Markdown reads nothing but characters."""
    return SPECIAL.sub(r"\\\1", " ".join(words.split(" ")).replace("\n", " "))
