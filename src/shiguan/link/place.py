"""States, organisations and places by key: 老挝 and 寮國 are LA, 吉達 is 吉达, 莫斯科 lies in RU."""

import functools

from shiguan.lexicon import tables
from shiguan.link.fold import fold_name


@functools.cache
def states() -> dict[str, str]:
    """Return the code of every state and territory by its names, folded; the most usual meaning of each."""
    found: dict[str, str] = {}
    for row in sorted(tables.rows("states"), key=lambda row: row["order"]):
        if row["form"] in ("full", "alias"):
            found.setdefault(fold_name(row["word"]), row["code"])
    return found


@functools.cache
def short_states() -> dict[str, str]:
    """Return the code of a state by its single character, in its most usual meaning: 俄 -> RU, 澳 -> AU."""
    shorts = [row for row in tables.rows("states") if row["form"] == "short" and row["order"] == "1"]
    return {row["word"]: row["code"] for row in shorts}


@functools.cache
def organisations() -> dict[str, str]:
    """Return the code of every international organisation and its organs by name, folded."""
    return {
        fold_name(row["word"]): row["code"] for row in tables.rows("organisations") if row["kind"] in ("body", "short")
    }


@functools.cache
def names() -> dict[str, str]:
    """Return the usual Chinese name of every code: the first that its table holds, short rather than official."""
    found: dict[str, str] = {}
    for row in tables.rows("states"):
        if row["form"] == "full":
            found.setdefault(row["code"], row["word"])
    for row in tables.rows("organisations"):
        if row["kind"] == "body":
            found.setdefault(row["code"], row["word"])
    return found


@functools.cache
def english_names() -> dict[str, str]:
    """Return the English name of every code."""
    return tables.mapping("english_names", "english")


@functools.cache
def codes_in_english() -> dict[str, str]:
    """Return the code of every English name, in small letters."""
    return {name.casefold(): code for code, name in english_names().items()}


@functools.cache
def places() -> dict[str, tuple[str, str]]:
    """Return the state and the city of every place that is no state, by key; "" where there is none."""
    found: dict[str, tuple[str, str]] = {}
    for row in tables.rows("places"):
        word = fold_name(row["word"])
        if word not in states():
            found.setdefault(variants().get(word, word), (row["state"], fold_name(row["city"])))
    return found


@functools.cache
def variants() -> dict[str, str]:
    """Return the usual name of a city by its other names, folded."""
    return {
        fold_name(variant): fold_name(place) for variant, place in tables.mapping("place_variants", "place").items()
    }


def state_code(name: str) -> str | None:
    """Return the code of a state, territory or organisation by any of its names, or by the code itself; else None."""
    plain = fold_name(name)
    by_name = states().get(plain) or organisations().get(plain) or short_states().get(plain)
    if by_name is not None:
        return by_name
    code = name.strip().upper()
    return code if code in names() else codes_in_english().get(name.strip().casefold())


def state_name(code: str) -> str:
    """Return the usual Chinese name of a state or organisation, or the code itself where the tables have none."""
    return names().get(code, code)


def english_name(code: str) -> str:
    """Return the English name of a state or organisation, or what `state_name` has where there is none."""
    return english_names().get(code) or state_name(code)


def place_key(place: str) -> str:
    """Return what the names of one place share: a state's code (寮國: LA), else the usual name, folded (吉達: 吉达).

    A state before its city is left out (俄罗斯圣彼得堡: 圣彼得堡), and so is 市 behind a city
    that is known without it. A code or key is its own key.
    """
    if place in names():
        return place
    plain = fold_name(place)
    known = settled(plain)
    if known is not None:
        return known
    for end in range(len(plain) - 2, 1, -1):
        code = states().get(plain[:end])
        inner = settled(plain[end:]) if code else None
        if inner is not None and places().get(inner, ("", ""))[0] == code:
            return inner
    return plain


def settled(plain: str) -> str | None:
    """Return the key of a folded name that the tables hold, None for any other."""
    if plain in states():
        return states()[plain]
    if plain in variants():
        return variants()[plain]
    if plain in places():
        return plain
    if plain.endswith("市") and plain[:-1] in places():
        return plain[:-1]
    return None


def place_name(place: str) -> str:
    """Return the usual name of a place: 京 is 北京; what the tables do not know stays as it is."""
    return variants().get(fold_name(place), place)


def place_path(place: str) -> str:
    """Return the key of a place behind what it lies in: RU/莫斯科, CN/北京/人民大会堂, RU; a strange place alone."""
    key = place_key(place)
    state, city = places().get(key, ("", ""))
    return "/".join(part for part in (state, variants().get(city, city), key) if part)
