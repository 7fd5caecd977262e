"""The day of publication that only the text tells."""

import pytest

from shiguan.detect.time.publication import publication_day
from shiguan.grammar.fold import fold


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        (
            "据该社5月26日报道，两国举行磋商。2021年1月至4月，双边贸易额同比增长两成。",
            "2021-05-26",
            "5月26日",
        ),
        ("（通讯社東京2025年1月20日電）兩國將於22日舉行對話，上一次是2023年2月22日。", "2025-01-20", "2025年1月20日"),
        ("本社12月18日电 2024年12月17日，两国特别代表举行会晤。", "2024-12-18", "12月18日"),
    ],
)
def test_day_of_report_has_its_year_from_the_text(text: str, day: str, words: str) -> None:
    found = publication_day(fold(text))
    assert found is not None
    assert found[0].isoformat() == day
    assert text[found[1].start : found[1].end] == words


@pytest.mark.parametrize(
    "text",
    [
        "两国12月18日举行会晤。2024年12月17日双方交换了文本。",  # no day of report
        "本社12月18日电 上一次会晤于2019年12月5日举行。",  # five days later, or years
        "今天（3月20日）是开战二十周年。2003年3月20日，战争爆发。",  # an anniversary
        "据某报2019年5月3日报道，两国曾有接触。",  # another day's report, cited
        "本社2019年5月3日电曾称双方接触。2021年6月1日，两国建交。",  # a later day is told
        "本社12月18日电 新一轮会晤将于2026年12月20日举行。",  # still to come
    ],
)
def test_unknown_stays_unknown(text: str) -> None:
    assert publication_day(fold(text)) is None
