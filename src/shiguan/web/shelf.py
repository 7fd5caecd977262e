"""A register for each thread that serves: connections are not shared between them."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from litestar.connection import ASGIConnection
from litestar.datastructures import State

from shiguan.annals.register import Register, open_register
from shiguan.register.store import Store

Answer = TypeVar("Answer")
READINGS = 96  # pages at hand in each thread: a chronicle page with its words


class Registers:
    """Opens the register once a thread, and closes all of them in the end."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.local = threading.local()
        self.opened: list[Register] = []

    def here(self) -> Register:
        """Return the register of this thread."""
        if not hasattr(self.local, "register"):
            self.local.register = open_register(self.where)
            self.local.register.shelf.most = READINGS
            self.opened.append(self.local.register)
        register: Register = self.local.register
        return register

    def state(self) -> State:
        """Return what requests find it by."""
        return State({"registers": self, "memory": Memory()})

    def close(self) -> None:
        """Let go of the database in every thread."""
        for register in self.opened:
            register.close()


class Memory:
    """Keeps answers that are dear to find and the same until pages or rulings are entered."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, Any]] = {}

    def recall(self, register: Register, key: str, find: Callable[[], Answer]) -> Answer:
        """Return the answer kept under a key, or find it."""
        now = stamp(register.store)
        then, found = self.kept.get(key, ("", None))
        if then == now:
            known: Answer = found
            return known
        answer = find()
        self.kept[key] = now, answer
        return answer


def stamp(store: Store) -> str:
    """Return what changes whenever pages or rulings are entered."""
    row = store.one("SELECT (SELECT COUNT(*) FROM page), (SELECT MAX(number) FROM page), (SELECT COUNT(*) FROM ruling)")
    return " ".join(map(str, row or ()))


def recalled(connection: ASGIConnection[Any, Any, Any, Any], key: str, find: Callable[[Register], Answer]) -> Answer:
    """Return an answer that the app remembers, or find it in the register; `key` names the question."""
    memory: Memory = connection.app.state.memory
    register = register_of(connection)
    return memory.recall(register, key, lambda: find(register))


def register_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Register:
    """Return the register that a request asks."""
    registers: Registers = connection.app.state.registers
    return registers.here()
