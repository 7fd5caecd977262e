"""The words around a number, compiled once from `lexicon/zh/figure_words.csv`."""

import functools
import re

from shiguan.lexicon import tables

# What a change is measured against, wherever it stands between the measure and the rate.
YEAR_ON_YEAR = re.compile(r"同比|[比较与](?:上年|去年|前一年|一年前)(?:同期|同月|同季)?(?:相比)?")
MONTH_ON_MONTH = re.compile(r"环比|[比较与](?:上月|上个月|前一个月|上季度?|上个季度|前一季度)(?:相比)?")
OTHER_BASIS = re.compile(r"[比较与][^，。；]{2,14}?(?:同期|月份?|年|季度)")


@functools.cache
def either(*classes: str) -> str:
    """Return the words of these classes as alternatives, the longest first."""
    words = {word for kind in classes for word in tables.words("figure_words", **{"class": kind})}
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


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
def noun_end() -> re.Pattern[str]:
    """Return what finds the word where a noun ends, or (group `keep`) a noun that only looks like holding one."""
    return re.compile(f"(?P<keep>{either('protected')})|(?P<end>{either('boundary')})")


@functools.cache
def casualty() -> re.Pattern[str]:
    """Return what finds a word for harm."""
    return re.compile(either("casualty"))


@functools.cache
def abstract_noun() -> re.Pattern[str]:
    """Return what matches the head of a noun that no register counts: 两个方面, 三点意见."""
    return re.compile(either("abstract"))


@functools.cache
def source_verb() -> re.Pattern[str]:
    """Return what finds the end of the words that name where data come from."""
    return re.compile(either("data"))
