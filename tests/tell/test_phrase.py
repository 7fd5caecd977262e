"""Set phrases are found by counting: whole, once, cited; and none where there is none."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.tell.edge import Edges
from shiguan.tell.gram import branching, cohesion, entropy, repeated, standing
from shiguan.tell.phrase import Phrase, find_phrases
from shiguan.tell.speech import Saying, speech_of
from shiguan.tell.turnover import Split, tell_turnover
from tests.tell.saying import saying, told

PHRASE = "同舟共济新航程"


def texts(found: list[Phrase]) -> list[str]:
    return [one.text for one in found]


def test_a_phrase_is_found_whole_with_its_uses() -> None:
    (found,) = find_phrases(told(PHRASE, 6))
    assert found.text == PHRASE
    assert found.statements == 6
    assert found.months == dict.fromkeys(["2030-03", "2030-04"], 1) | {"2030-01": 2, "2030-05": 2}
    assert found.speakers == (("周岚", 2), ("林远", 2), ("何方", 1), ("苏敏", 1))
    assert (found.first.date, found.first.statement) == ("2030-01-01", "s000")
    assert (found.last.date, found.last.statement) == ("2030-05-31", "s005")


def test_every_use_is_cited_by_the_characters_of_its_page() -> None:
    sayings = told(PHRASE, 6)
    by_id = {one.id: one for one in sayings}
    (found,) = find_phrases(sayings)
    for use in found.uses:
        one = by_id[use.statement]
        assert use.page == one.page
        assert one.text[use.start - one.start : use.end - one.start] == use.text == PHRASE


def test_quotation_marks_and_script_do_not_part_the_uses() -> None:
    sayings = [*told(PHRASE, 5), saying(90, "我们说“同舟共济新航程”，很好。"), saying(91, "他盼「同舟共濟新航程」。")]
    (found,) = find_phrases(sayings)
    assert (found.statements, found.quoted) == (7, 2)
    assert {use.text for use in found.uses} == {PHRASE, "同舟共濟新航程"}


def test_quotation_marks_within_a_phrase_are_cited_with_it() -> None:
    (found,) = find_phrases(
        [saying(at, one.text.replace("共济", "“共济”"), f"2030-0{at + 1}-01") for at, one in enumerate(told(PHRASE, 5))]
    )
    assert {use.text for use in found.uses} == {"同舟“共济”新航程"}


def test_a_part_is_folded_into_the_whole_and_a_longer_wording_into_the_phrase() -> None:
    sayings = [*told(PHRASE, 20), *told("携手" + PHRASE, 6, first="2033-01-01", number=50)]
    (found,) = find_phrases(sayings)
    assert (found.text, found.statements, found.variants) == (PHRASE, 26, ("携手" + PHRASE,))


def test_a_short_term_in_quotation_marks_is_a_phrase_and_names_are_none() -> None:
    quoted = [
        saying(at, f"{verb}“蓝绳”{at}次。", f"2030-0{at + 1}-01")
        for at, verb in enumerate(["要", "说", "管", "守", "画"])
    ]
    assert texts(find_phrases([*quoted, *told("俄罗斯联邦总统", 6, number=20)])) == ["蓝绳"]


def test_the_same_words_within_three_days_are_a_copy_and_later_ones_are_not() -> None:
    one = told(PHRASE, 4)
    text = "我们将践行同舟共济新航程，造福两岸百姓与往来商旅。"
    copies = [
        saying(30 + at, text, day) for at, day in enumerate(["2031-05-01", "2031-05-02", "2031-05-03", "2031-06-01"])
    ]
    assert [found.statements for found in find_phrases([*one, *copies])] == [6]


def test_what_comes_back_too_seldom_is_no_phrase() -> None:
    assert find_phrases(told(PHRASE, 4)) == []
    assert texts(find_phrases(told(PHRASE, 4), least=4)) == [PHRASE]


def test_nothing_said_has_no_phrase() -> None:
    assert find_phrases([]) == []
    assert find_phrases([saying(0, ""), saying(1, "。。“”")]) == []


@pytest.mark.parametrize("run", ["的合作", "愿同邻邦", "合作共赢的", "、合作", "林远总统"])
def test_runs_that_begin_or_end_in_the_middle_or_are_names_are_refused(run: str) -> None:
    assert not Edges({"林远"}).allow(run)


def test_what_entered_and_what_left() -> None:
    old, new = told("守望相助老约定", 6), told(PHRASE, 6, first="2031-01-01", number=50)
    both = [*told("山海相连一家亲", 6, number=20), *told("山海相连一家亲", 6, first="2031-01-01", number=80)]
    sayings = [*old, *new, *both]
    split = Split(
        before=[one.id for one in sayings if (one.day or 0) < (new[0].day or 0)],
        after=[one.id for one in sayings if (one.day or 0) >= (new[0].day or 0)],
    )
    found = tell_turnover(sayings, split)
    assert [change.phrase.text for change in found.entered] == [PHRASE]
    assert [change.phrase.text for change in found.left] == ["守望相助老约定"]
    assert found.before.statements == found.after.statements == 12
    assert found.entered[0].chance < 0.02


def test_the_chance_is_that_of_so_many_uses_on_one_side() -> None:
    old, new = told("守望相助老约定", 6), told(PHRASE, 6, first="2031-01-01", number=50)
    found = tell_turnover([*old, *new], Split(before=[one.id for one in old], after=[one.id for one in new]))
    share = found.after.characters / (found.before.characters + found.after.characters)
    assert found.entered[0].chance == pytest.approx(share**6, abs=1e-6)


TEXTS = st.lists(st.text(alphabet="甲乙丙丁，“”、的", max_size=24), max_size=12)


@given(st.text(alphabet="甲乙丙\n", max_size=60), st.integers(2, 4), st.integers(2, 8))
def test_counting_level_by_level_counts_every_frequent_run(text: str, least: int, longest: int) -> None:
    grams = repeated(text, least, longest)
    for length in range(2, longest + 1):
        every = Counter(text[at : at + length] for at in range(len(text) - length + 1))
        plain = {run: count for run, count in every.items() if count >= least and "\n" not in run}
        assert grams.counts.get(length, {}) == plain
        for run, places in standing(text, grams, plain):
            assert places == [at for at in range(len(text)) if text.startswith(run, at)]
            assert cohesion(grams, run) > -10


def test_what_varies_is_freer_than_what_does_not() -> None:
    grams = repeated("子丑甲乙一\n寅卯甲乙二\n辰巳甲乙三\n丙甲\n丙甲\n丙甲\n", 2, 4)
    assert branching(grams, 2)["甲乙"].left > branching(grams, 2)["丙甲"].right - 1e-9
    assert branching(grams, 1)["丙"].right == 0


@pytest.mark.parametrize(
    ("counts", "total", "wanted"), [([4], 4, 0.0), ([2, 2], 4, 0.693), ([], 4, 1.386), ([2], 4, 1.04)]
)
def test_entropy_takes_the_rest_as_all_different(counts: list[int], total: int, wanted: float) -> None:
    assert entropy(counts, total) == pytest.approx(wanted, abs=0.001)


@settings(max_examples=60)
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_statements_plays_no_part_and_every_use_holds(parts: list[str], chance: object) -> None:
    sayings = [saying(at, part, f"2030-01-{at + 1:02}") for at, part in enumerate(parts)]
    turned = list(sayings)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    found = find_phrases(sayings, least=2)
    assert found == find_phrases(turned, least=2)
    by_id: dict[str, Saying] = {one.id: one for one in sayings}
    for use in (use for phrase in found for use in phrase.uses):
        one = by_id[use.statement]
        assert one.text[use.start - one.start : use.end - one.start] == use.text


@given(TEXTS)
def test_a_run_is_found_again_where_it_stood(parts: list[str]) -> None:
    speech = speech_of(saying(at, part) for at, part in enumerate(parts))
    for at, character in enumerate(speech.text):
        if character != "\n":
            one, start, end = speech.place(at, 1)
            assert one.text[start:end] == character
