"""A comparison as one page of HTML that needs nothing else; every word of a page is escaped."""

from collections.abc import Iterator, Sequence
from html import escape

from shiguan.annals.compare import Comparison
from shiguan.cli.beside import place, topic_line
from shiguan.tell.compare import Matched
from shiguan.tell.readout import Point, Stretch

STYLE = (
    "body{font-family:serif;max-width:72rem;margin:2rem auto;padding:0 1rem;line-height:1.7}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border-top:1px solid #ddd6c6;padding:.4rem .6rem;text-align:left;vertical-align:top}"
    "mark{background:#f3e3bd}small{color:#6b665a}"
)


def html_of(found: Comparison) -> str:
    """Return a comparison as a page of HTML."""
    return "\n".join(lines(found)) + "\n"


def lines(found: Comparison) -> Iterator[str]:
    """Yield the lines of the page."""
    title = escape(found.title)
    yield f'<!doctype html>\n<html lang="zh">\n<head><meta charset="utf-8"><title>{title}</title>'
    yield f"<style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n<ul>"
    for one in found.accounts:
        told = escape(f"{one.published or ''} {one.points} [{one.key}]")
        yield f"<li>{escape(one.name)} <small>{told}</small></li>"
    yield "</ul>\n<table>\n<tr><th>topic</th><th>named by</th></tr>"
    for topic in found.topics:
        yield f"<tr><td>{escape(topic.topic)}</td><td>{escape(topic_line(found, topic))}</td></tr>"
    yield "</table>"
    for matched in found.matched:
        yield from table(found, matched)
    yield "</body>\n</html>"


def table(found: Comparison, matched: Matched) -> Iterator[str]:
    """Yield two accounts as a table, a row a point."""
    left, right = escape(found.name_of(matched.left)), escape(found.name_of(matched.right))
    yield f"<table>\n<tr><th>{left}</th><th>{right}</th></tr>"
    for pair in matched.pairs:
        yield f"<tr>{cell(pair.left, pair.left_stretches)}{cell(pair.right, pair.right_stretches)}</tr>"
    yield "</table>"


def cell(point: Point | None, stretches: Sequence[Stretch]) -> str:
    """Return one point with what only it has marked; an empty cell for silence."""
    if point is None:
        return "<td></td>"
    words = "".join(escape(one.text) if one.shared else f"<mark>{escape(one.text)}</mark>" for one in stretches)
    return f"<td>{words}<br><small>{escape(point.speaker)} {escape(place(point))}</small></td>"
