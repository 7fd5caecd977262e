"""Sources are referred to as the two manuals ask, by styles that any processor reads."""

import json
from importlib import import_module, resources
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from shiguan.export.csl import csl_json_lines, date_of
from shiguan.export.reference import label, letter, references, stretches
from shiguan.model.brief import Brief, Language, Mark, Passage, Source, Style
from shiguan.model.imprint import Imprint
from shiguan.model.span import Span

STYLES = Path(str(resources.files("shiguan.export"))) / "styles"
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


def referred(*sources: Source, style: Style = Style.GBT7714) -> list[str]:
    brief = Brief(
        title="",
        subtitle="",
        facts=(),
        sections=(),
        sources=sources,
        sources_title="",
        explanation="",
        language=Language.CHINESE,
        day="2024-07-01",
    )
    return list(references(brief, style).values())


@pytest.mark.parametrize(
    ("given_source", "gbt", "chicago"),
    [
        (
            source(),
            "北山通讯社. 两国举行第三轮磋商[EB/OL]. 北山日报, (2024-05-16)[2024-07-01]. https://news.example/1.html.",
            "北山通讯社, “两国举行第三轮磋商,” 北山日报, May 16, 2024, https://news.example/1.html.",
        ),
        (
            source(title="Ministers meet", publisher="Hill Daily", origin="Hill News"),
            "Hill News. Ministers meet[EB/OL]. Hill Daily, (2024-05-16)[2024-07-01]. https://news.example/1.html.",
            "Hill News, “Ministers meet,” Hill Daily, May 16, 2024, https://news.example/1.html.",
        ),
        (
            source(origin=None),
            "北山日报. 两国举行第三轮磋商[EB/OL]. (2024-05-16)[2024-07-01]. https://news.example/1.html.",
            "“两国举行第三轮磋商,” 北山日报, May 16, 2024, https://news.example/1.html.",
        ),
        (
            source(origin="北山日报"),
            "北山日报. 两国举行第三轮磋商[EB/OL]. (2024-05-16)[2024-07-01]. https://news.example/1.html.",
            "“两国举行第三轮磋商,” 北山日报, May 16, 2024, https://news.example/1.html.",
        ),
        (
            source(publisher=None),
            "北山通讯社. 两国举行第三轮磋商[EB/OL]. (2024-05-16)[2024-07-01]. https://news.example/1.html.",
            "北山通讯社, “两国举行第三轮磋商,” May 16, 2024, https://news.example/1.html.",
        ),
        (
            source(url=None, published="2024-05"),
            "北山通讯社. 两国举行第三轮磋商[N]. 北山日报, 2024-05.",
            "北山通讯社, “两国举行第三轮磋商,” 北山日报, May 2024.",
        ),
        (
            source(title="共建“绿色走廊”", published=None),
            "北山通讯社. 共建“绿色走廊”[EB/OL]. 北山日报, (日期不详)[2024-07-01]. https://news.example/1.html.",
            "北山通讯社, “共建‘绿色走廊’,” 北山日报, n.d., https://news.example/1.html.",
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
    assert referred(given_source) == [gbt]
    assert referred(given_source, style=Style.CHICAGO) == [chicago]


def test_every_source_is_referred_to_under_its_number_alike_or_not() -> None:
    one, other = source(), source(title="另一题")
    assert referred(one, msgspec.structs.replace(other, number=4)) == referred(one) + referred(other)
    assert referred() == []


@settings(max_examples=50)
@given(st.text("甲乙<>&“”.,?!b/ i\"'—", min_size=1, max_size=30).filter(str.strip), st.sampled_from(Style))
def test_a_title_stands_in_the_reference_as_it_is(title: str, style: Style) -> None:
    shown = " ".join(title.split())
    if style is Style.CHICAGO:
        shown = shown.translate({ord("“"): "‘", ord("”"): "’"})
    assert shown in referred(source(title=title), style=style)[0]


@pytest.mark.parametrize("style", Style)
def test_a_style_is_of_the_language_of_styles(style: Style) -> None:
    schema = Path(str(import_module("citeproc").SCHEMA_PATH))
    path = STYLES / f"{style.value}.csl"
    etree.RelaxNG(etree.parse(schema)).assertValid(etree.parse(path))
    assert "origin: " in path.read_text(encoding="utf-8")
    assert "licence: " in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2024-05-16", {"date-parts": [[2024, 5, 16]]}),
        ("2024", {"date-parts": [[2024]]}),
        ("2024-05-01/2024-05-03", {"date-parts": [[2024, 5, 1], [2024, 5, 3]]}),
        ("202X", {"literal": "202X"}),
        ("2024-21/..", {"literal": "2024-21/.."}),
        ("2024-W20", {"literal": "2024-W20"}),
    ],
)
def test_dates_of_items(value: str, found: object) -> None:
    assert date_of(value) == found


def test_no_page_is_an_empty_list() -> None:
    assert json.loads(b"".join(csl_json_lines([]))) == []
    page = Imprint(page="p", label="p", title=None, publisher=None, origin=None, published=None, url=None, report="p")
    assert json.loads(b"".join(csl_json_lines([page, page])))[1] == {
        "id": "p",
        "type": "article-newspaper",
        "language": "zh",
    }


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
