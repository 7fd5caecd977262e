"""Headers of every answer, errors among them: nothing inline, nothing from outside, nothing framed."""

from typing import Any

from litestar.datastructures import CacheControlHeader, MutableScopeHeaders

LASTING = CacheControlHeader(max_age=3600)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


async def dress(message: Any, _scope: Any) -> None:
    """Put the headers on an answer; what is not said to last is asked for anew each time."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers[name] = value
    headers.setdefault("Cache-Control", "no-cache, private")
