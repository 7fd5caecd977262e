"""Passing over Chinese figures that can be no quantity loses none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.detect.number import rules
from shiguan.detect.number.rules import detect_quantities

EVERY = re.compile(r"[0-9]+|[一二两三四五六七八九十百千半]+")


@given(st.text("0一二两三十百千半万亿余多几数成分点零名个人次% -—至到年,.之第大国", max_size=24))
def test_no_quantity_is_lost(text: str) -> None:
    found = detect_quantities(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "numerals", lambda: EVERY)
        assert found == detect_quantities(text)
