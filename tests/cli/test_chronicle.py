"""The terminal page: aligned columns, every state with sign and word, nothing cut at random."""

from typing import Any

import pytest
from rich.cells import cell_len

from shiguan.cli.chronicle import Chronicle
from shiguan.model.check import Check, CheckKind
from shiguan.model.engagement import Engagement, Kind, Mode, Participant, Role, Status
from shiguan.model.figure import ChangeBasis, Figure
from shiguan.model.mechanism_account import Cadence, MechanismAccount
from shiguan.model.page import Basis, Document, Link, LinkKind
from shiguan.model.reading import Reading, Versions
from shiguan.model.statement import Form, Speaker, Statement
from shiguan.model.timex import Timex

WIDTH = 100


def participant(name: str | None, office: str | None, state: str, role: Role) -> Participant:
    return Participant(name=name, office=office, state=state, role=role, start=0, end=0)


def engagement(kind: Kind, status: Status, date: str | None, *participants: Participant, **told: Any) -> Engagement:
    fields: dict[str, Any] = {
        "mode": Mode.IN_PERSON,
        "place": None,
        "mechanism": None,
        "round": None,
        "via": (),
        "evidence": "",
        "start": 0,
        "end": 0,
        "cited": {},
        "rule": "engagement/test",
    }
    return Engagement(kind=kind, status=status, date=date, participants=participants, **{**fields, **told})


def statement(
    speaker: Speaker, content: str, form: Form, via: tuple[str, ...] = (), date: str | None = None
) -> Statement:
    return Statement(
        speaker=speaker,
        form=form,
        cue="表示",
        content=content,
        start=0,
        end=0,
        via=via,
        date=date,
        cited={},
        rule="statement/test",
    )


@pytest.fixture
def reading() -> Reading:
    """A reading with a bit of everything."""
    host = participant("林致远", "外交部副部长", "CN", Role.COCHAIR)
    guest = participant("卡里莫夫", "外交部第一副部长", "UZ", Role.COCHAIR)
    speaker = Speaker(name="林致远", office="外交部副部长", state="CN", organisation=None, start=0, end=0)
    ministry = Speaker(name=None, office="发言人", state="UZ", organisation="外交部", start=0, end=0)
    long = "双方将加快Angren-Pap隧道以东路段的勘测，并在2024年6月30日前完成第一阶段的环境评估。" * 8
    return Reading(
        id="page",
        document=Document(
            title="中乌外交部第九轮政治磋商在塔什干举行",
            text="",
            language="zh-Hans",
            published="2023-09-15",
            published_basis=Basis.PAGE,
            publisher="西域晨报",
            origin="联合通讯社",
            breadcrumb=("首页", "国际"),
            links=(Link(text="口岸通关时间再缩短", kind=LinkKind.NEXT),),
        ),
        times=(Timex(text="9月14日", value="2023-09-14", start=0, end=5, rule="time/month-day"),),
        engagements=(
            engagement(
                Kind.CONSULTATION, Status.HELD, "2023-09-14", host, guest,
                mechanism="中乌外交部政治磋商", round=9, place="塔什干", via=("西域晨报", "联合通讯社"),
            ),
            engagement(
                Kind.CONSULTATION, Status.PLANNED, "2024", mechanism="中乌外交部政治磋商", round=10, place="北京",
            ),
            engagement(Kind.VISIT, Status.POSTPONED, "2024-03-25/2024-03-28", guest),
            engagement(Kind.MEETING, Status.CANCELLED, None, host),
        ),
        statements=(
            statement(speaker, "铁路通了，人员和货物就活了。", Form.DIRECT, ("环球时报", "塔斯社"), "2023-09-14"),
            statement(ministry, long, Form.INDIRECT),
            statement(speaker, "愿同乌方落实好两国元首达成的共识", Form.INDIRECT),
        ),
        figures=(
            Figure(
                measure="贸易额", about=("CN", "UZ"), text="81.6亿美元", value=8160000000, unit="USD",
                period="2023-01/2023-08", change_percent=30.4, change_basis=ChangeBasis.YEAR_ON_YEAR,
                via=("国家统计委员会",), start=0, end=0, cited={}, rule="figure/test",
            ),
        ),
        mechanisms=(
            MechanismAccount(
                name="中乌外交部政治磋商", states=("CN", "UZ"), founded="2005", founders=("中乌两国元首",),
                cadence=Cadence.YEARLY, cadence_text="原则上每年举行一次", rounds_held=9, start=0, end=0, cited={},
                rule="mechanism/test",
            ),
        ),
        checks=(
            Check(kind=CheckKind.SUM, holds=True, says="14.2亿 + 67.4亿 = 81.6亿", items=(), spans=()),
            Check(kind=CheckKind.ROUND, holds=False, says="第九轮之后又是第八轮", items=(), spans=()),
        ),
        versions=Versions(code="0", lexicon="0", schema=2),
    )  # fmt: skip


