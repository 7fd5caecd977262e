"""A dossier as one HTML page: style and pictures within, no outside host."""

from shiguan.export.brief_svg import svg
from shiguan.export.reference import label, letter, reference, stretches
from shiguan.export.xml import attribute, text
from shiguan.model.brief import Block, Brief, Heading, Items, Mark, Picture, Pieces, Section, Source, Style, Table, Tone

CSS = """
:root{--ink:#1D1B16;--ink-2:#6B665A;--paper:#FBF9F4;--rule:#DDD6C6;--indigo:#2B4C7E;--ochre:#8A5A00;--cinnabar:#B3261E}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.75 'Songti SC','Noto Serif CJK SC','Source Han Serif SC',SimSun,serif}
main{max-width:46rem;margin:0 auto;padding:3rem 1.5rem 5rem}
header{border-bottom:2px solid var(--ink);padding-bottom:1rem;margin-bottom:2rem}
h1{font-size:2rem;line-height:1.3;margin:0 0 .3rem}h2{font-size:1.25rem;margin:2.4rem 0 .6rem;border-bottom:1px solid var(--rule)}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
p{margin:.4rem 0}.faint,figcaption,header p,.cover th{color:var(--ink-2)}
.strong{font-weight:bold}.ahead{color:var(--indigo)}.doubt{color:var(--ochre)}.ruled{color:var(--cinnabar)}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.5;font-variant-numeric:tabular-nums;table-layout:fixed}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--rule);font-weight:normal;overflow-wrap:anywhere}
thead th{color:var(--ink-2);border-bottom-color:var(--ink-2)}tbody th{color:var(--ink-2)}
.cover{width:auto;margin-top:1rem}.cover th,.cover td{border:0;padding:.05rem 1.5rem .05rem 0}
ul{list-style:none;margin:0;padding:0}li{margin:.35rem 0}
sup{line-height:0;font-size:.68em;margin-left:.1em}sup a,a{color:var(--indigo);text-decoration:none}
figure{margin:.5rem 0 0}figure svg{width:100%;height:auto}figcaption{font-size:.85rem}
.sources{font-size:.85rem;line-height:1.55}.sources>li{padding-left:2.6em;text-indent:-2.6em;margin:.6rem 0;overflow-wrap:anywhere}
.sources ul{text-indent:0}.sources ul li{margin:.1rem 0;color:var(--ink-2)}.sources u{color:var(--ink);text-underline-offset:.2em}
.n{display:inline-block;min-width:2.6em;text-indent:0}.sources ul li b{font-weight:normal;margin-right:.5em}
:target{background:#F1E8D0}
@page{size:A4;margin:22mm 20mm;@bottom-center{content:counter(page);font-size:9pt;color:#6B665A}}
@media print{body{background:#fff;font-size:10.5pt}main{max-width:none;padding:0}tr,li,figure{break-inside:avoid}h2,h3{break-after:avoid}
thead{display:table-header-group}}
"""


def files(brief: Brief, style: Style) -> dict[str, bytes]:
    """Return the page, under "" for the very name asked for."""
    return {"": page(brief, style).encode("utf-8", errors="replace")}


def page(brief: Brief, style: Style) -> str:
    """Return a dossier as an HTML page."""
    sources = {one.number: one for one in brief.sources}
    facts = "".join(f"<tr><th>{text(name)}</th><td>{text(value)}</td></tr>" for name, value in brief.facts)
    sections = "".join(section_html(one, sources) for one in brief.sections)
    noted = "".join(source_html(one, style, brief.day) for one in brief.sources)
    language = {"zh": "zh-Hans", "en": "en"}[brief.language.value]
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(brief.title)}</title><style>{CSS}</style></head><body><main>\n"
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
    return f"<sup>[{inner}]</sup>"


def source_html(source: Source, style: Style, day: str) -> str:
    """Return a source with its passages, the characters cited underlined."""
    words = text(reference(source, style, day))
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
