"""Bytes become the text they were written as, or a one-line refusal."""

import pytest

from shiguan.capture.encoding import decode
from shiguan.errors import CaptureError

SIMPLIFIED = (
    "两国外长在首都举行第九轮对话，就共同关心的地区问题交换意见。双方表示，愿意继续推动贸易和人员往来，"
    "并商定明年在对方国家举行下一轮对话。会后，发言人向记者说明了有关情况。"
)
TRADITIONAL = (
    "兩國外長在首都舉行第九輪對話，就共同關心的地區問題交換意見。雙方表示，願意繼續推動貿易和人員往來，"
    "並商定明年在對方國家舉行下一輪對話。會後，發言人向記者說明了有關情況。"
)


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["simplified", "traditional"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_undeclared_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), name="page") == text


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs"])
def test_big5(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), name="page") == TRADITIONAL


@pytest.mark.parametrize(("declared", "actual"), [("utf-8", "gb18030"), ("big5", "gb18030"), ("gb2312", "utf-8")])
def test_a_false_declaration_does_not_win(declared: str, actual: str) -> None:
    page = f'<meta charset="{declared}"><p>{SIMPLIFIED}</p>'
    assert decode(page.encode(actual), name="page") == page
    assert decode(SIMPLIFIED.encode(actual), name="page", declared=declared) == SIMPLIFIED


@pytest.mark.parametrize("declared", ["zlib", "punycode", "no-such-encoding", "idna", ""])
def test_declarations_that_are_no_encoding_of_chinese_are_left_alone(declared: str) -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), name="page", declared=declared) == SIMPLIFIED


@pytest.mark.parametrize("written", ["utf-8", "gb18030"])
def test_double_encoding_is_turned_back(written: str) -> None:
    scrambled = SIMPLIFIED.encode(written).decode("latin-1")
    assert decode(scrambled.encode("utf-8"), name="page") == SIMPLIFIED


def test_double_encoding_in_whole_pairs_of_characters_is_turned_back() -> None:
    text = "外长今天法国并且共同双方表示愿意继续推动合作关系发展交换会谈总理访问北京和平安全经济贸易大使政府声明签署地区国际世界主席时间说明两国友好我们他们今年明年"  # six bytes of UTF-8 each
    assert decode(text.encode("utf-8").decode("gbk").encode("utf-8"), name="page") == text


@pytest.mark.parametrize("lost", ["锟斤拷" * 30, SIMPLIFIED.encode().decode("gb18030", errors="replace")])
def test_double_encoding_that_lost_characters_is_refused(lost: str) -> None:
    with pytest.raises(CaptureError, match=r"^page: .*lost.*; fetch it again"):
        decode(lost.encode("utf-8"), name="page")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf \n", "it is empty"),
        (b"\x00" * 50, "it is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a PNG image"),
        (b"%PDF-1.7", "a PDF file"),
        (b"PK\x03\x04 and more", "a zip archive"),
        (bytes(range(1, 9)) * 20, "it is binary"),
        (SIMPLIFIED.encode("utf-16-le")[1:] * 9, "unreadable"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, fault: str) -> None:
    with pytest.raises(CaptureError, match=fault) as caught:
        decode(data, name="page.bin")
    assert str(caught.value).startswith("page.bin: ")
    assert "\n" not in str(caught.value)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(CaptureError, match="more than"):
        decode(b"a" * (64 * 1024 * 1024 + 1), name="page")


def test_a_character_cut_off_at_the_end_is_forgiven() -> None:
    assert decode(SIMPLIFIED.encode()[:-1], name="page").startswith(SIMPLIFIED[:-1])


def test_controls_go_and_astral_characters_stay() -> None:
    assert decode("会\x00谈\r\n🇨🇳𠀀\ufeff。".encode(), name="page") == "会谈\n🇨🇳𠀀。"


def test_hz_carries_gb_in_seven_bits() -> None:
    assert decode(SIMPLIFIED.encode("hz"), name="page") == SIMPLIFIED
