"""A URL taken apart once, by one parser, so that what is checked is what is asked."""

import re
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from shiguan.errors import FetchError

LONGEST = 4096
SHOWN = 200  # characters of an address in an error
PORTS = {"http": 80, "https": 443}
NO_URL = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_.])?|[0-9a-f:.]{2,45}")
KEPT = "/%:@!$&'()*+,;=~-._?[]|"


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page is: `target` is path and query, all in ASCII."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Return host and port as the Host header names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """Return the address as one URL."""
        return f"{self.scheme}://{self.authority}{self.target}"


def locate(url: str, *, beside: Location | None = None) -> Location:
    """Return what a URL names, read beside another where it is relative; raises FetchError where it may not be."""
    name = shown(url)
    if len(url) > LONGEST:
        raise FetchError(f"{name}: the address has more than {LONGEST:,} characters; give the page's own")
    if NO_URL.search(url):
        raise FetchError(f"{name}: the address has characters that no URL has; copy it anew")
    try:
        parts = urlsplit(urljoin(beside.url, url) if beside else url)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise FetchError(f"{name}: it is no URL ({error}); copy it anew") from error
    if parts.scheme not in PORTS:
        raise FetchError(f"{name}: only http and https are fetched; save the page and give the file")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{shown(host)}: the address carries a user name; leave it out")
    return Location(
        scheme=parts.scheme,
        host=host_of(host, name),
        port=PORTS[parts.scheme] if port is None else port,
        target=quote(parts.path or "/", safe=KEPT) + (f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""),
    )


def host_of(host: str, name: str) -> str:
    """Return a host in ASCII."""
    try:
        plain = host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
    except UnicodeError:
        plain = ""
    if not HOST.fullmatch(plain):
        raise FetchError(f"{name}: it names no host; write the address as https://HOST/PATH")
    return plain


def shown(url: str) -> str:
    """Return an address as an error may name it: on one line, of bounded length."""
    plain = url if url.isprintable() else repr(url)[1:-1]
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"
