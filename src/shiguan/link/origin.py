"""Whose words a report is: one name for all the wordings and sites of an outlet."""

import functools
from collections.abc import Sequence

from shiguan.lexicon import tables
from shiguan.link.fold import fold_name


@functools.cache
def groups() -> dict[str, str]:
    """Return the outlet behind every wording of its name, folded."""
    found: dict[str, str] = {}
    for row in tables.rows("outlets"):
        found.setdefault(fold_name(row["word"]), row["group"] or row["canonical"])
        found.setdefault(fold_name(row["canonical"]), row["group"] or row["canonical"])
    return found


def outlet_group(name: str) -> str:
    """Return the one name of an outlet: 新华网 and 新华社 are 新华社; a name not in the table stays itself, folded."""
    key = fold_name(name)
    return groups().get(key, key)


def last_origin(via: Sequence[str]) -> str | None:
    """Return the outlet at the far end of a chain of credits, None where nobody is credited."""
    return outlet_group(via[-1]) if via else None
