"""What is printed on a page besides its text: enough to cite it."""

import msgspec


class Imprint(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it is cited. `label` is the id its caller gave it; `report` is that of the text it carries first."""

    page: str
    label: str
    title: str | None
    publisher: str | None
    origin: str | None
    published: str | None
    url: str | None
    report: str
