"""A picture of a dossier as SVG, in the ink of the page."""

from shiguan.export.xml import attribute, text
from shiguan.model.brief import Box, Dot, Label, Line, Picture, Shape, Tone

COLOURS = {
    Tone.PLAIN: "#1D1B16",
    Tone.STRONG: "#1D1B16",
    Tone.QUOTE: "#1D1B16",
    Tone.FAINT: "#6B665A",
    Tone.AHEAD: "#2B4C7E",
    Tone.DOUBT: "#8A5A00",
    Tone.RULED: "#B3261E",
}
PAPER = "#FFFFFF"
FONT = "'Songti SC','Noto Serif CJK SC','Source Han Serif SC',SimSun,serif"


def svg(picture: Picture) -> str:
    """Return a picture as an SVG element with its words for those who do not see it."""
    size = f'viewBox="0 0 {picture.width:g} {picture.height:g}" width="{picture.width:g}" height="{picture.height:g}"'
    shapes = "".join(map(shape, picture.shapes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{FONT}">'
        f"<title>{text(picture.says)}</title>{shapes}</svg>"
    )


def shape(one: Shape) -> str:
    """Return one shape."""
    colour = COLOURS[one.tone]
    if isinstance(one, Line):
        ends = f'x1="{one.x:.1f}" y1="{one.y:.1f}" x2="{one.to_x:.1f}" y2="{one.to_y:.1f}"'
        return f'<line {ends} stroke="{colour}" stroke-width="1"/>'
    if isinstance(one, Box):
        place = f'x="{one.x:.1f}" y="{one.y:.1f}" width="{one.width:.1f}" height="{one.height:.1f}"'
        paint = f'fill="{colour}" fill-opacity="0.16" stroke="{colour}"' if one.pale else f'fill="{colour}"'
        return f"<rect {place} {paint}/>"
    if isinstance(one, Dot):
        fill = colour if one.filled else PAPER
        place = f'cx="{one.x:.1f}" cy="{one.y:.1f}" r="{one.radius:g}"'
        return f'<circle {place} fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'
    return label(one, colour)


def label(one: Label, colour: str) -> str:
    """Return a text at its place."""
    weight = ' font-weight="bold"' if one.tone is Tone.STRONG else ""
    place = f'x="{one.x:.1f}" y="{one.y:.1f}" font-size="{one.size:g}" text-anchor={attribute(one.anchor)}'
    return f'<text {place} fill="{colour}"{weight}>{text(one.text)}</text>'
