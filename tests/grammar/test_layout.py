"""Paragraphs, sentences and quotations."""

from shiguan.grammar.layout import lay_out


def test_sentences_end_behind_their_closing_marks() -> None:
    text = "他说：“来吧。”\n我们走。"
    layout = lay_out(text)
    assert [text[start:end] for start, end in layout.paragraphs] == ["他说：“来吧。”", "我们走。"]
    assert [text[start:end] for start, end in layout.sentences] == ["他说：“来吧。”", "我们走。"]
    assert [text[start:end] for start, end in layout.quotes] == ["来吧。"]


def test_a_quotation_left_open_ends_with_its_line() -> None:
    assert lay_out("他说：“来吧。\n我们走。”").quotes == []
