"""The shape of a text: one letter for each character, on which the rules match.

A word of the lexicon becomes its class letter followed by `~` for each further character; any other character gets
the letter of its kind. 俄罗斯外交部长拉夫罗夫表示 has the shape S~~O~~~xxxxV~. Since shape and text have the same
length, a regular expression over the shape answers in offsets of the text, and a rule never repeats a word list.
"""

import functools
import re
from collections.abc import Iterable

import ahocorasick_rs

from shiguan.grammar.automaton import find_words
from shiguan.lexicon import tables
from shiguan.model.timex import Timex

STATE_LETTER = {"full": "S", "alias": "S", "short": "S", "capital": "Q"}
WORD_LETTER = {
    "place": "I",
    "prep": "D",
    "with": "W",
    "credit": "C",
    "light": "A",
    "pronoun": "H",
    "of": "F",
    "side": "J",
    "media": "r",
    "modifier": "M",
    "word": "E",
}
CUE_LETTER = {"strong": "V", "weak": "v", "source": "y"}
MARKS = {
    "，": ",",
    "、": "/",
    "。": ".",
    "！": ".",
    "？": ".",
    "；": ";",
    "：": ":",
    "（": "(",
    "）": ")",
    "“": "<",
    "”": ">",
    "‘": "'",
    "’": "'",
    "《": "[",
    "》": "]",
    "\n": "n",
    "·": "*",
    "•": "*",
    "‧": "*",
    "—": "-",
    "-": "-",
    "–": "-",
    "/": "-",
}


ISRAEL = "以"
# What two states in one word are or do together.
BOTH = ("双方", "两国", "领导人", "总统", "总理", "外长", "防长", "官员", "三方", "三国", "首脑")
BASIC = 0x10000  # code points that the table of letters holds; rarer ones are asked one by one
BEYOND = re.compile("[\U00010000-\U0010ffff]")


def letter_of(character: str) -> str:
    """Return the letter of a character that no table names."""
    if character.isdigit():
        return "0"
    if character.isspace():
        return "_"
    if character.isascii() or (character.isalpha() and not character >= "\u2e80"):
        return "a" if character.isalpha() or character in "&'.@" else "_"
    return "x" if character.isalpha() else "_"


@functools.cache
def letters() -> str:
    """Return the letters of single characters by code point: marks, short names of states, endings of bodies.

    A string, for `str.translate` finds its place in it twice as fast as in a dict.
    """
    known = dict(MARKS)
    for row in tables.rows("bodies"):
        if row["kind"] == "suffix" and len(row["word"]) == 1:
            known[row["word"]] = "b"
    known.update(dict.fromkeys(short_states(), "s"))
    # A word of one character needs no automaton: it is what it is wherever no longer word covers it.
    known.update((word, shape) for word, shape in lexicon().items() if len(word) == 1)
    return "".join(known.get(character) or letter_of(character) for character in map(chr, range(BASIC)))


def letters_of(folded: str) -> str:
    """Return the letter of each character by itself."""
    found = folded.translate(letters())
    return found if found.isascii() else BEYOND.sub(lambda rare: letter_of(rare[0]), found)


