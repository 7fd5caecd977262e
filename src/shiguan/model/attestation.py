"""What one page says of who somebody is."""

import msgspec

from shiguan.model.span import Span


class Attestation(msgspec.Struct, frozen=True, kw_only=True):
    """A page names a person with an office or a state on a day. `day` is an EDTF day, None where nothing dates it."""

    key: str  # the last part of the name, folded
    name: str  # folded, with all its parts
    state: str | None
    office: str | None
    day: str | None
    page: str
    span: Span
