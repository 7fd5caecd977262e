"""The world to fetch from."""

from collections.abc import Iterator

import pytest

from tests.fetch.world import World, world


@pytest.fixture
def net() -> Iterator[World]:
    with world() as found:
        yield found
