"""Fetch one page: robots.txt asked first, every redirect judged anew, size, time and unpacking bounded."""

import datetime
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata

import httpcore

from shiguan.errors import FetchError
from shiguan.fetch.answer import (
    NO_MARKS,
    NOT_CHANGED,
    Answer,
    Fetched,
    Marks,
    asked_with,
    is_wanted,
    marks_of,
    may_pass,
    pause_of,
)
from shiguan.fetch.body import GarbledError, TooLargeError, bounded_body
from shiguan.fetch.location import Location, locate, shown
from shiguan.fetch.network import Deadline, Guarded, Refused, Resolve, TooSlow, resolve_by_system
from shiguan.fetch.robots import LARGEST as LARGEST_ROBOTS
from shiguan.fetch.robots import may_fetch
from shiguan.model.raw import Raw, RawKind

PRODUCT = "shiguan"
LARGEST = 8 * 1024 * 1024  # bytes of a page, packed or not; the longest article with its frame has a tenth
LARGEST_LIST = 16 * 1024 * 1024  # of a feed or list
SECONDS = 30.0  # for robots.txt, redirects and the page together
MOST_REDIRECTS = 5
WAIT = 10.0  # seconds for one answer of the network
ACCEPTED = (
    "text/html, application/xhtml+xml, text/plain;q=0.9, application/rss+xml;q=0.9, application/atom+xml;q=0.9,"
    " application/xml;q=0.9, text/xml;q=0.9, application/gzip;q=0.8"
)
REDIRECTS = {301, 302, 303, 307, 308}


class Visit:
    """One fetching: one deadline for all that it asks, and what is known of robots.txt, site by site."""

    def __init__(self, name: str, pool: httpcore.ConnectionPool, robots: dict[str, str], most: int = LARGEST) -> None:
        self.name = name
        self.pool = pool
        self.robots = robots
        self.most = most

    def page(self, url: str, marks: Marks) -> tuple[Location, Answer]:
        """Return the page at an address, with where it was found in the end."""
        at = locate(url)
        for _ in range(MOST_REDIRECTS + 1):
            self.heed_robots(at)
            answer = self.ask(at, self.most, marks)
            if answer.leads is None:
                return at, answer
            at = locate(answer.leads, beside=at)
        raise FetchError(f"{self.name}: it redirects more than {MOST_REDIRECTS} times; give the address it ends at")

    def heed_robots(self, at: Location) -> None:
        """Raise FetchError where the site asks programs to stay away from this page."""
        site = f"{at.scheme}://{at.authority}"
        if site not in self.robots:
            self.robots[site] = self.read_robots(locate(f"{site}/robots.txt"))
        if not may_fetch(self.robots[site], PRODUCT, at.target):
            raise FetchError(f"{self.name}: {shown(site)}/robots.txt asks programs to leave it; save the page by hand")

    def read_robots(self, at: Location) -> str:
        """Return a site's robots.txt, "" where it has none. A site that cannot say is left alone."""
        for _ in range(MOST_REDIRECTS + 1):
            answer = self.ask(at, LARGEST_ROBOTS, cut=True)
            if answer.leads is None:
                break
            at = locate(answer.leads, beside=at)
        if answer.leads is not None or answer.status >= 500 or answer.status == 429:
            raise FetchError(
                f"{self.name}: robots.txt of its site cannot be read ({answer.status}); try again later",
                passing=answer.leads is None,
                status=answer.status,
                after=pause_of(answer.pause, datetime.datetime.now(datetime.UTC)),
            )
        return answer.body.decode("utf-8", errors="replace") if answer.status < 300 else ""

    def ask(self, at: Location, most: int, marks: Marks = NO_MARKS, *, cut: bool = False) -> Answer:
        """Return what a server answers; `cut` takes as much as is wanted of a longer body."""
        url = httpcore.URL(scheme=at.scheme, host=at.host, port=at.port, target=at.target)
        headers: dict[bytes | str, bytes | str] = {
            "Host": at.authority,
            "User-Agent": f"{PRODUCT}/{metadata.version('shiguan')}",
            "Accept": ACCEPTED,
            "Accept-Encoding": "identity" if cut else "gzip",
            "Connection": "close",
            **asked_with(marks),
        }
        waits = dict.fromkeys(("connect", "read", "write", "pool"), WAIT)
        with (
            faults(self.name, self.most),
            self.pool.stream("GET", url, headers=headers, extensions={"timeout": waits}) as response,
        ):
            given = {key.lower(): value.decode("latin-1").strip() for key, value in reversed(response.headers)}
            leads = given.get(b"location") if response.status in REDIRECTS else None
            body = b""
            if leads is None and 200 <= response.status < 300:
                chunks = first_bytes(response.iter_stream(), most) if cut else response.iter_stream()
                body = bounded_body(chunks, given.get(b"content-encoding", "").lower(), most)
            return Answer(
                status=response.status,
                kind=given.get(b"content-type", "").partition(";")[0].strip().lower(),
                body=body,
                leads=leads,
                marks=marks_of(given),
                pause=given.get(b"retry-after", ""),
            )


