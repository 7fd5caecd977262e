"""Read the figures of a page: numbers with what they measure, for when, and how it changed."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

import msgspec

from shiguan.extract.figure import period, words
from shiguan.extract.figure.clause import Scene, clause_of
from shiguan.extract.figure.draft import Draft
from shiguan.extract.figure.measure import (
    MEASURE_NOUN,
    casualty_after,
    distribute,
    noun_after,
    predicate_after,
    strip_tail,
    subject_before,
)
from shiguan.extract.figure.source import Source, origin_of, sources
from shiguan.grammar.layout import Bounds, Layout
from shiguan.model.credit import Credit
from shiguan.model.figure import ChangeBasis, Figure
from shiguan.model.mention import Mention
from shiguan.model.quantity import Measured, Quantity
from shiguan.model.span import Cited, Span
from shiguan.model.timex import Timex

TITLE = re.compile(r"《[^》\n]{1,60}》")
JOIN = re.compile(r"[ ]?(?:[、，和与及或]|以及|并)?[ ]?$")
LENGTH_WORD = re.compile(r"里程|长度|全长|总长|长|高度|水位|降雨量|雨量|航程|射程|深度")
LONGEST_SUBJECT = 20
REFERENCE = re.compile(r"(?:上述|这|那|该|其余|前述|以上|每|仅限|只准)[这那]?$")  # no new count: 上述6人
COMPARISON = re.compile(r"[较比](?:上|去|前)[^，]{1,8}$|去年同期的?$|上年同期的?$|同期的?[^，]{0,4}$")
EXTREME = re.compile(r"(?:高位|低位|高点|低点|关口|纪录|高|低)$")  # 触及21个月高位1.16: the subject stands before
PASSIVE = re.compile(r"(?:已|也|均|都)?(?:经)?[被遭]")
MARKET = re.compile(r"指数|兑|股价|汇率|中间价|收盘|油价|金价|开盘")
VALUES = {Measured.MONEY, Measured.RATIO, Measured.POINT, Measured.SIZE, Measured.INDEX, Measured.BARE, Measured.LENGTH}
COUNTS = {Measured.COUNT, Measured.EVENT, Measured.PEOPLE}


STATISTIC = {
    "figure/subject",
    "figure/carried",
    "figure/change",
    "figure/change-and-level",
    "figure/list",
    "figure/respectively",
}


class Place(msgspec.Struct):
    """Where a number stands: its sentence and clause, and the text that belongs to it on either side."""

    quantity: Quantity
    sentence: int
    paragraph: int  # where it begins
    bounds: Bounds
    clause: Bounds
    left: int
    right: int


class Rule(msgspec.Struct, frozen=True):
    """A way to say what a number measures: a name, when it holds, and what it reads."""

    name: str
    holds: Callable[[Scene, Place, Sequence[Draft]], bool]
    read: Callable[[Scene, Place, list[Draft]], Sequence[Draft]]


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
    found = sources(folded, text, mentions, layout.paragraphs)
    kept = [draft for draft in without_repeats(text, drafts) if draft.measure]
    return [finish(text, draft, mentions, layout, found, credits) for draft in kept]


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
        place = Place(quantity, sentence, paragraph_of[here], bounds, clause, left, right)
        new = read_place(scene, place, carried)
        set_periods(scene, place, new, carried)
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


def draft(place: Place, measure: list[Span], rule: str, value: int | float | None = None) -> Draft:
    """Return a new figure to be."""
    quantity = place.quantity
    return Draft(quantity, measure, rule, place.sentence, quantity.value if value is None else value, place.clause)


# --- lists: 12.2%、9.3%; 分别 -------------------------------------------------------------------------------------


def is_list_item(scene: Scene, place: Place, drafts: Sequence[Draft]) -> bool:
    """Say whether only 、 or 和 stands between this number and the one before, of the same kind."""
    if (
        not drafts
        or drafts[-1].sentence != place.sentence
        or drafts[-1].quantity.measured is not place.quantity.measured
    ):
        return False
    last = drafts[-1].quantity
    if place.quantity.start - last.end > 4 or place.quantity.measured in COUNTS:
        return False
    between = scene.folded[last.end : place.quantity.start].strip()
    return between in ("、", "和", "及", "与", "以及", "，")


def read_list_item(scene: Scene, place: Place, drafts: list[Draft]) -> Sequence[Draft]:
    """Let the number share the measure of those before, or give each its own item where 分别 says so."""
    group = [place.quantity]
    for earlier in reversed(drafts):
        if earlier.sentence != place.sentence or group[-1].start - earlier.quantity.end > 4:
            break
        group.append(earlier.quantity)
    earlier_drafts = drafts[len(drafts) - len(group) + 1 :]
    first = earlier_drafts[0]
    new = draft(place, first.measure, "figure/list", signed(place.quantity.value, first))
    new.is_rate, new.basis, new.basis_span = first.is_rate, first.basis, first.basis_span
    if "分别" in scene.folded[first.clause[0] : first.quantity.start]:
        subject = [Span(first.measure[0].start, first.measure[-1].end)] if first.measure else []
        whole = subject_span(scene, first, subject)
        shares = distribute(scene, whole, len(group))
        if shares:
            for earlier_draft, share in zip([*earlier_drafts, new], shares, strict=True):
                earlier_draft.measure = share
                earlier_draft.rule = "figure/respectively"
    return (new,)


def subject_span(scene: Scene, first: Draft, subject: list[Span]) -> list[Span]:
    """Return the whole subject of the first number of a list, also after its items were given out."""
    if first.rule != "figure/respectively" or not subject:
        return subject
    clause_start = first.clause[0]
    cut = scene.folded.find("分别", clause_start, first.quantity.start)
    return subject_before(scene, clause_start, cut) if cut > 0 else subject


def signed(value: int | float, like: Draft) -> int | float:
    """Return the value with the sign of the draft it goes with."""
    return -value if like.is_rate and like.value < 0 else value


# --- changes: 同比增长19.8% ---------------------------------------------------------------------------------------


def change_before(scene: Scene, place: Place) -> re.Match[str] | None:
    """Return the verb of change right before a number."""
    start = max(place.left, place.quantity.start - 12)
    return words.change_tail().search(scene.folded, start, place.quantity.start)


def is_change(scene: Scene, place: Place, drafts: Sequence[Draft]) -> bool:  # noqa: ARG001
    """Say whether a rate or a difference is told: 增长19.8%, 提高1.1个百分点, 上涨68.58点."""
    if place.quantity.measured not in (Measured.RATIO, Measured.POINT, Measured.INDEX):
        return False
    return change_before(scene, place) is not None


def read_change(scene: Scene, place: Place, drafts: list[Draft]) -> Sequence[Draft]:
    """Add the change to the figure it is told of, or make it one of its own."""
    found = change_before(scene, place)
    if found is None:
        return ()
    quantity = place.quantity
    value = -quantity.value if found["fall"] else quantity.value
    basis, basis_span, basis_start = basis_between(scene, place.left, found.start())
    subject = subject_before(scene, place.left, basis_start if basis_start is not None else found.start())
    last = next((item for item in reversed(drafts) if not item.compared), None)
    if last is not None and last.sentence != place.sentence:
        last = None
    if not subject and last is not None and takes_change(last, quantity):
        last.change, last.change_span = value, Span(quantity.start, quantity.end)
        last.basis, last.basis_span = basis, basis_span
        return ()
    if not subject:
        subject = carried_subject(scene, place, drafts)
    elif quantity.measured is Measured.POINT:
        subject = [*subject[:-1], Span(subject[-1].start, found.end("verb"))]
    new = draft(place, subject, "figure/change", value)
    new.is_rate = True
    new.basis, new.basis_span = basis, basis_span
    return (new,)


def takes_change(last: Draft, quantity: Quantity) -> bool:
    """Say whether the figure before can hold this change."""
    if last.change is not None or quantity.unit == "倍":
        return False
    if quantity.measured is Measured.POINT:
        return last.quantity.unit == "%"
    return not last.is_rate and quantity.measured is Measured.RATIO


def basis_between(scene: Scene, start: int, end: int) -> tuple[ChangeBasis | None, Span | None, int | None]:
    """Return what the change is measured against, where that is said, and where the words for it begin."""
    for basis, pattern in (
        (ChangeBasis.YEAR_ON_YEAR, words.YEAR_ON_YEAR),
        (ChangeBasis.MONTH_ON_MONTH, words.MONTH_ON_MONTH),
    ):
        found = pattern.search(scene.folded, start, end)
        if found:
            return basis, Span(*found.span()), found.start()
    other = words.OTHER_BASIS.search(scene.folded, start, end)
    return None, None, other.start() if other else None


def is_rate_beside(scene: Scene, place: Place, drafts: Sequence[Draft]) -> bool:
    """Say whether a rate follows a difference: 上涨68.58点或|0.26%."""
    if place.quantity.measured is not Measured.RATIO or not drafts:
        return False
    last = drafts[-1]
    between = scene.folded[last.quantity.end : place.quantity.start]
    return (
        last.is_rate and last.quantity.measured is not Measured.RATIO and between in ("或", "，或", "，涨幅", "，跌幅")
    )


def read_rate_beside(scene: Scene, place: Place, drafts: list[Draft]) -> Sequence[Draft]:  # noqa: ARG001
    """Put the rate in the place of the difference."""
    last = drafts[-1]
    last.value = signed(place.quantity.value, last)
    last.quantity = place.quantity
    return ()


# --- levels: 达到402.07亿美元 -------------------------------------------------------------------------------------


def is_value(scene: Scene, place: Place, drafts: Sequence[Draft]) -> bool:  # noqa: ARG001
    """Say whether the number stands for an amount, a share, a size."""
    return place.quantity.measured in VALUES


def read_value(scene: Scene, place: Place, drafts: list[Draft]) -> Sequence[Draft]:
    """Take the subject before the verb as the measure, the noun behind the number where the verb has an object."""
    quantity = place.quantity
    end, verb = level_verb(scene, place)
    subject = subject_before(scene, place.left, end)
    last = drafts[-1] if drafts and drafts[-1].sentence == place.sentence else None
    if last is not None and last.is_rate and last.change is None and not subject and verb and quantity.unit != "%":
        last.change, last.change_span = last.value, Span(last.quantity.start, last.quantity.end)
        last.quantity, last.value, last.is_rate = quantity, quantity.value, False
        last.rule = "figure/change-and-level"
        return ()
    if is_aside(scene, place, last):
        return ()
    noun = noun_after(scene, quantity.end, place.right)
    if noun is not None and words.goal().match(scene.folded, noun.start):
        noun = None
    if quantity.measured is Measured.BARE and noun is None and end == quantity.start and scene.folded[end - 1] != "的":
        return ()
    new = draft(place, subject, "figure/subject")
    if EXTREME.search(scene.folded, place.left, end) and drafts and drafts[-1].sentence == place.sentence:
        subject, noun = [], None
    if noun is not None and not (subject and (verb or is_measure(scene, subject))):
        new = draft(place, [noun], "figure/noun")
    elif not subject:
        new = draft(place, carried_subject(scene, place, drafts), "figure/carried")
    new.compared = COMPARISON.search(scene.folded, place.left, quantity.start) is not None
    return (new,)


def is_measure(scene: Scene, subject: Sequence[Span]) -> bool:
    """Say whether the subject names a measure, so that the noun behind the number is only what it belongs to."""
    return MEASURE_NOUN.search(scene.folded, subject[-1].start, subject[-1].end) is not None


def is_aside(scene: Scene, place: Place, last: Draft | None) -> bool:
    """Say whether the number only repeats the one before in other money, or tells a distance in passing."""
    quantity = place.quantity
    if quantity.measured is Measured.LENGTH:
        return not LENGTH_WORD.search(scene.folded, max(place.left, quantity.start - 12), quantity.start)
    if last is None or quantity.measured is not Measured.MONEY or last.quantity.measured is not Measured.MONEY:
        return False
    between = scene.folded[last.quantity.end : quantity.start]
    return len(between) < 14 and "（" in between and "）" not in between and quantity.unit != last.quantity.unit


def level_verb(scene: Scene, place: Place) -> tuple[int, re.Match[str] | None]:
    """Return where the words before the verb of a level end, and the verb."""
    end, found = strip_tail(words.level_tail(), scene.folded, place.left, place.quantity.start)
    while found:
        further, again = strip_tail(words.level_tail(), scene.folded, place.left, end)
        if not again:
            break
        end, found = further, again
    if not found:
        end, _ = strip_tail(words.weak_tail(), scene.folded, place.left, end)
    return end, found


def carried_subject(scene: Scene, place: Place, drafts: Sequence[Draft]) -> list[Span]:
    """Return the measure of the last figure of the sentence, else the clause before, else the paragraph's last."""
    if drafts and drafts[-1].sentence == place.sentence:
        return list(drafts[-1].measure)
    if place.clause[0] - 1 > place.bounds[0] and scene.folded[place.clause[0] - 1] == "，":
        before = clause_of(scene.folded, place.clause[0] - 1, place.clause[0] - 1, place.bounds)
        found = subject_before(scene, *before)
        if found and found[-1].end - found[0].start <= LONGEST_SUBJECT:
            return found
    return list(drafts[-1].measure) if drafts else []


