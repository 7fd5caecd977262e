"""Pages for reference managers: RIS and BibTeX."""

import re
from collections.abc import Iterable, Iterator

from shiguan.model.imprint import Imprint

SPECIAL = re.compile(r"([\\{}%$#&_~^])")


def ris_lines(imprints: Iterable[Imprint]) -> Iterator[bytes]:
    """Yield a reference to each page, as news."""
    for one in imprints:
        fields = [("TY", "NEWS"), ("ID", one.page), ("TI", one.title), ("PB", one.publisher), ("T2", one.publisher)]
        fields += [
            ("AU", one.origin),
            ("DA", (one.published or "").replace("-", "/")),
            ("PY", (one.published or "")[:4]),
        ]
        fields += [("UR", one.url), ("LA", "zh")]
        for tag, value in fields:
            if value:
                yield f"{tag}  - {' '.join(value.split())}\r\n".encode("utf-8", errors="replace")
        yield b"ER  - \r\n\r\n"


def bibtex_lines(imprints: Iterable[Imprint]) -> Iterator[bytes]:
    """Yield a reference to each page, as an article."""
    for one in imprints:
        fields = {
            "title": one.title,
            "journal": one.publisher,
            "author": one.origin,
            "date": one.published,
            "year": (one.published or "")[:4],
            "url": one.url,
            "language": "chinese",
        }
        body = ",\n".join(f"  {key} = {{{escaped(value)}}}" for key, value in fields.items() if value)
        yield f"@article{{{one.page},\n{body}\n}}\n\n".encode("utf-8", errors="replace")


def escaped(text: str) -> str:
    """Return a text in which TeX reads nothing but characters."""
    flat = " ".join(text.split())
    return SPECIAL.sub(lambda found: r"\textbackslash{}" if found[1] == "\\" else rf"\{found[1]}", flat)
