"""Whether a text is Chinese, and in which characters it is written."""

import functools
import re

from shiguan.errors import CaptureError
from shiguan.grammar.fold import fold_table, foldable
from shiguan.lexicon import tables

SAMPLE = 20_000  # characters; what is told by then does not change
GLANCE = 400  # characters: plain Chinese shows at once, and costs no more
SCRIPT_SAMPLE = 1000
PLAIN = 0.35  # share of common characters among all characters; news has about .6
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
KANA = re.compile(r"[\u3041-\u30ff]")
HANGUL = re.compile(r"[\uac00-\ud7af]")
OTHER_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u06ff\u0900-\u0e7f]")
ANY_LETTER = re.compile(r"[^\W\d_]")
# Above these shares of the Han characters, other scripts make it a page in another language.
MOST_KANA = 0.25
MOST_HANGUL = 0.5
MOST_LETTERS = 8.0  # a word of five letters weighs about as much as a Chinese character and a half
LEAST_TRADITIONAL = 0.05
LEAST_COMMON = 0.25  # of the Han characters of a longer text, those among the 600 commonest; real text has about .75


@functools.cache
def common_characters() -> frozenset[str]:
    """Return the commonest simplified characters."""
    return frozenset(tables.words("common_characters"))


@functools.cache
def traditional_characters() -> frozenset[str]:
    """Return the characters that folding turns into simplified ones."""
    return frozenset(tables.words("traditional"))


@functools.cache
def common_runs() -> re.Pattern[str]:
    """Return the pattern of the commonest characters, in simplified or traditional form, in a row."""
    common = common_characters()
    forms = (form for form in common | traditional_characters() if form.translate(fold_table()) in common)
    return re.compile(rf"[{''.join(sorted(forms))}]+")


def chinese_share(text: str) -> float:
    """Return which share of the letters are common Chinese characters, in simplified or traditional form."""
    letters = ANY_LETTER.findall(text)
    foreign = [letter for letter in letters if letter > "\x7f"]
    if not foreign:
        return 0.0
    folded = "".join(foreign).translate(fold_table())
    return sum(map(common_characters().__contains__, folded)) / len(foreign)


def refuse_other_languages(text: str, name: str) -> None:
    """Raise CaptureError where the text has too few Han characters, or too much of another script, for Chinese."""
    if is_plain(text[:GLANCE]):
        return
    sample = text[:SAMPLE]
    han = len(HAN.findall(sample))
    fault = other_language(sample, han)
    if fault:
        raise CaptureError(f"{name}: it is not Chinese text ({fault}); give a Chinese-language page")


def is_plain(glance: str) -> bool:
    """Return whether the head of a text shows at once that it is Chinese."""
    rest = common_runs().sub("", glance)
    return len(glance) - len(rest) > PLAIN * len(glance) and KANA.search(rest) is None


def other_language(sample: str, han: int) -> str | None:
    """Return why the sample is no Chinese, in a few words, or None where it is."""
    if not han:
        return "it has no Han characters"
    if len(KANA.findall(sample)) > max(2, MOST_KANA * han):
        return "it looks Japanese"
    if len(HANGUL.findall(sample)) > max(2, MOST_HANGUL * han):
        return "it looks Korean"
    letters = len(OTHER_LETTERS.findall(sample))
    if letters > max(40, MOST_LETTERS * han):
        return f"{han} Han characters beside {letters} other letters"
    if han > 200 and chinese_share(sample) < LEAST_COMMON * han / max(1, len(ANY_LETTER.findall(sample))):
        return "its characters make no text"
    return None


def language_of(text: str) -> str:
    """Return "zh-Hant" where more than a few characters are traditional, else "zh-Hans"."""
    sample = text[:SCRIPT_SAMPLE]
    if foldable().search(sample) is None:
        return "zh-Hans"
    traditional = sum(map(traditional_characters().__contains__, sample))
    if traditional and traditional > LEAST_TRADITIONAL * len(HAN.findall(sample)):
        return "zh-Hant"
    return "zh-Hans"
