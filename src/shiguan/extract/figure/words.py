"""The words around a number, compiled once from `lexicon/zh/figure_words.csv`."""

import functools
import re

from shiguan.grammar.alternation import any_of
from shiguan.lexicon import tables

# What a change is measured against, wherever it stands between the measure and the rate.
YEAR_ON_YEAR = re.compile(r"同比|[比较与](?:上年|上一年|去年|前一年|一年前)(?:同期|同月|同季)?(?:相比)?")
MONTH_ON_MONTH = re.compile(
    r"环比|环(?=[增减升降])|[比较与](?:上月|上个月|前一个月|上季度?|上个季度|前一季度)(?:相比)?"
)
OTHER_BASIS = re.compile(r"[比较与][^，。；]{2,14}?(?:同期|月份?|年|季度)")


VERB_ENDING = frozenset("于在到为了着过被与是的至给向和")


@functools.cache
def either(*classes: str) -> str:
    """Return the words of these classes as alternatives, the longest first."""
    return any_of(word for kind in classes for word in tables.words("figure_words", **{"class": kind}))


@functools.cache
def tail(*classes: str) -> re.Pattern[str]:
    """Return what matches one or more words of the classes at the end of a stretch."""
    return re.compile(f"(?:{either(*classes)})$")


@functools.cache
def head(*classes: str) -> re.Pattern[str]:
    """Return what matches a word of the classes at the beginning of a stretch."""
    return re.compile(f"(?:{either(*classes)})")


@functools.cache
def change_tail() -> re.Pattern[str]:
    """Return what finds the verb of a change right before a rate: 同比增长了约, 均下降."""
    rough = "了|约|近|超过|超|逾|大约|至少|以|幅度达|幅度为"
    return re.compile(f"(?P<verb>(?P<rise>{either('rise')})|(?P<fall>{either('fall')}))(?:{rough})*$")


@functools.cache
def level_tail() -> re.Pattern[str]:
    """Return what finds the verb of a level right before a number: 达到, 增至, 约为."""
    return re.compile(f"(?:{either('level')})(?:了|约|近|超过|超|逾|有)*$")


@functools.cache
def weak_tail() -> re.Pattern[str]:
    """Return what finds a verb that may have an object behind the number: 提供 6.5亿欧元 军事装备."""
    return re.compile(f"(?:{either('weak')})(?:了|约|近|超过|超|逾|有)*$")


@functools.cache
def noun_end() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return what finds the word where a noun ends, and which words it finds only look like holding one."""
    kept = frozenset((*tables.words("figure_words", **{"class": "protected"}), *inner_words()))
    return re.compile(any_of(kept, tables.words("figure_words", **{"class": "boundary"}))), kept


@functools.cache
def inner_words() -> list[str]:
    """Return everyday words that hold a one-character boundary behind their first character: 平均, 原则."""
    boundaries = set(tables.words("figure_words", **{"class": "boundary"}))
    single = {word for word in boundaries if len(word) == 1}
    return [
        word
        for word in tables.words("ordinary")
        if single & set(word[1:]) and word[-1] not in VERB_ENDING and word not in boundaries and word[0] not in single
    ]


@functools.cache
def casualty() -> re.Pattern[str]:
    """Return what finds a word for harm."""
    return re.compile(either("casualty"))


@functools.cache
def abstract_noun() -> re.Pattern[str]:
    """Return what matches the head of a noun that no register counts: 两个方面, 三点意见."""
    return re.compile(either("abstract"))


@functools.cache
def goal() -> re.Pattern[str]:
    """Return what matches words that name a mark on the scale, not a thing: 2000亿美元目标."""
    return re.compile(either("goal"))


@functools.cache
def noun_tail(kind: str) -> re.Pattern[str]:
    """Return what finds a noun of the class at the end: 香港居民, 感染病例."""
    return re.compile(f"(?:{either(kind)})$")


@functools.cache
def source_verb() -> re.Pattern[str]:
    """Return what finds the end of the words that name where data come from."""
    return re.compile(either("data"))


@functools.cache
def source_after() -> re.Pattern[str]:
    """Return what matches, right behind a body, the words that make it the source of what follows."""
    return re.compile(rf"[^，。；！？\n]{{0,14}}?(?:{either('data')}|举行(?:新闻)?发布会|举行新闻发布会)")
