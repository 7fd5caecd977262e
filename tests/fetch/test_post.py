"""A post goes where a person said, to public addresses only, with a key; it is never led elsewhere."""

import pytest

from shiguan.errors import FetchError
from shiguan.fetch.post import address_of, post
from tests.fetch.world import World

HOOK = "http://hook.example/secret?token=1"


def posted(net: World, url: str = HOOK) -> None:
    post(url, b'{"id":"1"}', key="1", resolve=net.resolve, network=net.dial, clock=lambda: 0.0)


def test_the_body_and_its_key_arrive(net: World) -> None:
    net.put("hook.example", "/secret?token=1", status=204)
    posted(net)
    assert net.server.taken == [b'{"id":"1"}']
    assert net.server.headers[-1]["Idempotency-Key"] == "1"
    assert [path for _, path, _ in net.server.asked] == ["/secret?token=1"]  # no robots.txt


@pytest.mark.parametrize(("status", "passing"), [(500, True), (404, False), (302, False)])
def test_what_is_not_taken_is_a_fault_that_does_not_tell_the_secret(net: World, status: int, passing: bool) -> None:
    net.put("hook.example", "/secret?token=1", status=status, Location="http://127.0.0.1/")
    with pytest.raises(FetchError, match=f"answers {status}") as raised:
        posted(net)
    assert raised.value.passing is passing
    assert "secret" not in str(raised.value)
    assert len(net.server.asked) == 1


def test_nothing_private_is_posted_to(net: World) -> None:
    net.names["hook.example"] = ["169.254.169.254"]
    with pytest.raises(FetchError, match="no address of the public internet") as raised:
        posted(net)
    assert "secret" not in str(raised.value)
    assert net.dial.dialled == []


def test_an_address_is_named_without_its_path() -> None:
    assert address_of("https://hook.example:8443/a/b?c") == "https://hook.example:8443/…"
