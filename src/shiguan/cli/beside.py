"""Wordings beside each other on the terminal: what both have stays plain, [-what is gone-] and {+what is new+}."""

from collections.abc import Iterable, Iterator, Sequence

from shiguan.annals.compare import Comparison
from shiguan.cli.ledger import Ledger
from shiguan.tell.compare import Matched, Topic
from shiguan.tell.position import Position, Stated
from shiguan.tell.readout import Pair, Point, Stretch, agreement, is_bare

POSITION_COLUMNS = "number after date speaker text words statement page start end".split()
COMPARISON_COLUMNS = "left right relation speaker text page start end other_speaker other_text other_page".split()
COMPARISON_COLUMNS += ["other_start", "other_end"]
MOST_USES = 3


def position_rows(found: Iterable[Position]) -> Iterator[Sequence[object]]:
    """Yield the cells of every use of every wording."""
    for one in found:
        for use in one.uses:
            at = use.point
            where = (use.statement, at.page, at.start, at.end)
            yield (one.number, one.after, use.date, at.speaker, at.text, one.words, *where)


def print_positions(found: Sequence[Position]) -> None:
    """Print wordings oldest first, a change with what it changes marked."""
    ledger = Ledger()
    for one in found:
        first = one.uses[0]
        mark = f"#{one.number}" + (f" ← #{one.after}" if one.after is not None else "")
        ledger.say((first.date or "?", "ink-2"), "  ", (first.point.speaker, "bold"), (f"  {mark}", "ink-2"))
        ledger.note(" ", marked(one.earlier_stretches, one.stretches) if one.after is not None else one.text, "")
        ledger.note(" ", f"{cited(first)}")
        if len(one.uses) > 1:
            again = "; ".join(f"{use.date or '?'} {cited(use)}" for use in one.uses[1 : MOST_USES + 1])
            more = len(one.uses) - 1 - MOST_USES
            ledger.note(" ", f"again: {again}" + (f" and {more} more" if more > 0 else ""))


def cited(use: Stated) -> str:
    """Return where a sentence stands."""
    return f"[{use.statement}] {place(use.point)}"


def place(point: Point) -> str:
    """Return page and span of a point."""
    return f"{point.page}:{point.start}-{point.end}"


def marked(earlier: Sequence[Stretch], later: Sequence[Stretch]) -> str:
    """Return two wordings as one text: [-gone-] and {+new+} where they part, the later one's characters elsewhere."""
    left, right = ("".join(one.text for one in some) for some in (earlier, later))
    parts = []
    at = to = 0
    for here, there, length in (*agreement(left, right), (len(left), len(right), 0)):
        gone, new = left[at:here], right[to:there]
        if is_bare(gone) and is_bare(new):  # other punctuation is no other wording
            parts.append(new)
        else:
            parts += [f"[-{gone}-]" if gone else "", f"{{+{new}+}}" if new else ""]
        parts.append(right[there : there + length])
        at, to = here + length, there + length
    return "".join(parts)


def comparison_rows(found: Comparison) -> Iterator[Sequence[object]]:
    """Yield the cells of every point of two accounts."""
    for matched in found.matched:
        for pair in matched.pairs:
            relation = "both" if pair.left and pair.right else "left only" if pair.left else "right only"
            yield (matched.left, matched.right, relation, *cells(pair.left), *cells(pair.right))


def cells(point: Point | None) -> Sequence[object]:
    """Return the cells of a point, empty ones for none."""
    return (point.speaker, point.text, point.page, point.start, point.end) if point else (None,) * 5


def print_comparison(found: Comparison) -> None:
    """Print accounts, topics, then two accounts at a time point by point."""
    ledger = Ledger()
    ledger.say(found.title, bold=True)
    for one in found.accounts:
        ledger.say(f"  {one.name}", (f"  {one.published or ''}  {one.points} points  [{one.key}]", "ink-2"))
    ledger.say("")
    ledger.say("topics", bold=True)
    for topic in found.topics:
        ledger.note(f"  {topic.topic}", topic_line(found, topic))
    for matched in found.matched:
        print_matched(ledger, found, matched)


def topic_line(found: Comparison, topic: Topic) -> str:
    """Return who names a topic with which words, and who leaves it out."""
    named = []
    for key, points in topic.named.items():
        words = dict.fromkeys(word for one in points for word in one.words)
        named.append(f"{found.name_of(key)}: {'、'.join(words)}")
    silent = "、".join(found.name_of(key) for key in topic.left_out)
    return " · ".join(named) + (f" · left out by {silent}" if silent else "")


def print_matched(ledger: Ledger, found: Comparison, matched: Matched) -> None:
    """Print two accounts point by point."""
    left, right = found.name_of(matched.left), found.name_of(matched.right)
    ledger.say("")
    ledger.say(
        f"{left} | {right}",
        (f"  {matched.both} in common, {matched.left_only} only left, {matched.right_only} only right", "ink-2"),
        bold=True,
    )
    for pair in matched.pairs:
        print_pair(ledger, pair)


def print_pair(ledger: Ledger, pair: Pair) -> None:
    """Print one point: what both say with the wording that differs, or what one says alone."""
    if pair.left and pair.right:
        ledger.note("  =", marked(pair.left_stretches, pair.right_stretches), "")
        ledger.note(" ", f"{pair.left.speaker} {place(pair.left)} | {pair.right.speaker} {place(pair.right)}")
        return
    point = pair.left or pair.right
    if point:
        ledger.note("  <" if pair.left else "  >", point.text, "")
        ledger.note(" ", f"{point.speaker} {place(point)}")
