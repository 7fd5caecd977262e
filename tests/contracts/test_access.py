"""Users, sessions, tokens and the audit log over both databases."""

from collections.abc import Iterator

import pytest

from shiguan.annals.register import Register, open_register
from shiguan.web.access import audit, session, token
from shiguan.web.access.login import check_login, has_logins, logins, remove_login
from shiguan.web.access.right import Right, Role


@pytest.fixture
def book(place: str) -> Iterator[Register]:
    with open_register(place) as found:
        yield found


def test_people_come_sign_in_and_go(book: Register) -> None:
    store = book.store
    assert not has_logins(store)
    digest = "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$no"
    store.run("INSERT INTO login VALUES (?, ?, ?, ?)", ("史官", Role.JUDGE.value, digest, 5))
    assert [(one.name, one.role, one.made) for one in logins(store)] == [("史官", Role.JUDGE, 5)]
    assert check_login(store, "史官", "not this one") is None
    shown = session.begin(store, "史官", now=10)
    found = session.find(store, shown, now=10 + session.STEP + 1)
    assert found
    assert (found.name, found.may(Right.JUDGE), found.may(Right.OVERSEE)) == ("史官", True, False)
    assert session.find(store, shown, now=10 + session.LONGEST) is None
    kept = token.add_token(store, "史官", [Right.READ], now=10, ends=20, by="test")
    program = token.find(store, kept, now=19)
    assert program
    assert (program.is_program, program.rights) == (True, frozenset({Right.READ}))
    assert token.find(store, kept, now=20) is None
    remove_login(store, "史官", now=30, by="test")
    assert session.find(store, shown, now=11) is None
    assert token.tokens(store) == []


def test_the_log_is_read_backwards_line_by_line(book: Register) -> None:
    for number in range(5):
        with book.store.writing():
            audit.note(book.store, now=number, login="史官", action="page entered", about="x" * 400)
    first = audit.acts(book.store, limit=3)
    rest = audit.acts(book.store, before=first[-1].number, limit=3)
    assert [act.moment for act in first + rest] == [4, 3, 2, 1, 0]
    assert len(first[0].about) == audit.LONGEST
