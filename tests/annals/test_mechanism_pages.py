"""The table of a mechanism from whole pages in five styles of prose: copy of a farm, notice of a ministry, dispatch of
an agency, an encyclopaedic paragraph, a page in traditional characters."""

import datetime
import json
from pathlib import Path

import pytest

from shiguan.annals.register import open_register
from shiguan.model.raw import Raw, RawKind

TODAY = datetime.date(2026, 1, 1).toordinal()
Row = tuple[str, int | None, str | None, str | None, str | None]
Page = tuple[str, str, str]

FARM: Page = (
    "2024-12-11",
    "阮副外长又出手！这场会谈透露了什么信号？",
    "这两天，不少网友都在问：越老边界合作联委会到底是干什么的？小编今天带大家捋一捋。\n\n"
    "据外交部网站消息，12月10日，越南外交部副部长阮文清在河内同老挝外交部副部长坎潘共同主持越老边界合作联委会第十六次会议。"
    "双方你来我往，气氛相当热烈。\n\n"
    "上一次会议是去年12月1日在万象开的，阮文清和时任老挝外交部副部长西颂共同主持了第十五次会议。"
    "再往前，第十四次会议2022年7月13日在顺化举行。\n\n第十七次会议将于明年在老挝举行。你怎么看？欢迎留言！",
)
NOTICE: Page = (
    "2025-04-18",
    "泰国—印度尼西亚高级别对话合作机制第五次会议将举行",
    "经泰国和印度尼西亚双方商定，泰国—印度尼西亚高级别对话合作机制第五次会议将于4月21日在曼谷举行。"
    "泰国外长差瓦立将同印尼国家经济委员会主席苏丹多共同主持会议。",
)
REPORT: Page = (
    "2025-04-22",
    "泰印尼举行高级别对话",
    "4月21日，泰国外长差瓦立在曼谷同印尼国家经济委员会主席苏丹多共同主持泰国—印尼高级别对话合作机制第五次会议。"
    "双方商定，明年在印尼举行第六次会议。",
)
DISPATCH: Page = (
    "2023-10-02",
    "巴西和智利举行财金对话",
    "南溪社圣地亚哥10月1日电（记者于晓帆）第三次巴智高级别财金对话10月1日在圣地亚哥举行。"
    "巴西副总统席尔瓦与智利财政部长冈萨雷斯共同主持对话。\n\n"
    "巴智高级别财金对话机制于2014年建立，首次对话于2015年3月在巴西利亚举行，第二次对话于2019年1月在圣地亚哥举行。",
)
ENCYCLOPAEDIA: Page = (
    "2025-05-13",
    "哈蒙经济高层对话",
    "哈蒙经济高层对话是哈萨克斯坦和蒙古国两国政府于2011年建立的机制，原则上每年举行一次，轮流在两国举行。\n\n"
    "首次对话2012年4月9日在阿拉木图举行，第二次对话2014年6月在乌兰巴托举行。第三次对话原定2020年举行，因疫情推迟。"
    "2023年5月8日，蒙古国外长巴图在阿拉木图同哈萨克斯坦外长萨比托夫共同主持第三次哈蒙经济高层对话。",
)
OVERSEAS: Page = (
    "2024-08-20",
    "印蒙「2+2」會談登場",
    "印度與蒙古國第三屆外長防長「2+2」會談20日在新德里登場。\n\n"
    "上一屆「2+2」會談2022年9月在烏蘭巴托舉行，首屆則於2019年11月在新德里舉行。",
)
TABLES: dict[str, tuple[str, tuple[Page, ...], list[Row]]] = {
    "farm": (
        "越老边界合作联委会",
        (FARM,),
        [
            ("held", 14, "2022-07-13", "顺化", "VN"),
            ("held", 15, "2023-12-01", "万象", "LA"),
            ("held", 16, "2024-12-10", "河内", "VN"),
            ("planned", 17, "2025", "老挝", "LA"),
        ],
    ),
    "notice and report": (
        "泰国—印尼高级别对话合作机制会议",
        (NOTICE, REPORT),
        [("held", 5, "2025-04-21", "曼谷", "TH"), ("planned", 6, "2026", "印尼", "ID")],
    ),
    "dispatch": (
        "巴智高级别财金对话",
        (DISPATCH,),
        [
            ("held", 1, "2015-03", "巴西利亚", "BR"),
            ("held", 2, "2019-01", "圣地亚哥", "CL"),
            ("held", 3, "2023-10-01", "圣地亚哥", "CL"),
        ],
    ),
    "encyclopaedia": (
        "哈蒙经济高层对话",
        (ENCYCLOPAEDIA,),
        [
            ("held", 1, "2012-04-09", "阿拉木图", "KZ"),
            ("held", 2, "2014-06", "乌兰巴托", "MN"),
            ("held", 3, "2023-05-08", "阿拉木图", "KZ"),
        ],
    ),
    "overseas": (
        "印度與蒙古國外長防長「2+2」會談",
        (OVERSEAS,),
        [
            ("held", 1, "2019-11", "新德里", "IN"),
            ("held", 2, "2022-09", "烏蘭巴托", "MN"),
            ("held", 3, "2024-08-20", "新德里", "IN"),
        ],
    ),
}


def article(page: Page) -> Raw:
    """Return a page as an article."""
    given = dict(zip(("published", "title", "text"), page, strict=True))
    return Raw(kind=RawKind.ARTICLE, name=page[1], data=json.dumps(given, ensure_ascii=False).encode())


@pytest.mark.parametrize(("name", "pages", "wanted"), TABLES.values(), ids=TABLES.keys())
def test_the_table_of_a_mechanism_is_that_of_its_pages(
    name: str, pages: tuple[Page, ...], wanted: list[Row], tmp_path: Path
) -> None:
    with open_register(tmp_path / "one.db") as register:
        assert [fault for outcome in register.add(map(article, pages), jobs=0) for fault in outcome.faults] == []
        found = register.mechanism(name, today=TODAY)
    assert [(one.status.value, one.round, one.date, one.place, one.host) for one in found.sessions] == wanted
    assert not any(one.contradictions for one in found.sessions)


def test_a_session_put_off_keeps_the_time_it_was_meant_for(tmp_path: Path) -> None:
    with open_register(tmp_path / "one.db") as register:
        list(register.add([article(ENCYCLOPAEDIA)], jobs=0))
        found = register.mechanism("哈蒙经济高层对话", today=TODAY)
    assert found.sessions[-1].postponed == ("2020",)
    assert [head.name for head in found.sessions[-1].heads] == ["萨比托夫", "巴图"]
    assert {one.cadence for one in found.tellings} >= {"yearly"}
