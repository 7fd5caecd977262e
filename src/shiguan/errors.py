"""Every failure that Shiguan raises on purpose, as one family.

The message of each is one line that names the input, the fault and the cure.
"""


class ShiguanError(Exception):
    """A failure a person can act on: `str(error)` is one line, input, fault and cure."""


class LexiconError(ShiguanError):
    """A shipped table is malformed: names file, line and what to keep."""


class CaptureError(ShiguanError):
    """An input cannot be turned into a page: names the input, what is wrong with it and the cure."""


class ReadingError(ShiguanError):
    """A rule fails on a page, through no fault of the page: names the page and where in the code."""


class FetchError(ShiguanError):
    """An address cannot be fetched: names it, what forbids or prevents it and the cure.

    `passing`: the fault may pass by itself. `status`: what the server answered, None where it did not.
    `after`: the seconds for which the server asks to be left alone.
    """

    def __init__(
        self, says: str, *, passing: bool = False, status: int | None = None, after: float | None = None
    ) -> None:
        super().__init__(says)
        self.passing = passing
        self.status = status
        self.after = after


class UsageError(ShiguanError):
    """The caller asked for what cannot be given; the command line exits with status 2."""


class RegisterError(ShiguanError):
    """A register cannot be opened, read or written: names it, the fault and the cure."""


class UnknownError(RegisterError):
    """Nothing in a register has the id that was asked for: names it and where ids are found."""
