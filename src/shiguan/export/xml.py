"""Text as XML can hold it."""

import re
from xml.sax.saxutils import escape, quoteattr

# What XML 1.0 has no place for, lone surrogates among it.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(raw: str) -> str:
    """Return characters as the content of an element; what XML cannot hold becomes U+FFFD."""
    return escape(FORBIDDEN.sub("\ufffd", raw))


def attribute(raw: str) -> str:
    """Return characters as the value of an attribute, in its quotation marks."""
    return quoteattr(FORBIDDEN.sub("\ufffd", raw))
