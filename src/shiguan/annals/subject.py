"""What somebody speaks of over time: the topics of their latest statements, month by month."""

import zlib
from collections import Counter

import msgspec

from shiguan.annals.phrase import SPOKEN
from shiguan.annals.speech import day_of
from shiguan.register.store import Store
from shiguan.tell.topic import topics_in

MOST = 600  # statements that are looked through


class Subject(msgspec.Struct, frozen=True):
    """How many statements of a month name a topic."""

    month: str
    topic: str
    statements: int


class Subjects(msgspec.Struct, frozen=True, kw_only=True):
    """The topics of some statements, by month; `statements` were looked through, of `of` that have a day."""

    subjects: tuple[Subject, ...]
    statements: int
    of: int

    @property
    def topics(self) -> list[str]:
        """Return the topics, the most frequent first."""
        counts: Counter[str] = Counter()
        for one in self.subjects:
            counts[one.topic] += one.statements
        return sorted(counts, key=lambda topic: (-counts[topic], topic))


def subjects(store: Store, person: str, most: int = MOST) -> Subjects:
    """Return the topics that the latest statements of somebody name. `person` is the key of a name."""
    where = "FROM statement WHERE person = ? AND day IS NOT NULL"
    total = store.one(f"SELECT COUNT(*) {where}", (person,))
    rows = store.rows(f"SELECT page, item, day {where} ORDER BY day DESC, id LIMIT {most:d}", (person,))
    pages = store.rows_in("SELECT id, reading FROM page WHERE id IN (??)", (row[0] for row in rows))
    told = {page: SPOKEN.decode(zlib.decompress(reading)).statements for page, reading in pages}
    counts = Counter(
        (day_of(day).isoformat()[:7], topic)
        for page, item, day in rows
        for topic in topics_in(told[page][item].content)
    )
    found = tuple(Subject(month, topic, count) for (month, topic), count in sorted(counts.items()))
    return Subjects(subjects=found, statements=len(rows), of=total[0] if total else 0)
