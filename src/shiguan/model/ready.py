"""A page that was read before, in another place: its bytes, and what was made of them."""

from shiguan.model.raw import Raw
from shiguan.model.reading import Versions


class Ready(Raw, frozen=True, kw_only=True):
    """A page with its reading packed as `annals.entry` has it. It stands only where the versions are today's."""

    entry: bytes
    versions: Versions
