"""Which date is the date line of a dispatch: 法新社马德里28日电, 路透北京7月22日 -."""

import re

DATELINE = re.compile(r" ?(?:[专综合外急]{0,3}(?:电|讯)|[-—–]{1,2}\s)")


def is_dateline(folded: str, end: int) -> bool:
    """True where a date that ends at `end` tells when a dispatch was sent, not when anything happened."""
    return DATELINE.match(folded, end) is not None
