"""Invented statements."""

import datetime

from shiguan.tell.speech import Saying

VERBS = ("愿坚持", "主张弘扬", "将践行", "呼吁恪守", "盼落实", "会倡导", "决心贯彻", "想守住", "能托起", "当珍惜")
NAMES = ("林远", "周岚", "何方", "苏敏")


def saying(at: int, text: str, day: str = "2030-01-01", *, speaker: str = "林远", state: str = "AA") -> Saying:
    """Return a statement; it begins at character 7 of its page."""
    ordinal = datetime.date.fromisoformat(day).toordinal()
    return Saying(id=f"s{at:03}", page=f"p{at:03}", start=7, text=text, day=ordinal, speaker=speaker, state=state)


def told(phrase: str, count: int, *, first: str = "2030-01-01", number: int = 0) -> list[Saying]:
    """Return statements that have a phrase, each in other company, a month apart."""
    begin = datetime.date.fromisoformat(first)
    return [
        saying(
            number + at,
            VERBS[at % len(VERBS)] + phrase + tail(number + at),
            (begin + datetime.timedelta(days=30 * at)).isoformat(),
            speaker=NAMES[at % len(NAMES)],
        )
        for at in range(count)
    ]


def tail(at: int) -> str:
    """Return the rest of a statement, other characters for each."""
    words = "".join(chr(0x7000 + at * 8 + step) for step in range(8))
    return ("。", "，", "；")[at % 3] + words + "。"
