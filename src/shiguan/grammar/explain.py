"""Which rules fired on a text, as a tree: what lies inside another stretch hangs below it."""

from collections.abc import Iterable

import msgspec


class Explanation(msgspec.Struct, kw_only=True):
    """One rule that fired: its path, the stretch it read (code points), what it says, and what was read inside it."""

    rule: str
    start: int
    end: int
    text: str
    says: str = ""
    children: list["Explanation"] = []


def tree_of(text: str, fired: Iterable[tuple[str, int, int, str]]) -> Explanation:
    """Return the tree of what fired, each as (rule, start, end, says); the root is the whole text."""
    root = Explanation(rule="page", start=0, end=len(text), text=text[:60], children=[])
    path = [root]
    for rule, start, end, says in sorted(fired, key=lambda one: (one[1], -one[2], one[0])):
        node = Explanation(rule=rule, start=start, end=end, text=text[start:end], says=says, children=[])
        while len(path) > 1 and not (path[-1].start <= start and end <= path[-1].end):
            path.pop()
        path[-1].children.append(node)
        path.append(node)
    return root
