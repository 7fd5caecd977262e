"""Readings as other rules might have made them: items left out, invented, moved, told otherwise."""

import random

import msgspec

from shiguan.model.engagement import Engagement, Kind, Status
from shiguan.model.reading import Reading, Versions

OLD = Versions(code="0.0.9", lexicon="old", schema=1)


def distorted(reading: Reading, seed: int) -> Reading:
    """Return the reading of a page by other rules, the same for the same seed."""
    chance = random.Random(f"{seed}|{reading.id}")
    engagements = [one for one in reading.engagements if chance.random() < 0.7]
    engagements = [otherwise(one, chance) for one in engagements]
    engagements += [moved(one, chance) for one in reading.engagements if chance.random() < 0.3]
    document = reading.document
    if chance.random() < 0.3:
        document = msgspec.structs.replace(document, publisher="老报", published="2023-01-01")
    return msgspec.structs.replace(
        reading,
        document=document,
        engagements=tuple(engagements),
        statements=tuple(one for one in reading.statements if chance.random() < 0.5),
        figures=tuple(one for one in reading.figures if chance.random() < 0.5),
        versions=OLD,
    )


def otherwise(engagement: Engagement, chance: random.Random) -> Engagement:
    """Return an engagement told otherwise, or as it is."""
    changes: list[dict[str, object]] = [
        {},
        {"date": "2023-03"},
        {"kind": Kind.CONSULTATION, "mechanism": "中蒙战略对话", "round": 7},
        {"status": Status.CANCELLED},
        {"participants": engagement.participants[:1]},
    ]
    return msgspec.structs.replace(engagement, **chance.choice(changes))


def moved(engagement: Engagement, chance: random.Random) -> Engagement:
    """Return an engagement that another stretch of the page tells."""
    start = engagement.start + chance.randint(1, 3)
    return msgspec.structs.replace(engagement, start=start, evidence=engagement.evidence[start - engagement.start :])