@pytest.fixture
def lines(reading: Reading) -> list[str]:
    style = {"ink-2": "", "rule": "", "indigo": "", "ochre": ""}
    return [line.plain for line in Chronicle(WIDTH, style).lines(reading)]


def line_with(lines: list[str], words: str) -> str:
    return next(line for line in lines if words in line)


def test_no_line_is_wider_than_the_screen(lines: list[str]) -> None:
    assert [line for line in lines if cell_len(line) > WIDTH] == []


def test_head_says_how_the_day_is_known(lines: list[str]) -> None:
    assert lines[0] == "中乌外交部第九轮政治磋商在塔什干举行"
    assert lines[1] == "西域晨报 · ← 联合通讯社 · 2023-09-15 (stamped on the page) · 首页 › 国际"
    assert lines[2] == "next: 口岸通关时间再缩短"


@pytest.mark.parametrize("state", ["● held", "○ planned", "◐ postponed", "✕ cancelled"])
def test_every_status_has_sign_and_word(lines: list[str], state: str) -> None:
    assert line_with(lines, state)


def test_signs_stand_in_one_column(lines: list[str]) -> None:
    signed = [line for line in lines if any(sign in line for sign in "●○◐✕")]
    assert len({cell_len(line[: min(line.find(sign) for sign in "●○◐✕" if sign in line)]) for line in signed}) == 1


def test_deeds_run_by_date_and_the_unknown_comes_last(lines: list[str]) -> None:
    signs = [sign for line in lines for sign in "●○◐✕" if sign in line]
    assert signs == ["●", "○", "◐", "✕"]


def test_sides_and_chain(lines: list[str]) -> None:
    assert line_with(lines, "⇄").strip() == "林致远 CN 外交部副部长 ⇄ 卡里莫夫 UZ 外交部第一副部长"
    assert line_with(lines, "← 联合通讯社 ← 西域晨报")
    assert " 林致远 CN 外交部副部长  2023 9月14日  ← 塔斯社 ← 环球时报" in lines


def test_words_stand_under_their_speaker_and_occasion(lines: list[str]) -> None:
    assert len([line for line in lines if line == " 林致远 CN 外交部副部长"]) == 1
    assert line_with(lines, "表示  “铁路通了，人员和货物就活了。”")
    assert line_with(lines, "外交部 发言人 UZ")


def test_long_words_say_how_much_is_left_out(lines: list[str]) -> None:
    assert line_with(lines, "… +").endswith("+195")


def test_figures_and_checks(lines: list[str]) -> None:
    found = line_with(lines, "81.6亿美元  贸易额")
    assert found.split() == [
        "81.6亿美元",
        "贸易额",
        "CN",
        "UZ",
        "2023-01/2023-08",
        "+30.4",
        "%",
        "on",
        "the",
        "year",
        "←",
        "国家统计委员会",
    ]
    assert line_with(lines, "✓ 14.2亿 + 67.4亿 = 81.6亿")
    assert line_with(lines, "≠ 第九轮之后又是第八轮")


def test_mechanisms_stand_with_what_is_told_of_them(lines: list[str]) -> None:
    heading = lines.index("机制 mechanisms  1")
    assert lines[heading + 1] == " 中乌外交部政治磋商 CN UZ"
    assert lines[heading + 2].strip() == "founded 2005 · by 中乌两国元首 · meets 原则上每年举行一次 · rounds held 9"
