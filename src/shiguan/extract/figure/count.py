"""People, things and events counted: the noun behind the measure word, or what is said of those counted."""

import re
from collections.abc import Sequence

from shiguan.extract.figure import words
from shiguan.extract.figure.clause import Scene
from shiguan.extract.figure.draft import Draft
from shiguan.extract.figure.level import carried_subject, level_verb
from shiguan.extract.figure.measure import casualty_after, distribute, noun_after, predicate_after, subject_before
from shiguan.extract.figure.place import COUNTS, Place, draft
from shiguan.model.quantity import Measured, Quantity
from shiguan.model.span import Span

REFERENCE = re.compile(r"(?:上述|这|那|该|其余|前述|以上|每|仅限|只准)[这那]?$")  # no new count: 上述6人
PASSIVE = re.compile(r"(?:已|也|均|都)?(?:经)?[被遭]")


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
    if scene.folded[quantity.start - 1] == "各":
        start = max(place.left, scene.folded.rfind("由", place.left, quantity.start) + 1)
        shares = distribute(scene, subject_before(scene, start, quantity.start - 1), 2)
        return [draft(place, share, "figure/each") for share in shares or ()]
    noun = noun_after(scene, quantity.end, place.right)
    if noun is not None:
        return (draft(place, [noun], "figure/counted"),) if counts(scene, quantity, noun) else ()
    if quantity.value == 1 or (quantity.measured is Measured.EVENT and quantity.spelled):
        return ()
    if scene.folded[quantity.start - 1] == "的" and not scene.folded.endswith("其中的", 0, quantity.start):
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
