"""The value of a numeral, in Arabic or Chinese figures or both mixed."""

from decimal import Decimal

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
ROUGH = str.maketrans("", "", "余多几, ")  # 十余万, 100多: the definite part counts


def read_numeral(words: str) -> int | float | None:
    """Return the value of 1.833万亿, 3亿5000万, 一百二十 or 二点五亿, None where the words are no number.

    Digits in a row without 十 百 千 (二〇二〇, 三四) are no number of things.
    """
    if words.isdecimal() and words.isascii():  # the commonest
        return int(words)
    total = Decimal(0)
    section = Decimal(0)  # what is under the next 万 or 亿
    digits = ""
    for character in words.translate(ROUGH).replace("点", "."):
        if character.isdigit() or character == ".":
            digits += character
        elif character in DIGITS:
            if digits and not digits.endswith((".", "0")) and "." not in digits:
                return None
            digits += str(DIGITS[character])
        elif character in TENS:
            section += Decimal(digits or 1) * TENS[character]
            digits = ""
        elif character in MYRIADS:
            section += Decimal(digits) if digits else Decimal(not section and not total)
            # 1.833万亿 multiplies what stands before, 3亿5000万 adds to it.
            size = MYRIADS[character]
            total = (total + section) * size if total < size else total + section * size
            section, digits = Decimal(0), ""
        else:
            return None
    if digits.strip("."):
        section += Decimal(digits.rstrip("."))
    return plain(total + section)


def plain(value: Decimal) -> int | float:
    """Return an int where the value is whole, else a float."""
    return int(value) if value == value.to_integral_value() else float(value)
