"""Lines break where a Chinese typesetter breaks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from shiguan.cli.paper import clip, flow, pad, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("会谈后签署了文件", 8, ["会谈后签", "署了文件"]),
        ("会谈后，签署", 6, ["会谈", "后，签", "署"]),
        ("他说“好的”。", 6, ["他说", "“好", "的”。"]),
        ("贸易额81.6亿美元", 8, ["贸易额", "81.6亿美", "元"]),
        ("会谈于2024年7月举行", 8, ["会谈于", "2024年", "7月举行"]),
        ("on the margins of", 7, ["on the", "margins", "of"]),
        ("", 10, [""]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(alphabet="中国，。“”（）ab 1.5%—\n", max_size=80), st.integers(min_value=8, max_value=40))
def test_wrap_loses_nothing_but_blanks(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@given(st.text(alphabet="中国的会谈ab", max_size=80), st.integers(min_value=2, max_value=40))
def test_wrap_keeps_to_the_width(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


def test_pad_counts_wide_characters_twice() -> None:
    assert pad("中国", 6) == "中国  "
    assert pad("中国", 2) == "中国"


def test_clip_marks_what_is_left_out() -> None:
    assert clip("中华人民共和国", 7) == "中华人…"
    assert clip("中国", 7) == "中国"


def test_flow_moves_items_whole() -> None:
    assert flow(["昨天 2024-05-16", "5月 2024-05"], 20) == ["昨天 2024-05-16", "5月 2024-05"]
    assert flow(["昨天", "5月"], 20) == ["昨天 · 5月"]
    assert flow([], 20) == []
