"""A register for each thread that serves: connections are not shared between them."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from litestar.connection import ASGIConnection
from litestar.datastructures import State

from shiguan.annals.register import Register, open_register
from shiguan.register.connect import connect
from shiguan.register.store import Dialect
from shiguan.web.memory import Editions, Memory

Answer = TypeVar("Answer")
READINGS = 96  # pages at hand in each thread: a chronicle page with its words
CACHE = -12_000  # kB of the file at hand in each thread: what all threads read, the system keeps


class Registers:
    """Opens the register once a thread, and closes all of them in the end."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.local = threading.local()
        self.opened: list[Register] = []
        self.editions = Editions(lambda: connect(where, create=False))

    def here(self) -> Register:
        """Return the register of this thread."""
        if not hasattr(self.local, "register"):
            self.local.register = open_register(self.where)
            self.local.register.shelf.most = READINGS
            if self.local.register.store.dialect is Dialect.SQLITE:
                self.local.register.store.run(f"PRAGMA cache_size = {CACHE}")
            self.opened.append(self.local.register)
        register: Register = self.local.register
        return register

    def state(self) -> State:
        """Return what requests find it by."""
        return State({"registers": self, "memory": Memory()})

    def close(self) -> None:
        """Let go of the database in every thread."""
        self.editions.close()
        for register in self.opened:
            register.close()


def recalled(connection: ASGIConnection[Any, Any, Any, Any], key: str, find: Callable[[Register], Answer]) -> Answer:
    """Return an answer that the app remembers, or find it in the register; `key` names the question."""
    memory: Memory = connection.app.state.memory
    register = register_of(connection)
    return memory.recall(edition_of(connection), key, lambda: find(register))


def edition_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """Return what changes whenever pages are entered or read again, or rulings entered."""
    registers: Registers = connection.app.state.registers
    return registers.editions.now(registers.here().store)


def register_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Register:
    """Return the register that a request asks."""
    registers: Registers = connection.app.state.registers
    return registers.here()
