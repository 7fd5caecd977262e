"""Copies: what is one report in other dress, what only uses the same formula, and that order makes no difference."""

import struct

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.errors import UsageError
from shiguan.grammar.fold import fold
from shiguan.merge.copy import (
    BANDS,
    HEAD,
    SLOTS,
    Carrier,
    Report,
    bands,
    is_copy,
    is_current,
    reports,
    scheme,
    signature,
)

SENTENCES = (
    "据云岭通讯社3月14日报道，山海国外交部长白石川当天在首都晴川市同来访的河谷国外交部长罗曼尼举行第六轮战略磋商。",
    "白石川说，两国隔江相望，渔民往来、茶叶贸易和铁路联运让双方的日子越过越近，山海国愿意把边境口岸的通关时间缩短一半。",
    "罗曼尼表示，河谷国感谢邻国在去年夏天洪水期间派出的四支救援队，希望年内开通第二条跨江客运航线，并恢复中断九年的青年交流营。",
    "双方签署了关于共同管理江心岛候鸟保护区的备忘录，约定每年秋天由两国的鸟类学家各派十二人清点一次。",
    "会谈之后，两位部长乘船察看了正在加固的老码头，并向码头上的修船工人询问木料的来源和工期。",
    "观察人士认为，磋商没有触及上游水库的蓄水争议，这个题目要留到七月的总理会晤才会摆上桌面。",
    "河谷国代表团一行十八人将于周四离开，途中会在竹溪镇停留，参观当地刚刚修复的旧邮局和丝织作坊。",
)
ARTICLE = "\n".join(SENTENCES)
OTHER = (
    "高原国农业部公布的数字显示，今年青稞收成比去年多出一成，西部三个县的新水渠起了作用。部长在田头告诉记者，"
    "粮仓已经腾空，等着装新粮；他还请城里的面包师来试新麦，说好吃不好吃由他们说了算。磨坊主们却担心运费，"
    "因为翻过雪山的公路每到十一月就要封闭，去年有二百多辆卡车在垭口等了六天。政府答应在两侧各修一座临时仓库。"
)
CEREMONY = (
    "{day}日上午，山海国总统在松涛宫前广场举行仪式，欢迎{guest}对山海国进行正式访问。仪仗队列队致敬，军乐团奏两国国歌，"
    "礼炮手鸣放二十一响。{guest}在总统陪同下检阅仪仗队，并观看分列式。副总统、外交部长和首都市长参加欢迎仪式。"
)
NOTICE = (
    "本台明天上午10点现场直播山海国第{ordinal}届议会开幕会，听取总理所作的政府报告。第一套节目、新闻频道、英语频道同步播出，"
    "晴川之声、山海乡音等电台频率以及本台的网站和手机客户端也将为您转播，敬请届时收看收听。"
)
BEFORE = "首页 > 国际 > 正文\n打印 分享 收藏\n"
AFTER = "\n责任编辑：周小禾\n扫码下载客户端，随时看新闻\n"


def sign(text: str) -> bytes:
    return signature(fold(text))


def resembling(left: str, right: str, days: int | None = 0) -> bool:
    return is_copy(sign(left), sign(right), days=days)


