"""Headers of every answer: nothing inline, nothing from outside, nothing framed."""

from typing import Any

from litestar.datastructures import CacheControlHeader
from litestar.response.base import ASGIResponse

LASTING = CacheControlHeader(max_age=3600)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def dress(response: Any) -> Any:
    """Put the headers on an answer."""
    for name, value in HEADERS.items():
        if isinstance(response, ASGIResponse):
            response.headers[name] = value
        else:
            response.headers.setdefault(name, value)
    return response
