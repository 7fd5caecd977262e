"""An outlet or body credited for what the text around it tells."""

import msgspec

from shiguan.model.span import Span


class Credit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """据《环球时报》援引塔斯社消息称: the chain `via`, from the page's own credit to the origin, and how far it holds.

    `start` and `end` cover the words of the credit; it holds for what starts in `[start, until)`. `spans` say where
    each outlet of the chain is named. `rule` is the path of the rule that read it.
    """

    start: int
    end: int
    until: int
    via: tuple[str, ...]
    spans: tuple[Span, ...]
    rule: str
