"""Days of publication in the shapes that pages, heads and addresses give them."""

import pytest

from shiguan.capture.furniture import labels
from shiguan.capture.published import day_in_url, read_day, stamp_in
from shiguan.grammar.fold import fold


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2020-07-22 17:00", "2020-07-22"),
        ("2020年07月22日", "2020-07-22"),
        ("２０２０年７月２２日　１７：００", "2020-07-22"),
        ("26/07/2020 - 22:57", "2020-07-26"),
        ("07/26/2020 10:00", "2020-07-26"),
        ("Wed, 22 Jul 2020 17:00:25 GMT", "2020-07-22"),
        ("2020-07-22T07:59:44.618Z", "2020-07-22"),
        ("二〇二〇年七月二十二日", "2020-07-22"),
        ("发布时间：2019-05-18 来源：某某学会 责任编辑：李四", "2019-05-18"),
        ("發佈時間：2019/05/18 14:20　來源：某某日報", "2019-05-18"),
        ("2019年06月15日08:17  来源：某某网", "2019-06-15"),
        ("2020-13-45 10:00", None),
        ("今天是2020年7月22日 星期三", None),
        ("2019年2月27日下午，两国外长在首都举行会谈并共同会见记者", None),
        ("2019年2月27日两国外长在首都举行会谈", None),
        ("两国外长举行会谈", None),
    ],
)
def test_stamp(line: str, day: str | None) -> None:
    assert stamp_in(fold(line), labels().stamp) == day


def test_a_bare_day_between_title_and_text_may_be_followed_by_a_section() -> None:
    line = "2019年09月11日 某某传媒 时政新闻"
    assert stamp_in(line, labels().stamp) is None
    assert stamp_in(line, labels().stamp, between=True) == "2019-09-11"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-09-07T13:43:45+08:00", "2019-09-07"),
        ("2020-07-21T16:00:00Z", "2020-07-22"),  # midnight in China
        ("2020-07-21T15:00:00Z", "2020-07-21"),
        ("20190907123456", "2019-09-07"),
        ("2021/5/6", "2021-05-06"),
        ("Jul 22, 2020", "2020-07-22"),
        ("2019-02-30", None),
        ("yesterday", None),
    ],
)
def test_declared_day(written: str, day: str | None) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example.com/2021-05/26/c_1127491234.htm", "2021-05-26"),
        ("https://news.example.com/20210526/a.html", "2021-05-26"),
        ("https://news.example.com/zwbd/t20210526_9135.shtml", "2021-05-26"),
        ("https://news.example.com/2021/0526/c64387.html", "2021-05-26"),
        ("https://news.example.com/2021/5/6/story", "2021-05-06"),
        ("https://news.example.com/a/20211345/x", None),
        ("https://news.example.com/story?date=20210526", None),
        ("https://20210526.example.com/story", None),
    ],
)
def test_day_in_url(url: str, day: str | None) -> None:
    assert day_in_url(url) == day
