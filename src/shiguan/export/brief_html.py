"""A dossier as one HTML page: style and pictures within, no outside host."""

from importlib import resources

from shiguan.export.brief_svg import svg
from shiguan.export.reference import label, letter, references, stretches
from shiguan.export.xml import attribute, text
from shiguan.model.brief import Block, Brief, Heading, Items, Mark, Picture, Pieces, Section, Source, Style, Table, Tone


def files(brief: Brief, style: Style) -> dict[str, bytes]:
    """Return the page, under "" for the very name asked for."""
    return {"": page(brief, style).encode("utf-8", errors="replace")}


def page(brief: Brief, style: Style) -> str:
    """Return a dossier as an HTML page."""
    css = (resources.files("shiguan.export") / "brief.css").read_text(encoding="utf-8")
    sources = {one.number: one for one in brief.sources}
    facts = "".join(f"<tr><th>{text(name)}</th><td>{text(value)}</td></tr>" for name, value in brief.facts)
    sections = "".join(section_html(one, sources) for one in brief.sections)
    known = references(brief, style)
    noted = "".join(source_html(one, known[one.number]) for one in brief.sources)
    language = {"zh": "zh-Hans", "en": "en"}[brief.language.value]
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(brief.title)}</title><style>{css}</style></head><body><main>\n"
        f'<header><h1>{text(brief.title)}</h1><p>{text(brief.subtitle)}</p><table class="cover">{facts}</table>'
        f"<p>{text(brief.explanation)}</p></header>\n{sections}"
        f'<section><h2>{text(brief.sources_title)}</h2><ol class="sources" style="list-style:none;padding:0">{noted}'
        "</ol></section>\n</main></body></html>\n"
    )


def section_html(section: Section, sources: dict[int, Source]) -> str:
    """Return a section."""
    blocks = "".join(block_html(one, sources) for one in section.blocks)
    return f"<section><h2>{text(section.title)}</h2>{blocks}</section>\n"


def block_html(block: Block, sources: dict[int, Source]) -> str:
    """Return one block."""
    if isinstance(block, Heading):
        return f"<h3>{text(block.text)}</h3>"
    if isinstance(block, Items):
        return "<ul>" + "".join(f"<li>{pieces_html(line, sources)}</li>" for line in block.lines) + "</ul>"
    if isinstance(block, Picture):
        caption = pieces_html(block.caption, sources)
        return f"<figure>{svg(block)}<figcaption>{caption}</figcaption></figure>"
    return table_html(block, sources)


def table_html(table: Table, sources: dict[int, Source]) -> str:
    """Return a table with its head; without one the first cell of each row is its name."""
    columns = "".join(f'<col style="width:{width}%">' for width in table.widths)
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in table.head)
    rows = []
    for row in table.rows:
        cells = [pieces_html(cell, sources) for cell in row]
        first = f"<td>{cells[0]}</td>" if table.head else f'<th scope="row">{cells[0]}</th>'
        rows.append(f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>")
    above = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f"<table><colgroup>{columns}</colgroup>{above}<tbody>{''.join(rows)}</tbody></table>"


def pieces_html(pieces: Pieces, sources: dict[int, Source]) -> str:
    """Return pieces of text with their notes behind them."""
    found = []
    for one in pieces:
        words = text(one.text)
        if one.tone not in (Tone.PLAIN, Tone.QUOTE):
            words = f'<span class="{one.tone.value}">{words}</span>'
        found.append(words + notes_html(one.marks, sources))
    return "".join(found)


def notes_html(marks: tuple[Mark, ...], sources: dict[int, Source]) -> str:
    """Return the numbers of notes, each leading to its passage."""
    if not marks:
        return ""
    inner = ", ".join(
        f'<a href="#n{mark.source}-{mark.passage}">{label(mark, sources[mark.source])}</a>' for mark in marks
    )
    return f"\u2060<sup>[{inner}]</sup>"  # a word joiner: no line begins with a note


def source_html(source: Source, reference: str) -> str:
    """Return a source with its passages, the characters cited underlined."""
    words = text(reference)
    if source.url and source.url.startswith(("http://", "https://")):
        url = text(source.url)
        words = words.replace(url, f"<a href={attribute(source.url)}>{url}</a>")
    several = len(source.passages) > 1
    passages = []
    for number, passage in enumerate(source.passages, start=1):
        inner = "".join(f"<u>{text(part)}</u>" if cited else text(part) for part, cited in stretches(passage))
        lead = f"<b>{letter(number)}</b>" if several else ""
        passages.append(f'<li id="n{source.number}-{number}">{lead}{inner}</li>')
    return f'<li><span class="n">[{source.number}]</span>{words}<ul>{"".join(passages)}</ul></li>'
