"""The application: its pages and data, the gate before them, and the headers that keep a stored page from doing
anything."""

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from anyio import to_thread
from litestar import Litestar
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.static_files import create_static_files_router

from shiguan.errors import ShiguanError
from shiguan.fetch.fetch import fetch as fetch_page
from shiguan.model.raw import Raw
from shiguan.watch.log import Log
from shiguan.web import safety
from shiguan.web.access.gate import OPEN, Access, pass_gate
from shiguan.web.api.router import router
from shiguan.web.api.schema import Arrays
from shiguan.web.draft import Drafts
from shiguan.web.errand.errands import Errands
from shiguan.web.fault import to_standard_error
from shiguan.web.refusal import refused
from shiguan.web.shelf import Registers
from shiguan.web.view import (
    add,
    chronicle,
    doubt,
    figure,
    give,
    judge,
    login,
    mechanism,
    network,
    pair,
    person,
    record,
    search,
    source,
    state,
    watch,
    wording,
    words,
)

HERE = Path(__file__).parent
THREADS = 8
STATIC = create_static_files_router(
    path="/static", directories=[HERE / "static"], cache_control=safety.LASTING, opt=OPEN
)


def create_app(
    where: str,
    *,
    access: Access | None = None,
    fetch: Callable[[str], Raw] = fetch_page,
    write_log: Callable[[str], None] = to_standard_error,
) -> Litestar:
    """Return the web app over the register at a path or URL.

    `access` says who may do what, by default anybody everything until there are users; `fetch` is what fetches pages,
    `write_log` takes a line for each request that fails.
    """
    registers = Registers(where)
    shared = registers.state()
    shared.access = access or Access()
    shared.drafts = Drafts(shared.access.clock)
    shared.errands = Errands(where, shared.access.clock)
    shared.fetch = fetch
    shared.log = Log(write_log, shared.access.clock)
    return Litestar(
        route_handlers=[
            *(chronicle.show, record.show, record.drawer, record.readouts, words.show, words.drawer),
            *(source.show, state.everyone, state.show, person.show, network.show, search.show),
            *(mechanism.everyone, mechanism.show, doubt.unconfirmed, doubt.conflicts, doubt.doubtful),
            *(
                judge.show,
                judge.show_item,
                judge.rule,
                judge.log,
                pair.show,
                pair.rule,
                pair.meant,
                watch.show,
                watch.metrics,
            ),
            *(figure.everyone, figure.show, wording.phrases, wording.positions),
            *(give.shelves, give.export, give.brief, give.calendar, give.feed),
            *(add.show, add.give, add.preview, add.enter),
            *(login.show, login.sign_in, login.sign_out, login.show_audit),
            router,
            STATIC,
        ],
        state=shared,
        guards=[pass_gate],
        plugins=[Arrays()],
        before_send=[safety.dress],
        exception_handlers={HTTPException: refused, ShiguanError: refused, 500: refused},
        openapi_config=OpenAPIConfig(
            title="Shiguan",
            version=metadata.version("shiguan"),
            path="/api/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
        on_startup=[few_threads],
        on_shutdown=[registers.close, shared.errands.close],
    )


async def few_threads() -> None:
    """Serve with few threads: each has a connection and pages at hand, and more would not be quicker."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
