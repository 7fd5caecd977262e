"""Drafts into figures: repeats left out, every field with the characters that say it."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from shiguan.extract.figure import words
from shiguan.extract.figure.draft import Draft
from shiguan.extract.figure.place import COUNTS, STATISTIC
from shiguan.extract.figure.source import Origin, Witnesses
from shiguan.grammar.layout import Layout
from shiguan.model.figure import Figure
from shiguan.model.mention import Mention
from shiguan.model.quantity import Measured
from shiguan.model.span import Cited, Span


class States:
    """The states a page names, looked up by offset."""

    def __init__(self, mentions: Sequence[Mention], layout: Layout) -> None:
        self.mentions = [mention for mention in mentions if mention.states]
        self.starts = [mention.start for mention in self.mentions]
        self.layout = layout
        self.paragraphs = [start for start, _ in layout.paragraphs]
        self.main = self.main_subject()

    def of(self, item: Draft) -> Origin:
        """Return the states of measure or sentence in order, else the last named, else the page's subject."""
        first = self.layout.sentences[item.sentence][0]
        sentence = Span(first, item.clause[1])
        counted = item.quantity.measured in COUNTS
        for spans in ([], [sentence]) if counted else (item.measure, [sentence]):
            found = self.named_in(spans)
            if found[0]:
                return found
        paragraph = self.layout.paragraphs[bisect_right(self.paragraphs, first) - 1][0]
        before = bisect_left(self.starts, first)
        nearest = self.mentions[before - 1] if before else None
        if nearest is not None and nearest.start >= paragraph:
            return self.named_in([Span(nearest.start, first)])
        return self.main

    def named_in(self, spans: Sequence[Span]) -> Origin:
        """Return the states named in the spans, each once."""
        states: dict[str, Span] = {}
        for span in spans:
            for mention in self.mentions[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]:
                for state in mention.states:
                    states.setdefault(state, mention.state_span or Span(mention.start, mention.end))
        return tuple(states), tuple(states.values())

    def main_subject(self) -> Origin:
        """Return the state that more than half of the page's mentions name, if there is one."""
        counts = Counter(state for mention in self.mentions for state in mention.states)
        if not counts:
            return (), ()
        state, most = counts.most_common(1)[0]
        if 2 * most <= counts.total():
            return (), ()
        first = next(mention for mention in self.mentions if state in mention.states)
        return (state,), (first.state_span or Span(first.start, first.end),)


def without_repeats(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those told twice: the fuller one stays, at its own place."""
    kept: list[Draft] = []
    same: dict[tuple[object, ...], list[int]] = {}
    for item in drafts:
        key = (item.value, item.quantity.unit)
        for index in same.get(key, ()):
            if is_repeat(text, kept[index], item):
                if fullness(item) > fullness(kept[index]):
                    kept[index] = item
                break
        else:
            same.setdefault(key, []).append(len(kept))
            kept.append(item)
    return sorted(kept, key=lambda item: item.quantity.start)


def is_repeat(text: str, one: Draft, other: Draft) -> bool:
    """Say whether two drafts with the same value and unit tell the same thing."""
    if one.quantity is other.quantity:
        return False  # 甲和乙各5人
    if one.quantity.measured is Measured.MONEY and one.value >= 100_000:
        return one.period == other.period or None in (one.period, other.period)
    if other.rule == "figure/predicate" and other.quantity.measured is Measured.PEOPLE:
        return True
    left, right = ("".join(span.of(text) for span in item.measure) for item in (one, other))
    if left in right or right in left:
        return one.period == other.period or None in (one.period, other.period)
    if one.quantity.measured not in COUNTS:
        return False
    return any(left[index : index + 2] in right for index in range(len(left) - 1))


def fullness(item: Draft) -> int:
    """Return how much is known of a figure."""
    return (item.period is not None) + (item.change is not None)


def finish(text: str, item: Draft, states: States, witnesses: Witnesses) -> Figure:
    """Return the figure with its citations."""
    quantity = item.quantity
    unit, unit_span = unit_of(text, item)
    about, about_spans = states.of(item)
    via, via_spans = witnesses.origin_of(quantity.start, item.rule in STATISTIC)
    cited: Cited = {"measure": tuple(item.measure)}
    if unit_span:
        cited["unit"] = (unit_span,)
    if item.period and item.time:
        cited["period"] = (Span(item.time.start, item.time.end),)
    if item.change_span:
        cited["change_percent"] = (item.change_span,)
    if item.basis_span:
        cited["change_basis"] = (item.basis_span,)
    if via_spans:
        cited["via"] = via_spans
    if about_spans:
        cited["about"] = about_spans
    return Figure(
        measure="".join(span.of(text) for span in item.measure),
        about=about,
        text=text[quantity.start : quantity.end],
        value=item.value,
        unit=unit,
        period=item.period,
        change_percent=item.change,
        change_basis=item.basis,
        via=via,
        start=quantity.start,
        end=quantity.end,
        cited=cited,
        rule=item.rule,
    )


def unit_of(text: str, item: Draft) -> tuple[str | None, Span | None]:
    """Return the unit as written, or the one that the thing counted implies: 300万香港居民 are 人."""
    quantity = item.quantity
    if quantity.unit is not None and quantity.unit_span is not None:
        written = quantity.unit_span.of(text)
        as_written = quantity.measured in (Measured.COUNT, Measured.EVENT, Measured.SIZE)
        return (written if as_written and len(written) == len(quantity.unit) else quantity.unit), quantity.unit_span
    if quantity.measured is Measured.BARE and isinstance(quantity.value, int):
        for kind, unit in (("people_noun", "人"), ("case_noun", "例"), ("user_noun", "户")):
            found = words.noun_tail(kind).search(text, item.measure[-1].start, item.measure[-1].end)
            if found:
                return unit, Span(*found.span())
    return None, None
