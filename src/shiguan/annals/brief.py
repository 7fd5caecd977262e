"""Fetch what a dossier tells, have it written, and give it out: Word, HTML, PDF or Markdown."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from shiguan.annals import ask, chronicle, find, judge, who
from shiguan.annals.chronicle import Query
from shiguan.annals.compare import Comparison
from shiguan.annals.same import judgements
from shiguan.annals.series import SELECT, points_of
from shiguan.annals.shelf import Shelf
from shiguan.errors import UsageError
from shiguan.grammar.fold import fold
from shiguan.link.day import days_of
from shiguan.link.mechanism import words as side_words
from shiguan.link.name import given_names, name_key
from shiguan.link.person import identify
from shiguan.link.place import english_name, place_name, state_name
from shiguan.model.brief import Brief, Language, Subject
from shiguan.model.engagement import Status
from shiguan.model.imprint import Imprint
from shiguan.model.person import Person
from shiguan.model.record import Record
from shiguan.model.span import Span
from shiguan.register.store import Row, Store
from shiguan.tell.brief.beside import beside_sections
from shiguan.tell.brief.matter import Clerk, Matter, Spoken, Told
from shiguan.tell.brief.mechanism import mechanism_sections
from shiguan.tell.brief.notes import window
from shiguan.tell.brief.pair import pair_sections, period_sections
from shiguan.tell.brief.person import person_sections
from shiguan.tell.brief.whole import WITH_FIGURES, whole
from shiguan.tell.brief.wording import Wording
from shiguan.tell.conflict import conflicts_of
from shiguan.tell.figure import Point, Series, tell_series
from shiguan.tell.mechanism import Mechanism
from shiguan.tell.unconfirmed import unconfirmed

MOST_PAGES = 120  # whose words are looked through
MOST_PEOPLE = 12
MOST_WORDS = 40
MOST_MECHANISMS = 10
WIDE = 3  # pages' deeds: a bulletin tells of many things
PAIR = 2  # sides
SERIES = 3  # periods that make a series
CODE = 3  # letters of a currency
MOST_SERIES = 3
HOME = "CN"  # the pages are in Chinese: nearly all of their figures are of China
NUMBER = re.compile(r"第[0-9一二三四五六七八九十百]+[次届轮回]|首[届次轮]")


class Writer:
    """One dossier from one register, judged from one day (an ordinal)."""

    def __init__(self, store: Store, *, today: int, language: Language) -> None:
        self.store = store
        self.today = today
        self.shelf = Shelf(store)
        rulings = {entered.ruling.id: entered.ruling for entered in judge.rulings(store)}
        self.subjects: frozenset[str] = frozenset()
        name = side_name if language is Language.CHINESE else english_name
        self.clerk = Clerk(Wording(language), self.imprint, self.text, rulings, name, self.is_central, place_name)
        self.imprints: dict[str, Imprint] = {}

    def text(self, page: str) -> str:
        """Return the text of a page."""
        return self.shelf.reading(page).document.text

    def imprint(self, page: str) -> Imprint:
        """Return what is printed on a page, asked for once."""
        if page not in self.imprints:
            self.imprints[page] = self.shelf.imprint(page)
        return self.imprints[page]

    def is_central(self, page: str) -> bool:
        """True where the title of a page names the subject, with or without the number of a session."""
        title = NUMBER.sub("", fold(self.imprint(page).title or ""))
        return any(subject in title for subject in self.subjects)

    def write(self, subject: Subject, what: Sequence[str]) -> Brief:
        """Return the dossier; raises UsageError where the register knows no such thing or it is not named rightly."""
        if not what or not all(one.strip() for one in what):
            raise UsageError(f"brief {subject}: nothing is named; give the name behind it")
        makers: dict[Subject, Callable[[Sequence[str]], Brief]] = {
            Subject.MECHANISM: self.of_mechanism,
            Subject.PERSON: self.of_person,
            Subject.PAIR: self.of_pair,
            Subject.PERIOD: self.of_period,
        }
        return makers[subject](what)

    def of_mechanism(self, what: Sequence[str]) -> Brief:
        """Return the dossier of a mechanism by any of its names."""
        name = " ".join(what)
        found = ask.mechanism(self.store, name, self.today)
        self.subjects = frozenset(fold(one) for one in (found.name, *found.names))
        rows = self.store.rows("SELECT body FROM standing WHERE mechanism = ?", (found.key,))
        records = in_time([chronicle.RECORD.decode(body) for (body,) in rows])
        pages = list(dict.fromkeys(page for one in records for page in one.pages))
        naming = self.naming(found, pages)
        leaders = {name_key(head.name) for one in found.sessions for head in one.heads}
        others = set(found.sides) - {HOME} if len(found.sides) == PAIR else set()
        matter = Matter(
            today=self.today,
            records=records,
            words=self.words([*naming, *pages], lambda one: one.key in leaders),
            people=self.heads(found),
            series=self.figures(naming, names_of(others) or self.subjects, found.sides),
            open=self.open([one for one in records if one.status is Status.PLANNED]),
            conflicts=tuple(each for one in records for each in conflicts_of(one)),
            tellings=self.tellings(found),
            beside=tuple(chronicle.record(self.store, id) for one in found.sessions for id in one.inferred),
        )
        title = self.clerk.say("title_mechanism", name=found.name)
        return whole(self.clerk, title, matter, mechanism_sections(self.clerk, found, matter), WITH_FIGURES)

    def of_person(self, what: Sequence[str]) -> Brief:
        """Return the dossier of a person, of namesakes the best attested."""
        name = "".join(what)
        book = who.persons(self.store, name)[0]
        person = next((one for one in self.bearers(book.key) if one.id == book.id), None)
        if person is None:
            raise UsageError(f"'{name}': no page tells an office or state; see 'shiguan person {name}' for the deeds")
        records = in_time(book.records)
        words = chronicle.words(self.store, Query(person=name), limit=MOST_WORDS, newest_first=True)
        matter = Matter(
            today=self.today,
            records=records,
            words=tuple(
                Spoken(key=book.key, page=one.page, day=one.day, statement=one.statement)
                for one in words
                if person.state is None or one.statement.speaker.state in (None, person.state)
            ),
            people=(person,),
            open=self.open([one for one in records if one.status is Status.PLANNED]),
            conflicts=tuple(each for one in records for each in conflicts_of(one)),
        )
        title = self.clerk.say("title_person", name=person.names[0][0] if person.names else name)
        return whole(self.clerk, title, matter, person_sections(self.clerk, person, matter))

    def of_pair(self, what: Sequence[str]) -> Brief:
        """Return the dossier of two states."""
        if len(what) != PAIR:
            raise UsageError("brief pair: name two states, as 中国 俄罗斯 or CN RU")
        states = [who.code_of(one) for one in what]
        if states[0] == states[1]:
            raise UsageError(f"brief pair: {what[0]} and {what[1]} are one state; name another")
        records = in_time(chronicle.deeds(self.store, Query(states=tuple(states))))
        if not records:
            raise UsageError(f"brief pair: the register has no deed of {what[0]} with {what[1]}")
        alone = [one for one in records if states_of(one) == set(states)] or list(records)
        other = names_of({states[1] if states[0] == HOME else states[0]})
        self.subjects = frozenset(map(fold, other))
        mechanisms = self.mechanisms(alone)
        near = tuple(
            chronicle.record(self.store, id) for one in mechanisms for session in one.sessions for id in session.records
        )
        pages = [page for one in reversed(alone) for page in one.pages]
        matter = Matter(
            today=self.today,
            records=tuple(alone),
            words=self.latest(
                pages, lambda one: one.central and one.statement.speaker.state in states and bool(one.key)
            ),
            people=self.people(alone, states),
            series=self.figures(pages[:MOST_PAGES], other, states),
            open=self.open([one for one in alone if one.status is Status.PLANNED]),
            conflicts=tuple(each for one in reversed(alone) for each in conflicts_of(one)),
            mechanisms=mechanisms,
            near=near,
        )
        names = [self.clerk.state_name(code) for code in states]
        title = self.clerk.say("title_pair", one=names[0], other=names[1])
        return whole(self.clerk, title, matter, pair_sections(self.clerk, states, matter), WITH_FIGURES)

    def of_period(self, what: Sequence[str]) -> Brief:
        """Return the dossier of a day, month, year, or of the time from one to another."""
        since, until = what[0], what[-1]
        if len(what) > PAIR:
            raise UsageError("brief period: name one time or two, as 2023-05 or 2023-05-01 2023-06-15")
        if "/" in since and len(what) == 1:
            since, _, until = since.partition("/")
        days_of(f"{since}/{until}" if since != until else since)
        records = in_time(chronicle.deeds(self.store, Query(since=since, until=until)))
        if not records:
            raise UsageError(f"brief period: the register has no deed from {since} to {until}")
        words = chronicle.words(self.store, Query(since=since, until=until), limit=MOST_WORDS * 10, newest_first=True)
        widely = sorted(records, key=lambda one: (-one.origins, -len(one.accounts), one.id))
        pages = list(dict.fromkeys(page for one in widely for page in one.pages))[:MOST_PAGES]
        matter = Matter(
            today=self.today,
            records=records,
            words=tuple(
                Spoken(
                    key=name_key(one.statement.speaker.name or ""), page=one.page, day=one.day, statement=one.statement
                )
                for one in words
                if one.statement.speaker.name and one.page in pages
            ),
            people=self.people(records, None),
            series=(),
            open=self.open([one for one in records if one.status is Status.PLANNED]),
            conflicts=tuple(each for one in records for each in conflicts_of(one)),
        )
        name = since if since == until else f"{since}–{until}"
        title = self.clerk.say("title_period", name=name)
        return whole(self.clerk, title, matter, period_sections(self.clerk, matter))

    def of_comparison(self, found: Comparison) -> Brief:
        """Return the accounts of an engagement side by side, as a document like the others."""
        matter = Matter(today=self.today, records=(chronicle.record(self.store, found.record),))
        sections = beside_sections(self.clerk, found.topics, found.matched, found.name_of)
        return whole(self.clerk, self.clerk.say("title_beside", name=found.title), matter, sections, ())

    def naming(self, found: Mechanism, pages: Iterable[str]) -> list[str]:
        """Return the pages that name a mechanism in one of its wordings, the newest first, each report once."""
        known = set(pages)
        hits = {
            one.page: one.published or ""
            for name in (found.name, *found.names)
            for one in find.search(self.store, name, limit=MOST_PAGES)[1]
        }
        names = (found.name, *found.names)
        kept = [page for page in hits if page in known or any(name in self.text(page) for name in names)]
        return self.reports(sorted(kept, key=lambda page: (hits[page], page), reverse=True))

    def reports(self, pages: Iterable[str]) -> list[str]:
        """Return pages without those that carry a report that an earlier one of them carries."""
        seen: set[str] = set()
        found = []
        for page in pages:
            report = self.imprint(page).report
            if report not in seen:
                seen.add(report)
                found.append(page)
        return found

    def words(self, pages: Iterable[str], wanted: Callable[[Spoken], bool]) -> tuple[Spoken, ...]:
        """Return the wanted words on pages, by day; what is asked of each page is its reading."""
        found = [one for page in list(dict.fromkeys(pages))[:MOST_PAGES] for one in self.spoken(page) if wanted(one)]
        return tuple(sorted(found, key=lambda one: (one.day or 0, one.page, one.statement.start)))

    def latest(self, pages: Iterable[str], wanted: Callable[[Spoken], bool]) -> tuple[Spoken, ...]:
        """Return the wanted words on pages, the latest first."""
        return self.words(pages, wanted)[::-1][:MOST_WORDS]

    def spoken(self, page: str) -> list[Spoken]:
        """Return the statements of a page."""
        rows = self.store.rows("SELECT person, item, day FROM statement WHERE page = ? ORDER BY item", (page,))
        said = self.shelf.heard(page).statements if rows else ()
        central = bool(rows) and self.is_central(page)
        return [Spoken(key=key, page=page, day=day, statement=said[item], central=central) for key, item, day in rows]

    def bearers(self, key: str) -> tuple[Person, ...]:
        """Return the persons of a key."""
        rows = self.store.rows("SELECT body FROM attestation WHERE person = ?", (key,))
        return identify([who.ATTESTED.decode(body) for (body,) in rows], judgements(self.store)).persons

    def person(self, name: str, state: str | None) -> Person | None:
        """Return the person of a name and state, of namesakes the best attested."""
        given = given_names(name)
        fitting = [
            one for one in self.bearers(name_key(name)) if one.state == state and (not given or who.bears(one, given))
        ]
        return max(fitting, key=lambda one: (len(one.attestations), one.id), default=None)

    def heads(self, found: Mechanism) -> tuple[Person, ...]:
        """Return those who led delegations, the latest first."""
        heads = dict.fromkeys((head.name, head.state) for one in reversed(found.sessions) for head in one.heads)
        people = (self.person(name, state) for name, state in heads)
        return unique(one for one in people if one)[:MOST_PEOPLE]

    def people(self, records: Iterable[Record], states: Sequence[str] | None) -> tuple[Person, ...]:
        """Return those who take part most often."""
        counts = Counter(
            (party.name, party.state)
            for record in records
            for party in record.parties
            if party.name and party.state and (states is None or party.state in states)
        )
        ordered = sorted(counts, key=lambda one: (-counts[one], one))[: 2 * MOST_PEOPLE]
        people = (self.person(name, state) for name, state in ordered)
        return unique(one for one in people if one)[:MOST_PEOPLE]

    def figures(self, pages: Iterable[str], named: Collection[str], sides: Sequence[str]) -> tuple[Series, ...]:
        """Return the figures on pages whose sentence or measure names one of the words, the longest series first.

        Pages that tell of many things are passed over. Of two sides, the figures about both come before them from
        wherever in the register they are told: sums of money, then series.
        """
        both: list[Series] = []
        if len(sides) == PAIR:
            about = store_rows(self.store, "+".join(sorted(sides)))
            told = tell_series(points_of(self.store, about))
            money = [one for one in told if is_money(one)]
            both = money + [one for one in told if one not in money and periods(one) >= SERIES]
        known = {point.id for one in both for point in one.points}
        narrow = [page for page in pages if len(self.shelf.reading(page).engagements) <= WIDE]
        rows = [row for row in self.store.rows_in(f"{SELECT} WHERE figure.page IN (??)", narrow) if row[3]]
        points = [one for one in points_of(self.store, rows) if one.id not in known and self.names_one(one, named)]
        return (*both[:MOST_SERIES], *tell_series(points))

    def names_one(self, point: Point, named: Collection[str]) -> bool:
        """True where the sentence of a figure holds one of the words."""
        text = self.text(point.page)
        sentence = window(text, Span(point.start, point.end)).of(text)
        return any(word in sentence for word in named)

    def open(self, planned: Iterable[Record]) -> tuple[Record, ...]:
        """Return the announcements to come, and those whose day has passed without a report, the latest first."""
        given = list(planned)
        coming = [one for one in given if one.last is None or one.last >= self.today]
        passed = unconfirmed(given, self.today)
        dated = [one for one in coming if one.last is not None]
        return (*sorted(dated, key=lambda one: (one.first or 0, one.id)), *passed)

    def tellings(self, found: Mechanism) -> tuple[Told, ...]:
        """Return what pages tell of a mechanism itself, with the characters that say so, the oldest first."""
        told = []
        for one in found.tellings:
            same = [
                each
                for each in self.shelf.reading(one.page).mechanisms
                if each.name == one.name and each.cadence_text == one.cadence_text and each.founded == one.founded
            ]
            told += [Told(telling=one, cited=each.cited) for each in same[:1]]
        return tuple(told)

    def mechanisms(self, records: Iterable[Record]) -> tuple[Mechanism, ...]:
        """Return the mechanisms that records name, the most told first."""
        counts = Counter(one.mechanism_key for one in records if one.mechanism_key)
        keys = sorted(counts, key=lambda key: (-counts[key], key))[:MOST_MECHANISMS]
        return tuple(ask.mechanism(self.store, key, self.today) for key in keys)


def store_rows(store: Store, about: str) -> list[Row]:
    """Return the figures about some sides that name a measure and a period."""
    condition = "figure.about = ? AND figure.measure <> '' AND figure.period IS NOT NULL"
    return store.rows(f"{SELECT} WHERE {condition} ORDER BY figure.id", (about,))


def is_money(series: Series) -> bool:
    """True where a series is of sums of money: its unit is a code such as USD."""
    return series.unit is not None and len(series.unit) == CODE and series.unit.isascii() and series.unit.isupper()


def periods(series: Series) -> int:
    """Return of how many periods a series tells."""
    return len({point.period for point in series.points if point.period})


def in_time(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return records by day; what has no date comes first."""
    return tuple(sorted(records, key=lambda one: (one.first or 0, one.id)))


def states_of(record: Record) -> set[str]:
    """Return the states that take part."""
    return {party.state for party in record.parties if party.state}


def side_name(code: str) -> str:
    """Return the usual Chinese name of a state, organisation or group of states."""
    name = state_name(code)
    return (
        next((word for word, codes in side_words().codes.items() if codes == (code,)), code) if name == code else name
    )


def names_of(codes: Collection[str]) -> frozenset[str]:
    """Return all words that name one of some sides."""
    wanted = {(code,) for code in codes}
    return frozenset(word for word, codes in side_words().codes.items() if codes in wanted)


def unique(people: Iterable[Person]) -> tuple[Person, ...]:
    """Return each person once."""
    return tuple({one.id: one for one in people}.values())
