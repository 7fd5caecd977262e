"""Whose data a figure is: the outlets credited around it, or the body that published or told it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from shiguan.extract.figure import words
from shiguan.grammar.layout import Layout
from shiguan.model.credit import Credit
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

Origin = tuple[tuple[str, ...], tuple[Span, ...]]

BODY_ENDING = (
    r"(?:统计局|管理局|海关总署|总署|产权局|总局|商务部|财政部|国防部|司法部|外交部|劳工部|卫生部|部门|部|央行|银行|联合会|协会"
    r"|委员会|委|总参谋部|参谋部|军方|办公室|新闻办|研究院|研究所|研究中心|中心|组织|理事会|智库|警方|当局|署|局)"
)
# 据中国海关总署统计, 国家统计局18日公布的数据显示: also where no mention was made of the body.
PUBLISHED = re.compile(
    rf"(?:^|[，。；：、 \n]|据|根据|来自|从)(?P<body>[^\W据，。；：、\d]{{2,24}}?{BODY_ENDING})"
    r"(?:(?:今天|昨天|近日|日前|\d+月|\d+日|周[一二三四五六日]|\d+月\d+日|（[^）]{1,12}）)?的?(?:最新|近日|日前|对外)?)"
    r"(?:发布|公布|披露|通报|统计|数据|资料|最近期的资料|最新)[^，。]{0,24}?(?:显示|，|统计|称|表明)"
)
PUBLISHING = re.compile("发布|公布|披露|通报|统计|数据|资料|最新")  # the cheap part of it that must be there
# What a body publishes holds beyond the sentence, and for the page's statistics where nobody else is named.
DATA = re.compile(r"[^，。；！？\n]{0,20}?(?:数据|统计|资料|公布的|发布会|介绍)")
NO_SOURCE = re.compile(r"(?:论坛|会议|峰会|大会|使馆|领馆)$")


class Source(msgspec.Struct, frozen=True):
    """A body that holds from `start` to `until`; `lasting` ones also for statistics later on the page."""

    start: int
    until: int
    name: str
    span: Span
    lasting: bool


class Witnesses(msgspec.Struct, frozen=True):
    """The bodies and credits of a page, looked up by offset."""

    sources: Sequence[Source]
    starts: Sequence[int]
    credits: Sequence[Credit]
    credit_starts: Sequence[int]

    def origin_of(self, start: int, statistic: bool) -> Origin:
        """Return the chain for a figure at `start`: the page's credit, and the body named behind it."""
        credit = self.credit_at(start)
        source = self.source_at(start, statistic and credit is None)
        if credit is None:
            return ((source.name,), (source.span,)) if source else ((), ())
        if source is None or source.start < credit.start or source.name in credit.via:
            return credit.via, credit.spans
        return (*credit.via, source.name), (*credit.spans, source.span)

    def credit_at(self, start: int) -> Credit | None:
        """Return the last credit that holds at an offset."""
        for credit in reversed(self.credits[max(0, bisect_right(self.credit_starts, start) - 8) :]):
            if credit.start <= start < credit.until:
                return credit
        return None

    def source_at(self, start: int, statistic: bool) -> Source | None:
        """Return the body named last before an offset, if it still holds there."""
        before = self.sources[: bisect_left(self.starts, start)]
        if before and start < before[-1].until:
            return before[-1]
        return next((source for source in reversed(before[-20:]) if source.lasting), None) if statistic else None


VOUCHING = frozenset({MentionKind.BODY, MentionKind.ROLE})


def find_witnesses(
    folded: str, text: str, mentions: Sequence[Mention], layout: Layout, held: Sequence[int], credited: Sequence[Credit]
) -> Witnesses:
    """Return who vouches for figures; `held` are the paragraphs that hold any."""
    paragraph_starts = [start for start, _ in layout.paragraphs]
    sentence_starts = [start for start, _ in layout.sentences]
    found = []
    for mention in mentions:
        if (
            mention.kind not in VOUCHING
            or not is_body(folded, mention)
            or not words.source_after().match(folded, mention.end)
        ):
            continue
        lasting = DATA.match(folded, mention.end) is not None
        index = bisect_right(paragraph_starts if lasting else sentence_starts, mention.start) - 1
        until = (layout.paragraphs if lasting else layout.sentences)[index][1]
        span = mention.organisation_span or Span(mention.start, mention.end)
        found.append(Source(mention.start, until, mention.organisation or span.of(text), span, lasting))
    for paragraph in held:
        first, last = layout.paragraphs[paragraph]
        if not PUBLISHING.search(folded, first, last):
            continue
        for published in PUBLISHED.finditer(folded, first, last):
            span = Span(*published.span("body"))
            found.append(Source(span.start, last, span.of(text), span, lasting=True))
    found.sort(key=lambda source: source.start)
    return Witnesses(found, [source.start for source in found], credited, [credit.start for credit in credited])


def is_body(folded: str, mention: Mention) -> bool:
    """Say whether the mention names a body, or its unnamed officer: 国家知识产权局相关负责人."""
    if mention.kind is MentionKind.BODY:
        return NO_SOURCE.search(folded, mention.start, mention.end) is None
    officer = mention.kind is MentionKind.ROLE and mention.organisation is not None
    return officer and folded.endswith("负责人", mention.start, mention.end)
