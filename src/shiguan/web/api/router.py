"""Where the register answers as data."""

from litestar import Router

from shiguan.web.api import ask, chronicle
from shiguan.web.api.tag import tagged

router = Router(
    path="/api",
    route_handlers=[*chronicle.HANDLERS, *ask.HANDLERS],
    middleware=[tagged],
    tags=["register"],
)
