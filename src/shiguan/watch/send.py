"""The ways an alert is sent: a line on standard output, a line of a file, a post to a webhook, a mail."""

import os
import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol

import msgspec

from shiguan.errors import FetchError
from shiguan.watch.alert import Told
from shiguan.watch.delivery import Delivery
from shiguan.watch.plan import Mail, Plan, Security

WAIT = 30.0  # seconds for one answer of a mail server
OWN = b'{"id":"'  # how every line of ours begins
ENCODE = msgspec.json.Encoder()
LONGEST_SUBJECT = 120


class SendError(Exception):
    """What could not be sent: why, in one line."""


class Post(Protocol):
    """What posts a body to an address."""

    def __call__(self, url: str, body: bytes, *, key: str) -> None:
        """Post it; raises FetchError."""


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """How the world is reached: `show` prints a line, `connect` opens the way to a mail server."""

    show: Callable[[str], None]
    post: Post
    connect: Callable[[Mail], smtplib.SMTP]


class Sender:
    """Sends alerts as a plan says."""

    def __init__(self, plan: Plan, ways: Ways) -> None:
        self.plan = plan
        self.ways = ways
        self.written: dict[Path, set[bytes]] = {}

    def send(self, one: Delivery) -> None:
        """Send one alert; raises SendError where it was not taken, or nobody knows whether it was."""
        scheme, _, rest = one.target.partition(":")
        try:
            if one.target == "stdout":
                self.ways.show(line_of(one.alert).decode())
            elif scheme == "file":
                self.append(self.plan.folder / rest, one.alert)
            elif scheme == "mailto" and self.plan.mail is not None:
                self.mail(self.plan.mail, rest, one.alert)
            elif scheme in ("http", "https"):
                self.ways.post(one.target, ENCODE.encode(one.alert), key=one.alert.id)
            else:
                raise SendError("the file of the watch no longer says how; restore [mail] or take the alert out")
        except FetchError as error:
            raise SendError(str(error)) from error
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise SendError(f"{scheme}: {' '.join(str(error).split())[:200] or type(error).__name__}") from error

    def append(self, path: Path, alert: Told) -> None:
        """Write an alert at the end of a file unless it stands there."""
        if path not in self.written:
            self.written[path] = ids_in(path)
        if alert.id.encode() in self.written[path]:
            return
        there = self.written.pop(path)  # looked into anew where the line cannot be written whole
        with path.open("ab") as stream:
            stream.write(line_of(alert))
            stream.flush()
            os.fsync(stream.fileno())
        self.written[path] = there | {alert.id.encode()}

    def mail(self, mail: Mail, to: str, alert: Told) -> None:
        """Send a mail; its Message-ID follows from the alert, so that who keeps mail can tell one that comes twice."""
        with self.ways.connect(mail) as server:
            if mail.user:
                server.login(mail.user, password_of(mail, self.plan.folder))
            server.send_message(mail_of(mail, to, alert))


def line_of(alert: Told) -> bytes:
    """Return an alert as a line of JSON."""
    return ENCODE.encode(alert) + b"\n"


def ids_in(path: Path) -> set[bytes]:
    """Return the ids of the alerts in a file, after taking out a line of ours that a kill cut off."""
    if not path.exists():
        return set()
    found: set[bytes] = set()
    whole = 0
    with path.open("rb") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                whole += len(line)
                found.add(line.removeprefix(OWN).partition(b'"')[0])
            elif line.startswith(OWN) or OWN.startswith(line):
                os.truncate(path, whole)
            else:
                raise SendError(f"{path}: its last line is not ours and has no end; give a file of its own")
    return found


def mail_of(mail: Mail, to: str, alert: Told) -> EmailMessage:
    """Return an alert as a mail: what it says, where that is said, and the whole of it as JSON."""
    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = to
    message["Subject"] = " ".join(f"[shiguan] {alert.name}: {alert.says}".split())[:LONGEST_SUBJECT]
    message["Date"] = format_datetime(datetime.fromisoformat(alert.made))
    message["Message-ID"] = f"<{alert.id}@{mail.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    quotes = [f"“{one.exact}”\n  {one.url or one.page} {one.start}–{one.end}" for one in alert.evidence]
    message.set_content("\n\n".join([alert.says, *quotes, " ".join(alert.records), line_of(alert).decode()]))
    return message


def password_of(mail: Mail, folder: Path) -> str:
    """Return the password from its file; one in the folder of credentials that systemd hands over is found there."""
    if mail.password_file is None:
        raise SendError("mail: there is a user and no password; add password_file to [mail]")
    return (folder / os.path.expandvars(mail.password_file)).read_text(encoding="utf-8").strip()


def connect(mail: Mail) -> smtplib.SMTP:
    """Return the way to a mail server, guarded as is asked for; its certificate must be its own."""
    if mail.security is Security.TLS:
        return smtplib.SMTP_SSL(mail.server, mail.port, timeout=WAIT, context=ssl.create_default_context())
    server = smtplib.SMTP(mail.server, mail.port, timeout=WAIT)
    if mail.security is Security.STARTTLS:
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server
