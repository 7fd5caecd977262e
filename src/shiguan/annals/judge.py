"""Enter what a person says of records: written to the log, then the records it touches are computed again."""

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.annals.amend import amend, passage_of
from shiguan.annals.component import Components
from shiguan.annals.heard import RULING, accounts_on, meant
from shiguan.annals.passage import checked_field
from shiguan.annals.record import write_records
from shiguan.annals.resolve import Resolved, resolve
from shiguan.annals.say import checked
from shiguan.annals.shelf import Shelf
from shiguan.annals.who import person_at
from shiguan.errors import UsageError
from shiguan.link.person import steady_id
from shiguan.model.person import Person
from shiguan.model.record import Record
from shiguan.model.ruling import Act, Anchor, Entered, Passage, Ruling
from shiguan.register.store import Store

RECORD = msgspec.json.Decoder(Record)
ENCODE = msgspec.json.Encoder(order="sorted")
ITEMS = ("statement", "figure")


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wants entered: the act, the ids it is about, for a correction the field and its value."""

    act: Act
    ids: tuple[str, ...]
    because: str
    author: str
    made: str  # a moment in UTC
    field: str | None = None
    value: str | None = None


def enter_ruling(store: Store, opinion: Opinion) -> Ruling:
    """Write a ruling and what follows from it, and return it; the same one twice changes nothing.

    Raises UsageError where it cannot be meant: no such id, field or value, two that are one already.
    """
    if not opinion.because.strip():
        raise UsageError(f"{opinion.act}: there is no reason; say --because what you know it from")
    if not opinion.author.strip():
        raise UsageError(f"{opinion.act}: there is no author; say --author who you are")
    with store.writing():
        ruling = numbered(ruling_of(store, opinion))
        if store.one("SELECT 1 FROM ruling WHERE id = ?", (ruling.id,)) is None:
            write(store, ruling)
    return ruling


def ruling_of(store: Store, opinion: Opinion) -> Ruling:
    """Return the ruling that an opinion comes to, its id still empty."""
    plain = Ruling(
        id="", act=opinion.act, made=opinion.made, author=opinion.author.strip(), because=opinion.because.strip()
    )
    first, *others = opinion.ids
    if opinion.act is Act.WITHDRAW:
        return msgspec.structs.replace(plain, ruling=withdrawable(store, first))
    if opinion.act in (Act.SAME, Act.APART):
        return of_persons(store, plain, first, others[0])
    found = resolve(store, first)
    if found.id is not None and found.what in ITEMS:
        return of_item(store, plain, opinion, found)
    record, account = record_at(store, first)
    if opinion.act is Act.MERGE:
        second, _ = record_at(store, others[0])
        if record.id == second.id:
            raise UsageError(f"{first} and {others[0]}: they are one record already ({record.id}); nothing to merge")
        return about(store, plain, record.accounts, second.accounts)
    if opinion.act is Act.SPLIT:
        return about(store, plain, *parts(record, accounts_named(store, record, others)))
    if opinion.act is Act.CORRECT:
        field, value = checked(record, opinion.field or "", opinion.value or "")
        plain = msgspec.structs.replace(plain, field=field, value=value)
    return about(store, plain, (account,), ())


def of_item(store: Store, plain: Ruling, opinion: Opinion, found: Resolved) -> Ruling:
    """Return the ruling on a statement or figure."""
    what = found.what
    if opinion.act not in (Act.CORRECT, Act.REJECT, Act.CONFIRM):
        raise UsageError(f"{found.asked}: it is a {what}, and one page tells it; correct, confirm or reject it")
    if opinion.act is Act.CORRECT:
        field, value = checked_field(what, opinion.field or "", opinion.value or "")
        plain = msgspec.structs.replace(plain, field=field, value=value)
    page = page_of(store, what, found.id or "")
    passage = passage_of(page, what, Shelf(store).reading(page), found.id or "")
    if passage is None:
        raise UsageError(f"{found.asked}: its page does not have it any more; run 'shiguan reread'")
    return msgspec.structs.replace(plain, passage=passage)


def page_of(store: Store, what: str, id: str) -> str:
    """Return the page of a statement or figure, rejected or not."""
    table = {"statement": "statement", "figure": "figure"}[what]
    row = store.one(f"SELECT page FROM {table} WHERE id = ?", (id,)) or store.one(
        "SELECT page FROM amendment WHERE id = ?", (id,)
    )
    return row[0] if row else ""


def of_persons(store: Store, plain: Ruling, first: str, second: str) -> Ruling:
    """Return the ruling on two persons, each named by any id that it has had or by a name that nobody else bears.

    To say that what is told as one person is two, name it by two of its ids.
    """
    refuse_twice(store, first, second)
    one, other = person_at(store, first), person_at(store, second)
    if one.key == other.key and one.id == other.id:
        if plain.act is Act.SAME or first == second or not {first, second} <= set(one.ids):
            raise UsageError(f"{first} and {second}: they are one person already ({one.id}); nothing to judge")
        ids = (min(first, second), max(first, second))
        return msgspec.structs.replace(plain, persons=ids, steady=ids)
    one, other = sorted((one, other), key=lambda who: who.id)
    refuse_twice(store, one.id, other.id)
    return msgspec.structs.replace(
        plain, persons=(one.id, other.id), steady=(steady_id(one), steady_id(other)), names=names_of(one, other)
    )


def names_of(one: Person, other: Person) -> tuple[str, str] | msgspec.UnsetType:
    """Return the names of two persons where they differ; of one name, the ids tell all."""
    return (one.key, other.key) if one.key != other.key else msgspec.UNSET


def refuse_twice(store: Store, one: str, other: str) -> None:
    """Raise UsageError where a ruling on two persons stands."""
    for entered in rulings(store):
        told = entered.ruling
        if entered.withdrawn is None and told.persons and {one, other} in (set(told.persons), set(told.steady or ())):
            raise UsageError(
                f"{one} and {other}: '{told.act}' was ruled already; 'shiguan withdraw {told.id}' takes it back"
            )


def record_at(store: Store, asked: str) -> tuple[Record, str]:
    """Return the record that an id leads to, and the account that it means."""
    found = resolve(store, asked)
    if found.id is None:
        raise UsageError(f"{asked}: it was withdrawn ({found.why[-1]}); name a record that stands")
    if found.what != "record" or found.account is None:
        raise UsageError(f"{asked}: it is a {found.what}; persons rule on records, statements and figures")
    row = store.one("SELECT body FROM record WHERE id = ?", (found.id,))
    if row is None:
        raise UsageError(f"{found.id}: the record is missing; run 'shiguan reread --all'")
    return RECORD.decode(row[0]), found.account


def accounts_named(store: Store, record: Record, named: Sequence[str]) -> list[str]:
    """Return the accounts that are named by their ids, or by those of their pages."""
    pages: dict[str, str] = dict(store.rows_in("SELECT id, page FROM account WHERE id IN (??)", record.accounts))
    return [
        account
        for one in named
        for account in ([id for id in record.accounts if pages.get(id) == one] if one in record.pages else [one])
    ]


def parts(record: Record, leaving: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the accounts that stay in a record and those that leave it."""
    strange = [account for account in leaving if account not in record.accounts]
    if strange:
        raise UsageError(f"{strange[0]}: it is no account of {record.id}; one of {', '.join(record.accounts)}")
    staying = [account for account in record.accounts if account not in leaving]
    if not leaving or not staying:
        raise UsageError(f"{record.id}: name some of its accounts, not all; they are {', '.join(record.accounts)}")
    return staying, [account for account in record.accounts if account in leaving]


