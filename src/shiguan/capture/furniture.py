"""What a line of a page is: breadcrumb, stamp, label, link, button, legal notice, or text of the article."""

import functools
import re
from enum import StrEnum

import msgspec

from shiguan.capture.published import stamp_in
from shiguan.lexicon import tables


class Piece(StrEnum):
    """The part a line plays on a page."""

    BREADCRUMB = "breadcrumb"
    STAMP = "stamp"
    PREVIOUS = "previous"
    NEXT = "next"
    RELATED = "related"
    SOURCE = "source"
    AUTHOR = "author"
    EDITOR = "editor"
    BUTTON = "button"
    LEGAL = "legal"
    HEADING = "heading"  # short, no end mark: a title, a heading in the text, or the words of a link
    TEXT = "text"


FRAME = frozenset(set(Piece) - {Piece.HEADING, Piece.TEXT})
LINKING = frozenset({Piece.PREVIOUS, Piece.NEXT, Piece.RELATED})

ARROW = re.compile(r"\s*(?:>{1,2}|＞{1,2}|»|›|→|≫|〉)\s*")
BRACKETS = "【】[]（）〔〕<>《》|｜·•・-—–_*#●■▪◆►▶☆★ \t\u3000\u200b\xa0"
END_MARK = re.compile(r"[。；：…][”’』」）】]*$|[！？][”’』」]*$")
INNER_END = re.compile(r"[。；]")
LONGEST_HEADING = 60
LONGEST_EXCLAMATION = 40
LONGEST_LABELLED = 60
LONGEST_LEGAL = 240
LONGEST_CRUMB = 20


class Labels(msgspec.Struct, frozen=True):
    """The furniture table as patterns."""

    words: dict[str, str]  # folded word -> kind
    opening: re.Pattern[str]  # a label with its colon, or one that says a value is to come
    stamp: re.Pattern[str]
    legal: re.Pattern[str]
    breadcrumb: re.Pattern[str]
    notice: re.Pattern[str]


def any_of(words: list[str]) -> str:
    """Return an alternation, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@functools.cache
def labels() -> Labels:
    """Return the patterns, made once."""
    rows = tables.rows("page_furniture")
    kinds: dict[str, list[str]] = {}
    for row in rows:
        kinds.setdefault(row["kind"], []).append(row["words"])
    valued = [word for kind in VALUED for word in kinds[kind]]
    on_stamps = [
        word for kind in ("published", "updated", "source", "author", "editor", "other") for word in kinds[kind]
    ]
    return Labels(
        words={row["words"]: row["kind"] for row in rows},
        opening=re.compile(
            rf"[（【\[(]?(?P<label>{any_of(valued)})(?:\s*[：:|丨]\s*|(?<=于)\s*|(?<=自)\s*)(?P<value>.*)"
        ),
        stamp=re.compile(any_of([word for word in on_stamps if len(word) > 1])),
        legal=re.compile(any_of(kinds["legal"])),
        breadcrumb=re.compile(rf"(?:{any_of(kinds['breadcrumb'])})\s*[：:]?\s*(?P<rest>.*)"),
        notice=re.compile(any_of(kinds["notice"])),
    )


VALUED = ("previous", "next", "related", "published", "updated", "source", "author", "editor", "other")
PIECES = {
    "previous": Piece.PREVIOUS,
    "next": Piece.NEXT,
    "related": Piece.RELATED,
    "published": Piece.STAMP,
    "updated": Piece.STAMP,
    "source": Piece.SOURCE,
    "author": Piece.AUTHOR,
    "editor": Piece.EDITOR,
    "other": Piece.BUTTON,
    "button": Piece.BUTTON,
    "home": Piece.BUTTON,
    "breadcrumb": Piece.BREADCRUMB,
}


def piece_of(line: str) -> Piece:
    """Return what one folded line is, judged by itself."""
    line = line.strip()
    if len(line) > LONGEST_LEGAL:
        return Piece.TEXT
    known = labels()
    bare = line.strip(BRACKETS + "：:，")
    kind = known.words.get(bare)
    if kind in PIECES:
        return PIECES[kind]
    if len(line) <= LONGEST_LABELLED * 2 and crumbs_of(line):
        return Piece.BREADCRUMB
    if stamp_in(line, known.stamp):
        return Piece.STAMP
    if len(line) <= LONGEST_LABELLED and (found := known.opening.match(line)) and not INNER_END.search(line):
        return PIECES[known.words[found.group("label")]]
    if "©" in line[:30] or known.legal.search(line):
        return Piece.LEGAL
    if known.notice.match(line.lstrip(BRACKETS)) and len(line) <= LONGEST_LABELLED * 2:
        return Piece.LEGAL
    if len(bare) < 2 or buttons_only(bare, known):
        return Piece.BUTTON
    return Piece.HEADING if is_heading(line) else Piece.TEXT


def is_heading(line: str) -> bool:
    """Return whether the line is short and ends without a full stop; questions and exclamations may be titles."""
    if len(line) > LONGEST_HEADING or INNER_END.search(line):
        return False
    return END_MARK.search(line) is None or (line[-1] in "！？" and len(line) <= LONGEST_EXCLAMATION)


def buttons_only(line: str, known: Labels) -> bool:
    """Return whether the line is a row of button words: 【打印】【关闭】, 大 中 小."""
    parts = re.split(r"[\s|｜【】\[\]/丨·]+", line)
    return all(known.words.get(part) == "button" for part in parts if part) if len(parts) > 1 else False


def crumbs_of(line: str) -> tuple[str, ...]:
    """Return the steps of a breadcrumb line, or () where the line is none."""
    known = labels()
    found = known.breadcrumb.match(line.lstrip(BRACKETS))
    steps = [step.strip() for step in ARROW.split(found.group("rest") if found else line)]
    steps = [step for step in steps if step]
    if found:
        if len(steps) < 2 and found.group("rest"):
            steps = [step for step in re.split(r"\s*[-/|]\s*|\s{2,}", found.group("rest").strip()) if step]
        return tuple(steps) or (found.group("rest").strip(),)
    if len(steps) < 2 or END_MARK.search(line):
        return ()
    short = all(len(step) <= LONGEST_CRUMB for step in steps[:-1])
    starts_home = known.words.get(steps[0]) == "home" or steps[0].endswith(("网", "首页", "在线", "频道"))
    return tuple(steps) if short and (starts_home or len(steps) > 2) else ()


def value_after_label(line: str, *kinds: str) -> str | None:
    """Return what follows a label of those kinds at the head of a folded line: 来源：新华社 -> 新华社."""
    found = labels().opening.match(line.strip())
    if found is None or labels().words[found.group("label")] not in kinds:
        return None
    return found.group("value").strip() or None
