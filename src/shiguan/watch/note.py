"""What is noted when something has come or has not, and what the log says of it."""

from collections.abc import Sequence

from shiguan.errors import FetchError, ShiguanError
from shiguan.fetch.answer import Fetched
from shiguan.register.store import Store
from shiguan.watch import delivery, item, listed
from shiguan.watch.answer import Answered, read_answer
from shiguan.watch.count import Counted, count
from shiguan.watch.delivery import Delivery, kind_of
from shiguan.watch.enter import Page, enter_pages
from shiguan.watch.item import Item, State
from shiguan.watch.listed import Listed
from shiguan.watch.log import Log
from shiguan.watch.plan import LONGEST_INTERVAL, Plan
from shiguan.watch.send import SendError


class Notes:
    """The one that writes the register, and says what was written."""

    def __init__(self, store: Store, plan: Plan, log: Log) -> None:
        self.store = store
        self.plan = plan
        self.log = log

    def listed(self, one: Listed, result: object, now: int) -> None:
        """Note what a list named, or why it did not come."""
        if isinstance(result, ShiguanError):
            self.list_fault(one, result, now)
        elif isinstance(result, Fetched) and result.raw is None:
            with self.store.writing():
                interval = self.interval(one)
                listed.note_answer(self.store, one, one.marks, changed=False, interval=interval, now=now)
                count(self.store, one.source, {Counted.ASKED: 1, Counted.UNCHANGED: 1})
            self.log.say("unchanged", source=one.source, url=one.url)
        elif isinstance(result, Fetched) and result.raw is not None and one.source in self.plan.sources:
            self.take_in(one, read_answer(self.plan.sources[one.source], result.raw), result, now)

    def take_in(self, one: Listed, named: Answered, result: Fetched, now: int) -> None:
        """Note all that a list named, and its marks where it could be read whole."""
        with self.store.writing():
            listed.add(self.store, listed.lists_below(one, named.lists), now)
            found = item.add(self.store, one.source, named.pages, now)
            if named.fault:
                self.note_list_fault(one, named.fault, now)
            else:
                listed.note_answer(
                    self.store, one, result.marks, changed=bool(found), interval=self.interval(one), now=now
                )
            count(self.store, one.source, {Counted.ASKED: 1, Counted.FOUND: found, Counted.FAILED: bool(named.fault)})
        self.log.say("asked", source=one.source, url=one.url, named=len(named.pages), found=found)
        if named.fault:
            self.log.say("fault", source=one.source, url=one.url, fault=named.fault)

    def list_fault(self, one: Listed, error: ShiguanError, now: int) -> None:
        """Note that a list did not come."""
        away = isinstance(error, FetchError) and error.passing and error.status is None
        after = error.after or 0.0 if isinstance(error, FetchError) else 0.0
        with self.store.writing():
            self.note_list_fault(one, str(error), now, answered=not away, after=after)
            count(self.store, one.source, {Counted.ASKED: 1, Counted.FAILED: 1})
        self.log.say("fault", source=one.source, url=one.url, fault=str(error), in_a_row=one.faults + 1)

    def note_list_fault(self, one: Listed, fault: str, now: int, *, answered: bool = True, after: float = 0.0) -> None:
        """Note a fault of a list, within a transaction."""
        listed.note_fault(self.store, one, fault, answered=answered, after=after, interval=self.interval(one), now=now)

    def not_fetched(self, waiting: Item, error: FetchError, now: int) -> None:
        """Note why a page did not come: it waits on where that may pass, else it is given up."""
        if error.passing and error.status is None:
            with self.store.writing():
                count(self.store, waiting.source, {Counted.DELAYED: 1})
        elif error.passing and waiting.tries + 1 < item.MOST_TRIES:
            with self.store.writing():
                item.put_off(self.store, waiting, str(error), after=error.after or 0.0, now=now)
                count(self.store, waiting.source, {Counted.DELAYED: 1})
        else:
            with self.store.writing():
                item.settle(self.store, waiting.url, State.REFUSED, str(error))
                count(self.store, waiting.source, {Counted.REFUSED: 1})
        self.log.say("fault", source=waiting.source, url=waiting.url, fault=str(error))

    def entered(self, pages: Sequence[Page]) -> None:
        """Enter pages and note what became of them."""
        found = enter_pages(self.store, pages)
        for page in found:
            told = {"source": page.item.source, "url": page.item.url}
            if page.entry is not None:
                self.log.say("entered", **told, page=page.entry.id, title=page.entry.title)
            elif page.state in (State.REFUSED, State.UNREAD):
                self.log.say("fault", **told, fault=page.says)
            else:
                self.log.say(page.state.value, **told, why=page.says)

    def delivered(self, one: Delivery, error: SendError | None, now: int) -> None:
        """Note that an alert has been sent, or why not."""
        told = {"id": one.alert.id, "by": kind_of(one.target), "tries": one.tries}
        if error is None:
            delivery.note_sent(self.store, one)
            self.log.say("sent", **told)
            return
        goes_on = delivery.note_fault(self.store, one, str(error), now)
        self.log.say("not-sent", **told, fault=str(error), goes_on=goes_on)

    def interval(self, one: Listed) -> int:
        """Return how often a list is asked, in seconds."""
        return self.plan.intervals.get(one.source, LONGEST_INTERVAL)
