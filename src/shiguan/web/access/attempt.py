"""How often somebody may try to sign in: counted before the password is looked at, forgotten after a while."""

import ipaddress
import threading
from collections import OrderedDict
from collections.abc import Callable

WINDOW = 15 * 60  # seconds
MOST_KEPT = 20_000  # keys; the oldest is forgotten first
# One name from one place, all names from one place, one name from anywhere.
LIMITS = {"both": 5, "place": 30, "name": 60}


class Attempts:
    """Counts tries to sign in; the clock is handed in."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.tried: OrderedDict[tuple[str, str], list[float]] = OrderedDict()

    def may_try(self, name: str, address: str) -> bool:
        """Count one try and return whether it is one of those allowed; one that is not does not count again."""
        now = self.clock()
        keys = keys_of(name, address)
        with self.lock:
            recent = {key: [at for at in self.tried.get(key, ()) if at > now - WINDOW] for key in keys}
            if any(len(recent[key]) >= LIMITS[key[0]] for key in keys):
                return False
            for key in keys:
                self.tried[key] = [*recent[key], now]
                self.tried.move_to_end(key)
            while len(self.tried) > MOST_KEPT:
                self.tried.popitem(last=False)
            return True

    def forget(self, name: str, address: str) -> None:
        """Count no longer what led to signing in."""
        with self.lock:
            for key in keys_of(name, address):
                if key[0] == "both":
                    self.tried.pop(key, None)
                elif self.tried.get(key):
                    self.tried[key].pop()


def keys_of(name: str, address: str) -> tuple[tuple[str, str], ...]:
    """Return what a try is counted under."""
    short, place = name[:64].lower(), place_of(address)
    return (("both", f"{place} {short}"), ("place", place), ("name", short))


def place_of(address: str) -> str:
    """Return where an address is: itself, or the network of a household in IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    return str(ipaddress.ip_network((int(found), 64), strict=False)) if found.version == 6 else str(found)
