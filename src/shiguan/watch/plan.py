"""What is to be watched, as a person wrote it down: sources, alerts and mail, checked before anything is asked."""

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from shiguan.errors import FetchError, UsageError
from shiguan.fetch.location import locate

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
LEAST_INTERVAL = 60  # seconds: no feed changes faster, and its host has others to answer
LONGEST_INTERVAL = 30 * 86_400
DURATION = re.compile(r"(\d{1,6})([smhd])")
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=r"^\S(.*\S)?$")]


class What(StrEnum):
    """What an alert tells of."""

    ROUND = "round"  # a session of a mechanism is announced
    CONFLICT = "conflict"  # something is told otherwise
    PHRASE = "phrase"  # a set phrase is no longer used
    OVERDUE = "overdue"  # an announcement is past its day and nothing tells that it was held


class Security(StrEnum):
    """How the way to the mail server is guarded."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file: a key that it does not know is a fault, never passed over."""


class Watching(Written, frozen=True, kw_only=True):
    """What holds for all sources."""

    interval: str = "30m"
    fetchers: Annotated[int, msgspec.Meta(ge=1, le=64)] = 8


class Source(Written, frozen=True, kw_only=True):
    """A feed, a sitemap, an OPML list, or with `links` a page whose links that match are the pages.

    `filter` leaves out what cannot hold diplomacy; `whole` takes the entries of a feed as pages, as they stand there.
    """

    name: Name
    url: str
    interval: str | None = None
    filter: bool = True
    whole: bool = False
    links: str | None = None


class Alert(Written, frozen=True, kw_only=True):
    """A rule, what it is narrowed to, and where it tells of what it finds.

    `grace` are the days after which an announcement is overdue; `within` those in which a phrase was not used, and
    `chance` the highest probability that this is so by chance.
    """

    name: Name
    rule: What
    to: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    states: tuple[str, ...] = ()
    mechanism: str | None = None
    person: str | None = None
    grace: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 3
    within: Annotated[int, msgspec.Meta(ge=1, le=3650)] = 180
    least: Annotated[int, msgspec.Meta(ge=2)] = 5
    chance: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.01


class Mail(Written, frozen=True, kw_only=True):
    """The server that sends mail; the password stands in a file of its own."""

    server: str
    sender: str
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 587
    security: Security = Security.STARTTLS
    user: str | None = None
    password_file: str | None = None


class File(Written, frozen=True, kw_only=True):
    """The whole file."""

    watch: Watching = Watching()
    source: Annotated[tuple[Source, ...], msgspec.Meta(min_length=1)]
    alert: tuple[Alert, ...] = ()
    mail: Mail | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be watched. `intervals` are seconds by source; files are named beside `folder`."""

    sources: dict[str, Source]
    intervals: dict[str, int]
    alerts: tuple[Alert, ...]
    mail: Mail | None
    fetchers: int
    folder: Path


def read_plan(path: Path) -> Plan:
    """Return what a file says is to be watched; raises UsageError, one line, where it cannot be meant."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: it is not in UTF-8; save it so") from error
    try:
        file = msgspec.convert(tomllib.loads(text), File, strict=True)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: it is no sound TOML ({error}); mend it there") from error
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: {error}; see docs/how-to/watch.md for the keys") from error
    return plan_of(file, path)


def plan_of(file: File, path: Path) -> Plan:
    """Return the plan that a file makes; raises UsageError where its parts do not fit together."""
    for names in (
        [one.name for one in file.source],
        [one.name for one in file.alert],
        [one.url for one in file.source],
    ):
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise UsageError(f"{path}: '{twice}' stands there twice; keep one")
    for source in file.source:
        check_source(source, path)
    for alert in file.alert:
        check_alert(alert, file, path)
    return Plan(
        sources={one.name: msgspec.structs.replace(one, url=locate(one.url).url) for one in file.source},
        intervals={one.name: seconds_of(one.interval or file.watch.interval, path) for one in file.source},
        alerts=file.alert,
        mail=file.mail,
        fetchers=file.watch.fetchers,
        folder=path.resolve().parent,
    )


def seconds_of(written: str, path: Path) -> int:
    """Return a stretch of time in seconds: 90s, 30m, 6h, 1d; raises UsageError."""
    found = DURATION.fullmatch(written.strip())
    seconds = int(found[1]) * UNITS[found[2]] if found else 0
    if not LEAST_INTERVAL <= seconds <= LONGEST_INTERVAL:
        raise UsageError(f"{path}: '{written}' is no interval from 60s to 30d; write it as 90s, 30m, 6h or 1d")
    return seconds


def check_source(source: Source, path: Path) -> None:
    """Raise UsageError where a source cannot be asked."""
    try:
        locate(source.url)
    except FetchError as error:
        raise UsageError(f"{path}: source '{source.name}': {error}") from error
    try:
        re.compile(source.links or "")
    except re.error as error:
        raise UsageError(f"{path}: source '{source.name}': 'links' is no pattern ({error}); mend it") from error


def check_alert(alert: Alert, file: File, path: Path) -> None:
    """Raise UsageError where an alert has nowhere to go, or asks what cannot be asked."""
    for target in alert.to:
        check_target(target, alert, file, path)
    asked = [alert.mechanism, alert.person, alert.states[:2] or None]
    if alert.rule is What.PHRASE and (sum(one is not None for one in asked) != 1 or len(alert.states) > 2):
        raise UsageError(
            f"{path}: alert '{alert.name}': whose phrases? give one of states (one or two), person, mechanism"
        )


def check_target(target: str, alert: Alert, file: File, path: Path) -> None:
    """Raise UsageError where an alert cannot be sent to a target."""
    scheme = target.partition(":")[0]
    where = f"{path}: alert '{alert.name}'"
    if target == "stdout" or (scheme == "file" and target != "file:"):
        return
    if scheme in ("http", "https"):
        try:
            locate(target)
        except FetchError as error:
            raise UsageError(f"{where}: {error}") from error
    elif scheme == "mailto":
        if file.mail is None:
            raise UsageError(f"{where}: mail needs a server; add [mail] with server and sender")
        if not re.fullmatch(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+", target.removeprefix("mailto:")):
            raise UsageError(f"{where}: '{target}' names no one address; write it as mailto:NAME@HOST")
    else:
        raise UsageError(f"{where}: '{target}' is no target; write stdout, file:PATH, https://… or mailto:NAME@HOST")
