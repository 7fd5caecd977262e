"""One sentence that may tell of mechanisms: every wording in it, of which mechanism, with its values."""

import functools
import re
from collections.abc import Sequence

import msgspec

from shiguan.extract.mechanism.pattern import DATE, NAME, Rule, one_of, rules
from shiguan.extract.mechanism.subject import FORMERLY, Names, Subject, behind
from shiguan.extract.mechanism.telling import SINCE
from shiguan.extract.mechanism.value import Told, read_fields
from shiguan.grammar.layout import Bounds
from shiguan.model.timex import Timex

WISH_REACH = 16  # characters between 愿, 建议 and what is wished for
AHEAD = 8  # characters behind 成立以来 in which 委员会 is what was founded
ANNIVERSARY = 10  # characters behind a founding in which 周年 makes its date that of the feast
CLAUSE_MARK = re.compile("[，。；：]")
STRETCH = re.compile("[至到今来以—–~～-]")  # 2005年至今, 近年来: no time at which something was founded
PREDICATE = re.compile("[是为系]$")  # X是一年一度的Y: X is told of
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# What may stand before a wording whose mechanism is that of the sentence before.
OPENING = re.compile(
    rf"[{DATE}\W]*(?:从|自|截至|至今|迄今|目前|此后|双方|两国|三国|各方|其中|以来|起|到现在|作为[^，]*，|[{DATE}，])*$"
)
OWN_OBJECT = ("mechanism/founded-name", "mechanism/founds", "mechanism/parent-frame")  # told of nothing but it
FACTS = ("mechanism/postponed", "mechanism/parent")  # 推动 before them makes them no wish


class Finding(msgspec.Struct, frozen=True):
    """One wording that was read: of which mechanism, and the fields it gives with their spans."""

    subject: Subject
    fields: dict[str, Told]
    rule: Rule
    start: int


class Sentence:
    """A sentence on its page. `last` is the mechanism told of before it in the paragraph."""

    def __init__(self, names: Names, times: Sequence[Timex], bounds: Bounds, last: Subject | None) -> None:
        self.names = names
        self.times = [time for time in times if bounds[0] <= time.start and time.end <= bounds[1]]
        self.bounds = bounds
        self.last = last
        self.undated = self.mask_names()
        self.masked = self.mask_dates()
        self.parents: list[Bounds] = []

    def mask_names(self) -> str:
        """Return the sentence with the names of mechanisms masked; offsets hold."""
        start, end = self.bounds
        letters = list(self.names.folded[start:end])
        for one in self.names.inside(start, end):
            if self.names.subject(one) is not None:
                for span in one.spans:
                    letters[span.start - start : span.end - start] = NAME * (span.end - span.start)
        return "".join(letters)

    def mask_dates(self) -> str:
        """Return the sentence with dates masked too."""
        letters = list(self.undated)
        for time in self.times:
            start, end = time.start - self.bounds[0], time.end - self.bounds[0]
            if time.value and not STRETCH.search(time.text) and NAME not in letters[start:end]:
                letters[start:end] = DATE * (end - start)
        return "".join(letters)

    def findings(self) -> list[Finding]:
        """Return the wordings of the sentence in reading order."""
        found = []
        for rule in rules():
            for match in rule.pattern.finditer(self.masked if rule.reads_dates else self.undated):
                finding = None if self.is_wish(match, rule) else self.read(match, rule)
                if finding is None:
                    continue
                found.append(finding)
                if rule.tells_parent:
                    self.parents.append(self.on_page(match.span("parent")))
        return sorted(found, key=lambda one: one.start)

    def on_page(self, bounds: Bounds) -> Bounds:
        """Return bounds in the sentence as bounds on the page."""
        return bounds[0] + self.bounds[0], bounds[1] + self.bounds[0]

    def is_wish(self, match: re.Match[str], rule: Rule) -> bool:
        """True where what is told is only wanted or meant: 愿, 建议, 推动."""
        if rule.name in FACTS:
            return False
        before = self.masked[max(0, match.start() - WISH_REACH) : match.start()]
        return wishes().search(CLAUSE_MARK.split(before)[-1] + match[0]) is not None

    def read(self, match: re.Match[str], rule: Rule) -> Finding | None:
        """Return what one match tells, None where the mechanism or a value is not to be made out."""
        fields = read_fields(self.names.text, self.names.folded, self.times, match, self.bounds[0])
        if not fields:
            return None
        subject = self.subject_of(match, rule)
        if subject is None or (
            "founded" in fields and self.is_no_founding(subject, str(fields["founded"].value), match)
        ):
            return None
        return Finding(subject, fields, rule, self.bounds[0] + match.start())

    def subject_of(self, match: re.Match[str], rule: Rule) -> Subject | None:
        """Return the mechanism that a match tells of."""
        start, end = self.on_page(match.span())
        is_predicate = PREDICATE.search(self.masked, 0, match.start()) is not None
        if "object" in match.re.groupindex and match["object"] is not None and not is_predicate:
            if behind().match(self.names.folded, self.on_page(match.span("object"))[1]):
                return None
            found = self.names.at(*self.on_page(match.span("object")))
            if found is not None or rule.name in OWN_OBJECT:
                return found
        if not rule.tells_parent and not is_predicate and rule.name != "mechanism/founded":
            found = self.names.at(start, end)
            if found is not None:
                return found
        own = [self.on_page(match.span("parent"))] if rule.tells_parent else []
        found = self.names.before(self.bounds, start, end, [*self.parents, *own])
        if found is not None:
            return found
        if OPENING.match(self.masked[: match.start()]) is None:
            return None
        if self.last is not None:
            return self.last
        taken = self.names.taken_up(self.bounds, end, end + AHEAD)  # 2004年成立以来，委员会共举行…
        if taken is not None:
            return taken[0]
        since = SINCE.match(self.masked) is not None
        return self.names.antecedent("机制", self.bounds[0]) if since else None

    def is_no_founding(self, subject: Subject, founded: str, match: re.Match[str]) -> bool:
        """True for a feast, what it was before, a session: 成立20周年, 前身是2005年启动的…, 第三届…启动."""
        if "周年" in self.masked[match.start() : match.end() + ANNIVERSARY]:
            return True
        if FORMERLY.search(self.masked, 0, match.start()):
            return True
        if "启动" not in match[0]:
            return False
        mention = subject.mention
        if mention.round is not None and mention.round.value != 1 and mention.start >= self.bounds[0]:
            return True
        return DAY.fullmatch(founded) is not None and not self.names.is_called_mechanism(mention)


@functools.cache
def wishes() -> re.Pattern[str]:
    """Return the pattern of the words that make what follows no fact."""
    return re.compile(one_of("wish"))
