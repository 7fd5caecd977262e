"""PROV-O as JSON-LD: which page, read by which version, by which rule, gives a record its values."""

from collections.abc import Iterable, Iterator

import msgspec

from shiguan.export.cell import Imprints
from shiguan.model.record import Record

ENCODE = msgspec.json.Encoder()
CONTEXT = ENCODE.encode(
    {
        "prov": "http://www.w3.org/ns/prov#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "shiguan": "urn:shiguan:term:",
    }
)


def prov_document(records: Iterable[Record], imprints: Imprints) -> Iterator[bytes]:
    """Yield one JSON-LD document: records derived from pages, pages with their primary sources."""
    yield b'{"@context":' + CONTEXT + b',"@graph":[\n'
    seen: set[str] = set()
    first = True
    for record in records:
        for item in items(record, imprints, seen):
            yield (b"" if first else b",\n") + ENCODE.encode(item)
            first = False
    yield b"\n]}\n"


def items(record: Record, imprints: Imprints, seen: set[str]) -> Iterator[dict[str, object]]:
    """Yield a record, the claims on its values, and those of its pages and origins that were not seen yet."""
    yield {
        "@id": f"urn:shiguan:record:{record.id}",
        "@type": "prov:Entity",
        "prov:wasDerivedFrom": [{"@id": f"urn:shiguan:page:{page}"} for page in record.pages],
    }
    for aspect, agreed in sorted(record.values.items()):
        yield {
            "@id": f"urn:shiguan:value:{record.id}:{aspect}",
            "@type": "prov:Entity",
            "prov:value": agreed.value,
            "shiguan:aspect": aspect.value,
            "shiguan:rule": agreed.rule,
            "prov:wasQuotedFrom": [{"@id": f"urn:shiguan:page:{claim.citation.page}"} for claim in agreed.supporting],
            "shiguan:contradictedBy": [
                {"@id": f"urn:shiguan:page:{claim.citation.page}"} for claim in agreed.conflicting
            ],
            "prov:wasDerivedFrom": {"@id": f"urn:shiguan:record:{record.id}"},
        }
    for page in record.pages:
        if page not in seen:
            seen.add(page)
            imprint = imprints(page)
            found: dict[str, object] = {"@id": f"urn:shiguan:page:{page}", "@type": "prov:Entity"}
            if imprint.report != page:
                found["prov:hadPrimarySource"] = {"@id": f"urn:shiguan:page:{imprint.report}"}
            if imprint.publisher:
                found["prov:wasAttributedTo"] = {"@id": f"urn:shiguan:outlet:{imprint.publisher}"}
            yield found
