"""A picture of a dossier as shapes that Word draws itself: sharp at any size, no font of this machine needed."""

from shiguan.export.brief_svg import COLOURS
from shiguan.export.xml import attribute, text
from shiguan.model.brief import Box, Dot, Label, Line, Picture, Shape, Tone

EMU = 12700  # in a point
TEXT_WIDTH = 453.0  # points between the margins of an A4 page
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
CJK_WIDTH = 1.05  # of its size that a wide character takes
SERIF = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun"/>'


def drawing(picture: Picture, number: int) -> str:
    """Return a run of WordprocessingML that draws a picture as wide as the text."""
    scale = TEXT_WIDTH / picture.width
    wide, high = round(picture.width * scale * EMU), round(picture.height * scale * EMU)
    shapes = "".join(shape(one, scale, number * 1000 + at) for at, one in enumerate(picture.shapes, start=1))
    frame = (
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/><a:chOff x="0" y="0"/><a:chExt cx="{wide}" cy="{high}"/>'
    )
    return (
        f'<w:r {SPACES}><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr={attribute(picture.says)}/>'
        f'<a:graphic><a:graphicData uri="{GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/>'
        f"<wpg:grpSpPr><a:xfrm>{frame}</a:xfrm></wpg:grpSpPr>{shapes}"
        "</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def shape(one: Shape, scale: float, number: int) -> str:
    """Return one shape of the group."""
    colour = COLOURS[one.tone][1:]
    if isinstance(one, Label):
        return label(one, scale, number, colour)
    if isinstance(one, Line):
        # A line that rises is drawn falling and flipped.
        rising = (one.to_x - one.x) * (one.to_y - one.y) < 0
        place = frame(
            min(one.x, one.to_x), min(one.y, one.to_y), abs(one.to_x - one.x), abs(one.to_y - one.y), scale, rising
        )
        return wsp(
            number, f'{place}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{stroke(colour, 0.75)}', "<wps:bodyPr/>"
        )
    if isinstance(one, Box):
        place = frame(one.x, one.y, one.width, one.height, scale)
        clear = '<a:alpha val="16000"/>' if one.pale else ""
        fill = f'<a:solidFill><a:srgbClr val="{colour}">{clear}</a:srgbClr></a:solidFill>'
        return wsp(
            number,
            f'{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}{stroke(colour, 0.5)}',
            "<wps:bodyPr/>",
        )
    return dot(one, scale, number, colour)


def dot(one: Dot, scale: float, number: int, colour: str) -> str:
    """Return a circle."""
    place = frame(one.x - one.radius, one.y - one.radius, 2 * one.radius, 2 * one.radius, scale)
    inner = colour if one.filled else "FFFFFF"
    fill = f'<a:solidFill><a:srgbClr val="{inner}"/></a:solidFill>'
    return wsp(
        number, f'{place}<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>{fill}{stroke(colour, 1)}', "<wps:bodyPr/>"
    )


def label(one: Label, scale: float, number: int, colour: str) -> str:
    """Return a text box without border around a text, as wide as the text may get."""
    wide = sum(CJK_WIDTH if ord(character) > 0x2E7F else 0.62 for character in one.text) * one.size + 8
    left = one.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[one.anchor] * wide
    place = frame(left, one.y - one.size * 1.15, wide, one.size * 1.7, scale)
    half_points = max(10, round(one.size * scale * 2))
    align = {"start": "left", "middle": "center", "end": "right"}[one.anchor]
    bold = "<w:b/>" if one.tone is Tone.STRONG else ""
    run = f'<w:rPr>{SERIF}{bold}<w:color w:val="{colour}"/><w:sz w:val="{half_points}"/></w:rPr>'
    paragraph = (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:jc w:val="{align}"/></w:pPr>'
        f"<w:r>{run}<w:t>{text(one.text)}</w:t></w:r></w:p>"
    )
    body = (
        f"<wps:txbx><w:txbxContent>{paragraph}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>'
    )
    return wsp(
        number, f'{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>', body
    )


def wsp(number: int, properties: str, body: str) -> str:
    """Return a shape with its properties and text."""
    kind = ' txBox="1"' if "txbx" in body else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Shape {number}"/><wps:cNvSpPr{kind}/>'
        f"<wps:spPr>{properties}</wps:spPr>{body}</wps:wsp>"
    )


def stroke(colour: str, points: float) -> str:
    """Return a line's width and colour."""
    return f'<a:ln w="{round(points * EMU)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'


def frame(x: float, y: float, width: float, height: float, scale: float, flipped: bool = False) -> str:
    """Return where a shape lies within its picture."""
    across, down, wide, high = (round(each * scale * EMU) for each in (x, y, width, height))
    flip = ' flipV="1"' if flipped else ""
    return f'<a:xfrm{flip}><a:off x="{across}" y="{down}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
