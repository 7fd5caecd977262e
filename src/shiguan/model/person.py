"""Who is who: persons, the offices they are attested in, and pairs that a person has to judge."""

import msgspec

from shiguan.model.attestation import Attestation


class Tenure(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A person in one office of one state. `first` and `last` are EDTF days, None where no attestation is dated.

    `office` is the one wording for all; `wordings` are the pages' own, the most usual first, each with its count.
    """

    state: str
    office: str
    first: str | None
    last: str | None
    wordings: tuple[tuple[str, int], ...]
    attestations: tuple[Attestation, ...]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Attestations that name one person. `ids` are all ids that the person has had or would have had alone."""

    id: str
    ids: tuple[str, ...]
    key: str
    state: str | None
    names: tuple[tuple[str, int], ...]  # the most usual first, each with its count
    offices: tuple[Tenure, ...]  # in the order of their first day
    attestations: tuple[Attestation, ...]


class Doubt(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Two persons who may be one. They are kept apart until somebody judges; `one` sorts before `other`."""

    one: str
    other: str
    reason: str


class Judgement(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What somebody judged of two persons, each by any of its ids."""

    one: str
    other: str
    same: bool


class People(msgspec.Struct, frozen=True, kw_only=True):
    """The persons of one key, by id, and the doubts among them."""

    persons: tuple[Person, ...]
    doubts: tuple[Doubt, ...]


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """A person in an office, over the span of days that the pages attest."""

    person: str
    name: str
    tenure: Tenure


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office of a state with its holders, in the order of their first day; `name` is its most usual wording."""

    state: str
    office: str
    name: str
    holders: tuple[Holder, ...]
