"""Read the figures of a page: numbers with what they measure, for when, and how it changed."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

import msgspec

from shiguan.extract.figure import period
from shiguan.extract.figure.change import (
    is_change,
    is_increment,
    is_list_item,
    is_rate_beside,
    read_change,
    read_increment,
    read_list_item,
    read_rate_beside,
)
from shiguan.extract.figure.clause import Scene, clause_of
from shiguan.extract.figure.count import is_casualty, is_count, read_casualty, read_count
from shiguan.extract.figure.draft import Draft
from shiguan.extract.figure.finish import States, finish, without_repeats
from shiguan.extract.figure.level import is_value, read_value
from shiguan.extract.figure.place import STATISTIC, VALUES, Place
from shiguan.extract.figure.source import find_witnesses
from shiguan.grammar.layout import Layout
from shiguan.model.credit import Credit
from shiguan.model.figure import Figure
from shiguan.model.mention import Mention
from shiguan.model.quantity import Quantity
from shiguan.model.timex import Timex

TITLE = re.compile(r"《[^》\n]{1,60}》")
INTERVAL = re.compile(r"\d{4}-\d\d/\d{4}-\d\d$")
HEADING = re.compile(r"[^。！？；：”）\s]\s*\n")  # a line without a final mark
REPORT = 600  # characters over which an interval told once holds
MARKET = re.compile(r"指数|兑|股价|汇率|中间价|收盘|油价|金价|开盘")


class Rule(msgspec.Struct, frozen=True):
    """A way to say what a number measures: a name, when it holds, and what it reads."""

    name: str
    holds: Callable[[Scene, Place, Sequence[Draft]], bool]
    read: Callable[[Scene, Place, list[Draft]], Sequence[Draft]]


RULES = (
    Rule("figure/list", is_list_item, read_list_item),
    Rule("figure/change-beside", is_rate_beside, read_rate_beside),
    Rule("figure/change", is_change, read_change),
    Rule("figure/increment", is_increment, read_increment),
    Rule("figure/value", is_value, read_value),
    Rule("figure/casualty", is_casualty, read_casualty),
    Rule("figure/count", is_count, read_count),
)


def extract_figures(
    text: str,
    folded: str,
    layout: Layout,
    times: Sequence[Timex],
    mentions: Sequence[Mention],
    credits: Sequence[Credit],
    quantities: Sequence[Quantity],
) -> list[Figure]:
    """Return the figures of a page in reading order, each field with the characters that say it."""
    if not quantities:
        return []
    scene = Scene(folded, times, [time.start for time in times])
    drafts = read_drafts(scene, layout, quantities)
    witnesses = find_witnesses(folded, text, mentions, layout, paragraphs_with(layout, drafts), credits)
    states = States(mentions, layout)
    kept = [item for item in without_repeats(text, drafts) if item.measure]
    return [finish(text, item, states, witnesses) for item in kept]


def paragraphs_with(layout: Layout, drafts: Sequence[Draft]) -> list[int]:
    """Return the paragraphs that hold a figure: only there it matters whose data are told."""
    starts = [start for start, _ in layout.paragraphs]
    return sorted({bisect_right(starts, item.quantity.start) - 1 for item in drafts})


def read_drafts(scene: Scene, layout: Layout, quantities: Sequence[Quantity]) -> list[Draft]:
    """Return the figures to be, sentence by sentence."""
    drafts: list[Draft] = []
    sentence_starts = [start for start, _ in layout.sentences]
    titles = [found.span() for found in TITLE.finditer(scene.folded)]
    title_starts = [start for start, _ in titles]
    before: Quantity | None = None
    paragraph_of = [start for start, _ in layout.paragraphs]
    paragraph = -1
    carried: list[Draft] = []
    last_interval: Draft | None = None
    for number, quantity in enumerate(quantities):
        in_title = bisect_right(title_starts, quantity.start) - 1
        if scene.time_over(quantity.start, quantity.end) or (in_title >= 0 and titles[in_title][1] > quantity.start):
            continue
        sentence = bisect_right(sentence_starts, quantity.start) - 1
        bounds = layout.sentences[sentence]
        clause = clause_of(scene.folded, quantity.start, quantity.end, bounds)
        left = max(clause[0], before.end) if before is not None else clause[0]
        after = quantities[number + 1].start if number + 1 < len(quantities) else clause[1]
        right = min(clause[1], after) if after > quantity.end else clause[1]
        here = bisect_right(paragraph_of, quantity.start) - 1
        if here != paragraph:
            paragraph, carried = here, []
        earlier = layout.sentences[sentence - 1][0] if sentence else 0
        place = Place(quantity, sentence, paragraph_of[here], earlier, bounds, clause, left, right)
        new = read_place(scene, place, carried)
        set_periods(scene, place, new, carried, last_interval)
        last_interval = next((item for item in reversed(new) if tells_interval(item)), last_interval)
        carried.extend(new)
        drafts.extend(new)
        before = quantity
    return drafts


def read_place(scene: Scene, place: Place, drafts: list[Draft]) -> Sequence[Draft]:
    """Return what the first rule that holds reads at a number; a rule may instead add to an earlier draft."""
    for rule in RULES:
        if rule.holds(scene, place, drafts):
            return rule.read(scene, place, drafts)
    return ()


def set_periods(
    scene: Scene, place: Place, new: Sequence[Draft], earlier: Sequence[Draft], last_interval: Draft | None
) -> None:
    """Give new drafts the time that governs their clause, or that of the figures before."""
    if not new:
        return
    time = period_of(scene, place, new[0])
    value = period.value_of(scene, time) if time else None
    if time is None and new[0].rule in STATISTIC:
        if earlier and earlier[-1].sentence == place.sentence:
            time, value = earlier[-1].time, earlier[-1].period
        if time is None and is_of_market(scene, place, new[0]):
            time = scene.market_day()
            value = time.value if time else None
        if time is None and last_interval and goes_on(scene, last_interval, place):
            time, value = last_interval.time, last_interval.period
    for item in new:
        item.time, item.period = time, value


def period_of(scene: Scene, place: Place, new: Draft) -> Timex | None:
    """Return the time told in the sentence, or for some kinds of figures just before it."""
    quantity, statistic = place.quantity, new.rule in STATISTIC
    time = period.governing(scene, place.bounds[0], quantity.start, days=True)
    if time is None and quantity.measured not in VALUES:
        time = period.following(scene, quantity.end, place.clause[1])
    if time is None and statistic:
        time = period.governing(scene, place.paragraph, place.bounds[0], days=False)
    if time is None and new.rule == "figure/casualty":
        # 27日晚发生枪击。事件造成…: the sentence before tells the day, one further back may be of something else.
        time = period.governing(scene, max(place.paragraph, place.before), place.bounds[0], days=True)
    return time


def is_of_market(scene: Scene, place: Place, new: Draft) -> bool:
    """Say whether the figure is a price or an index, which holds for the day of the report."""
    start = new.measure[0].start if new.measure else place.left
    return MARKET.search(scene.folded, start, place.quantity.start) is not None


def tells_interval(item: Draft) -> bool:
    """Say whether a statistic holds for an interval of months: 一季度, 1—8月."""
    return item.rule in STATISTIC and item.time is not None and INTERVAL.match(item.period or "") is not None


def goes_on(scene: Scene, last: Draft, place: Place) -> bool:
    """Say whether the report that told an interval still goes on: no heading between, and not far behind."""
    start, end = last.quantity.end, place.bounds[0]
    return end - start < REPORT and HEADING.search(scene.folded, start, end) is None
