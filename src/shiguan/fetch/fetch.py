"""Fetch one page: robots.txt asked first, every redirect judged anew, size, time and unpacking bounded."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata

import httpcore
import msgspec

from shiguan.errors import FetchError
from shiguan.fetch.body import GarbledError, TooLargeError, bounded_body
from shiguan.fetch.location import Location, locate, shown
from shiguan.fetch.network import Deadline, Guarded, Refused, Resolve, resolve_by_system
from shiguan.fetch.robots import LARGEST as LARGEST_ROBOTS
from shiguan.fetch.robots import may_fetch
from shiguan.model.raw import Raw, RawKind

PRODUCT = "shiguan"
LARGEST = 8 * 1024 * 1024  # bytes of a page, packed or not; the longest article with its frame has a tenth
SECONDS = 30.0  # for robots.txt, redirects and the page together
MOST_REDIRECTS = 5
WAIT = 10.0  # seconds for one answer of the network
REDIRECTS = {301, 302, 303, 307, 308}
TEXTS = ("text/html", "text/plain", "application/xhtml+xml", "application/xml", "text/xml", "")


class Answer(msgspec.Struct, frozen=True):
    """What a server answered. `leads` is where a redirect goes, None where there is a body."""

    status: int
    kind: str
    body: bytes
    leads: str | None


class Visit:
    """One fetching: one deadline for all that it asks, and what it has learned of robots.txt on the way."""

    def __init__(self, name: str, pool: httpcore.ConnectionPool) -> None:
        self.name = name
        self.pool = pool
        self.robots: dict[str, str] = {}

    def page(self, url: str) -> tuple[Location, Answer]:
        """Return the page at an address, with where it was found in the end."""
        at = locate(url)
        for _ in range(MOST_REDIRECTS + 1):
            self.heed_robots(at)
            answer = self.ask(at, LARGEST)
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
            raise FetchError(f"{self.name}: robots.txt of its site cannot be read ({answer.status}); try again later")
        return answer.body.decode("utf-8", errors="replace") if answer.status < 300 else ""

    def ask(self, at: Location, most: int, *, cut: bool = False) -> Answer:
        """Return what a server answers; `cut` takes as much as is wanted of a longer body."""
        url = httpcore.URL(scheme=at.scheme, host=at.host, port=at.port, target=at.target)
        headers: dict[bytes | str, bytes | str] = {
            "Host": at.authority,
            "User-Agent": f"{PRODUCT}/{metadata.version('shiguan')}",
            "Accept": "text/html, text/plain;q=0.9, application/xhtml+xml",
            "Accept-Encoding": "identity" if cut else "gzip",
            "Connection": "close",
        }
        waits = dict.fromkeys(("connect", "read", "write", "pool"), WAIT)
        with self.faults(), self.pool.stream("GET", url, headers=headers, extensions={"timeout": waits}) as response:
            given = {key.lower(): value.decode("latin-1").strip() for key, value in reversed(response.headers)}
            leads = given.get(b"location") if response.status in REDIRECTS else None
            kind = given.get(b"content-type", "").partition(";")[0].strip().lower()
            if leads is not None or not 200 <= response.status < 300:
                return Answer(response.status, kind, b"", leads)
            chunks = first_bytes(response.iter_stream(), most) if cut else response.iter_stream()
            return Answer(
                response.status, kind, bounded_body(chunks, given.get(b"content-encoding", "").lower(), most), None
            )

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn what goes wrong on the way into one line that names the address."""
        try:
            yield
        except Refused as error:
            raise FetchError(f"{self.name}: {error}") from error
        except TooLargeError as error:
            raise FetchError(
                f"{self.name}: it has more than {LARGEST:,} bytes; give the page of one article"
            ) from error
        except GarbledError as error:
            raise FetchError(f"{self.name}: {error}; save the page and give the file") from error
        except httpcore.TimeoutException as error:
            raise FetchError(f"{self.name}: the server does not answer in time; try again later") from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            told = " ".join(str(error).split()) or type(error).__name__
            raise FetchError(f"{self.name}: the server cannot be reached ({shown(told)}); check the address") from error


def fetch(
    url: str,
    *,
    resolve: Resolve = resolve_by_system,
    network: httpcore.NetworkBackend | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Raw:
    """Return the bytes of the page at a URL; raises FetchError, one line, where it may or can not be fetched.

    `resolve`, `network` and `clock` stand for the world: how a name becomes addresses, what connects to an address
    that was judged public, and what tells the time.
    """
    deadline = Deadline(clock, SECONDS)
    backend = Guarded(resolve, network or httpcore.SyncBackend(), deadline)
    with httpcore.ConnectionPool(network_backend=backend, retries=0) as pool:
        at, answer = Visit(shown(url), pool).page(url)
    if not 200 <= answer.status < 300:
        raise FetchError(f"{shown(url)}: the server answers {answer.status}; check the address")
    if answer.kind not in TEXTS:
        raise FetchError(f"{shown(url)}: it is {shown(answer.kind)}, no page; give the page of an article")
    kind = RawKind.TEXT if answer.kind == "text/plain" else RawKind.AUTO
    return Raw(data=answer.body, kind=kind, name=shown(url), url=at.url)


def first_bytes(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Yield the first bytes of a body."""
    left = most
    for chunk in chunks:
        yield chunk[:left]
        left -= len(chunk[:left])
        if not left:
            return
