"""Sources are referred to as the two manuals ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.export.reference import label, letter, reference, stretches
from shiguan.model.brief import Mark, Passage, Source, Style
from shiguan.model.span import Span

PASSAGE = Passage(start=0, end=2, text="甲乙", cited=(Span(0, 1),))


def source(
    *,
    title: str | None = "两国举行第三轮磋商",
    publisher: str | None = "北山日报",
    origin: str | None = "北山通讯社",
    published: str | None = "2024-05-16",
    url: str | None = "https://news.example/1.html",
    page: str = "p",
    passages: int = 1,
) -> Source:
    return Source(
        number=3,
        page=page,
        label="ab12",
        title=title,
        publisher=publisher,
        origin=origin,
        published=published,
        url=url,
        passages=(PASSAGE,) * passages,
    )


@pytest.mark.parametrize(
    ("given_source", "gbt", "chicago"),
    [
        (
            source(),
            "北山通讯社. 两国举行第三轮磋商[EB/OL]. 北山日报, (2024-05-16)[2024-07-01]. https://news.example/1.html.",
            "北山通讯社, “两国举行第三轮磋商,” 北山日报, May 16, 2024, https://news.example/1.html.",
        ),
        (
            source(origin=None),
            "北山日报. 两国举行第三轮磋商[EB/OL]. (2024-05-16)[2024-07-01]. https://news.example/1.html.",
            "“两国举行第三轮磋商,” 北山日报, May 16, 2024, https://news.example/1.html.",
        ),
        (
            source(url=None, published="2024-05"),
            "北山通讯社. 两国举行第三轮磋商[N]. 北山日报, 2024-05.",
            "北山通讯社, “两国举行第三轮磋商,” 北山日报, 2024-05.",
        ),
        (
            source(title=None, publisher=None, origin=None, published=None, url=None),
            "[题名不详][N]. 日期不详.",
            "n.d.",
        ),
        (
            source(page="", origin="林远"),
            "林远. 册中更正 ab12[Z]. 2024-05-16.",
            "林远, ruling ab12 in the register, May 16, 2024.",
        ),
    ],
)
def test_reference(given_source: Source, gbt: str, chicago: str) -> None:
    assert reference(given_source, Style.GBT7714, "2024-07-01") == gbt
    assert reference(given_source, Style.CHICAGO, "2024-07-01") == chicago


def test_a_letter_only_where_there_are_several_passages() -> None:
    assert label(Mark(3, 1), source()) == "3"
    assert label(Mark(3, 2), source(passages=2)) == "3b"


@pytest.mark.parametrize(("number", "found"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba")])
def test_letters_go_on_behind_z(number: int, found: str) -> None:
    assert letter(number) == found


@given(st.data())
def test_stretches_are_the_passage(data: st.DataObject) -> None:
    text = data.draw(st.text("甲乙丙丁", min_size=1, max_size=60))
    edges = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(edges, edges).map(sorted).filter(lambda pair: pair[0] < pair[1])))
    cited = tuple(sorted(Span(100 + start, 100 + end) for start, end in pairs))
    passage = Passage(start=100, end=100 + len(text), text=text, cited=cited)
    found = stretches(passage)
    assert "".join(part for part, _ in found) == text
    marked = {at for span in cited for at in range(span.start - 100, span.end - 100)}
    shown = [cite for part, cite in found for _ in part]
    assert shown == [at in marked for at in range(len(text))]
