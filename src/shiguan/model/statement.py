"""Words attributed to a speaker, and nothing else."""

from enum import StrEnum

import msgspec

from shiguan.model.span import Cited


class Form(StrEnum):
    """Whether most of the words stand in quotation marks as speech."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks: a person (name), a role (office), or a side or body (organisation); the span covers the words."""

    name: str | None
    office: str | None
    state: str | None
    organisation: str | None
    start: int
    end: int
    cited: Cited = {}


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch of speech with its cue and the chain of outlets it came through. The span covers `content`."""

    speaker: Speaker
    form: Form
    cue: str
    content: str
    start: int
    end: int
    via: tuple[str, ...]
    date: str | None  # EDTF
    cited: Cited
    rule: str
