"""What holds for every page: spans equal their characters, the same page gives the same bytes, nothing breaks."""

import gzip
import json
import random
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shiguan import pipeline
from shiguan.errors import ShiguanError
from shiguan.model.raw import Raw, RawKind
from shiguan.model.reading import Reading
from shiguan.pipeline import read_articles, read_page, read_raws
from tests.properties.citation import faults_of

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "src" / "shiguan" / "samples").iterdir())
CORPUS = ROOT.parent / "shared" / "corpus"
CORPUS_SHARE = 150  # articles of each file; `make bench` reads them all

# Pieces of pages in any order: more likely to reach a rule than plain random characters.
WORDS = """
中国 俄罗斯 美日印澳 七国集团 外交部 外交部长 发言人 总统 王小明 卡里莫夫 伊万·彼得罗夫 林致遠 外長 双方 他
表示 指出 说 称 強調 ：“ ”。 「 」 《环球时报》 援引塔斯社 据 报道 同 和 与 对 并 其中 ， 。 、 （ ）
会见 会谈 举行 第九轮 磋商 访问 通电话 将于 推迟 签署 在塔什干 5月16日 去年 今年前四个月 2021年1月至4月 昨天
中俄战略安全磋商机制 该机制 成立于 由两国元首倡议建立 每年举行一次 已举行十五轮 是中俄总理定期会晤机制的组成部分
81.6亿美元 同比增长30.4% 贸易额 1,000人 2月30日 99999999年 é a 0 😀 𠮷
""".split()
PIECES = st.sampled_from([*WORDS, "\n", "　", "\u200b", "\ufeff", "\x00"])
PAGES = st.lists(PIECES, max_size=60).map("".join)


def read_or_refuse(data: bytes | str, published: str | None = None) -> Reading | None:
    """Return the reading, or None where the page is refused for a reason that fits in one line."""
    try:
        return read_page(data, published=published)
    except ShiguanError as error:
        refusal = str(error)
    assert "\n" not in refusal
    return None


def readings_of(path: Path) -> list[Reading]:
    """Return the readings of one sample."""
    if path.suffix != ".jsonl":
        return [read_page(path.read_bytes(), name=path.name)]
    found = list(read_articles(path.read_bytes().splitlines(), name=path.name))
    return [reading for reading in found if isinstance(reading, Reading)]


def said(found: Reading | ShiguanError) -> str:
    """Return a reading as JSON, or why there is none."""
    return str(found) if isinstance(found, ShiguanError) else msgspec.json.encode(found).decode()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PAGES, st.just("no Chinese"), st.just("")), max_size=8), st.integers(0, 200))
def test_pages_read_side_by_side_say_what_each_says_alone(texts: list[str], together: int) -> None:
    raws = [Raw(data=text.encode(), kind=RawKind.TEXT, name=str(number)) for number, text in enumerate(texts)]
    alone = [said(next(iter(read_raws([raw])))) for raw in raws]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "TOGETHER", together)
        assert [said(found) for found in read_raws(raws)] == alone


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_are_cited(path: Path) -> None:
    readings = readings_of(path)
    assert readings
    assert [fault for reading in readings for fault in faults_of(reading)] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_read_twice_give_the_same_bytes(path: Path) -> None:
    assert msgspec.json.encode(readings_of(path)) == msgspec.json.encode(readings_of(path))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_json_out_and_in_is_the_identity(path: Path) -> None:
    for_all = msgspec.json.decode(msgspec.json.encode(readings_of(path)), type=list[Reading])
    assert for_all == readings_of(path)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES, st.sampled_from([None, "2024-02-29"]))
@example("", None)
@example("\x00" * 50, None)
@example("中" * 20000, None)
@example("“" * 5000, None)
def test_any_page_is_cited_or_refused(text: str, published: str | None) -> None:
    reading = read_or_refuse(text, published)
    if reading is not None:
        assert faults_of(reading) == []


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = read_or_refuse(text)
    assert reading is None or faults_of(reading) == []


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"<html><body><p>")
@example(b"<div>" * 3000)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reading = read_or_refuse(data)
    assert reading is None or faults_of(reading) == []


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="NO CORPUS: ../shared/corpus is not here, so no real article was read")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.jsonl.gz")), ids=lambda path: path.stem)
def test_real_articles_are_cited(path: Path) -> None:
    with gzip.open(path) as stream:
        lines = [line for line in islice(stream, 3000) if json.loads(line).get("text")]
    chosen = random.Random(path.name).sample(lines, min(CORPUS_SHARE, len(lines)))
    readings = list(read_articles(chosen, name=path.name))
    refusals = [str(refused) for refused in readings if isinstance(refused, ShiguanError)]
    assert [refusal for refusal in refusals if "\n" in refusal or "not Chinese" not in refusal] == []
    assert [fault for reading in readings if isinstance(reading, Reading) for fault in faults_of(reading)] == []


def test_an_interval_without_an_end_dates_no_meeting() -> None:
    page = "俄罗斯总统希罗科夫今年6月以来同土耳其总统举行会谈。"
    reading = read_page(page, published="2024-05-06")  # 6月 lies ahead of the page: the interval has no end yet
    assert [one.value for one in reading.times] == ["2024-06/.."]
    assert [one.date for one in reading.engagements] in ([None], [])


@pytest.mark.parametrize("end", ["“会有结果”，工联会认为", "谈判会继续，他预计将", "“会有结果”，工联会回应"])
def test_a_page_may_break_off_behind_a_verb_of_speech(end: str) -> None:
    assert read_or_refuse(f"俄罗斯总统希罗科夫同土耳其总统会谈。{end}") is not None
