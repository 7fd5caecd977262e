"""Figures: the measures that reports give, and one of them over time with its sources and checks."""

from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from shiguan.web.draw.plot import plot
from shiguan.web.frame import page, picture, tongue_of
from shiguan.web.refusal import known
from shiguan.web.shelf import recalled, register_of

LISTED = 200
LEAST = 3  # periods that make a measure worth a line, unless its name is asked for
DRAWN = 4  # series on one page
ROWS, FEWER = 120, 40  # of the table of one series alone, and of one among several


@get("/figures", sync_to_thread=True, include_in_schema=False)
def everyone(request: Request[Any, Any, Any]) -> Response[str]:
    """Show the measures told over several periods, or all whose name holds some words."""
    words = request.query_params.get("q", "").strip()[:100]
    if words:
        found = register_of(request).measures(words, least=2)
    else:
        found = recalled(request, "measures", lambda register: register.measures(least=LEAST))
    return page(request, "figures", q=words, found=found[:LISTED], total=len(found))


@get("/figures/{name:path}", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[str] | Response[bytes]:
    """Show a measure over time, of one state or of all; a series alone where the address names its unit too."""
    asked, about, unit = name.strip("/")[:200], request.query_params.get("about"), request.query_params.get("unit")
    every = known(lambda: register_of(request).series(asked))
    found = [one for one in every if about in (None, one.about) and unit in (None, one.unit or "")]
    if not found:
        raise NotFoundException(f"{asked}: no figure of it is told of {about or ''} in {unit or ''}")
    tongue = tongue_of(request)
    if request.query_params.get("as") == "svg":
        return picture(request, "plot", asked, series=found[0], plot=plot(found[0], tongue))
    shown = [(one, plot(one, tongue)) for one in found[:DRAWN]]
    rows = ROWS if len(shown) == 1 else FEWER
    return page(
        request, "figure", asked=asked, shown=shown, others=found[DRAWN:], rows=rows, narrow=len(found) < len(every)
    )
