"""The door to the network: a name is resolved once, its addresses judged, and one of those very addresses connected to.

It stands where httpcore connects, so that no redirect and no second look-up goes around it.
"""

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from shiguan.fetch.address import is_public

Resolve = Callable[[str, int, float], Sequence[str]]
MOST_ADDRESSES = 4  # tried one after the other


class Refused(httpcore.NetworkError):
    """What is not connected to or not waited for: the fault and the cure, without the address."""


class TooSlow(Refused):
    """What is waited for no longer."""


class Deadline:
    """The moment by which all must be done, by a clock that is handed in."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self.clock = clock
        self.at = clock() + seconds

    def left(self, most: float | None = None) -> float:
        """Return the seconds that are left; raises TooSlow where there are none."""
        left = self.at - self.clock()
        if left <= 0:
            raise TooSlow("it takes too long; try again later")
        return left if most is None else min(left, most)


class Guarded(httpcore.NetworkBackend):
    """Connects to public addresses only; `inner` is what makes the connection to an address already judged."""

    def __init__(self, resolve: Resolve, inner: httpcore.NetworkBackend, deadline: Deadline) -> None:
        self.resolve = resolve
        self.inner = inner
        self.deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to a host; one address that is not public refuses the host as a whole."""
        found = list(dict.fromkeys(self.resolve(host, port, self.deadline.left(timeout))))
        refused = [address for address in found if not is_public(address)]
        if refused:
            raise Refused(f"{refused[0]} is no address of the public internet; save the page and give the file")
        fault: Exception = httpcore.ConnectError("it has no address")
        for address in found[:MOST_ADDRESSES]:
            try:
                left = self.deadline.left(timeout)
                return Bounded(
                    self.inner.connect_tcp(address, port, left, local_address, socket_options), self.deadline
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
        raise fault

    def connect_unix_socket(self, path: str, *_arguments: Any, **_options: Any) -> httpcore.NetworkStream:
        """Refuse: nothing is fetched from this machine."""
        raise Refused(f"{path}: nothing is fetched from this machine; give the file")


class Bounded(httpcore.NetworkStream):
    """A connection whose every wait ends with the deadline, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.inner = inner
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come, at most so many bytes."""
        return self.inner.read(max_bytes, self.deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send some bytes."""
        self.inner.write(buffer, self.deadline.left(timeout))

    def close(self) -> None:
        """Let go of the connection."""
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the connection encrypted; the certificate must be that of the host asked for, not of its address."""
        return Bounded(self.inner.start_tls(ssl_context, server_hostname, self.deadline.left(timeout)), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self.inner.get_extra_info(info)


def resolve_by_system(host: str, port: int, seconds: float) -> Sequence[str]:
    """Return the addresses of a host; 0x7f.1 and 2130706433 become the numbers they mean.

    The system's resolver cannot be told how long it may take, so it is left behind where it takes too long.
    """
    answers: queue.Queue[list[str] | OSError] = queue.Queue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(one[4][0]) for one in found])
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty as error:
        raise httpcore.ConnectTimeout(f"{host} could not be looked up in time") from error
    if isinstance(found, OSError):
        raise httpcore.ConnectError(f"{host} has no address") from found
    return found
