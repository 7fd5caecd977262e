"""Rates and lists: 同比增长19.8%, 分别增长12.2%、9.3%, 上涨68.58点或0.26%."""

import re
from collections.abc import Sequence

from shiguan.extract.figure import words
from shiguan.extract.figure.clause import Scene
from shiguan.extract.figure.draft import Draft
from shiguan.extract.figure.level import carried_subject
from shiguan.extract.figure.measure import distribute, noun_after, subject_before
from shiguan.extract.figure.place import COUNTS, Place, draft
from shiguan.model.figure import ChangeBasis
from shiguan.model.quantity import Measured, Quantity
from shiguan.model.span import Span


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


def is_increment(scene: Scene, place: Place, drafts: Sequence[Draft]) -> bool:
    """Say whether an amount or a count is added to or taken from what was told before: 比去年同期增加231只."""
    if not drafts or place.quantity.measured in (Measured.RATIO, Measured.POINT, Measured.TOLL):
        return False
    found = change_before(scene, place)
    if found is None or noun_after(scene, place.quantity.end, place.right) is not None:
        return False
    return not increment_subject(scene, place, found)


def increment_subject(scene: Scene, place: Place, found: re.Match[str]) -> list[Span]:
    """Return what stands before the verb of change and the words for what it is measured against."""
    _, _, basis_start = basis_between(scene, place.left, found.start())
    return subject_before(scene, place.left, found.start() if basis_start is None else basis_start)


def read_increment(scene: Scene, place: Place, drafts: list[Draft]) -> Sequence[Draft]:
    """Take the measure of the figure before, with the verb of the change."""
    found = change_before(scene, place)
    measure = carried_subject(scene, place, drafts)
    if found is None or not measure:
        return ()
    return (draft(place, [*measure, Span(*found.span("verb"))], "figure/increment"),)
