"""ETag: whoever has an answer already is told so, and nothing is sent again."""

import hashlib
from typing import Any

from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.types import ASGIApp, Message, Receive, Scope, Send


def tagged(app: ASGIApp) -> ASGIApp:
    """Return an application that gives each good answer the digest of its body, and answers 304 to whoever names it.

    An answer is held back until its body is whole; answers are bounded, so that is soon.
    """

    async def tag(scope: Scope, receive: Receive, send: Send) -> None:
        head: list[Message] = []
        body = bytearray()

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                head.append(message)
            elif message["type"] == "http.response.body" and head:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    await answer(scope, send, head[0], bytes(body))
            else:
                await send(message)

        await app(scope, receive, hold)

    return tag


async def answer(scope: Any, send: Send, head: Any, body: bytes) -> None:
    """Send an answer with its tag, or that it is known."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = MutableScopeHeaders.from_message(head)
    headers["ETag"] = tag
    if is_known(tag, Headers.from_scope(scope).get("if-none-match", "")):
        head["status"] = 304
        for name in ("content-length", "content-type"):
            if name in headers:
                del headers[name]
        body = b""
    await send(head)
    await send({"type": "http.response.body", "body": body, "more_body": False})


def is_known(tag: str, named: str) -> bool:
    """Return whether a list of tags, or *, has this one; weak ones count as they do for reading."""
    return named.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in named.split(","))
