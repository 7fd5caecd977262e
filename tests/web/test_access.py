"""Who may do what: nothing without signing in, nothing beyond the role, no form that was not made here."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from shiguan.errors import UsageError
from shiguan.web.access import attempt, audit, password, session, token
from shiguan.web.access.attempt import Attempts
from shiguan.web.access.login import add_login, logins, remove_login
from shiguan.web.access.right import Right, Role
from tests.web.site import PASSWORD, SEAL, Clock, Site

OPEN_PATHS = {"/login", "/static", "/static/{file_path:path}"}


def handlers(app: Litestar) -> Iterator[tuple[str, str]]:
    """Yield every path that can be asked, with its method."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if isinstance(handler, HTTPRouteHandler):
                yield from ((route.path, method) for method in sorted(handler.http_methods) if method != "OPTIONS")


def filled(path: str) -> str:
    return path.replace("{id:str}", "abc").replace("{name:str}", "abc").replace("{file_path:path}", "x")


def test_nobody_sees_anything_without_signing_in(team: Site) -> None:
    asked = [(path, method) for path, method in handlers(team.app) if path not in OPEN_PATHS]
    assert len(asked) > 10
    answers = {
        (path, method): team.browser.request(method, filled(path), follow_redirects=False).status_code
        for path, method in asked
    }
    assert {key: status for key, status in answers.items() if status not in (303, 401)} == {}


def test_nothing_is_changed_by_a_form_that_was_not_made_here(site: Site) -> None:
    posts = [path for path, method in handlers(site.app) if method not in ("GET", "HEAD")]
    assert {"/add", "/login", "/logout", "/add/{name:str}"} <= set(posts)
    for path in posts:
        assert site.browser.post(filled(path), data={}).status_code == 403, path
        assert site.browser.post(filled(path), data={"seal": "0" * 64}).status_code == 403, path


def test_on_this_machine_nobody_signs_in_until_there_are_users(site: Site) -> None:
    assert site.browser.get("/").status_code == 200
    assert site.browser.get("/add").status_code == 200
    site.user("judge", Role.JUDGE)
    answer = site.browser.get("/?state=RU", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2F%3Fstate%3DRU"


def test_where_others_reach_it_no_users_means_nobody(team: Site) -> None:
    assert team.browser.get("/api/chronicle").status_code == 401
    team.user("reader", Role.READER)
    with team.register() as book:
        remove_login(book.store, "reader", now=0, by="test")
    assert team.browser.get("/api/chronicle").status_code == 401


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        (Role.READER, {"/": 200, "/add": 403, "/audit": 403}),
        (Role.JUDGE, {"/": 200, "/add": 200, "/audit": 403}),
        (Role.ADMIN, {"/": 200, "/add": 200, "/audit": 200}),
    ],
)
def test_a_role_may_what_it_may(team: Site, role: Role, wanted: dict[str, int]) -> None:
    team.user("somebody", role)
    answer = team.sign_in("somebody")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert {path: team.browser.get(path).status_code for path in wanted} == wanted


