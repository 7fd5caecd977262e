"""What may be done, and who may do it."""

from enum import StrEnum

import msgspec


class Right(StrEnum):
    """One thing that may be done; the scopes of a token are these."""

    READ = "read"
    ADD = "add"
    JUDGE = "judge"
    OVERSEE = "oversee"  # read the audit log


class Role(StrEnum):
    """What somebody is to the register."""

    READER = "reader"
    JUDGE = "judge"
    ADMIN = "admin"


RIGHTS = {
    Role.READER: frozenset({Right.READ}),
    Role.JUDGE: frozenset({Right.READ, Right.ADD, Right.JUDGE}),
    Role.ADMIN: frozenset(Right),
}


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks. `session` is the digest of their session, "" for a program and where nobody signs in."""

    name: str
    rights: frozenset[Right]
    session: str = ""
    is_program: bool = False

    def may(self, right: str) -> bool:
        """Return whether they may do something."""
        return right in self.rights
