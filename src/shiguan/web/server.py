"""Serve the application: one process, the address told once it answers."""

import socket
from collections.abc import Callable

import uvicorn

from shiguan.web.access.gate import Access
from shiguan.web.app import create_app


class Server(uvicorn.Server):
    """A server that says where it is."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell the address."""
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            self.ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")


def run(where: str, *, host: str, port: int, access: Access, ready: Callable[[str], None]) -> None:
    """Serve the register at a path or URL until interrupted; raises OSError where the port is taken."""
    listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    config = uvicorn.Config(create_app(where, access=access), log_level="warning", server_header=False, lifespan="on")
    Server(config, ready).run(sockets=[listening])
