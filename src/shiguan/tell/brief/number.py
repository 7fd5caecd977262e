"""The notes of a dossier in the order in which a reader meets them, as GB/T 7714 and the end notes of Word want it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from shiguan.model.brief import Block, Heading, Items, Mark, Picture, Pieces, Section, Source, Table


def in_order(sections: Sequence[Section], sources: Sequence[Source]) -> tuple[tuple[Section, ...], tuple[Source, ...]]:
    """Return sections and sources numbered by first call, and so the passages of each; what is never called goes."""
    called = dict.fromkeys(mark for section in sections for block in section.blocks for mark in marks_of(block))
    passages: dict[int, list[int]] = {}
    for mark in called:
        passages.setdefault(mark.source, []).append(mark.passage)
    numbers = {
        Mark(old, passage): Mark(new, place)
        for new, (old, those) in enumerate(passages.items(), start=1)
        for place, passage in enumerate(those, start=1)
    }
    by_number = {one.number: one for one in sources}
    return (
        tuple(Section(one.title, tuple(renumbered(block, numbers) for block in one.blocks)) for one in sections),
        tuple(
            replace(
                by_number[old], number=new, passages=tuple(by_number[old].passages[passage - 1] for passage in those)
            )
            for new, (old, those) in enumerate(passages.items(), start=1)
        ),
    )


def lines_of(block: Block) -> tuple[Pieces, ...]:
    """Return the lines of a block in the order in which they are read."""
    if isinstance(block, Items):
        return block.lines
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row)
    return (block.caption,) if isinstance(block, Picture) else ()


def marks_of(block: Block) -> Iterator[Mark]:
    """Yield the marks of a block in the order in which they are read."""
    for line in lines_of(block):
        for piece in line:
            yield from piece.marks


def renumbered(block: Block, numbers: dict[Mark, Mark]) -> Block:
    """Return a block with other marks."""
    if isinstance(block, Heading):
        return block
    if isinstance(block, Items):
        return Items(tuple(marked(line, numbers) for line in block.lines))
    if isinstance(block, Picture):
        return replace(block, caption=marked(block.caption, numbers))
    return replace(block, rows=tuple(tuple(marked(cell, numbers) for cell in row) for row in block.rows))


def marked(pieces: Pieces, numbers: dict[Mark, Mark]) -> Pieces:
    """Return pieces with other marks."""
    return tuple(replace(one, marks=tuple(sorted(numbers[mark] for mark in one.marks))) for one in pieces)
