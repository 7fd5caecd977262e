"""Alerts, each recorded once: what a rule finds is an alert unless anything that it is about was told of before.

An alert, what it is about, and where it is to be sent are written in one transaction. What stands when a rule is used
for the first time is noted as told, for it is no news.
"""

import hashlib
from collections.abc import Sequence

import msgspec

from shiguan.annals.register import Register
from shiguan.errors import RegisterError
from shiguan.model.record import Citation
from shiguan.register.store import Store
from shiguan.watch.log import moment
from shiguan.watch.plan import Alert, What
from shiguan.watch.rule import Finding, find

MOST_EVIDENCE = 4
DAILY = {What.PHRASE}  # what weighs all that was ever said is looked for once a day
PACK = msgspec.json.Encoder()


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The characters that say so."""

    page: str
    url: str | None
    start: int
    end: int
    exact: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An alert as it is sent. `id` follows from the rule and what it is about: the same news has the same id."""

    id: str
    name: str
    rule: str
    made: str
    says: str
    date: str | None
    records: tuple[str, ...]
    evidence: tuple[Evidence, ...]


TOLD = msgspec.json.Decoder(Told)


def rule_id(alert: Alert) -> str:
    """Return twelve hex digits of an alert's name and of what it asks; where it is sent plays no part."""
    asked = msgspec.structs.replace(alert, to=("stdout",))
    return hashlib.sha256(msgspec.json.encode(asked, order="sorted")).hexdigest()[:12]


def note_alerts(book: Register, alert: Alert, *, today: int, now: int) -> list[Told]:
    """Record what a rule finds and nobody was told of, with where it is to be sent, and return it."""
    rule, store = rule_id(alert), book.store
    used = store.one("SELECT day FROM watch_rule WHERE rule = ?", (rule,))
    if alert.rule in DAILY and used is not None and used[0] == today:
        return []
    findings, is_new = find(book, alert, today), used is None
    with store.writing():
        known = {row[0] for row in store.rows("SELECT subject FROM watch_told WHERE rule = ?", (rule,))}
        store.run(
            "INSERT INTO watch_rule (rule, since, day) VALUES (?, ?, ?)"
            " ON CONFLICT (rule) DO UPDATE SET day = excluded.day",
            (rule, now, today),
        )
        news = []
        for finding in findings:
            if not is_new and known.isdisjoint(finding.subjects):
                news.append(told(book, alert, finding, rule, now))
            fresh = [subject for subject in dict.fromkeys(finding.subjects) if subject not in known]
            store.run_many("INSERT INTO watch_told (rule, subject) VALUES (?, ?)", [(rule, one) for one in fresh])
            known.update(fresh)
        for one in news:
            write(store, one, alert.to, now)
    return news


def write(store: Store, one: Told, targets: Sequence[str], now: int) -> None:
    """Write an alert, and that it waits to be sent to each of its targets."""
    store.run(
        "INSERT INTO watch_alert (id, made, rule, body) VALUES (?, ?, ?, ?)", (one.id, now, one.rule, PACK.encode(one))
    )
    store.run_many(
        "INSERT INTO watch_delivery (alert, target, state, tries, due, fault) VALUES (?, ?, 'waiting', 0, ?, '')",
        [(one.id, target, now) for target in dict.fromkeys(targets)],
    )


def told(book: Register, alert: Alert, finding: Finding, rule: str, now: int) -> Told:
    """Return a finding as an alert."""
    return Told(
        id=hashlib.sha256(f"{rule}|{finding.subjects[0]}".encode()).hexdigest()[:16],
        name=alert.name,
        rule=alert.rule.value,
        made=moment(now),
        says=finding.says,
        date=finding.date,
        records=finding.records,
        evidence=tuple(
            evidence for citation in finding.citations[:MOST_EVIDENCE] for evidence in evidence_of(book, citation)
        ),
    )


def evidence_of(book: Register, citation: Citation) -> list[Evidence]:
    """Return the characters that a citation stands for; what a person said has none."""
    if not citation.page:
        return []
    try:
        found = book.quotes(citation)
    except RegisterError:  # the page was taken back in the meantime
        return []
    row = book.store.one("SELECT url FROM page WHERE id = ?", (citation.page,))
    url = row[0] if row else None
    return [Evidence(page=quote.page, url=url, start=quote.start, end=quote.end, exact=quote.exact) for quote in found]


def latest(store: Store, limit: int) -> list[Told]:
    """Return the last alerts, the newest first."""
    rows = store.rows("SELECT body FROM watch_alert ORDER BY made DESC, id LIMIT ?", (limit,))
    return [TOLD.decode(body) for (body,) in rows]
