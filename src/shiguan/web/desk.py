"""What a page knows of its reader: who they are, what they may do, and the seal of the forms made for them."""

import secrets
from typing import Any

from litestar import Request, Response
from markupsafe import Markup

from shiguan.web.access.gate import FIELD, SEED, access_of, person_of, seal


class Desk:
    """The reader of one page. A seed is given to the browser only where the page has a form that changes something."""

    def __init__(self, request: Request[Any, Any, Any]) -> None:
        self.request = request
        self.person = person_of(request)
        self.seed: str | None = None

    @property
    def name(self) -> str | None:
        """Return the name of whoever is signed in, None where nobody is or needs to be."""
        return self.person.name if self.person and self.person.session else None

    def may(self, right: str) -> bool:
        """Return whether the reader may do something."""
        return bool(self.person and self.person.may(right))

    def seal(self) -> Markup:
        """Return the hidden field without which no form is taken."""
        seed = self.request.cookies.get(SEED) or self.seed
        if not seed:
            seed = self.seed = secrets.token_urlsafe(24)
        value = seal(access_of(self.request), seed, self.person)
        return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, value)

    def remember(self, response: Response[Any]) -> None:
        """Give the browser what its forms are bound to."""
        if self.seed:
            secure = self.request.url.scheme == "https"
            response.set_cookie(SEED, self.seed, path="/", httponly=True, samesite="lax", secure=secure)