@functools.cache
def short_states() -> dict[str, tuple[str, ...]]:
    """Return the one-character names of states, 俄 -> (RU,), the most usual meaning first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in tables.rows("states"):
        if row["form"] == "short" and len(row["word"]) == 1:
            found.setdefault(row["word"], []).append((row["order"], row["code"]))
    return {word: tuple(code for _, code in sorted(codes)) for word, codes in found.items()}


@functools.cache
def state_codes() -> dict[str, str]:
    """Return the code of every state, capital, organisation and body that implies one, by its word."""
    codes: dict[str, str] = {}
    for row in sorted(tables.rows("states"), key=lambda row: row["order"]):
        if len(row["word"]) > 1:
            codes.setdefault(row["word"], row["code"])
    for name, column in (("organisations", "code"), ("bodies", "state"), ("offices", "state"), ("outlets", "state")):
        for word, code in tables.mapping(name, column).items():
            codes.setdefault(word, code)
    return codes


@functools.cache
def lexicon() -> dict[str, str]:
    """Return word -> shape for every word the automaton knows. The first table that holds a word decides."""
    shapes: dict[str, str] = {}

    def add(word: str, letter: str) -> None:
        if word:
            shapes.setdefault(word, letter + "~" * (len(word) - 1))

    for row in tables.rows("states"):
        if len(row["word"]) > 1:
            add(row["word"], STATE_LETTER[row["form"]])
    for word in tables.words("organisations"):
        if len(word) > 1:
            add(word, "G")
    for word in tables.words("outlets"):
        add(word, "R")
    for row in tables.rows("offices"):
        add(row["word"], "K" if row["kind"] == "honorific" else "O")
    for row in tables.rows("bodies"):
        if len(row["word"]) > 1:
            add(row["word"], "b" if row["kind"] == "suffix" else "B")
    for row in tables.rows("people"):
        add(row["word"], "P" if row["kind"] == "document" else "U")
    for row in tables.rows("cues"):
        add(row["word"], CUE_LETTER[row["grade"]])
    for row in tables.rows("function_words"):
        add(row["word"], WORD_LETTER[row["class"]])
    for row in tables.rows("places"):
        if len(row["word"]) > 1:
            add(row["word"], "L")
    for side_word in ("方面", "一方", "当局", "官方"):
        add(side_word, "Z")
    shapes.update(compounds(shapes))
    return shapes


def compounds(shapes: dict[str, str]) -> dict[str, str]:
    """Return what a one-character state forms with its neighbour: 俄方, 美军, 英媒, 美国防部.

    The last kind keeps 美国防部 from being read as 美国 and 防部. Where no word like 美国 stands in the way (巴国防部),
    the state's own letter and 国防部 make the same shape without it.
    """
    rivals = {word[0] for word in shapes if len(word) == 1 or word[1] == "国"}
    found: dict[str, str] = {}
    national = [
        (word, shape) for word, shape in shapes.items() if word[0] == "国" and len(word) > 1 and shape[0] in "BOM"
    ]
    for state in short_states():
        for ending, letter in (("方", "J"), ("军", "B"), ("媒", "r"), ("企", "B")):
            if state + ending not in shapes:
                found[state + ending] = letter + "~"
        if state + "国" in shapes and state + "国防长" not in shapes:
            found[state + "国防长"] = "S~O~"  # 美国|防长, not 美国防|长
        for word, shape in national if state in rivals else ():
            found.setdefault(state + word, "s" + shape)
    for word, shape in shapes.items():
        if word[-1] in "部局" and len(word) > 2 and shape[0] in "Bb" and word + "长" not in shapes:
            found[word + "长"] = "O" + shape[1:] + "~"  # 水利部长, 事务部长, 国安局长
    for state in short_states():
        if state == ISRAEL:
            continue
        for side in BOTH:  # 巴以双方, 美以领导人: 以 is no preposition there
            shape = shapes.get(side) or "xx"
            found[state + ISRAEL + side] = "ss" + shape
            found[ISRAEL + state + side] = "ss" + shape
    for deed in ("会晤", "会谈", "会面", "会见"):
        found["外长" + deed] = "O~" + shapes.get(deed, "xx")  # 与德国外长|会谈, no 外长会
    # 同日本外相通电话 is with Japan, not on the same day; 同意大利议长会谈 is with Italy, no consent.
    for word, shape in [*shapes.items(), *found.items()]:
        if word[0] in "日意" and shape[0] in "SJ":
            found["同" + word] = "W" + shape
    return found


@functools.cache
def automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    """Return the one automaton over all words, and the shape of each by its index."""
    shapes = lexicon()
    words = sorted(word for word in shapes if len(word) > 1)
    matcher = ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return matcher, tuple(shapes[word] for word in words)


def shape_of(folded: str, times: Iterable[Timex] = ()) -> str:
    """Return the shape of a folded text: exactly as many letters as it has code points."""
    matcher, shapes = automaton()
    base = letters_of(folded)
    pieces = []
    done = 0
    for index, start, end in find_words(matcher, folded):
        if start > done:
            pieces.append(base[done:start])
        pieces.append(shapes[index])
        done = end
    pieces.append(base[done:])
    return overlay("".join(pieces), ((time.start, time.end) for time in times), "T")


def overlay(shape: str, spans: Iterable[tuple[int, int]], letter: str) -> str:
    """Return `shape` with each of the sorted spans written over as one word of class `letter`."""
    pieces = []
    done = 0
    for start, end in spans:
        if start < done:
            continue
        pieces.append(shape[done:start])
        pieces.append(letter + "~" * (end - start - 1))
        done = end
        # What is left of a word that the span cut must not look like its continuation.
        while done < len(shape) and shape[done] == "~":
            pieces.append("x")
            done += 1
    pieces.append(shape[done:])
    return "".join(pieces)
