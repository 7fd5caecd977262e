"""Amounts, shares and sizes: the subject before the verb, or the noun behind the number."""

import re
from collections.abc import Sequence

from shiguan.extract.figure import words
from shiguan.extract.figure.clause import Scene, clause_of
from shiguan.extract.figure.draft import Draft
from shiguan.extract.figure.measure import MEASURE_NOUN, noun_after, strip_tail, subject_before
from shiguan.extract.figure.place import VALUES, Place, draft
from shiguan.model.quantity import Measured
from shiguan.model.span import Span

LENGTH_WORD = re.compile(r"里程|长度|全长|总长|长|高度|水位|降雨量|雨量|航程|射程|深度")
LONGEST_SUBJECT = 20
COMPARISON = re.compile(r"[较比](?:上|去|前)[^，]{1,8}$|去年同期的?$|上年同期的?$|同期的?[^，]{0,4}$")
EXTREME = re.compile(r"(?:高位|低位|高点|低点|关口|纪录|高|低)$")  # 触及21个月高位1.16: the subject stands before


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
    if quantity.measured is Measured.BARE:
        noun = noun if isinstance(quantity.value, int) else None  # 7.21游行, 0.5毫秒: no index
        if noun is None and end == quantity.start and scene.folded[end - 1] != "的":
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
