"""From bytes to text: which encoding they are in, whatever is declared, and whether they are text at all."""

import codecs
import re

from shiguan.capture.chinese import chinese_share
from shiguan.capture.double_encoding import encoded_twice_into
from shiguan.errors import CaptureError

LARGEST = 64 * 1024 * 1024
SAMPLE = 64 * 1024  # bytes: enough to tell encodings apart, little enough to try them all
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a zip archive or office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-:]{2,30})""", re.IGNORECASE)
# What the declared names mean in practice: browsers read every GB name as GB18030 and Big5 with the Hong Kong set.
FAMILIES = {
    "gb": "gb18030",
    "big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "utf-16be": "utf-16-be",
    "utf-16": "utf-16-le",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
# GB in seven bits, as mail and newsgroups carried it: ~{VP9z~} is 中国.
HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){2,}~\}")
CANDIDATES = ("gb18030", "big5hkscs")
FEW_LOST = 8
FOREIGN = re.compile(r"[^\x00-\x7f]")
MOST_LOST = 0.05  # share of characters that may be unreadable
MOST_CONTROLS = 0.1
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff]|[\ud800-\udfff]")


def decode(data: bytes, *, name: str, declared: str | None = None) -> str:
    """Return the text of `data`, without byte-order mark, control characters and carriage returns.

    Raises CaptureError for what is empty, too large, binary, or text in no encoding of Chinese.
    """
    refuse_what_is_no_text(data, name)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return clean(unscramble(decode_as(data[len(mark) :], encoding, name), name), name)
    encoding = guess(data, declared)
    return clean(unscramble(decode_as(data, encoding, name), name), name)


def refuse_what_is_no_text(data: bytes, name: str) -> None:
    """Raise CaptureError for empty, too large and plainly binary input."""
    if not data.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf"):
        raise CaptureError(f"{name}: it is empty; give a page with text")
    if len(data) > LARGEST:
        raise CaptureError(f"{name}: it has {len(data):,} bytes, more than {LARGEST:,}; give single pages")
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise CaptureError(f"{name}: it is {what}, not text; give HTML, plain text or JSON lines")


def guess(data: bytes, declared: str | None) -> str:
    """Return the encoding that makes the most Chinese of the bytes; declarations only break ties."""
    if data.isascii() and HZ.search(data):
        return "hz"
    if is_utf8(data):
        return "utf-8"
    sample = data[:SAMPLE]
    names = [found for found in (family(declared or ""), *declarations(sample)) if found]
    wide = () if len(data) % 2 else ("utf-16-le", "utf-16-be")
    tried = dict.fromkeys((*names, *CANDIDATES, *wide, "utf-8"))
    # Text may open with much markup: judge the end of the input as well as its beginning.
    sample += data[-SAMPLE:] if len(data) > SAMPLE else b""
    scores: dict[str, float] = {
        encoding: readability(sample, encoding) + 0.02 * (encoding in names) for encoding in tried
    }
    return max(scores, key=scores.__getitem__)


def is_utf8(data: bytes) -> bool:
    """Return whether the bytes are UTF-8, a character cut off at the end forgiven."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return data.count(0) * 10 < len(data)  # UTF-16 of Latin letters is UTF-8 as well, every second byte null


def declarations(sample: bytes) -> list[str]:
    """Return the encodings that the head of the page declares."""
    found = [family(match.group(1).decode("ascii")) for match in DECLARED.finditer(sample[:8192])]
    return [encoding for encoding in found if encoding]


def family(declared: str) -> str | None:
    """Return the codec that stands for a declared name, or None for what Chinese is not written in."""
    label = declared.strip().lower()
    return next((encoding for start, encoding in FAMILIES.items() if label.startswith(start)), None)


def readability(sample: bytes, encoding: str) -> float:
    """Return how far the sample is good Chinese in that encoding: up to 1, lower for every unreadable character."""
    try:
        text = sample.decode(encoding, errors="replace")
    except (UnicodeError, LookupError, TypeError):
        return -1.0
    written = sum(1 for character in text if ord(character) > 0x7F)
    lost = text.count("\ufffd") + sum(1 for character in text if 0xE000 <= ord(character) <= 0xF8FF)
    return chinese_share(text) - 3 * lost / max(written, 1)


def decode_as(data: bytes, encoding: str, name: str) -> str:
    """Return the text in that encoding; a few unreadable bytes become U+FFFD, many are refused."""
    try:
        text = data.decode(encoding, errors="replace")
    except (UnicodeError, LookupError, TypeError) as fault:
        raise CaptureError(f"{name}: it cannot be read as {encoding}; save it as UTF-8") from fault
    lost = text.count("\ufffd")
    if lost > FEW_LOST and lost > MOST_LOST * len(FOREIGN.findall(text)):
        raise CaptureError(
            f"{name}: {lost:,} characters are unreadable or were lost before; fetch it again or save it as UTF-8"
        )
    return text


def unscramble(text: str, name: str) -> str:
    """Return the text behind a double encoding, or the text itself where it is sound."""
    raw = encoded_twice_into(text, name)
    if raw is None:
        return text
    return decode_as(raw, guess(raw, None), name)


def clean(text: str, name: str) -> str:
    """Return the text without byte-order marks, control characters and lone surrogates, lines ended by line feeds."""
    if controls := CONTROL.findall(text[:SAMPLE]):
        if len(text) > 20 and len(controls) > MOST_CONTROLS * min(len(text), SAMPLE):
            raise CaptureError(f"{name}: it is binary, not text; give HTML, plain text or JSON lines")
    text = CONTROL.sub(lambda found: "\ufffd" if "\ud800" <= found.group() <= "\udfff" else "", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
