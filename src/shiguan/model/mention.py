"""A span that names somebody or something, with its reading."""

from enum import StrEnum

import msgspec

from shiguan.model.span import Span


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"  # a person by name: 俄罗斯联邦安全会议秘书帕特鲁舍夫, 普京总统, 赵隆
    ROLE = "role"  # a person or persons without a name: 俄美两国外长, 一名匿名中国官员, 发言人
    BODY = "body"  # a ministry, army, embassy, company, institute: 俄罗斯国防部
    SIDE = "side"  # a side as such: 中方, 双方, 两国, 美国方面
    STATE = "state"  # a state, territory or international organisation, also several at once: 中国, 中俄, 欧盟
    OUTLET = "outlet"  # a medium: 新华社, 《环球时报》, 以色列媒体
    GROUP = "group"  # people spoken of together: 分析人士, 与会嘉宾, 绝大多数网民


class Mention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A maximal, non-overlapping mention: title, name and bracketed Latin name together are one.

    `states` are codes in the order written (俄美两国外长: RU, US); one for most mentions, none where the page does not
    tell. `organisation` is the body as written (外交部), for people also the body their office belongs to.
    The `*_span`s say where each part stands; they may stand earlier on the page than the mention itself.
    """

    kind: MentionKind
    start: int
    end: int
    states: tuple[str, ...] = ()
    name: str | None = None
    office: str | None = None
    organisation: str | None = None
    state_span: Span | None = None
    name_span: Span | None = None
    office_span: Span | None = None
    organisation_span: Span | None = None
    rule: str
