"""Whose data a figure is: the outlets credited around it, or the body that published or told it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from shiguan.extract.figure import words
from shiguan.model.credit import Credit
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

BODY_ENDING = (
    r"(?:统计局|管理局|海关总署|总署|产权局|总局|商务部|财政部|国防部|司法部|外交部|劳工部|卫生部|部门|部|央行|银行|联合会|协会"
    r"|委员会|委|总参谋部|参谋部|军方|办公室|新闻办|研究院|研究所|研究中心|中心|组织|理事会|智库|警方|当局|署|局)"
)
# 据中国海关总署统计, 国家统计局18日公布的数据显示, 中国海关总署最新统计数据显示
PUBLISHED = re.compile(
    rf"(?:^|[，。；：、 \n]|据|根据|来自|从)(?P<body>[^\W据，。；：、\d]{{2,24}}?{BODY_ENDING})"
    r"(?:(?:今天|昨天|近日|日前|\d+月|\d+日|周[一二三四五六日]|\d+月\d+日|（[^）]{1,12}）)?的?(?:最新|近日|日前|对外)?)"
    r"(?:发布|公布|披露|通报|统计|数据|资料|最近期的资料|最新)[^，。]{0,24}?(?:显示|，|统计|称|表明)"
)
CARRIED = re.compile(r"显示|统计|发布|公布|表明|介绍|通报")


class Source(msgspec.Struct, frozen=True):
    """A chain of origins that holds from `start` to `until`."""

    start: int
    until: int
    via: tuple[str, ...]
    spans: tuple[Span, ...]


def sources(folded: str, text: str, mentions: Sequence[Mention], paragraphs: Sequence[tuple[int, int]]) -> list[Source]:
    """Return the bodies whose data the page gives, in reading order; each holds to the end of its paragraph."""
    found = []
    bodies = [mention for mention in mentions if mention.kind is MentionKind.BODY]
    taken = [body.start for body in bodies]
    for first, last in paragraphs:
        for match in words.source_verb().finditer(folded, first, last):
            index = bisect_right(taken, match.start() - 1) - 1
            if index < 0 or bodies[index].start < first:
                continue
            body = bodies[index]
            if near(folded, body.end, match.start()):
                name = body.organisation or body.name or text[body.start : body.end]
                found.append(Source(body.start, last, (name,), (Span(body.start, body.end),)))
        for published in PUBLISHED.finditer(folded, first, last):
            span = Span(*published.span("body"))
            found.append(Source(span.start, last, (text[span.start : span.end],), (span,)))
    return sorted(found, key=lambda source: source.start)


def near(folded: str, start: int, end: int) -> bool:
    """Say whether a verb belongs to the body that ends at `start`."""
    return 0 <= end - start <= 14 and not re.compile(r"[，。；！？\n]").search(folded, start, end)


def origin_of(
    start: int, found: Sequence[Source], credited: Sequence[Credit]
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Return the chain for a figure at `start`: the page's credit first, then the body whose data it is."""
    via: list[str] = []
    spans: list[Span] = []
    for credit in credited:
        if credit.start <= start < credit.until:
            via, spans = list(credit.via), list(credit.spans)
    index = bisect_left([source.start for source in found], start) - 1
    if index >= 0 and start < found[index].until:
        for name, span in zip(found[index].via, found[index].spans, strict=True):
            if name not in via:
                via.append(name)
                spans.append(span)
    return tuple(via), tuple(spans)
