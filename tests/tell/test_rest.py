"""What is the rest of something longer, the name of a thing or anybody's words is no phrase or a light one."""

import pytest

from shiguan.tell.edge import Edges
from shiguan.tell.hollow import is_hollow, is_plain
from shiguan.tell.phrase import Phrase, find_phrases
from shiguan.tell.rest import Surroundings
from shiguan.tell.run import Run, paired, without
from shiguan.tell.speech import Saying, speech_of
from tests.tell.saying import NAMES, saying, tail, told

PHRASE = "同舟共济新航程"
SIDES = ("中老", "中越", "中哈", "越中", "中柬", "中泰")
STATES = ("AA", "BB", "CC", "DD", "EE", "FF")


def sayings(texts: list[str], *, states: tuple[str, ...] = ("AA",), number: int = 0) -> list[Saying]:
    return [
        saying(
            number + at,
            text,
            f"203{at // 12}-{at % 12 + 1:02}-01",
            speaker=NAMES[at % len(NAMES)],
            state=states[at % len(states)],
        )
        for at, text in enumerate(texts)
    ]


def texts(found: list[Phrase]) -> list[str]:
    return [one.text for one in found]


def is_rest(text: str, said: list[str]) -> bool:
    speech = speech_of(sayings(said))
    return Surroundings(speech, Edges()).is_rest(text, places(speech.text, text))


def places(text: str, run: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(run, at)]


def test_what_goes_on_from_a_name_is_the_rest_of_it() -> None:
    assert is_rest("同心圆建设", [f"推动{side}同心圆建设行稳致远" for side in SIDES])
    assert not is_rest("同心圆建设", [f"{side}要推动同心圆建设" for side in SIDES])


def test_what_begins_within_a_name_is_the_rest_of_it() -> None:
    assert is_rest("中关系新航程", [f"推动{state}中关系新航程" for state in "越老柬朝泰缅"])
    assert not is_rest("中关系新航程", [f"推动{state}，中关系新航程" for state in "越老柬朝泰缅"])


def test_an_attribute_that_never_opens_a_clause_is_the_rest_of_a_longer_one() -> None:
    said = [f"学习关于{field}工作的重要论述" for field in "农林牧渔工商"]
    assert is_rest("工作的重要论述", said)
    assert is_rest("事务中的沟通", [f"加强{field}事务中的沟通" for field in "国地农林牧渔"])
    assert not is_rest("工作的重要论述", [*said, "工作的重要论述必须学"])


@pytest.mark.parametrize("run", ["重要共识", "可持续发展", "世界和平", "基础设施"])
def test_plain_words(run: str) -> None:
    assert is_plain(run)


@pytest.mark.parametrize("run", [PHRASE, "全球发展倡议", "经济社会持续发展"])
def test_words_that_are_not_plain(run: str) -> None:
    assert not is_plain(run)


def test_plain_words_weigh_less_where_many_states_use_them() -> None:
    def score(states: tuple[str, ...]) -> float:
        said = [f"{one.text.split('重要共识')[0]}重要共识{tail(at)}" for at, one in enumerate(told("重要共识", 12))]
        (found,) = find_phrases(sayings(said, states=states))
        return found.score

    assert score(STATES) == pytest.approx(score(("AA",)) / 4, rel=0.01)


@pytest.mark.parametrize("run", ["北山经济工作会议", "海陆贸易协定", "林谷铁路", "新冠疫情"])
def test_what_has_a_name_of_its_own_is_no_phrase(run: str) -> None:
    assert is_hollow(run)


def test_what_something_is_called_is_no_phrase_though_quoted() -> None:
    verbs = ("修", "说", "管", "守", "画", "问")
    pipes = sayings([f"{verb}“蓝绳”天然气管道{tail(at)}" for at, verb in enumerate(verbs)])
    ropes = sayings([f"{verb}“青索”{tail(at)}" for at, verb in enumerate(verbs)], number=50)
    assert texts(find_phrases([*pipes, *ropes])) == ["青索"]


def test_a_phrase_with_a_word_more_inside_is_the_same_and_its_uses_are_cited() -> None:
    phrase, other = "落实两岸同舟共济约定", "落实好两岸同舟共济约定"
    said = [*told(phrase, 12), *told(other, 8, first="2035-01-01", number=50), *told(PHRASE, 40, number=100)]
    by_id = {one.id: one for one in said}
    found = next(one for one in find_phrases(said) if one.text == phrase)
    assert (found.statements, found.variants) == (20, (other,))
    assert {use.text for use in found.uses} == {phrase, other}
    assert [by_id[use.statement].text[use.start - 7 : use.end - 7] for use in found.uses] == [
        use.text for use in found.uses
    ]
    assert found.last.text == other


@pytest.mark.parametrize(
    ("shorter", "longer", "one"),
    [
        ("落实两国元首重要共识", "落实好两国元首重要共识", True),
        ("落实两国元首重要共识", "落实两国元首达成的重要共识", True),
        ("完整准确全面贯彻新理念", "完整、准确全面贯彻新理念", True),
        ("完整准确全面贯彻新理念", "完整、准确、全面贯彻新理念", True),
        ("山海相连密可分割", "山海相连密不可分割", False),
        ("实现第个百年奋斗目标", "实现第二个百年奋斗目标", False),
        ("全面战略伙伴关系", "全面战略合作伙伴关系", False),
        ("北山倡议", "北方山倡议", False),
    ],
)
def test_what_is_the_same_phrase(shorter: str, longer: str, one: bool) -> None:
    assert (shorter in set(without(longer))) is one


def test_the_more_frequent_of_two_stands_for_both() -> None:
    runs = [
        Run(text="落实两国元首重要共识", places=[1], quoted=0),
        Run(text="落实好两国元首重要共识", places=[40, 80], quoted=1),
        Run(text="落实好两国元首达成的重要共识", places=[90], quoted=0),
    ]
    (head,) = paired(runs)
    assert head.text == "落实好两国元首重要共识"
    assert sorted(head.everywhere) == [1, 40, 80, 90]
    assert sorted(one.text for one in head.twins) == ["落实两国元首重要共识", "落实好两国元首达成的重要共识"]
