"""A world to fetch from, all on this machine: names with made-up public addresses, behind them one local server."""

import gzip
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore

from shiguan.fetch.fetch import fetch
from shiguan.model.raw import Raw

PUBLIC = "93.184.216.34"
PAGE = "<html><body><p>王毅5月16日在北京会见俄罗斯外长拉夫罗夫。</p></body></html>".encode()

Answer = tuple[int, dict[str, str], Iterable[bytes]]


class Handler(BaseHTTPRequestHandler):
    """Answers from the table of its server, by host and path; what was asked is remembered."""

    server: "Local"

    def do_POST(self) -> None:
        self.server.taken.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.do_GET()

    def do_GET(self) -> None:
        host = self.headers["Host"]
        self.server.asked.append((host, self.path, self.headers["User-Agent"]))
        self.server.headers.append(dict(self.headers))
        status, headers, body = self.server.table.get((host, self.path), (404, {}, []))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for part in body:
                self.wfile.write(part)
        except OSError:  # the other side has had enough
            self.server.cut_off = True

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Local(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.table: dict[tuple[str, str], Answer] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.taken: list[bytes] = []
        self.cut_off = False


class Dial(httpcore.SyncBackend):
    """Leads every address that the guard lets through to the local server, and remembers which they were."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.dialled: list[tuple[str, int]] = []

    def connect_tcp(self, host: str, port: int, *rest: Any, **options: Any) -> httpcore.NetworkStream:
        self.dialled.append((host, port))
        return super().connect_tcp("127.0.0.1", self.port, *rest, **options)


class World:
    def __init__(self, server: Local) -> None:
        self.server = server
        self.dial = Dial(server.server_address[1])
        self.names: dict[str, list[str]] = {}
        self.looked_up: list[str] = []

    def put(self, host: str, path: str, body: Iterable[bytes] = (PAGE,), *, status: int = 200, **headers: str) -> None:
        """Let a host answer a path."""
        told = {"Content-Type": "text/html", **{key.replace("_", "-"): value for key, value in headers.items()}}
        self.server.table[host, path] = (status, told, body)
        self.names.setdefault(host, [PUBLIC])

    def resolve(self, host: str, _port: int, _seconds: float) -> Sequence[str]:
        self.looked_up.append(host)
        return self.names.get(host, [])

    def fetch(self, url: str, clock: Callable[[], float] = lambda: 0.0) -> Raw:
        return fetch(url, resolve=self.resolve, network=self.dial, clock=clock)


@contextmanager
def world() -> Iterator[World]:
    server = Local()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield World(server)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def endless() -> Iterator[bytes]:
    while True:
        yield b"x" * 65536


def bomb(size: int) -> bytes:
    return gzip.compress(bytes(size), 9)
