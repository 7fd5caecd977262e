"""Who is credited for what a page tells: 据《环球时报》援引塔斯社消息, 路透社报道, 美联社的报道还指出.

A credit holds to the end of its paragraph, and further only where the page carries it on (该报道, 报道还说). A closing
line that names the source of the whole page holds for all of it.
"""

import bisect
import functools
import re
from collections.abc import Sequence

import msgspec

from shiguan.grammar.credit import NOBODY, canonical_names, outlet_name
from shiguan.grammar.layout import Layout
from shiguan.lexicon import tables
from shiguan.model.credit import Credit
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.page import Document
from shiguan.model.span import Span

REPORTS = re.compile(
    r"(?:[^，。；\n]{0,16}?)(?:报道|报导|消息|援引|引述|引用|转引|引据|称|获悉|了解到|透露|披露|统计|的说法|的数据|数据显示)"
)
INTRODUCED = re.compile(r"(?:^|[，。；\n（])?(?:另|又|综合)?(?:据|根据|援引|引述|引用)[^，。；据]{0,20}$")
REPORT_VERB = re.compile(r"(?:（[^）\n]{1,20}）)?(?:[^，。；：\n]{0,8}?)(?:的)?(?:报道|报导|援引|引述|引据|转引)")
CARRIES_ON = re.compile(
    r"(?:该|这篇|这一|这份|上述)(?:报道|报导|报)|[，。；\n](?:报道|报导)(?:还|又|也|并|则|同时)?(?:援引|引述|引据|指出|说|称|认为|表示)"
)
WHOLE_PAGE = re.compile(r"本文(?:依据|根据|援引|参考)了?|[（(](?:综合)?(?=[^（）()\n]{2,20}[)）]\s*$)")


REPORTING = frozenset({MentionKind.OUTLET, MentionKind.ROLE})  # what a medium is named by, itself or as its reporter


class Named(msgspec.Struct, frozen=True, gc=False):
    """An outlet where it is named."""

    name: str
    start: int
    end: int


