"""robots.txt as RFC 9309 reads it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.fetch.robots import fits, may_fetch

CASES = [
    ("", "/a", True),
    ("User-agent: *\nDisallow: /", "/a", False),
    ("User-agent: *\nDisallow:", "/a", True),
    ("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/open/1.html", True),
    ("User-agent: *\nAllow: /private/open\nDisallow: /private", "/private/shut", False),
    ("User-agent: *\nDisallow: /page\nAllow: /page", "/page", True),
    ("User-agent: other\nDisallow: /", "/a", True),
    ("User-agent: SHIGUAN/2.0\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
    ("User-agent: *\nDisallow: /\n\nUser-agent: shiguan\nDisallow: /b", "/a", True),
    ("User-agent: other\nUser-agent: shiguan\nDisallow: /", "/a", False),
    ("User-agent: shiguan\nDisallow: /a\n\nUser-agent: shiguan\nDisallow: /b", "/b", False),
    ("\ufeffuser-agent:*\r\ndisallow:/a # why", "/a", False),
    ("User-agent: *\nCrawl-delay: 5\nDisallow: /*.php$", "/x/index.php", False),
    ("User-agent: *\nDisallow: /*.php$", "/index.php?x=1", True),
    ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
    ("User-agent: *\nDisallow: /新闻", "/%E6%96%B0%E9%97%BB/1", False),
    ("User-agent: *\nDisallow: /%e6%96%b0", "/%E6%96%B0", False),
    ("Disallow: /", "/a", True),
    ("User-agent: *\nDisallow: /", "/robots.txt", True),
    ("<html>not found</html>", "/a", True),
]


@pytest.mark.parametrize(("text", "target", "wanted"), CASES)
def test_decides(text: str, target: str, wanted: bool) -> None:
    assert may_fetch(text, "shiguan", target) is wanted


@given(st.text("ab*", max_size=8), st.booleans(), st.text("ab", max_size=12))
def test_a_pattern_means_what_its_regular_expression_would(pattern: str, ends: bool, path: str) -> None:
    as_regex = pattern.replace("*", ".*") + ("$" if ends else "")
    assert fits(pattern + "$" * ends, path) is bool(re.match(as_regex, path))


@given(st.text(max_size=300), st.text(max_size=50))
def test_any_text_gives_an_answer(text: str, target: str) -> None:
    assert may_fetch(text, "shiguan", target) in (True, False)


def test_a_hostile_pattern_takes_no_time() -> None:
    # As a regular expression this would not end in a lifetime.
    assert may_fetch(f"User-agent: *\nDisallow: /{'*a' * 2000}b", "shiguan", "/" + "a" * 4000)
