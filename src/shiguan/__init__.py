"""Shiguan keeps the chronicle of diplomacy from Chinese-language news: each value with its characters."""

from typing import TYPE_CHECKING, Any

__all__ = ["Reading", "open_register", "read_articles", "read_page"]

if TYPE_CHECKING:
    from shiguan.annals.register import open_register
    from shiguan.model.reading import Reading
    from shiguan.pipeline import read_articles, read_page


def __getattr__(name: str) -> Any:
    """Import the library when it is first used, so that `import shiguan` costs nothing."""
    if name == "Reading":
        from shiguan.model.reading import Reading

        return Reading
    if name == "open_register":
        from shiguan.annals.register import open_register

        return open_register
    if name in __all__:
        from shiguan import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'shiguan' has no attribute {name!r}")