def detect_credits(text: str, folded: str, layout: Layout, mentions: Sequence[Mention]) -> list[Credit]:
    """Return the credits of a page, sorted by start."""
    reporting = [mention for mention in mentions if mention.kind in REPORTING]
    media = [mention for mention in reporting if mention.kind is MentionKind.OUTLET]
    vouching = [mention for mention in reporting if vouches(mention)]
    if not media and not vouching:
        return []
    found: list[Credit] = []
    starts = [mention.start for mention in vouching]
    for start, end in layout.paragraphs:
        inside = vouching[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
        outlets = [outlet_of_reporter(mention) for mention in inside]
        here = paragraph_credits(text, folded, start, end, outlets)
        if not here and found and found[-1].until <= start:
            carried = CARRIES_ON.search(folded, max(0, start - 1), end)
            if carried:
                here = [
                    msgspec.structs.replace(
                        found[-1], start=carried.start(), end=carried.end(), until=end, rule="credit/carried"
                    )
                ]
        found.extend(here)
    whole = whole_page(text, folded, layout, media)
    if whole is not None:
        return [whole]
    return found + rest_of_page(text, folded, layout, media)


def vouches(mention: Mention) -> bool:
    """Tell whether the mention names a medium, itself or as what a reporter without a name writes for."""
    if mention.kind is MentionKind.OUTLET:
        return mention.organisation not in NOBODY
    if mention.kind is not MentionKind.ROLE or mention.organisation_span is None:
        return False
    return (mention.office or "").endswith("记者") and mention.organisation in canonical_names()


def outlet_of_reporter(mention: Mention) -> Mention:
    """Return the outlet that a reporter without a name writes for (法新社驻利马记者), else the mention."""
    span = mention.organisation_span
    if mention.kind is MentionKind.OUTLET or span is None:
        return mention
    return msgspec.structs.replace(mention, kind=MentionKind.OUTLET, start=span.start, end=span.end)


OFTEN = 4
# What an outlet does whose report a page retells: 路透社报道, 路透社认为, 路透社的报道还指出.
TELLS = re.compile(
    r"[》”]?(?:（[^）\n]{1,20}）)?[^，。；：\n]{0,6}?(?:报道|报导|指出|表示|认为|说|称|写道|专访|分析|援引|引述|预测)"
)


def rest_of_page(text: str, folded: str, layout: Layout, media: Sequence[Mention]) -> list[Credit]:
    """Return the credit of an outlet whose report the page retells: named in its first lines, four times or more."""
    named: dict[str, list[Mention]] = {}
    for mention in media:
        if mention.organisation not in NOBODY and TELLS.match(folded, mention.end):
            named.setdefault(outlet_name(text, folded, mention.start, mention.end), []).append(mention)
    if not named or not layout.paragraphs:
        return []
    name, places = max(named.items(), key=lambda one: (len(one[1]), -one[1][0].start))
    early = layout.paragraphs[min(1, len(layout.paragraphs) - 1)][1]
    if len(places) < OFTEN or places[0].start > early:
        return []
    first = places[0]
    span = Span(first.start, first.end)
    return [
        Credit(start=first.start, end=first.end, until=len(folded), via=(name,), spans=(span,), rule="credit/retold")
    ]


def paragraph_credits(text: str, folded: str, start: int, end: int, outlets: Sequence[Mention]) -> list[Credit]:
    """Return the credits of one paragraph, each holding until the next or the end."""
    found: list[Credit] = []
    used = -1
    for index, mention in enumerate(outlets):
        if mention.start < used:
            continue
        head = folded[max(start, mention.start - 24) : mention.start]
        introduced = INTRODUCED.search(head) is not None
        chain, last = chain_from(text, folded, outlets, index)
        reports = REPORTS.match(folded, last) if introduced else REPORT_VERB.match(folded, last)
        if not introduced and not reports:
            continue
        if introduced and not reports and folded[last : last + 1] not in "，":
            continue
        used = last
        begin = mention.start
        found.append(
            Credit(
                start=begin,
                end=last,
                until=end,
                via=tuple(named.name for named in chain),
                spans=tuple(Span(named.start, named.end) for named in chain),
                rule="credit/introduced" if introduced else "credit/reports",
            )
        )
    return [
        msgspec.structs.replace(credit, until=found[index + 1].start if index + 1 < len(found) else end)
        for index, credit in enumerate(found)
    ]


def chain_from(text: str, folded: str, outlets: Sequence[Mention], index: int) -> tuple[list[Named], int]:
    """Return the chain of outlets that begins with one: 《环球时报》援引塔斯社; parallel ones by 、 and 和 too."""
    first = outlets[index]
    chain = [Named(outlet_name(text, folded, first.start, first.end), first.start, first.end)]
    last = first.end
    for other in outlets[index + 1 :]:
        gap = folded[last : other.start]
        if gap in ("（", "（即"):  # 美国政治新闻网（Politico）: one outlet by two names
            chain[-1] = Named(outlet_name(text, folded, other.start, other.end), other.start, other.end)
            last = other.end + 1
            continue
        gap = re.sub(r"（[^）]*）", "", gap)
        if not re.fullmatch(r"[、和与及]|[^，。；\n]{0,12}(?:援引|引述|引用|转引|引据)了?[^，。；\n]{0,8}", gap):
            break
        chain.append(Named(outlet_name(text, folded, other.start, other.end), other.start, other.end))
        last = other.end
    return chain, last


def whole_page(text: str, folded: str, layout: Layout, media: Sequence[Mention]) -> Credit | None:
    """Return the credit of a closing line for the whole page: （本文依据了路透社的报道内容）."""
    for start, end in layout.paragraphs[-3:]:
        found = WHOLE_PAGE.search(folded, start, end)
        if not found:
            continue
        outlets = [mention for mention in media if found.start() <= mention.start < end]
        if not outlets:
            continue
        named = [
            Named(outlet_name(text, folded, mention.start, mention.end), mention.start, mention.end)
            for mention in outlets
        ]
        return Credit(
            start=outlets[0].start,
            end=outlets[-1].end,
            until=len(folded),
            via=tuple(one.name for one in named),
            spans=tuple(Span(one.start, one.end) for one in named),
            rule="credit/whole-page",
        )
    return None


# Outlets of these states speak of their own 外交部 without naming the state.
AT_HOME = frozenset({"CN", "TW", "HK", "MO"})


def home_of(document: Document) -> str | None:
    """Return the state whose 外交部 a page means where it names none: its publisher's, mainland where none is known."""
    if not document.publisher:
        return "CN" if document.language == "zh-Hans" else None
    return home_of_publisher(document.publisher)


@functools.cache
def home_of_publisher(publisher: str) -> str | None:
    """Return the state of an outlet that counts itself at home in China, Taiwan, Hong Kong or Macao."""
    traditional = tables.mapping("traditional", "simplified")
    folded = "".join(traditional.get(character, character) for character in publisher)
    states = tables.mapping("outlets", "state")
    known = max((word for word in states if word in folded), key=len, default="")
    return states[known] if known and states[known] in AT_HOME else None
