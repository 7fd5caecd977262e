"""The hosts that a watch asks: one request at a time to each, a pause between two, longer while nothing answers."""

from urllib.parse import urlsplit

PAUSE = 1.0  # seconds between two requests to one host
BACKOFF = 2.0  # after the first fault, then twice that
LONGEST_BACKOFF = 900.0
TRIES = 3  # faults in a row until a run that ends (--once) waits for a host no longer


class Hosts:
    """When each host may be asked again. Nothing of this is kept: a watch that starts tries each host once."""

    def __init__(self) -> None:
        self.busy: set[str] = set()
        self.ready: dict[str, float] = {}
        self.faults: dict[str, int] = {}

    def may_ask(self, host: str, now: float) -> bool:
        """Return whether a host may be asked now."""
        return host not in self.busy and self.ready.get(host, now) <= now

    def begin(self, host: str) -> None:
        """Note that a host is being asked."""
        self.busy.add(host)

    def end(self, host: str, now: float, *, answered: bool, after: float = 0.0) -> None:
        """Note that a host has answered, or that nothing did; `after` is for how long it asks to be left alone."""
        self.busy.discard(host)
        if answered:
            self.faults.pop(host, None)
            self.ready[host] = now + max(PAUSE, after)
            return
        count = self.faults[host] = self.faults.get(host, 0) + 1
        self.ready[host] = now + min(BACKOFF * 2 ** min(count - 1, 12), LONGEST_BACKOFF)

    def is_left(self, host: str) -> bool:
        """Return whether nothing has answered for so long that a run that ends leaves the host to the next."""
        return self.faults.get(host, 0) >= TRIES

    def wait_for(self, host: str, now: float) -> float:
        """Return the seconds until a host may be asked, were nobody asking it."""
        return max(0.0, self.ready.get(host, now) - now)


def host_of(url: str) -> str:
    """Return the host of an address, with its port."""
    return urlsplit(url).netloc.lower()