def withdrawable(store: Store, asked: str) -> str:
    """Return the id of a ruling that can be withdrawn."""
    row = store.one("SELECT body, withdrawn FROM ruling WHERE id = ?", (asked,))
    if row is None:
        raise UsageError(f"{asked}: there is no such ruling; 'shiguan log' lists them")
    if row[1]:
        raise UsageError(f"{asked}: it is withdrawn already (by {row[1]}); nothing to do")
    if RULING.decode(row[0]).act is Act.WITHDRAW:
        raise UsageError(f"{asked}: a withdrawal stays; enter the ruling again instead")
    return asked


def about(store: Store, ruling: Ruling, subject: Sequence[str], other: Sequence[str]) -> Ruling:
    """Return a ruling with the accounts that it is about."""
    found = anchors(store, [*subject, *other])
    return msgspec.structs.replace(
        ruling, subject=tuple(found[one] for one in subject), other=tuple(found[one] for one in other)
    )


def anchors(store: Store, accounts: Sequence[str]) -> dict[str, Anchor]:
    """Return accounts as they are told to find them again."""
    pages = [row[0] for row in store.rows_in("SELECT DISTINCT page FROM account WHERE id IN (??)", accounts)]
    there = accounts_on(store, pages)
    return {
        one.id: Anchor(
            account=one.id,
            page=page,
            kind=one.kind,
            span=one.span,
            evidence=one.evidence,
            beside=tuple(sorted(other.id for other in found if other.id != one.id)),
        )
        for page, found in there.items()
        for one in found
        if one.id in accounts
    }


