"""Alerts by mail, over the wire to a server on this machine: each once, guarded as asked for, never in the clear."""

import os
import signal
from contextlib import ExitStack
from typing import Any

import pytest

from shiguan.watch.plan import Mail
from shiguan.watch.send import connect
from tests.contracts.test_watch import killed
from tests.watch.made import Bench
from tests.watch.office import HOST, Office, certificate, opened
from tests.watch.test_alert import ANNOUNCED, alerting, published

TO = "mailto:desk@news.example"
NOTHING_WENT: tuple[Any, Any, Any] = ([], [], [])


@pytest.fixture
def office() -> Office:
    """Return a server that nobody has written to."""
    return Office()


@pytest.fixture
def post(bench: Bench) -> Bench:
    """Return a bench whose mail goes over the wire."""
    bench.connect = connect  # type: ignore[method-assign, assignment]
    (bench.folder / "password").write_text("geheim\n")
    return bench


def announced(bench: Bench, port: int, security: str = "none", *, user: bool = False, again: bool = True) -> None:
    """Let a watch, begun with mail to a port, come upon something to tell."""
    mail = f'[mail]\nserver = "{HOST}"\nport = {port}\nsecurity = "{security}"\nsender = "shiguan@mail.example"\n'
    signed = 'user = "desk"\npassword_file = "password"\n'
    alerting(bench, "round", TO, more=mail + (signed if user else ""))
    published(bench, ANNOUNCED.format("6月3日"))
    if again:
        bench.once()


def states(bench: Bench) -> list[str]:
    """Return how the deliveries stand."""
    with bench.open() as book:
        return [state for (state,) in book.store.rows("SELECT state FROM watch_delivery")]


def went(office: Office) -> tuple[Any, Any, Any]:
    """Return what a server was given, and with what it was asked to let somebody in."""
    return office.letters, office.guarded, office.signed_in


def test_an_alert_is_mailed_once_with_the_characters_that_say_so(post: Bench, office: Office) -> None:
    with opened(office) as port:
        announced(post, port)
        post.during(3 * 86_400)
    (letter,) = office.letters
    text = letter.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert "“第四轮”" in text.decode()
    assert letter["To"] == "desk@news.example"
    assert office.guarded == [False]
    assert states(post) == ["sent"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_guarded_way_is_taken_before_anything_is_said(
    post: Bench, office: Office, security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, context = certificate(post.folder)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    options = {"tls_context": context, "require_starttls": True} if security == "starttls" else {"ssl_context": context}
    plain = security == "tls"  # the server tells only of STARTTLS that a way is guarded
    with opened(office, authenticator=office.authenticate, auth_require_tls=not plain, **options) as port:
        announced(post, port, security, user=True)
    assert len(office.letters) == 1
    assert office.signed_in == [(b"desk", b"geheim")]
    assert office.guarded == [True]


def test_a_certificate_that_nobody_trusts_is_told_nothing(post: Bench, office: Office) -> None:
    _, context = certificate(post.folder)
    with opened(office, authenticator=office.authenticate, tls_context=context) as port:
        announced(post, port, "starttls", user=True)
    assert went(office) == NOTHING_WENT
    assert "certificate verify failed" in post.said("not-sent")[0]["fault"]
    assert states(post) == ["waiting"]


def test_a_server_without_starttls_is_told_nothing_where_it_is_asked_for(post: Bench, office: Office) -> None:
    with opened(office, authenticator=office.authenticate, auth_require_tls=False) as port:
        announced(post, port, "starttls", user=True)
    assert went(office) == NOTHING_WENT
    assert "STARTTLS" in post.said("not-sent")[0]["fault"]


def test_who_is_not_let_in_says_so_in_one_line_and_comes_in_once_the_password_is_right(
    post: Bench, office: Office
) -> None:
    with opened(office, authenticator=office.authenticate, auth_require_tls=False) as port:
        office.password = b"another"
        announced(post, port, user=True)
        (fault,) = [one["fault"] for one in post.said("not-sent")]
        assert fault.startswith("mailto: (535")
        assert "\n" not in fault
        assert "geheim" not in str(post.lines)
        assert office.letters == []
        office.password = b"geheim"
        post.during(3600)
        post.during(86_400)
    assert len(office.letters) == 1
    assert states(post) == ["sent"]


@pytest.mark.parametrize("answer", ["451 try again later", "552 the box is full"])
def test_a_letter_that_is_not_taken_is_sent_again_later(post: Bench, office: Office, answer: str) -> None:
    office.answer = answer
    with opened(office) as port:
        announced(post, port)
        assert answer[:3] in post.said("not-sent")[0]["fault"]
        office.answer = "250 OK"
        post.during(3600)
    assert len(office.letters) == 1


def test_a_server_that_was_away_has_each_alert_once_when_it_is_back(post: Bench, office: Office) -> None:
    with opened(office) as port:
        pass  # it goes away
    announced(post, port)
    post.during(1800)
    assert len(post.said("not-sent")) > 1
    with opened(office, port):
        post.during(7200)
        post.during(86_400)
    assert len(office.letters) == 1
    assert states(post) == ["sent"]


@pytest.mark.parametrize("taken", [False, True], ids=["before it is taken", "after it is taken"])
def test_a_watch_killed_over_a_mail_sends_it_anew_under_the_same_id(post: Bench, office: Office, taken: bool) -> None:
    with ExitStack() as stack:
        port = stack.enter_context(opened(office))
        announced(post, port, again=False)
        assert len(office.letters) == 1
        with post.open() as book:  # as it was before it was sent
            book.store.run("UPDATE watch_delivery SET state = 'waiting', tries = 0")
        office.letters.clear()
        assert killed_over_mail(post, taken=taken)
        assert len(office.letters) == taken
        for _ in range(3):
            post.once()
    assert len(office.letters) == 1 + taken
    assert len(set(office.ids())) == 1
    assert states(post) == ["sent"]


def killed_over_mail(bench: Bench, *, taken: bool) -> bool:
    """Watch in a process of its own that is killed before its mail goes out, or when it is taken and not yet noted."""

    def deadly(mail: Mail) -> Any:
        server = connect(mail)
        plain = server.send_message

        def send(*given: Any, **named: Any) -> None:
            if taken:
                plain(*given, **named)
            os.kill(os.getpid(), signal.SIGKILL)

        server.send_message = send  # type: ignore[method-assign, assignment]
        return server

    bench.connect = deadly  # type: ignore[method-assign, assignment]
    try:
        return killed(bench, 10**9)
    finally:
        bench.connect = connect  # type: ignore[method-assign, assignment]
