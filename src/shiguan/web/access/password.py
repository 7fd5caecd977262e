"""Passwords, kept as argon2id digests alone."""

import functools
import threading
from typing import Any

from shiguan.errors import RegisterError, UsageError

LEAST, MOST = 12, 1024  # characters
AT_ONCE = threading.BoundedSemaphore(2)  # a digest takes 64 MiB: strangers may not take them all at once


@functools.cache
def hasher() -> Any:
    """Return what makes digests, with the parameters that RFC 9106 names for little memory."""
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise RegisterError("users: argon2 is not installed; pip install 'shiguan[web]'") from error
    return PasswordHasher()


@functools.cache
def nobodys() -> str:
    """Return the digest that is compared where there is no such person, so that both take as long."""
    return digest_of("nobody has this password")


def digest_of(password: str) -> str:
    """Return the digest of a password; raises UsageError where it is too short or too long."""
    if not LEAST <= len(password) <= MOST:
        raise UsageError(f"the password has {len(password)} characters; choose one of {LEAST} to {MOST}")
    with AT_ONCE:
        found: str = hasher().hash(password)
    return found


def fits(digest: str | None, password: str) -> bool:
    """Return whether a password is the one of a digest; None stands for somebody who is not there."""
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > MOST:
        return False
    with AT_ONCE:
        try:
            return bool(hasher().verify(digest or nobodys(), password)) and digest is not None
        except (VerificationError, InvalidHashError):
            return False
