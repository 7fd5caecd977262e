"""What belongs together by steps: sets joined by their members, each known by its smallest."""

from collections.abc import Iterable


class Union:
    """Names that were joined. What they come to does not depend on the order of joining."""

    def __init__(self) -> None:
        self.first: dict[str, str] = {}

    def root(self, name: str) -> str:
        """Return the smallest name that a name was joined to."""
        while (above := self.first.setdefault(name, name)) != name:
            self.first[name] = self.first[above]
            name = above
        return name

    def join(self, one: str, other: str) -> None:
        """Make the sets of two names one."""
        mine, yours = sorted((self.root(one), self.root(other)))
        self.first[yours] = mine

    def join_all(self, names: Iterable[str]) -> None:
        """Make the sets of some names one."""
        found = list(names)
        for name in found[1:]:
            self.join(found[0], name)

    def sets(self) -> list[list[str]]:
        """Return the sets with their members, all in order."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.first):
            found.setdefault(self.root(name), []).append(name)
        return [found[root] for root in sorted(found)]
