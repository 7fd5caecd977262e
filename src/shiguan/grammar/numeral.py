"""The value of a small numeral, in Arabic or Chinese figures."""

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}


def read_count(words: str) -> int:
    """Return the value of a count under a thousand: 16, 十六, 两."""
    if words.isdigit():
        return int(words)
    total, digit = 0, 0
    for character in words:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit
