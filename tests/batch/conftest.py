"""The stores that a bulk load is tested on: those of the contract tests."""

from tests.contracts.conftest import place, postgres_url

__all__ = ["place", "postgres_url"]
