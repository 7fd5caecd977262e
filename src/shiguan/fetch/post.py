"""Give something to an address that somebody named for it: to public addresses only, never led elsewhere."""

import datetime
import time
from collections.abc import Callable
from importlib import metadata

import httpcore

from shiguan.errors import FetchError
from shiguan.fetch.answer import may_pass, pause_of
from shiguan.fetch.fetch import PRODUCT, SECONDS, WAIT, faults
from shiguan.fetch.location import locate, shown
from shiguan.fetch.network import Deadline, Guarded, Resolve, resolve_by_system

ENOUGH = 4096  # bytes of an answer that are looked at


def post(
    url: str,
    body: bytes,
    *,
    key: str,
    kind: str = "application/json",
    resolve: Resolve = resolve_by_system,
    network: httpcore.NetworkBackend | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Post a body; raises FetchError, one line, where it was not taken, or nobody knows whether it was.

    `key` goes along as Idempotency-Key, so that who takes it can tell one that comes twice. Nobody crawls here:
    robots.txt is not asked. A redirect is a fault.
    """
    at, name = locate(url), address_of(url)
    headers: dict[bytes | str, bytes | str] = {
        "Host": at.authority,
        "User-Agent": f"{PRODUCT}/{metadata.version('shiguan')}",
        "Content-Type": kind,
        "Content-Length": str(len(body)),
        "Idempotency-Key": key,
        "Connection": "close",
    }
    asked = httpcore.URL(scheme=at.scheme, host=at.host, port=at.port, target=at.target)
    waits = dict.fromkeys(("connect", "read", "write", "pool"), WAIT)
    backend = Guarded(resolve, network or httpcore.SyncBackend(), Deadline(clock, SECONDS))
    with (
        httpcore.ConnectionPool(network_backend=backend, retries=0) as pool,
        faults(name, ENOUGH),
        pool.stream("POST", asked, headers=headers, content=body, extensions={"timeout": waits}) as response,
    ):
        given = {key.lower(): value.decode("latin-1").strip() for key, value in response.headers}
    if not 200 <= response.status < 300:
        raise FetchError(
            f"{name}: the server answers {response.status}; check the address",
            passing=may_pass(response.status),
            status=response.status,
            after=pause_of(given.get(b"retry-after", ""), datetime.datetime.now(datetime.UTC)),
        )


def address_of(url: str) -> str:
    """Return an address as a log may name it: the path of a webhook is often its password."""
    at = locate(url)
    return shown(f"{at.scheme}://{at.authority}/…")
