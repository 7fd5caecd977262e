"""The web app over a register of the bundled samples, its clock in our hands, and a browser to ask it with."""

import re
import shutil
from pathlib import Path
from typing import Any

import httpx
from litestar.testing import TestClient

from shiguan.annals.register import Register, open_register
from shiguan.errors import FetchError
from shiguan.model.raw import Raw, RawKind
from shiguan.web.access.gate import Access
from shiguan.web.access.login import add_login
from shiguan.web.access.right import Role
from shiguan.web.app import create_app

SEAL = re.compile(r'name="seal" value="([^"]+)"')
TEXT = "王毅5月16日在北京会见俄罗斯外长拉夫罗夫。王毅表示，双方应加强协作。"
PASSWORD = "青山一道同云雨 明月何曾"


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def fetched(url: str) -> Raw:
    """Stand for the network."""
    if "news.example" not in url:
        raise FetchError(f"{url}: 127.0.0.1 is no address of the public internet; save the page and give the file")
    return Raw(data=TEXT.encode(), kind=RawKind.TEXT, name=url, url=url)


class Site:
    """One app; `browser` keeps its cookies as a browser does."""

    def __init__(self, where: Path, **access: Any) -> None:
        self.where = where
        self.clock = Clock()
        self.access = Access(clock=self.clock, **access)
        self.logged: list[str] = []
        self.app = create_app(str(where), access=self.access, fetch=fetched, write_log=self.logged.append)
        self.browser = self.another()

    def another(self) -> TestClient[Any]:
        return TestClient(self.app, base_url="http://127.0.0.1:8010", raise_server_exceptions=False)

    def register(self) -> Register:
        return open_register(self.where)

    def user(self, name: str, role: Role) -> None:
        with self.register() as book:
            add_login(book.store, name, role, PASSWORD, now=int(self.clock.now), by="test")

    def sign_in(self, name: str, secret: str = PASSWORD, browser: TestClient[Any] | None = None) -> httpx.Response:
        return self.send("/login", browser, on="/login", name=name, password=secret)

    def send(
        self, path: str, browser: TestClient[Any] | None = None, *, on: str, files: Any = None, **fields: str
    ) -> httpx.Response:
        """Fill in the form that stands on a page and send it."""
        using = browser or self.browser
        found = SEAL.search(using.get(on).text)
        assert found, f"there is no form on {on}"
        return using.post(path, data={"seal": found[1], **fields}, files=files, follow_redirects=False)


def copy_of(samples: Path, folder: Path) -> Path:
    return Path(shutil.copy(samples, folder / "register.db"))