# --- counts: 27次袭击 ---------------------------------------------------------------------------------------------


def is_casualty(scene: Scene, place: Place, drafts: Sequence[Draft]) -> bool:  # noqa: ARG001
    """Say whether people are counted to whom something happened."""
    if place.quantity.measured is Measured.TOLL:
        return True
    return (
        place.quantity.measured is Measured.PEOPLE
        and casualty_after(scene.folded, place.quantity.end, place.right) is not None
    )


def read_casualty(scene: Scene, place: Place, drafts: list[Draft]) -> Sequence[Draft]:  # noqa: ARG001
    """Take the harm as the measure."""
    quantity = place.quantity
    if quantity.measured is Measured.TOLL and quantity.unit_span:
        return (draft(place, [quantity.unit_span], "figure/toll"),)
    found = casualty_after(scene.folded, quantity.end, place.right)
    return (draft(place, [found], "figure/casualty"),) if found else ()


def is_count(scene: Scene, place: Place, drafts: Sequence[Draft]) -> bool:  # noqa: ARG001
    """Say whether things, people or events are counted."""
    return place.quantity.measured in COUNTS


def read_count(scene: Scene, place: Place, drafts: list[Draft]) -> Sequence[Draft]:
    """Take the noun behind the measure word, else what is said of those counted, else the subject."""
    quantity = place.quantity
    if REFERENCE.search(scene.folded, max(place.left, quantity.start - 4), quantity.start):
        return ()
    noun = noun_after(scene, quantity.end, place.right)
    if noun is not None:
        return (draft(place, [noun], "figure/counted"),) if counts(scene, quantity, noun) else ()
    if quantity.value == 1 or (quantity.measured is Measured.EVENT and quantity.spelled):
        return ()
    if scene.folded[quantity.start - 1] == "的":
        return ()  # 被捕的6人: told before
    end, verb = level_verb(scene, place)
    subject = subject_before(scene, place.left, end)
    said = predicate_after(scene, quantity.end, place.right)
    if said and quantity.spelled and not PASSIVE.match(scene.folded, said[0].start):
        return ()
    if said and not verb and (quantity.measured is Measured.PEOPLE or not (quantity.spelled or subject)):
        return (draft(place, said, "figure/predicate"),)
    if subject and (verb or not quantity.spelled):
        return (draft(place, subject, "figure/subject"),)
    if not quantity.spelled:
        return (draft(place, carried_subject(scene, place, drafts), "figure/carried"),)
    return ()