@contextmanager
def faults(name: str, most: int) -> Iterator[None]:
    """Turn what goes wrong on the way into one line that names the address."""
    try:
        yield
    except Refused as error:
        raise FetchError(f"{name}: {error}", passing=isinstance(error, TooSlow)) from error
    except TooLargeError as error:
        raise FetchError(f"{name}: it has more than {most:,} bytes; give the page of one article") from error
    except GarbledError as error:
        raise FetchError(
            f"{name}: {error}; save the page and give the file", passing=error.passing, status=200
        ) from error
    except httpcore.TimeoutException as error:
        raise FetchError(f"{name}: the server does not answer in time; try again later", passing=True) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        told = " ".join(str(error).split()) or type(error).__name__
        raise FetchError(
            f"{name}: the server cannot be reached ({shown(told)}); check the address", passing=True
        ) from error


def fetch(
    url: str,
    *,
    lists: bool = False,
    resolve: Resolve = resolve_by_system,
    network: httpcore.NetworkBackend | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Raw:
    """Return the bytes of the page at a URL, or where `lists` also those of a feed or list.

    Raises FetchError, one line, where it may or can not be fetched. `resolve`, `network` and `clock` stand for the
    world: how a name becomes addresses, what connects to an address that was judged public, and what tells the time.
    """
    raw = fetch_again(url, lists=lists, resolve=resolve, network=network, clock=clock).raw
    if raw is None:
        raise FetchError(f"{shown(url)}: the server answers {NOT_CHANGED}; check the address", status=NOT_CHANGED)
    return raw


def fetch_again(
    url: str,
    marks: Marks = NO_MARKS,
    *,
    lists: bool = True,
    robots: dict[str, str] | None = None,
    resolve: Resolve = resolve_by_system,
    network: httpcore.NetworkBackend | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Fetched:
    """Return what is at a URL, unless it is still what it was when it had those marks; raises FetchError.

    `robots` is what is known of robots.txt, site by site; what is learned is put there.
    """
    deadline = Deadline(clock, SECONDS)
    backend = Guarded(resolve, network or httpcore.SyncBackend(), deadline)
    most = LARGEST_LIST if lists else LARGEST
    with httpcore.ConnectionPool(network_backend=backend, retries=0) as pool:
        at, answer = Visit(shown(url), pool, {} if robots is None else robots, most).page(url, marks)
    if answer.status == NOT_CHANGED and marks != NO_MARKS:
        return Fetched(raw=None, marks=marks)
    if not 200 <= answer.status < 300:
        raise FetchError(
            f"{shown(url)}: the server answers {answer.status}; check the address",
            passing=may_pass(answer.status),
            status=answer.status,
            after=pause_of(answer.pause, datetime.datetime.now(datetime.UTC)),
        )
    if not is_wanted(answer, lists=lists):
        raise FetchError(
            f"{shown(url)}: it is {shown(answer.kind)}, no page; give the page of an article", status=answer.status
        )
    kind = RawKind.TEXT if answer.kind == "text/plain" else RawKind.AUTO
    return Fetched(raw=Raw(data=answer.body, kind=kind, name=shown(url), url=at.url), marks=answer.marks)


def first_bytes(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Yield the first bytes of a body."""
    left = most
    for chunk in chunks:
        yield chunk[:left]
        left -= len(chunk[:left])
        if not left:
            return