def numbered(ruling: Ruling) -> Ruling:
    """Return a ruling with its id, a digest of all that it says."""
    return msgspec.structs.replace(ruling, id=hashlib.sha256(ENCODE.encode(ruling)).hexdigest()[:12])


def write(store: Store, ruling: Ruling) -> None:
    """Write a ruling and compute the records that it touches."""
    store.run(
        "INSERT INTO ruling (id, made, author, body, withdrawn) VALUES (?, ?, ?, ?, NULL)",
        (ruling.id, ruling.made, ruling.author, ENCODE.encode(ruling)),
    )
    store.run_many(
        "INSERT INTO ruled (page, ruling) VALUES (?, ?)",
        ((page, ruling.id) for page in pages_of(ruling)),
    )
    meant_by = ruling
    if ruling.ruling:
        store.run("UPDATE ruling SET withdrawn = ? WHERE id = ?", (ruling.id, ruling.ruling))
        (body,) = store.rows("SELECT body FROM ruling WHERE id = ?", (ruling.ruling,))[0]
        meant_by = RULING.decode(body)
    if meant_by.passage:
        amend(store, pages_of(meant_by))
    if meant_by.subject:  # what is told of persons is computed when it is asked for
        compute_again(store, (*meant_by.subject, *meant_by.other))


def pages_of(ruling: Ruling) -> list[str]:
    """Return the pages that a ruling is about."""
    on = {ruling.passage.page} if isinstance(ruling.passage, Passage) else set()
    return sorted(on | {anchor.page for anchor in (*ruling.subject, *ruling.other)})


def compute_again(store: Store, about: Iterable[Anchor]) -> None:
    """Compute what hangs together with the accounts that anchors mean."""
    wanted = list(about)
    there = accounts_on(store, (anchor.page for anchor in wanted))
    accounts = [account for anchor in wanted if (account := meant(anchor, there.get(anchor.page, ())))]
    hit = [row[0] for row in store.rows_in("SELECT DISTINCT component FROM account WHERE id IN (??)", accounts)]
    components = Components(store)
    components.link(components.part(hit))
    write_records(store, components)


def rulings(store: Store) -> list[Entered]:
    """Return the log, oldest first."""
    rows = store.rows("SELECT body, withdrawn FROM ruling ORDER BY made, id")
    return [Entered(ruling=RULING.decode(body), withdrawn=withdrawn) for body, withdrawn in rows]
