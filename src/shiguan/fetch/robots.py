"""What a site asks of programs: robots.txt, read as RFC 9309 says.

A pattern is matched by finding its parts one after the other: no pattern of a hostile file takes long.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

import msgspec

LARGEST = 500 * 1024  # bytes that RFC 9309 asks to be read
TRIPLET = re.compile(r"%[0-9a-fA-F]{2}")
KEPT = "/%:@!$&'()*+,;=~-._?[]|#"


class Rule(msgspec.Struct, frozen=True):
    """One line of a group: whether it allows, and the pattern of the paths it is about."""

    allows: bool
    pattern: str


def may_fetch(text: str, agent: str, target: str) -> bool:
    """Return whether robots.txt lets `agent` ask for a path: the longest pattern decides, of equals the kinder."""
    if target == "/robots.txt":
        return True
    path = normal(target)
    fitting = [rule for rule in rules_for(text, agent) if fits(rule.pattern, path)]
    return max(((len(rule.pattern), rule.allows) for rule in fitting), default=(0, True))[1]


def rules_for(text: str, agent: str) -> list[Rule]:
    """Return the rules of all groups that name an agent, else of those for everybody."""
    own: list[Rule] = []
    general: list[Rule] = []
    named = False
    for agents, rules in groups(text):
        if agent.lower() in agents:
            named = True
            own += rules
        if "*" in agents:
            general += rules
    return own if named else general


def groups(text: str) -> Iterator[tuple[set[str], list[Rule]]]:
    """Yield each group: whom it names, in lower case, and its rules."""
    agents: set[str] = set()
    rules: list[Rule] = []
    begun = False  # a user-agent line after a rule begins a new group
    for key, value in lines(text):
        if key == "user-agent":
            if begun:
                yield agents, rules
                agents, rules, begun = set(), [], False
            agents.add(value.lower() if value == "*" else product(value))
        elif key in ("allow", "disallow"):
            begun = True
            if value:  # an empty one forbids nothing
                rules.append(Rule(key == "allow", normal(value)))
    yield agents, rules


def lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield the lines that say something as (key in lower case, value)."""
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def product(value: str) -> str:
    """Return the product that a user-agent line names, without its version."""
    found = re.match(r"[A-Za-z_-]+", value)
    return found[0].lower() if found else ""


def normal(path: str) -> str:
    """Return a path in one spelling: ASCII, its percent signs in upper case."""
    return TRIPLET.sub(lambda found: found[0].upper(), quote(path, safe=KEPT))


def fits(pattern: str, path: str) -> bool:
    """Return whether a pattern with * for anything, and $ at its end for the end, covers a path."""
    first, *rest = pattern.removesuffix("$").split("*")
    ends = pattern.endswith("$")
    if not path.startswith(first):
        return False
    if not rest:
        return not ends or len(path) == len(first)
    at = len(first)
    for part in rest[:-1]:
        at = path.find(part, at)
        if at < 0:
            return False
        at = at + len(part)
    last = rest[-1]
    if ends:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0
