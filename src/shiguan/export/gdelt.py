"""Events in the 61 tab-separated columns of GDELT 2.0, so that notebooks made for it load them as they are.

Columns that GDELT computes from its own corpus (tone, mentions by position, coordinates) are left empty or count what
the register counts. CAMEO codes are those of the act; GoldsteinScale is empty: the register does not weigh acts.
"""

import datetime
from collections.abc import Iterable, Iterator

from shiguan.export.cell import Imprints, by_lead
from shiguan.model.engagement import Kind, Mode, Role, Status
from shiguan.model.record import Party, Record

WIDTH = 61
# CAMEO: 042 visit, 043 host a visit, 044 meet at a third place, 041 by telephone, 046 negotiate, 057 sign an agreement.
CODES = {
    Kind.MEETING: "040",
    Kind.CALL: "041",
    Kind.VISIT: "042",
    Kind.CONSULTATION: "046",
    Kind.CONFERENCE: "040",
    Kind.SIGNING: "057",
    Kind.MESSAGE: "050",
    Kind.CEREMONY: "050",
    Kind.OTHER: "050",
}
QUADS = {"04": "1", "05": "1", "06": "2"}  # verbal and material cooperation


def gdelt_lines(records: Iterable[Record], imprints: Imprints) -> Iterator[bytes]:
    """Yield a line for each event held on a day that is known; the format has no place for others."""
    for record in records:
        if record.status is Status.HELD and record.first is not None and record.first == record.last:
            yield ("\t".join(cells(record, imprints)) + "\n").encode()


def cells(record: Record, imprints: Imprints) -> list[str]:
    """Return one record as the columns of the event table."""
    day = datetime.date.fromordinal(record.first or 1)
    imprint = imprints(record.pages[0])
    first, second = (*by_lead(record.parties), None, None)[:2]
    code = code_of(record, first)
    added = (imprint.published or day.isoformat()).replace("-", "")
    row = [""] * WIDTH
    row[0] = str(int(record.id, 16))
    row[1:5] = [f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{day.year + (day.timetuple().tm_yday - 1) / 365.25:.4f}"]
    row[5:15] = actor(first)
    row[15:25] = actor(second)
    row[25:30] = ["1", code, code, code[:2], QUADS[code[:2]]]
    row[31:34] = [str(len(record.accounts)), str(record.origins), str(len(record.pages))]
    row[52] = flat(record.place)
    row[59:61] = [f"{added}000000", imprint.url or ""]
    return row


def code_of(record: Record, first: Party | None) -> str:
    """Return the CAMEO code: a host hosts a visit, a guest makes it."""
    if record.kind is Kind.VISIT and first is not None and first.role is Role.HOST:
        return "043"
    return "041" if record.mode is Mode.PHONE else CODES[record.kind]


def actor(party: Party | None) -> list[str]:
    """Return the ten columns of an actor: code, name, country, six that are not told, its type."""
    if party is None:
        return [""] * 10
    state = party.state or ""
    return [state, flat(party.name or party.office or state), state, "", "", "", "", "GOV", "", ""]


def flat(text: str | None) -> str:
    """Return a text that breaks no column."""
    return " ".join((text or "").split())
