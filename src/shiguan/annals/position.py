"""What a state has said on a topic: its sentences are fetched here, `tell` lays them in order."""

import datetime

from shiguan.annals.phrase import Asked, sayings
from shiguan.errors import UsageError
from shiguan.register.store import Store
from shiguan.tell.position import Position, Stated, tell_positions
from shiguan.tell.readout import points_of
from shiguan.tell.topic import told_by, topics, words_of


def positions(store: Store, asked: Asked, topic: str) -> list[Position]:
    """Return the wordings of those asked for on a topic, oldest first; copies of a report count once.

    Raises UsageError where they say nothing on it.
    """
    words = words_of(topic)
    stated = []
    for saying in sayings(store, asked):
        if not told_by(saying.text, words):
            continue
        date = datetime.date.fromordinal(saying.day).isoformat() if saying.day else None
        stated += [
            Stated(statement=saying.id, date=date, point=point)
            for point in points_of(saying.page, saying.start, saying.speaker, saying.text)
            if told_by(point.text, words)
        ]
    if not stated:
        known = "、".join(topics())
        raise UsageError(f"'{topic}': nothing is said of it; any word can be asked for, and these topics: {known}")
    return tell_positions(stated, words)
