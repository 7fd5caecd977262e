"""The pieces time patterns are made of: numerals, and the words of the tables with what may not stand beside them."""

import functools
import re

from shiguan.lexicon import tables

FIGURES = {figure: value for value, figure in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "元": 1}
PLACES = {"十": 10, "百": 100, "千": 1000, "廿": 20}

# No numeral, rank or decimal point may stand to the left of a number that opens a date.
LEFT = "(?<![0-9.第一二三四五六七八九十百千万零〇○两几数余])"
ONES = "[一二三四五六七八九]"
# 元月 is January, 美元月薪 is money.
MONTH = f"(?:1[0-2]|0?[1-9]|十[一二]?|{ONES}|元(?<![美日欧韩港澳加纪公单多百千万亿币的]元))"
DAY = f"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|[二廿]十?{ONES}|二十|廿|十{ONES}?|{ONES})"
# 十日 and above: 三日 alone counts days more often than it names one.
BARE_DAY = f"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|[二廿]十?{ONES}|二十|十{ONES})"
# 三月十九 without its 日: only from ten on, and only where no count goes on.
SPOKEN_DAY = (
    f"(?:三十一?|[二廿]十?{ONES}|二十|十{ONES}?)"
    r"(?=$|[\n，。！？；、]|[我你他她咱您大见去来在是上下早晚凌有开到至—放回之以和与的那交])"
)
COUNT = f"(?:[0-9]{{1,3}}|[一二两三四五六七八九]?[十百](?:零?{ONES}十?{ONES}?)?|[一二两三四五六七八九])"
TO = " ?(?:——|--|[-—–~～－至到]) ?"
# Two figures alone could count years (五六年): a pair in a row does not name one.
YEAR = (
    "(?:(?:1[0-9]|2[01])[0-9]{2}(?<![0-9]{5})|[一二][〇零○0一二三四五六七八九]{3}|[二两]千[〇零]?[一二三四五六七八九]?十?[一二三四五六七八九]?"
    "|(?!五六|六七|七八|八九)[五六七八九〇零○][〇零○一二三四五六七八九]"
    f"|[0-9]{{2}}(?=年{MONTH}月)|(?:中华)?民国[0-9一二三四五六七八九十百]{{1,4}}) ?年"
)
CLOCK = (
    " ?(?:[012]?[0-9]|[一二三四五六七八九十]{1,3}|零|两)(?:[时点](?![期代间常而候名赞评])"
    "(?:整|半|[一三]刻|(?:[0-9]{1,2}|[零一二三四五六七八九十]{1,3})分(?:[0-9]{1,2}秒)?|[二三四五]?十[一二三四五六七八九]?(?![一二两三四五六七八九十百千万亿余多几个名人]))?"
    "|[:：][0-5][0-9](?:[:：][0-5][0-9])?)"
)


def read_number(words: str) -> int:
    """Return the value of 12, 十二, 二十, 廿三, 一百零九, and of figures in a row (二〇二一)."""
    if words.isdigit() and words.isascii():
        return int(words)
    total = 0
    figure = 0
    for character in words:
        if character in PLACES:
            size = PLACES[character]
            total += size if size == 20 else (figure or 1) * size
            figure = 0
        else:
            # 一百零九: the zero only holds the place; figures in a row move up by ten.
            figure = figure * 10 + (int(character) if character.isdigit() else FIGURES.get(character, 0))
    return total + figure


def read_year(words: str) -> int:
    """Return the year of 2021, 二〇二一, 两千零二十一, 九五, 98 and 民国109."""
    words = words.removesuffix("年").strip()
    head, republic, number = words.rpartition("民国")
    if republic or head:
        return read_number(number) + 1911
    year = read_number(words)
    if year >= 100:
        return year
    # Two figures: 九五 is 1995, 〇八 is 2008.
    return year + (2000 if year < 50 else 1900)


@functools.cache
def shifts() -> dict[str, int]:
    """Return 上 -> -1, 下 -> 1."""
    return {row["word"]: int(row["offset"]) for row in tables.rows("time_shifts")}


def guarded(word: str, not_before: str = "", not_after: str = "") -> str:
    """Return the pattern of a word between which and its neighbours none of the listed words stand."""
    # Looking back from behind the word keeps its first character first, and lets the engine skip it at a glance.
    before = "".join(f"(?<!{re.escape(guard + word)})" for guard in not_before.split())
    after = "|".join(re.escape(guard) for guard in not_after.split())
    return re.escape(word) + before + (f"(?!{after})" if after else "")


@functools.cache
def words_of(name: str) -> str:
    """Return the alternation of all words of a table `time_NAME`, the longest first, with their guards."""
    rows = sorted(tables.rows(f"time_{name}"), key=lambda row: -len(row["word"]))
    words = (guarded(row["word"], row.get("not_before", ""), row.get("not_after", "")) for row in rows)
    return f"(?:{'|'.join(words)})"


@functools.cache
def fragments() -> dict[str, str]:
    """Return the pieces by name, as the patterns of the rules write them: <year>, <month>, <part> …"""
    parts = words_of("parts")
    return {
        "left": LEFT,
        "month": MONTH,
        "day": DAY,
        "bare-day": BARE_DAY,
        "count": COUNT,
        "ones": ONES,
        "spoken-day": SPOKEN_DAY,
        "to": TO,
        "number-year": YEAR,
        "word-year": words_of("years"),
        "any-year": f"(?:{LEFT}{YEAR}度?|{words_of('years')}度?)",
        "word-day": words_of("days"),
        "shift": words_of("shifts"),
        "season": words_of("seasons"),
        "holiday": words_of("holidays"),
        "part-of-age": "(?:[初末]期?|中期|后期|前期|早期)?",
        "tail": f"(?: ?{parts})?(?:{CLOCK}(?:{TO}(?:{parts})?{CLOCK})?)?",
    }


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern with its <pieces> filled in."""
    return re.compile(filled(pattern))


def filled(pattern: str) -> str:
    """Return the pattern's source with its <pieces> filled in."""
    return re.sub(r"(?<!\(\?P)<([a-z-]+)>", lambda found: fragments()[found[1]], pattern)