DRESSED = {
    "cut to its first half": ARTICLE[: len(ARTICLE) // 2],
    "without its lead": "\n".join(SENTENCES[1:]),
    "without a sentence": "\n".join(SENTENCES[:3] + SENTENCES[4:]),
    "in a frame": BEFORE + ARTICLE + AFTER,
    "cut and in a frame": BEFORE + ARTICLE[: int(len(ARTICLE) * 0.7)],
    "with other marks": ARTICLE.replace("，", " ").replace("。", "；").replace("\n", ""),
    "under another title": "晴川来信：江水两岸又坐到了一起\n" + ARTICLE,
    "with the day told otherwise": ARTICLE.replace("3月14日", "昨日").replace("周四", "二十日"),
}


@pytest.mark.parametrize("text", DRESSED.values(), ids=DRESSED.keys())
def test_same_text_in_other_dress_is_a_copy(text: str) -> None:
    assert resembling(ARTICLE, text)
    assert set(bands(sign(ARTICLE))) & set(bands(sign(text)))


@pytest.mark.parametrize("days", [0, 3, 4, 60, 4000, None])
def test_whole_text_is_a_copy_at_any_distance(days: int | None) -> None:
    assert resembling(ARTICLE, BEFORE + ARTICLE, days=days)


@pytest.mark.parametrize("days", [4, 60, 4000, None])
def test_half_a_text_is_a_copy_at_any_distance(days: int | None) -> None:
    assert resembling(ARTICLE + OTHER, ARTICLE, days=days)


def test_traditional_characters_make_no_difference() -> None:
    simplified = (
        "两国外长在会谈后说，边境铁路的联运时间表已经谈妥，货物过关不再需要换车，这对沿线的茶农和木材商都是好消息。"
    )
    traditional = (
        "兩國外長在會談後說，邊境鐵路的聯運時間表已經談妥，貨物過關不再需要換車，這對沿線的茶農和木材商都是好消息。"
    )
    assert sign(simplified) == sign(traditional)


def test_marks_spaces_and_case_make_no_difference() -> None:
    assert sign("ABC 论坛，" + ARTICLE) == sign("（ａｂｃ）论坛　" + ARTICLE.replace("、", "") + "……")


@pytest.mark.parametrize("days", [0, 1, 30, 365])
def test_other_texts_are_no_copies(days: int) -> None:
    assert not resembling(ARTICLE, OTHER, days=days)
    assert not set(bands(sign(ARTICLE))) & set(bands(sign(OTHER)))


@pytest.mark.parametrize("days", [0, 1, 30])
def test_same_ceremony_for_another_guest_is_no_copy(days: int) -> None:
    first = CEREMONY.format(day=7, guest="河谷国总理罗曼尼")
    second = CEREMONY.format(day=7 + days % 20, guest="高原国国王次仁旺堆")
    assert not resembling(first, second, days=days)


def test_formula_of_the_year_before_is_no_copy() -> None:
    # One character tells the sessions apart; the numerals are compared because the rest agrees.
    assert not resembling(NOTICE.format(ordinal="十二"), NOTICE.format(ordinal="十三"), days=365)


def test_same_announcement_a_year_later_is_no_copy() -> None:
    notice = NOTICE.format(ordinal="十二")
    assert resembling(notice, notice, days=1)
    assert not resembling(notice, notice, days=365)


def test_long_text_with_another_number_is_no_copy_of_an_old_one() -> None:
    assert not resembling(ARTICLE, ARTICLE.replace("第六轮", "第七轮").replace("3月14日", "5月21日"), days=300)


def test_passage_in_a_long_report_is_no_copy() -> None:
    assert not resembling(SENTENCES[0], ARTICLE)


@pytest.mark.parametrize(
    "text", ["", "。", "白石川会见罗曼尼。", "undefined", "详细内容请看本台记者从晴川发回的报道。"]
)
def test_short_texts_have_no_copies(text: str) -> None:
    assert bands(sign(text)) == ()
    assert not resembling(text, text)


def test_signatures_are_made_as_they_were() -> None:
    # Stored signatures outlive releases. If this fails, the library or the rules have changed what is stored: say so
    # in the changelog, for every register makes its signatures anew, and only then write the new mark here.
    assert scheme() == SCHEME


SCHEME = 27022


def test_signatures_made_in_another_way_are_refused() -> None:
    made = sign(ARTICLE)
    old = struct.pack("<H", scheme() ^ 1) + made[2:]
    assert is_current(made)
    assert not is_current(old)
    with pytest.raises(UsageError, match="make both anew"):
        is_copy(made, old, days=0)


@given(st.text())
def test_any_text_has_a_signature(text: str) -> None:
    made = signature(text)
    keys = bands(made)
    assert is_current(made)
    assert len(made) in (HEAD.size, HEAD.size + 2 * SLOTS)
    assert len(set(keys)) == len(keys) == (BANDS if len(made) > HEAD.size else 0)
    assert all(0 <= key < 2**40 for key in keys)


PASSAGES = st.lists(st.sampled_from([*SENTENCES, OTHER, BEFORE, AFTER]), max_size=8).map("".join)
DAYS = st.one_of(st.none(), st.integers(0, 400))


@given(PASSAGES, PASSAGES, DAYS)
def test_being_a_copy_is_mutual(left: str, right: str, days: int | None) -> None:
    assert is_copy(sign(left), sign(right), days=days) == is_copy(sign(right), sign(left), days=days)


@given(PASSAGES, DAYS)
def test_candidates_are_met_by_their_bands(text: str, days: int | None) -> None:
    made, framed = sign(text), sign(BEFORE + text)
    if is_copy(made, framed, days=days):
        assert set(bands(made)) & set(bands(framed))


def carrier(page: str, text: str, published: str | None) -> Carrier:
    return Carrier(page=page, published=published, signature=sign(text))


PAGES = (
    carrier("agency", ARTICLE, "2031-03-14"),
    carrier("paper", ARTICLE + AFTER, "2031-03-15"),
    carrier("half", ARTICLE[: len(ARTICLE) // 2], "2031-03-15"),
    carrier("harvest", OTHER, "2031-03-15"),
    carrier("undated", OTHER, None),
    carrier("guest-a", CEREMONY.format(day=7, guest="河谷国总理罗曼尼"), "2031-03-07"),
    carrier("guest-b", CEREMONY.format(day=8, guest="高原国国王次仁旺堆"), "2031-03-08"),
    carrier("short", "白石川会见罗曼尼。", "2031-03-14"),
)
REPORTS = (
    Report(id="guest-a", published="2031-03-07", carriers=("guest-a",)),
    Report(id="guest-b", published="2031-03-08", carriers=("guest-b",)),
    Report(id="agency", published="2031-03-14", carriers=("agency", "half", "paper")),
    Report(id="short", published="2031-03-14", carriers=("short",)),
    Report(id="harvest", published="2031-03-15", carriers=("harvest", "undated")),
)


def test_report_has_the_id_and_day_of_its_first_carrier() -> None:
    assert reports(PAGES) == REPORTS


@given(st.permutations(PAGES))
def test_reports_do_not_depend_on_the_order_of_pages(pages: list[Carrier]) -> None:
    assert reports(pages) == REPORTS


@given(st.lists(st.sampled_from(PAGES)))
def test_every_page_is_in_one_report(pages: list[Carrier]) -> None:
    carried = [page for report in reports(pages) for page in report.carriers]
    assert sorted(carried) == sorted({page.page for page in pages})


def test_copy_of_a_copy_is_the_same_report() -> None:
    # The last shares less than half with the first; the middle holds both.
    first, last = "\n".join(SENTENCES[:5]), "\n".join(SENTENCES[2:])
    pages = (
        carrier("c", last, "2031-03-14"),
        carrier("b", ARTICLE, "2031-03-14"),
        carrier("a", first, "2031-03-14"),
    )
    assert not is_copy(pages[0].signature, pages[2].signature, days=0)
    assert [report.carriers for report in reports(pages)] == [("a", "b", "c")]


def test_pages_known_to_carry_one_report_stay_together() -> None:
    known = [msgspec.structs.replace(page, report=page.page) for page in PAGES]
    known[0] = msgspec.structs.replace(known[0], report="harvest")
    assert reports(known, []) == (
        *(msgspec.structs.replace(one, carriers=(one.id,)) for one in REPORTS[:2]),
        Report(id="agency", published="2031-03-14", carriers=("agency", "harvest")),
        *(
            Report(id=page.page, published=page.published, carriers=(page.page,))
            for page in PAGES
            if page.page == "short"
        ),
        *(Report(id=page, published="2031-03-15", carriers=(page,)) for page in ("half", "paper")),
        Report(id="undated", published=None, carriers=("undated",)),
    )


@given(st.permutations(PAGES), st.integers(0, len(PAGES)))
def test_pages_compared_as_they_come_make_the_reports_of_all(pages: list[Carrier], known: int) -> None:
    # What a store does: those that stand have their reports, and only with the new ones anything is compared.
    before = {page: one.id for one in reports(pages[:known]) for page in one.carriers}
    given = [msgspec.structs.replace(page, report=before.get(page.page)) for page in pages]
    new = [(one.page, other.page) for one in pages[known:] for other in pages if one != other]
    near = [(one, other) for one, other in new if set(bands(SIGNED[one])) & set(bands(SIGNED[other]))]
    assert reports(given, near) == REPORTS


SIGNED = {page.page: page.signature for page in PAGES}


def test_a_page_given_twice_is_there_once() -> None:
    assert reports(PAGES + PAGES) == REPORTS
