"""Phrases, positions and comparisons over a small register of invented pages."""

import csv
import datetime
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from shiguan.annals.compare import Comparison, Heading
from shiguan.annals.phrase import Against, Asked, day_said, nearest_rounds
from shiguan.annals.readouts import By
from shiguan.annals.register import open_register
from shiguan.cli.app import app
from shiguan.cli.beside import marked
from shiguan.errors import UsageError
from shiguan.model.brief import Table
from shiguan.model.raw import Raw, RawKind
from shiguan.tell.readout import Point, Stretch, paired

PHRASE = "共护蓝色渔场"
VERBS = ("守住", "盼望", "主张", "践行", "珍惜", "弘扬")
OTHERS = ("放宽签证", "互派教师", "修建桥梁", "开放港口", "保护候鸟", "举办画展", "减免学费")
PAGES = [
    (
        f"20{21 + at}-03-0{at + 1}",
        f"3月{at + 1}日，中俄第{at + 3}轮渔业磋商在莫斯科举行。"
        f"农业部长林远表示，中方愿{OTHERS[at]}，{VERBS[at]}{PHRASE}。"
        f"俄罗斯总理米舒斯京表示，俄方反对提高关税{at}成。",
    )
    for at in range(6)
]
REPORTS = [
    (
        "晨报",
        "2030年6月1日，中国农业部长林远同俄罗斯农业部长博格丹诺夫在莫斯科举行会谈。林远表示，双方同意降低关税。"
        "林远强调，台湾问题不容干涉。",
    ),
    (
        "晚报",
        "俄罗斯农业部长博格丹诺夫2030年6月1日在莫斯科同中国农业部长林远会谈。据介绍，两人走访了渔市。"
        "博格丹诺夫表示，双方同意降低关税和费用。博格丹诺夫表示，俄方愿修建冷库。",
    ),
]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the invented pages, one of them twice."""
    path = tmp_path_factory.mktemp("register") / "small.db"
    told = [*PAGES, (PAGES[0][0], PAGES[0][1] + "（完）")]
    raws = [
        Raw(data=text.encode(), kind=RawKind.TEXT, name=f"page-{at}", published=day)
        for at, (day, text) in enumerate(told)
    ]
    raws += [Raw(data=text.encode(), kind=RawKind.TEXT, name=name, published="2030-06-02") for name, text in REPORTS]
    with open_register(path) as book:
        assert sum(len(outcome.entered) for outcome in book.add(raws, jobs=0)) == len(raws)
    return path


def ask(register: Path, *words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--register", str(register)])
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def test_a_phrase_is_found_once_a_report_and_its_citations_hold(register: Path) -> None:
    with open_register(register, create=False) as book:
        found = {one.text: one for one in book.phrases(Asked(least=5))}
        assert found[PHRASE].statements == len(PAGES)
        for use in found[PHRASE].uses:
            assert book.reading(use.page).document.text[use.start : use.end] == PHRASE


@pytest.mark.parametrize(
    "words",
    [["--state", "CN"], ["--person", "林远"], ["--pair", "中国", "俄罗斯"], ["--mechanism", "中俄渔业磋商"], []],
    ids=lambda words: " ".join(words[:1]) or "all",
)
def test_whose_words_can_be_chosen(register: Path, words: list[str]) -> None:
    found = json.loads(ask(register, "phrases", *words, "--format", "json"))
    assert PHRASE in [one["text"] for one in found]


def test_words_of_another_state_or_time_are_left_out(register: Path) -> None:
    for words in (["--state", "RU"], ["--until", "2022"]):
        found = json.loads(ask(register, "phrases", *words, "--format", "json"))
        assert PHRASE not in [one["text"] for one in found]


def test_phrases_come_as_table_and_csv_with_every_use(register: Path) -> None:
    assert PHRASE in ask(register, "phrases")
    rows = list(csv.DictReader(io.StringIO(ask(register, "phrases", "--format", "csv"))))
    assert len([row for row in rows if row["phrase"] == PHRASE]) == len(PAGES)


def test_what_entered_and_left_between_rounds_and_years(register: Path) -> None:
    asked = Asked(mechanism="中俄渔业磋商")
    with open_register(register, create=False) as book:
        with pytest.raises(UsageError, match="before 2020"):
            book.turnover(asked, Against(since="2020"))
        by_round = book.turnover(asked, Against(since="4", least_uses=1))
        one_round = book.turnover(asked, Against(old="3", new="5", least_uses=1))
        by_year = book.turnover(asked, Against(old="2021/2022", least_uses=1))
    assert (by_round.before.label, by_round.after.label) == ("to round 4", "since round 4")
    assert (one_round.before.label, one_round.after.label) == ("round 3", "round 5")
    assert by_round.before.statements == by_year.before.statements == 2 * one_round.before.statements > 0
    assert PHRASE not in [one.phrase.text for one in (*by_round.entered, *by_round.left)]


def test_a_state_or_mechanism_that_nobody_knows_is_refused(register: Path) -> None:
    for words in (["--state", "乌有国"], ["--mechanism", "乌有磋商"], ["--new-since", "2021", "--against", "2022"]):
        assert CliRunner().invoke(app, ["phrases", *words, "--register", str(register)]).exit_code != 0


def test_positions_of_a_state_on_a_topic(register: Path) -> None:
    found = json.loads(ask(register, "positions", "RU", "贸易", "--format", "json"))
    assert found
    assert all("关税" in one["text"] for one in found)
    dates = [one["uses"][0]["date"] for one in found]
    assert dates == sorted(dates)
    assert "关税" in ask(register, "positions", "俄罗斯", "关税")


def test_silence_on_a_topic_is_said(register: Path) -> None:
    result = CliRunner().invoke(app, ["positions", "RU", "南海", "--register", str(register)])
    assert isinstance(result.exception, UsageError)
    assert "台湾" in str(result.exception)


def engagement(register: Path) -> str:
    with open_register(register, create=False) as book:
        return next(one.id for one in book.deeds() if one.date == "2030-06-01")


@pytest.mark.parametrize("by", ["report", "side"])
def test_accounts_are_compared_in_every_form(register: Path, by: str) -> None:
    id = engagement(register)
    table = ask(register, "compare", id, "--by", by)
    assert "关税" in table
    told = json.loads(ask(register, "compare", id, "--by", by, "--format", "json"))
    assert len(told["accounts"]) == 2
    rows = list(csv.reader(io.StringIO(ask(register, "compare", id, "--by", by, "--format", "csv"))))
    assert {len(row) for row in rows} == {len(rows[0])}
    page = ask(register, "compare", id, "--by", by, "--format", "html")
    HTMLParser().feed(page)
    assert page.startswith("<!doctype html>")


@pytest.mark.parametrize("by", list(By))
def test_a_comparison_is_a_document_with_all_points_and_notes(register: Path, tmp_path: Path, by: By) -> None:
    id = engagement(register)
    with open_register(register, create=False) as book:
        found = book.compare(id, by)
        page = book.beside(found, today=datetime.date(2030, 7, 1).toordinal())
        texts = {source.page: book.reading(source.page).document.text for source in page.sources}
    for source in page.sources:
        assert all(one.text == texts[source.page][one.start : one.end] for one in source.passages)
    blocks = [block for section in page.sections[-len(found.matched) :] for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert tables == blocks
    said = {"".join(piece.text for piece in cell) for table in tables for row in table.rows for cell in row}
    points = {point.text for one in found.matched for pair in one.pairs for point in (pair.left, pair.right) if point}
    assert all(any(point in cell for cell in said) for point in points)
    told = ask(register, "compare", id, "--by", by, "--to", str(tmp_path / "beside.docx"))
    assert f"{len(found.accounts)} accounts" in told
    paragraphs = Document(str(tmp_path / "beside.docx")).paragraphs
    titles = [one.text for one in paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert titles == [*(section.title for section in page.sections), page.sources_title]


def test_topics_left_out_by_one_account_are_named(register: Path) -> None:
    told = json.loads(ask(register, "compare", engagement(register), "--format", "json"))
    topics = {one["topic"]: len(one["left_out"]) for one in told["topics"]}
    assert topics["贸易"] == 0
    assert topics["台湾"] == 1


def test_what_is_gone_and_new_is_marked() -> None:
    earlier = (Stretch("甲", False), Stretch("乙丙", True))
    later = (Stretch("乙丙", True), Stretch("丁", False))
    assert marked(earlier, later) == "[-甲-]乙丙{+丁+}"


def test_other_punctuation_is_no_other_wording() -> None:
    left, right = "甲乙，丙丁，戊己。", "甲乙、丙丁戊己"
    pair = paired(*(Point(page="p", start=0, end=len(one), speaker="", text=one) for one in (left, right)))
    assert marked(pair.left_stretches, pair.right_stretches) == right


@pytest.mark.parametrize(
    ("date", "published", "day"),
    [
        ("2030-05-04", "2030-05-06", "2030-05-04"),
        ("2014", "2030-05-06", "2030-05-06"),
        ("2030-04", "2030-05-06", "2030-05-06"),
        (None, "2030-05-06", "2030-05-06"),
        ("2014-10-15", "2030-05-06", "2030-05-06"),
        ("2014", None, None),
    ],
)
def test_words_are_dated_to_the_day_or_by_their_page(date: str | None, published: str | None, day: str | None) -> None:
    assert day_said(date, published) == (datetime.date.fromisoformat(day).toordinal() if day else None)


def test_a_page_that_tells_of_several_rounds_is_of_the_one_of_its_days() -> None:
    may, june, next_year = (
        datetime.date.fromisoformat(day).toordinal() for day in ("2030-05-19", "2030-06-01", "2031-05-01")
    )
    rows = [
        ("a", "2030-05-19", 1, may, may),
        ("a", "2030-05-19", 2, next_year, next_year + 30),
        ("b", "2031-04-20", 1, may, may),
        ("b", "2031-04-20", 2, next_year, next_year + 30),
        ("c", "2030-05-19", 3, None, None),
        ("c", "2030-05-19", 1, june, june),
        ("d", None, 1, may, may),
        ("d", None, 2, None, None),
    ]
    assert nearest_rounds(rows) == {"a": 1, "b": 2, "c": 1, "d": 2}


def test_accounts_of_one_name_and_day_are_told_apart() -> None:
    def heading(key: str, published: str | None) -> Heading:
        return Heading(key=key, name="北山社", published=published, points=1)

    found = Comparison(
        record="r",
        title="",
        by=By.REPORT,
        accounts=(
            heading("a", "2030-01-01"),
            heading("b", "2030-01-01"),
            heading("c", "2030-01-02"),
            heading("d", None),
        ),
        topics=(),
        matched=(),
    )
    assert [found.name_of(key) for key in "abcd"] == [
        "北山社 2030-01-01 (1)",
        "北山社 2030-01-01 (2)",
        "北山社 2030-01-02",
        "北山社",
    ]
