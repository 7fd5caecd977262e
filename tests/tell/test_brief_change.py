"""What changed since the last time: paired, marked, and every sentence led back to its characters."""

import pytest

from shiguan.model.brief import Heading, Items, Language, Pieces, Tone
from shiguan.model.imprint import Imprint
from shiguan.model.statement import Form, Speaker, Statement
from shiguan.tell.brief.change import Occasion, change_blocks, joined
from shiguan.tell.brief.matter import Clerk, Spoken
from shiguan.tell.brief.wording import Wording
from shiguan.tell.readout import Stretch

PAGES = {
    "then": "林远表示，两国渔业合作保持稳定。愿在第二年内恢复联合巡航。双方商定明年再会。",
    "now": "林远表示，两国渔业合作保持快速增长。双方商定明年再会。愿共建深海养殖试验站。",
}


@pytest.fixture
def clerk() -> Clerk:
    def imprint(page: str) -> Imprint:
        return Imprint(
            page=page, label=page, title=None, publisher=None, origin=None, published=None, url=None, report=page
        )

    return Clerk(Wording(Language.CHINESE), imprint, PAGES.__getitem__, {}, str, lambda _: True)


def occasion(page: str, state: str | None = "CN") -> Occasion:
    text = PAGES[page]
    start = text.index("，") + 1
    said = Statement(
        speaker=Speaker(name="林远", office=None, organisation=None, state=state, start=0, end=2),
        form=Form.INDIRECT,
        cue="表示",
        content=text[start:],
        start=start,
        end=len(text),
        via=(),
        date=None,
        cited={},
        rule="statement/cue",
    )
    return Occasion(name=page, words=(Spoken(key="林远", page=page, day=None, statement=said),))


def lines(clerk: Clerk) -> list[Pieces]:
    blocks = change_blocks(clerk, occasion("then"), occasion("now"))
    assert isinstance(blocks[0], Heading)
    assert isinstance(blocks[1], Items)
    return list(blocks[1].lines)


def test_what_is_reworded_new_and_gone(clerk: Clerk) -> None:
    told = ["".join(piece.text for piece in line) for line in lines(clerk)]
    assert told == [
        "改　林远今作：两国渔业合作保持快速增长。　上次作：两国渔业合作保持稳定。",
        "新　林远：愿共建深海养殖试验站。",
        "去　林远上次说，今未见：愿在第二年内恢复联合巡航。",
    ]


def test_what_differs_is_strong(clerk: Clerk) -> None:
    strong = [piece.text for piece in lines(clerk)[0] if piece.tone is Tone.STRONG]
    assert strong == ["快速增长", "稳定"]


def test_every_sentence_leads_to_its_characters(clerk: Clerk) -> None:
    for line in lines(clerk):
        for piece in line:
            for mark in piece.marks:
                source = clerk.notes.found[mark.source - 1]
                passage = source.passages[mark.passage - 1]
                assert passage.text == PAGES[source.page][passage.start : passage.end]
                assert piece.text in passage.text
    assert all(line[-1].marks for line in lines(clerk))


def test_one_occasion_alone_tells_of_no_change(clerk: Clerk) -> None:
    assert change_blocks(clerk, None, occasion("now")) == []
    assert change_blocks(clerk, occasion("then"), occasion("now", state=None)) == []
    assert change_blocks(clerk, occasion("then", state="RU"), occasion("now")) == []


def test_one_character_between_two_differences_is_chance() -> None:
    parts = [Stretch("前", True), Stretch("甲", False), Stretch("的", True), Stretch("乙", False), Stretch("同", True)]
    assert joined(parts) == [Stretch("前", True), Stretch("甲的乙", False), Stretch("同", True)]
