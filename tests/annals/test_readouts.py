"""What an account says of an event: its own words, not those of what else the page tells."""

from pathlib import Path

import pytest

from shiguan.annals.readouts import statements_around
from shiguan.annals.register import Register, open_register
from shiguan.annals.shelf import Shelf
from shiguan.model.raw import Raw, RawKind

TALKS = "2030年6月1日，中国农业部长林远同俄罗斯农业部长博格丹诺夫在莫斯科举行会谈。"
PAGES = {
    "bulletin": f"法国总理周岚5月30日表示，巴黎将修建新桥。\n{TALKS}林远表示，双方同意降低关税。",
    "quotation first": f"林远表示，中方愿修建冷库。\n{TALKS}",
    "same paragraph": f"俄方此前表示，会谈将讨论渔业。{TALKS}林远表示，双方同意降低关税。",
}
WANTED = {
    "bulletin": ["双方同意降低关税"],
    "quotation first": ["中方愿修建冷库"],
    "same paragraph": ["会谈将讨论渔业", "双方同意降低关税"],
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Register:
    path: Path = tmp_path_factory.mktemp("readouts") / "small.db"
    raws = [
        Raw(data=text.encode(), kind=RawKind.TEXT, name=name, published="2030-06-02") for name, text in PAGES.items()
    ]
    book = open_register(path)
    assert sum(len(outcome.entered) for outcome in book.add(raws, jobs=0)) == len(raws)
    return book


@pytest.mark.parametrize("name", PAGES)
def test_statements_around_an_event(book: Register, name: str) -> None:
    (record,) = [one for one in book.deeds() if one.date == "2030-06-01"]
    shelf = Shelf(book.store)
    page = next(one for one in record.pages if shelf.reading(one).document.text == PAGES[name])
    points = [point.text for _, told in statements_around(shelf, record, page) for point in told]
    assert [point.rstrip("。") for point in points] == WANTED[name]
