"""The application: pages, their frame, and the headers that keep a stored page from doing anything."""

from importlib import metadata
from pathlib import Path

from litestar import Litestar
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.static_files import create_static_files_router

from shiguan.errors import RegisterError
from shiguan.web import api, safety
from shiguan.web.frame import failure, missing
from shiguan.web.shelf import Registers
from shiguan.web.view import chronicle, network, person, record, search, source, state, words

HERE = Path(__file__).parent


def create_app(where: str) -> Litestar:
    """Return the web app over the register at a path or URL."""
    registers = Registers(where)
    return Litestar(
        route_handlers=[
            chronicle.show,
            record.show,
            record.drawer,
            record.readouts,
            words.show,
            words.drawer,
            source.show,
            state.everyone,
            state.show,
            person.show,
            network.show,
            search.show,
            api.router,
            create_static_files_router(path="/static", directories=[HERE / "static"], cache_control=safety.LASTING),
        ],
        state=registers.state(),
        before_send=[safety.dress],
        exception_handlers={404: missing, RegisterError: missing, 500: failure},
        openapi_config=OpenAPIConfig(
            title="Shiguan",
            version=metadata.version("shiguan"),
            path="/api/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
        on_shutdown=[registers.close],
    )
