"""What a watch says it did: one JSON object a line, with the moment in UTC."""

import datetime
from collections.abc import Callable

import msgspec

ENCODE = msgspec.json.Encoder(order="sorted")


class Log:
    """Writes events to where it is told; one that cannot be written stops nothing."""

    def __init__(self, write: Callable[[str], None], clock: Callable[[], float]) -> None:
        self.write = write
        self.clock = clock

    def say(self, event: str, **told: object) -> None:
        """Write one event."""
        line = {"at": moment(self.clock()), "event": event, **told}
        self.write(ENCODE.encode(line).decode() + "\n")


def moment(seconds: float) -> str:
    """Return a moment as ISO 8601 in UTC to the second."""
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_of(seconds: float) -> int:
    """Return the day of a moment in UTC, as an ordinal."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).toordinal()