def counts(scene: Scene, quantity: Quantity, noun: Span) -> bool:
    """Say whether the noun is a thing a register counts, not an item of speech or a person just introduced."""
    if quantity.value == 1:
        return False
    words_of = noun.of(scene.folded)
    if words.abstract_noun().match(words_of) or words.abstract_noun().fullmatch(words_of[-2:]):
        return False
    if quantity.measured is Measured.EVENT and quantity.spelled:
        return re.match(words.either("attack"), words_of) is not None
    return True


RULES = (
    Rule("figure/list", is_list_item, read_list_item),
    Rule("figure/change-beside", is_rate_beside, read_rate_beside),
    Rule("figure/change", is_change, read_change),
    Rule("figure/value", is_value, read_value),
    Rule("figure/casualty", is_casualty, read_casualty),
    Rule("figure/count", is_count, read_count),
)


# --- periods, repeats, the finished figure -----------------------------------------------------------------------


def set_periods(scene: Scene, place: Place, new: Sequence[Draft], earlier: Sequence[Draft]) -> None:
    """Give new drafts the time that governs their clause, or that of the figure before in the paragraph."""
    if not new:
        return
    quantity = place.quantity
    statistic = new[0].rule in STATISTIC
    time = period.governing(scene, place.bounds[0], quantity.start, days=True)
    if time is None and quantity.measured not in VALUES:
        time = period.following(scene, quantity.end, place.clause[1])
    if time is None and statistic:
        time = period.governing(scene, place.paragraph, place.bounds[0], days=False)
    value = period.value_of(scene, time) if time else None
    if time is None and statistic and earlier and earlier[-1].sentence == place.sentence:
        time, value = earlier[-1].time, earlier[-1].period
    if (
        time is None
        and statistic
        and MARKET.search(scene.folded, new[0].measure[0].start if new[0].measure else place.left, quantity.start)
    ):
        time = scene.market_day()
        value = time.value if time else None
    for item in new:
        item.time, item.period = time, value


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


def finish(
    text: str,
    item: Draft,
    mentions: Sequence[Mention],
    layout: Layout,
    found: Sequence[Source],
    credits: Sequence[Credit],
) -> Figure:
    """Return the figure with its citations."""
    quantity = item.quantity
    unit, unit_span = unit_of(text, item)
    about, about_spans = states_of(item, mentions, layout)
    via, via_spans = origin_of(quantity.start, found, credits)
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


def states_of(item: Draft, mentions: Sequence[Mention], layout: Layout) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Return the states named in the measure, else in the sentence up to the clause's end, in order."""
    ranges = [(span.start, span.end) for span in item.measure]
    ranges_sentence = [(layout.sentences[item.sentence][0], item.clause[1])]
    starts = [mention.start for mention in mentions]
    for bounds in (ranges, ranges_sentence):
        states: dict[str, Span] = {}
        for start, end in bounds:
            for mention in mentions[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]:
                for state in mention.states:
                    states.setdefault(state, mention.state_span or Span(mention.start, mention.end))
        if states:
            return tuple(states), tuple(states.values())
    return (), ()
