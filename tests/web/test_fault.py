"""Where the database fails, a reader and a program are told so in one line, and nothing of the trace."""

import sqlite3

import pytest

from tests.web.site import Site


def broken(site: Site) -> None:
    """Take from the register what it cannot answer without."""
    with sqlite3.connect(site.where) as connection:
        connection.execute("ALTER TABLE record RENAME TO record_gone")
        connection.execute("ALTER TABLE login RENAME TO login_gone")


@pytest.mark.parametrize("path", ["/", "/words", "/mechanisms", "/search?q=会谈", "/login"])
def test_a_reader_is_told_in_one_line(site: Site, path: str) -> None:
    broken(site)
    answer = site.browser.get(path)
    assert answer.status_code == 503
    assert "<h1>The register does not answer</h1>" in answer.text
    assert f"<p>{site.where}: it is no register; check the path</p>" in answer.text
    assert "Traceback" not in answer.text
    assert "sqlite" not in answer.text


def test_a_program_is_told_as_data(site: Site) -> None:
    broken(site)
    answer = site.browser.get("/api/chronicle")
    assert answer.status_code == 503
    assert answer.json() == {"status_code": 503, "detail": f"{site.where}: it is no register; check the path"}


def test_what_is_not_there_is_no_fault_of_the_register(site: Site) -> None:
    assert site.browser.get("/record/nothing").status_code == 404
    assert site.browser.get("/page/nothing").status_code == 404
