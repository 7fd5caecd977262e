"""Attestations for tests: who is named how, on which page."""

import itertools

from shiguan.link.fold import fold_name
from shiguan.link.name import name_key
from shiguan.model.attestation import Attestation
from shiguan.model.span import Span

PAGES = itertools.count()


def said(
    name: str,
    state: str | None = None,
    office: str | None = None,
    day: str | None = "2024-01-01",
    page: str | None = None,
) -> Attestation:
    """Return one attestation, on a page of its own unless one is given."""
    return Attestation(
        key=name_key(name),
        name=fold_name(name),
        state=state,
        office=office,
        day=day,
        page=page or f"page-{next(PAGES)}",
        span=Span(0, len(name)),
    )