def test_the_cookie_is_hidden_from_scripts_and_other_sites(team: Site) -> None:
    team.user("reader", Role.READER)
    cookie = next(c for c in team.sign_in("reader").headers.get_list("set-cookie") if c.startswith("session="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # this was plain http


def test_over_tls_the_cookie_stays_there(team: Site) -> None:
    team.user("reader", Role.READER)
    team.browser.base_url = "https://register.example"
    cookie = next(c for c in team.sign_in("reader").headers.get_list("set-cookie") if c.startswith("session="))
    assert "Secure" in cookie


def test_what_is_kept_of_a_session_opens_nothing(team: Site) -> None:
    team.user("reader", Role.READER)
    team.sign_in("reader")
    with team.register() as book:
        (kept,) = book.store.one("SELECT digest FROM session") or ("",)
    assert kept not in team.browser.cookies.values()
    stranger = team.another()
    stranger.cookies.set("session", kept)
    assert stranger.get("/api/chronicle").status_code == 401


@pytest.mark.parametrize(
    ("name", "secret"), [("reader", "wrong password!"), ("nobody", PASSWORD), ("", ""), ("' OR 1=1 --", "x")]
)
def test_a_wrong_name_or_password_is_refused_in_one_way(team: Site, name: str, secret: str) -> None:
    team.user("reader", Role.READER)
    answer = team.sign_in(name, secret)
    assert answer.status_code == 401
    assert "do not belong together" in answer.text
    assert team.browser.get("/api/chronicle").status_code == 401


def test_signing_in_is_tried_a_few_times_only_then_waited_for(team: Site) -> None:
    team.user("reader", Role.READER)
    tries = [team.sign_in("reader", "not the password").status_code for _ in range(7)]
    assert tries == [401] * 5 + [429] * 2
    assert team.sign_in("reader").status_code == 429  # not even with the right one
    team.clock.now += attempt.WINDOW + 1
    assert team.sign_in("reader").status_code == 303


def test_a_session_ends_by_itself(team: Site) -> None:
    team.user("reader", Role.READER)
    team.sign_in("reader")
    for _ in range(session.LONGEST // (session.IDLE - 60)):
        team.clock.now += session.IDLE - 60
        assert team.browser.get("/api/chronicle").status_code == 200
    team.clock.now += session.IDLE - 60  # looked at all the time, and yet too old
    assert team.browser.get("/api/chronicle").status_code == 401
    team.sign_in("reader")
    team.clock.now += session.IDLE + 1
    assert team.browser.get("/api/chronicle").status_code == 401


def test_signing_out_ends_the_session_everywhere(team: Site) -> None:
    team.user("reader", Role.READER)
    team.sign_in("reader")
    stolen = team.browser.cookies["session"]
    assert team.send("/logout", on="/").status_code == 303
    team.browser.cookies.set("session", stolen)
    assert team.browser.get("/api/chronicle").status_code == 401


def test_who_is_removed_is_out_at_once(team: Site) -> None:
    team.user("reader", Role.READER)
    team.sign_in("reader")
    with team.register() as book:
        shown = token.add_token(book.store, "reader", [Right.READ], now=0, ends=None, by="test")
        remove_login(book.store, "reader", now=0, by="test")
        add_login(book.store, "reader", Role.ADMIN, PASSWORD, now=0, by="test")
    assert team.browser.get("/api/chronicle").status_code == 401
    assert team.another().get("/api/chronicle", headers={"Authorization": f"Bearer {shown}"}).status_code == 401


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "/\n/x", ""]
)
def test_signing_in_leads_nowhere_else(team: Site, elsewhere: str) -> None:
    team.user("reader", Role.READER)
    answer = team.send("/login", on="/login", name="reader", password=PASSWORD, next=elsewhere)
    assert answer.headers["location"] == "/"


def test_a_form_is_bound_to_its_session(team: Site) -> None:
    for name in ("one", "other"):
        team.user(name, Role.JUDGE)
    team.sign_in("one")
    found = SEAL.search(team.browser.get("/add").text)
    assert found
    team.send("/logout", on="/")
    team.sign_in("other")
    assert team.browser.post("/add", data={"seal": found[1], "text": "x"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8011"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_is_refused_even_with_the_right_seal(site: Site, headers: dict[str, str]) -> None:
    found = SEAL.search(site.browser.get("/add").text)
    assert found
    data = {"seal": found[1], "text": "x"}
    assert site.browser.post("/add", data=data, headers=headers).status_code == 403
    same = {"Origin": "http://127.0.0.1:8010", "Sec-Fetch-Site": "same-origin"}
    assert site.browser.post("/add", data=data, headers=same).status_code == 422  # taken, and found to be no page


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8010", "127.0.0.1.evil.example", "[::1", ""])
def test_another_name_for_this_machine_is_refused(site: Site, host: str) -> None:
    """A page of elsewhere that gives its own name this address would read the register otherwise."""
    site.access.hosts = frozenset({"127.0.0.1", "localhost", "::1"})
    assert site.browser.get("/api/chronicle", headers={"Host": host}).status_code == 403
    assert site.browser.get("/api/chronicle", headers={"Host": "localhost:8010"}).status_code == 200
    assert site.browser.get("/api/chronicle", headers={"Host": "[::1]:8010"}).status_code == 200


def test_a_token_is_good_for_its_scopes_until_its_day(team: Site) -> None:
    team.user("reader", Role.READER)
    now = int(team.clock.now)
    with team.register() as book:
        shown = token.add_token(book.store, "reader", [Right.READ], now=now, ends=now + 60, by="test")
        assert shown not in str(book.store.rows("SELECT * FROM token"))
        (kept,) = token.tokens(book.store)
    headers = {"Authorization": f"Bearer {shown}"}
    assert team.browser.get("/api/chronicle", headers=headers).status_code == 200
    assert team.browser.post("/add", headers=headers).status_code == 403
    team.clock.now += 61
    answer = team.browser.get("/api/chronicle", headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json() == {"status_code": 401, "detail": "sign in first"}
    with team.register() as book:
        token.remove_token(book.store, kept.id, now=now, by="test")
        assert token.tokens(book.store) == []


def test_a_token_gives_no_more_than_its_owner_has(team: Site) -> None:
    team.user("reader", Role.READER)
    with team.register() as book:
        with pytest.raises(UsageError, match="a reader may not judge"):
            token.add_token(book.store, "reader", [Right.JUDGE], now=0, ends=None, by="test")
        with pytest.raises(UsageError, match="no such user"):
            token.add_token(book.store, "nobody", [Right.READ], now=0, ends=None, by="test")


def test_a_wrong_token_is_no_way_in_even_here(site: Site) -> None:
    assert site.browser.get("/api/chronicle", headers={"Authorization": "Bearer x"}).status_code == 401


@pytest.mark.parametrize("name", ["", "a b", "a/b", "x" * 65, "<b>", "a\n", "\u202eeda"])
def test_a_user_has_a_plain_name(team: Site, name: str) -> None:
    with team.register() as book, pytest.raises(UsageError, match="no name of a user"):
        add_login(book.store, name, Role.READER, PASSWORD, now=0, by="test")


def test_a_user_is_there_once_with_a_long_password(team: Site) -> None:
    with team.register() as book:
        with pytest.raises(UsageError, match="the password has 5 characters; choose one of 12"):
            add_login(book.store, "史官", Role.READER, "short", now=0, by="test")
        add_login(book.store, "史官", Role.READER, PASSWORD, now=0, by="test")
        with pytest.raises(UsageError, match="there is such a user"):
            add_login(book.store, "史官", Role.ADMIN, PASSWORD, now=0, by="test")
        assert [(one.name, one.role) for one in logins(book.store)] == [("史官", Role.READER)]
        with pytest.raises(UsageError, match="no such user"):
            remove_login(book.store, "nobody", now=0, by="test")


def test_the_audit_log_tells_who_did_what(team: Site) -> None:
    team.user("admin", Role.ADMIN)
    team.sign_in("<script>alert(1)</script>", "x")
    team.sign_in("admin")
    with team.register() as book:
        told = [(act.login, act.action) for act in audit.acts(book.store)]
    assert told == [("admin", "signed in"), ("<script>alert(1)</script>", "sign-in refused"), ("test", "user added")]
    shown = team.browser.get("/audit").text
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown


def test_the_dump_has_nothing_of_this(team: Site) -> None:
    with team.register() as book:
        before = b"".join(book.dump())
    team.user("admin", Role.ADMIN)
    team.sign_in("admin")
    with team.register() as book:
        assert b"".join(book.dump()) == before


def test_every_answer_has_its_headers(team: Site) -> None:
    answers: list[Any] = [
        team.browser.get(path, follow_redirects=False)
        for path in ("/", "/login", "/nowhere", "/static/book.css", "/static/../app.py", "/api/chronicle")
    ]
    for answer in answers:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_tries_are_counted_by_place_and_by_name() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    assert [attempts.may_try(f"name{number}", "192.0.2.1") for number in range(31)] == [True] * 30 + [False]
    assert attempts.may_try("name0", "192.0.2.2")
    clock.now += attempt.WINDOW + 1
    tries = [attempts.may_try("Victim", f"198.51.100.{number}") for number in range(61)]
    assert tries == [True] * 60 + [False]


def test_a_household_is_one_place() -> None:
    attempts = Attempts(Clock())
    tries = [attempts.may_try("name", f"2001:db8::{number}") for number in range(6)]
    assert tries == [True] * 5 + [False]


def test_what_is_counted_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempt, "MOST_KEPT", 100)
    attempts = Attempts(Clock())
    for number in range(500):
        attempts.may_try(f"name{number}", f"10.0.{number // 250}.{number % 250}")
    assert len(attempts.tried) <= 100


@pytest.mark.slow
def test_a_password_is_kept_as_a_costly_digest() -> None:
    digest = password.digest_of(PASSWORD)
    assert digest.startswith("$argon2id$v=19$m=65536,t=3,")
    assert password.fits(digest, PASSWORD)
    assert not password.fits(digest, PASSWORD + " ")
    assert not password.fits(None, "nobody has this password")
    assert not password.fits(digest, "x" * 10_000)
    assert not password.fits("no digest", PASSWORD)
