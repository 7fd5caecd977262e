"""A register for each thread that serves: connections are not shared between them."""

import threading
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import State

from shiguan.annals.register import Register, open_register


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
            self.opened.append(self.local.register)
        register: Register = self.local.register
        return register

    def state(self) -> State:
        """Return what requests find it by."""
        return State({"registers": self})

    def close(self) -> None:
        """Let go of the database in every thread."""
        for register in self.opened:
            register.close()


def register_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Register:
    """Return the register that a request asks."""
    registers: Registers = connection.app.state.registers
    return registers.here()
