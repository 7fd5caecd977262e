"""The server that the contracts are tested on is one that the register supports."""

import psycopg

OLDEST = 140_000  # PostgreSQL 14


def test_server_is_of_a_supported_version_and_counts_code_points(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.info.server_version >= OLDEST
        assert connection.execute("select position('史' in '🐲史官')").fetchone() == (2,)
