"""A glance at the bytes of a page: its Chinese characters outside links and scripts, without reading its markup."""

import codecs
import re

# In UTF-8 no byte of a Chinese character stands for anything else; what is below 0x80 is markup and Latin.
PLAIN = bytes(range(0x80))
NOT_HAN = bytes(byte for byte in range(256) if not 0xE4 <= byte <= 0xE9)
KANA = (b"\xe3\x81", b"\xe3\x82", b"\xe3\x83")
LEAST_HAN = 40  # characters of a page that can hold an article
MOST_KANA = 0.3  # of the Han characters
DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*(gb|big5|utf-?16)""", re.IGNORECASE)
HEAD = 4096
# What opens and closes that of which nothing is read.
SILENT = ((b"<script", b"</script"), (b"<style", b"</style"), (b"<a ", b"</a"))
REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{4,5})|(\d{5,6}));")
FEW_REFERENCES = 20


def glance(data: bytes) -> bytes:
    """Return the characters of a page beyond ASCII that stand outside links and scripts, in UTF-8, markup left out."""
    text = data if is_utf8(data) else recoded(data)
    if text.count(b"&#") > FEW_REFERENCES:
        text = REFERENCE.sub(referred, text.decode("utf-8", errors="ignore")).encode("utf-8", errors="ignore")
    for opens, closes in SILENT:
        text = without(text, opens, closes)
    return text.translate(None, PLAIN)


def is_utf8(data: bytes) -> bool:
    """Return whether a page is in UTF-8, faults in it forgiven unless it says otherwise."""
    if data.isascii():
        return not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and data.count(0) * 10 < len(data) + 1
    return DECLARED.search(data[:HEAD]) is None and decodes(data)


def decodes(data: bytes) -> bool:
    """Return whether bytes are UTF-8, a character cut off at the end forgiven."""
    try:
        codecs.utf_8_decode(data, "strict", False)
    except UnicodeDecodeError:
        return False
    return True


def recoded(data: bytes) -> bytes:
    """Return a page in UTF-8 that is in another encoding of Chinese, or says so."""
    if decodes(data) and data.count(0) * 10 < len(data):  # it says one thing and is another
        return data
    declared = DECLARED.search(data[:HEAD])
    named = declared[1].lower() if declared else b""
    if data.startswith(codecs.BOM_UTF16_BE):
        encoding = "utf-16-be"
    elif data.startswith(codecs.BOM_UTF16_LE) or data.count(0) * 10 > len(data):
        encoding = "utf-16-le"
    else:
        encoding = "big5hkscs" if named == b"big5" else "gb18030"
    return data.decode(encoding, errors="ignore").encode("utf-8", errors="ignore")


def referred(found: re.Match[str]) -> str:
    """Return the character that a numeric reference stands for."""
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def without(text: bytes, opens: bytes, closes: bytes) -> bytes:
    """Return a page without the elements of one name; what is never closed stays."""
    parts = text.split(closes)
    kept = [cut if (at := cut.find(opens)) < 0 else cut[:at] for cut in parts[:-1]]
    return b" ".join((*kept, parts[-1]))


def is_chinese(characters: bytes) -> bool:
    """Return whether the characters that a glance found can be a Chinese article."""
    han = len(characters.translate(None, NOT_HAN))
    if han < LEAST_HAN:
        return False
    return sum(map(characters.count, KANA)) <= MOST_KANA * han
