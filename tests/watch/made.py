"""A watch over a made-up network, with a clock of its own: nothing waits, nothing is left to chance."""

import itertools
import json
import smtplib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from shiguan.annals.register import Register, open_register
from shiguan.errors import FetchError
from shiguan.fetch.answer import Fetched, Marks
from shiguan.model.raw import Raw, RawKind
from shiguan.watch.log import Log
from shiguan.watch.plan import Mail, Plan, read_plan
from shiguan.watch.send import Sender, Ways
from shiguan.watch.watch import Watch, World

BEGAN = 1_684_300_000.0  # 2023-05-17
HTML = "<html><head><title>{0}</title><meta name='publishdate' content='{2}'></head><body><p>{1}</p></body></html>"
DEED = (
    "新华社北京5月{day}日电 外交部长林远{day}日在北京会见来访的老挝外长坎佩。双方就两国关系和共同关心的国际问题深入"
    "交换了意见，一致同意保持密切沟通，推动合作不断取得新进展。这是第{number}号消息。"
)


def page(number: int, day: int = 16) -> bytes:
    """Return a page about an engagement, different from the others."""
    return article(DEED.format(day=day, number=number), title=f"消息{number}")


def article(text: str, *, title: str = "消息", day: str = "2023-05-17") -> bytes:
    """Return a page with a text of its own."""
    return HTML.format(title, text, day).encode()


def rss(*urls: str) -> bytes:
    """Return a feed that names some addresses."""
    items = "".join(f"<item><title>x</title><link>{url}</link></item>" for url in urls)
    return f'<rss version="2.0"><channel><title>某报</title>{items}</channel></rss>'.encode()


def sitemap(*urls: str) -> bytes:
    """Return a sitemap."""
    return ("<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>").encode()


def index(*lists: tuple[str, str]) -> bytes:
    """Return an index of sitemaps, each with the moment at which it changed."""
    told = "".join(f"<sitemap><loc>{url}</loc><lastmod>{at}</lastmod></sitemap>" for url, at in lists)
    return f"<sitemapindex>{told}</sitemapindex>".encode()


class Clock:
    """The time of the test; whoever rests makes it go on."""

    def __init__(self) -> None:
        self.now = BEGAN
        self.until: float | None = None
        self.step = 0.0  # by which it goes on at every look

    def __call__(self) -> float:
        return self.now

    def rest(self, seconds: float) -> bool:
        """Let time go by; the watch is to end when the day of the test is over."""
        self.now += seconds or self.step
        return self.until is not None and self.now >= self.until


class Inline(Executor):
    """Does at once what it is given."""

    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*given, **named))
        except Exception as error:  # noqa: BLE001 # whatever it is, it is what the future holds
            future.set_exception(error)
        return future


class Net:
    """Addresses and what they answer: bytes, a fault, or what a function returns; asked is what was asked for, when."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[float, str]] = []
        self.is_down = False

    def fetch(self, url: str, marks: Marks, _robots: dict[str, str]) -> Fetched:
        """Answer as a server would that tells an ETag: the number of the version."""
        self.asked.append((self.clock.now, url))
        if self.is_down:
            raise away(url)
        answer = self.answers.get(url, FetchError(f"{url}: the server answers 404; check the address", status=404))
        if callable(answer):
            answer = answer()
        if isinstance(answer, BaseException):
            raise answer
        etag = f'"{hash(answer)}"'
        if marks.etag == etag:
            return Fetched(raw=None, marks=marks)
        return Fetched(raw=Raw(data=answer, kind=RawKind.AUTO, name=url, url=url), marks=Marks(etag=etag))

    def count(self, url: str) -> int:
        """Return how often an address was asked for."""
        return sum(one == url for _, one in self.asked)


def away(url: str) -> FetchError:
    """Return what is raised where nothing answers."""
    return FetchError(f"{url}: the server cannot be reached (x); check the address", passing=True)


def busy(url: str, status: int = 503, after: float | None = None) -> FetchError:
    """Return what is raised where a server answers with a fault that may pass."""
    return FetchError(f"{url}: the server answers {status}; check it", passing=True, status=status, after=after)


class Post:
    """A webhook; `fails` says what is raised, post by post."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, Any]] = []
        self.fails: Iterator[Exception | None] = itertools.repeat(None)

    def __call__(self, url: str, body: bytes, *, key: str) -> None:
        fault = next(self.fails, None)
        if fault is not None:
            raise fault
        self.taken.append((url, key, json.loads(body)))


class Server:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.signed_in: list[tuple[str, str]] = []

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""

    def login(self, user: str, password: str) -> None:
        self.signed_in.append((user, password))

    def send_message(self, message: Any) -> None:
        self.taken.append(message)


class Bench:
    """Everything a watch needs, in the hands of a test."""

    def __init__(self, folder: Path, where: str | None = None) -> None:
        self.folder = folder
        self.where = where or str(folder / "register.db")
        self.clock = Clock()
        self.net = Net(self.clock)
        self.post = Post()
        self.mail = Server()
        self.shown: list[str] = []
        self.lines: list[dict[str, Any]] = []
        self.written = ""

    def plan(self, text: str) -> None:
        """Say what is to be watched."""
        self.written = text

    def read(self) -> Plan:
        """Return what is to be watched."""
        path = self.folder / "sources.toml"
        path.write_text(self.written, encoding="utf-8")
        return read_plan(path)

    def open(self) -> Register:
        """Open the register."""
        return open_register(self.where)

    def connect(self, _mail: Mail) -> smtplib.SMTP:
        """Stand for the way to a mail server."""
        return self.mail  # type: ignore[return-value] # it has what is used of one

    def watch(self, executor: Executor | None = None) -> Watch:
        """Return a watch that begins anew, as after a restart."""
        plan = self.read()
        world = World(fetch=self.net.fetch, clock=self.clock, rest=self.clock.rest, executor=executor or Inline())
        sender = Sender(plan, Ways(show=self.shown.append, post=self.post, connect=self.connect))
        return Watch(plan, world, sender, Log(self.log, self.clock))

    def log(self, line: str) -> None:
        """Keep what the log says."""
        assert line.endswith("\n")
        assert line.count("\n") == 1
        self.lines.append(json.loads(line))

    def once(self, open_register: Callable[[], Register] | None = None) -> None:
        """Do what is due, as a watch that was started anew."""
        self.watch().run(open_register or self.open, once=True, at_rest=lambda _: None)

    def during(self, seconds: float, open_register: Callable[[], Register] | None = None) -> None:
        """Watch for so long, by a clock that goes on whenever the watch rests."""
        self.clock.until = self.clock.now + seconds
        self.watch().run(open_register or self.open, once=False, at_rest=lambda _: None)
        self.clock.until = None

    def pages(self) -> list[str]:
        """Return the addresses of the pages in the register."""
        with self.open() as book:
            return sorted(url for (url,) in book.store.rows("SELECT url FROM page"))

    def dump(self) -> list[bytes]:
        """Return all that stands in the register."""
        with self.open() as book:
            return list(book.dump())

    def said(self, event: str) -> list[dict[str, Any]]:
        """Return what the log says of one kind of event."""
        return [line for line in self.lines if line["event"] == event]
