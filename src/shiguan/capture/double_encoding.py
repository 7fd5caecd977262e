"""Text that was read in the wrong encoding and saved again: found, and turned back where nothing was lost."""

import functools
import re

from shiguan.capture.chinese import chinese_share
from shiguan.errors import CaptureError

SAMPLE = 20_000
LATIN = re.compile(
    r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
HAN = re.compile(r"[\u3400-\u9fff]")
# What is left where U+FFFD in UTF-8 (EF BF BD, twice) was read as GBK.
DESTROYED = "锟斤拷"
# Signs of UTF-8 read as GBK: the lead bytes of common characters fall on these rare ones.
GBK_SIGNS = re.compile(r"[鐨勬槸浜嗕竴鍦涓涔浼鍥浗鎴戠敤鏄涗滅瓑細锛銆]")
LEAST_SIGNS = 0.03
MOST_LOST = 0.005


@functools.cache
def latin_bytes() -> dict[int, int]:
    """Return character -> byte for Windows-1252 as browsers read it: Latin-1, with letters and marks at 80-9F."""
    table = {byte: byte for byte in range(256)}
    for byte in range(0x80, 0xA0):
        character = bytes([byte]).decode("cp1252", errors="ignore")
        if character:
            table[ord(character)] = byte
    return table


def encoded_twice_into(text: str, name: str) -> bytes | None:
    """Return the bytes that stood before a second encoding, or None where the text was encoded once.

    Raises CaptureError where characters were lost on the way, so that no text can be had back.
    """
    sample = text[:SAMPLE]
    if text.count(DESTROYED) > 2:
        raise CaptureError(f"{name}: it was saved in a wrong encoding and its text is lost (锟斤拷); fetch it again")
    han = len(HAN.findall(sample))
    if len(LATIN.findall(sample)) > max(8, 2 * han):
        return through_latin(text)
    if len(GBK_SIGNS.findall(sample)) > max(3, LEAST_SIGNS * han):
        return through_gbk(text, name)
    return None


def through_latin(text: str) -> bytes | None:
    """Return the bytes behind text that was read as Latin-1 or Windows-1252, if they make better Chinese."""
    table = latin_bytes()
    raw = bytes(table.get(ord(character), 0x3F) for character in text)
    guesses = (raw[: 4 * SAMPLE].decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030", "big5hkscs"))
    best = max(chinese_share(guess) for guess in guesses)
    return raw if best > 0.4 else None


def through_gbk(text: str, name: str) -> bytes | None:
    """Return the bytes behind UTF-8 that was read as GBK, if nothing was lost and they make better Chinese."""
    raw = text.encode("gb18030", errors="replace")
    restored = raw.decode("utf-8", errors="replace")
    if chinese_share(restored[:SAMPLE]) < chinese_share(text[:SAMPLE]) + 0.2:
        return None
    if restored.count("\ufffd") > MOST_LOST * len(restored):
        raise CaptureError(f"{name}: UTF-8 was read as GBK and saved, and characters were lost; fetch it again")
    return raw
