"""An Atom feed (RFC 4287) of records, the newest told first."""

from collections.abc import Iterable, Iterator

from shiguan.export.cell import Imprints, party_name
from shiguan.export.xml import attribute, text
from shiguan.model.record import Record

EPOCH = "1970-01-01"


def atom_lines(records: Iterable[Record], imprints: Imprints) -> Iterator[bytes]:
    """Yield a feed; an entry was updated on the day of the last page that tells of it."""
    listed = [(updated(record, imprints), record) for record in records]
    newest = max((day for day, _ in listed), default=EPOCH)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<title>史官</title><id>urn:shiguan:register</id><updated>{newest}T00:00:00Z</updated>\n".encode()
    yield b"<author><name>Shiguan</name></author>\n"
    for day, record in sorted(listed, key=lambda one: (one[0], one[1].id), reverse=True):
        yield entry(record, day, imprints).encode()
    yield b"</feed>\n"


def updated(record: Record, imprints: Imprints) -> str:
    """Return the day of the last page that tells of a record."""
    return max((imprints(page).published or EPOCH for page in record.pages), default=EPOCH)


def entry(record: Record, day: str, imprints: Imprints) -> str:
    """Return one record as an entry that links to the first page that tells of it."""
    number = f" 第{record.round}次" if record.round is not None else ""
    sides = "、".join(map(party_name, record.parties))
    title = " ".join(filter(None, (record.date, (record.mechanism or record.kind.value) + number, sides)))
    url = imprints(record.pages[0]).url
    link = f"<link href={attribute(url)}/>" if url and url.startswith(("http://", "https://")) else ""
    summary = " ".join(filter(None, (record.status.value, record.place)))
    return (
        f"<entry><title>{text(title)}</title><id>urn:shiguan:record:{record.id}</id>"
        f"<updated>{day}T00:00:00Z</updated>{link}<summary>{text(summary)}</summary>"
        "</entry>\n"
    )
