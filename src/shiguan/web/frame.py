"""What every page has: the language and theme its reader chose, the words of the interface, the templates."""

import datetime
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from litestar import MediaType, Request, Response

from shiguan.link.place import english_name, state_name
from shiguan.model.record import Aspect
from shiguan.web.desk import Desk
from shiguan.web.interface import Tongue, word
from shiguan.web.spine import hint_in_english, in_english, notch_of

TEMPLATES = Path(__file__).parent / "template"
SIGNS = {"held": "●", "planned": "○", "postponed": "◐", "cancelled": "✕"}
THEMES = ("light", "dark")
# The rooms of the register, each with the chambers of it: name and address; the first is entered.
ROOMS = (
    ("chronicle", (("chronicle", "/"),)),
    ("words", (("statements", "/words"), ("phrases", "/phrases"), ("positions", "/positions"))),
    ("mechanisms", (("mechanisms", "/mechanisms"),)),
    ("states", (("states", "/state"),)),
    ("network", (("network", "/network"),)),
    ("figures", (("figures", "/figures"),)),
    ("doubts", (("unconfirmed", "/unconfirmed"), ("conflicts", "/conflicts"), ("doubtful", "/doubtful"))),
)
BESIDE = {"/mechanism": "mechanisms"}  # addresses that belong to a room whose own begins otherwise
LONGEST = 360  # characters of a quotation on a page that is not about it
SVG_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@functools.cache
def templates() -> jinja2.Environment:
    """Return the templates; everything a page says is escaped."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    found.globals.update(
        signs=SIGNS,
        moment=moment,
        aspects=tuple(Aspect),
        notch_of=notch_of,
        day_of=datetime.date.fromordinal,
    )
    found.filters.update(clip=clip, part=address_part, brief=brief)
    return found


def clip(text: str, most: int = LONGEST) -> str:
    """Return a text with its middle left out where it is too long."""
    return text if len(text) <= most else f"{text[: most * 2 // 3]} … {text[-(most // 3) :]}"


def brief(value: str | None) -> str:
    """Return an EDTF value with the end of an interval as short as its beginning allows: 2024-07-02–06."""
    begin, slash, end = (value or "").partition("/")
    if not slash:
        return begin
    shared = 8 if begin[:8] == end[:8] else 5 if begin[:5] == end[:5] else 0
    return f"{begin}–{end[shared:] if len(end) > shared else end}".replace("..", "…")


def address_part(text: str) -> str:
    """Return a text as one part of an address."""
    return quote(text, safe="")


def moment(seconds: int) -> str:
    """Return a moment, counted in seconds since 1970, as UTC to the second."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def tongue_of(request: Request[Any, Any, Any]) -> Tongue:
    """Return the language of the interface: chosen, remembered, or the browser's."""
    chosen = request.query_params.get("lang") or request.cookies.get("lang")
    if chosen in set(Tongue):
        return Tongue(chosen)
    wanted = request.headers.get("accept-language", "").lower()
    return Tongue.CHINESE if wanted.startswith("zh") else Tongue.ENGLISH


def state_names(tongue: Tongue) -> Callable[[str], str]:
    """Return what gives a state or organisation its name in a language, a strange code its own."""
    return english_name if tongue is Tongue.ENGLISH else state_name


def room_of(path: str) -> str:
    """Return the room of the register that an address lies in, "" where in none."""
    for room, chambers in ROOMS:
        for _, address in chambers:
            if path == address or (address != "/" and path.startswith(f"{address}/")):
                return room
    return next((room for address, room in BESIDE.items() if path.startswith(f"{address}/")), "")


def theme_of(request: Request[Any, Any, Any]) -> str:
    """Return light or dark where the reader chose, "" where the system decides."""
    chosen = request.query_params.get("theme") or request.cookies.get("theme")
    return chosen if chosen in THEMES else ""


def rendered(request: Request[Any, Any, Any], name: str, desk: Desk, **values: Any) -> str:
    """Return a template filled in, in the language of the reader."""
    tongue = tongue_of(request)
    return (
        templates()
        .get_template(name)
        .render(
            t=functools.partial(word, tongue=tongue),
            tongue=tongue,
            theme=theme_of(request),
            here=request.url.path,
            rooms=ROOMS,
            room=room_of(request.url.path),
            state_name=state_names(tongue),
            in_tongue=in_english if tongue is Tongue.ENGLISH else str,
            hint=hint_in_english if tongue is Tongue.ENGLISH else str,
            switch=functools.partial(switched, request),
            desk=desk,
            **values,
        )
    )


def page(request: Request[Any, Any, Any], name: str, *, status: int = 200, **values: Any) -> Response[str]:
    """Return a page made of a template; what the reader chose for language and theme is remembered."""
    desk = Desk(request)
    text = rendered(request, f"{name}.html", desk, **values)
    response = Response(text, media_type=MediaType.HTML, status_code=status)
    desk.remember(response)
    for key, value in (("lang", str(tongue_of(request))), ("theme", theme_of(request))):
        if request.query_params.get(key):
            response.set_cookie(key, value, max_age=365 * 86400, samesite="lax", httponly=True)
    return response


def picture(request: Request[Any, Any, Any], drawn: str, name: str, **values: Any) -> Response[bytes]:
    """Return a picture alone, as an SVG file to keep; its colours are those of paper."""
    text = SVG_HEAD + rendered(request, "picture.svg", Desk(request), drawn=drawn, **values).strip()
    plain = f"shiguan-{drawn}-{address_part(name)}.svg"
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{plain}"}
    return Response(text.encode(), media_type="image/svg+xml", headers=headers)


def switched(request: Request[Any, Any, Any], **change: str | None) -> str:
    """Return this page's address with some of its questions changed; None takes one out."""
    given = [(key, value) for key, value in request.query_params.multi_items() if key not in change]
    given += [(key, value) for key, value in change.items() if value is not None]
    return f"{request.url.path}?{urlencode(given)}" if given else request.url.path
