"""The watch itself: what is due is asked, some hosts at a time, and what comes is noted by one writer, step by step.

Everything that must not be forgotten stands in the register; what is on its way when a watch ends is asked for again.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait

import msgspec

from shiguan.annals.register import Register
from shiguan.errors import FetchError, RegisterError, ShiguanError
from shiguan.fetch.answer import Fetched, Marks
from shiguan.versions import versions
from shiguan.watch import delivery, item, listed
from shiguan.watch.alert import note_alerts
from shiguan.watch.delivery import Delivery
from shiguan.watch.enter import Page, read
from shiguan.watch.host import Hosts, host_of
from shiguan.watch.item import Item
from shiguan.watch.listed import Listed
from shiguan.watch.lock import only_watch
from shiguan.watch.log import Log, day_of
from shiguan.watch.note import Notes
from shiguan.watch.plan import Plan
from shiguan.watch.send import Sender, SendError

GLANCE = 1.0  # seconds after which it is looked whether the watch is to end
LONGEST_REST = 60.0
ALERTS_EVERY = 60.0  # seconds between two looks for alerts while pages come in
PATIENCE = (1.0, 60.0)  # seconds until a register that is gone is opened again: at first, at most
ROBOTS_KEPT = 3600.0  # seconds for which a robots.txt is believed
NEXT_DUE = (listed.next_due, item.next_due, delivery.next_due)

Job = Listed | Item | Delivery
Result = Fetched | ShiguanError | SendError | None


class World(msgspec.Struct, frozen=True, kw_only=True):
    """How the world is reached. `rest` waits so many seconds and returns whether the watch is to end."""

    fetch: Callable[[str, Marks, dict[str, str]], Fetched]
    clock: Callable[[], float]
    rest: Callable[[float], bool]
    executor: Executor


class Watch:
    """One watch over a register, as a plan says."""

    def __init__(self, plan: Plan, world: World, sender: Sender, log: Log) -> None:
        self.plan = plan
        self.world = world
        self.sender = sender
        self.log = log
        self.hosts = Hosts()
        self.running: dict[Future[Result], Job] = {}
        self.robots: dict[str, str] = {}
        self.robots_since = 0.0
        self.looked = 0  # when alerts were last looked for
        self.last_page = -1  # the number of the last page at that time
        self.has_begun = False

    def run(self, open_register: Callable[[], Register], *, once: bool, at_rest: Callable[[Register], None]) -> None:
        """Watch until told to end, or `once` until nothing is due; `at_rest` is called whenever all is quiet.

        A register that goes away is opened again, patiently; `once` raises RegisterError instead, and so does a watch
        that has not yet begun.
        """
        pause = PATIENCE[0]
        while True:
            began = self.world.clock()
            try:
                with open_register() as book, only_watch(book.store):
                    self.log.say("started", register=book.store.name, sources=len(self.plan.sources))
                    Turn(self, book).work(once=once, at_rest=at_rest)
                    self.log.say("ended")
                    return
            except RegisterError as error:
                self.forget_running()
                if once or not self.has_begun:
                    raise
                pause = PATIENCE[0] if self.world.clock() - began > PATIENCE[1] else min(pause * 2, PATIENCE[1])
                self.log.say("register-fault", fault=str(error), again_in=pause)
            if self.world.rest(pause):
                return

    def forget_running(self) -> None:
        """Let go of what is being fetched: it is noted nowhere, so it is asked for again. What is sent is sent once."""
        for future in [future for future, job in self.running.items() if not isinstance(job, Delivery)]:
            future.cancel()
        self.running = {future: job for future, job in self.running.items() if isinstance(job, Delivery)}
        self.hosts.busy = {job.target for job in self.running.values() if isinstance(job, Delivery)}

    def robots_now(self, now: float) -> dict[str, str]:
        """Return what is known of robots.txt; after an hour it is asked for anew."""
        if now - self.robots_since > ROBOTS_KEPT:
            self.robots, self.robots_since = {}, now
        return self.robots


class Turn:
    """The watch as long as its register stays open."""

    def __init__(self, watch: Watch, book: Register) -> None:
        self.watch = watch
        self.book = book
        self.store = book.store
        self.notes = Notes(book.store, watch.plan, watch.log)

    def now(self) -> int:
        """Return the moment, in whole seconds since 1970."""
        return int(self.watch.world.clock())

    def work(self, *, once: bool, at_rest: Callable[[Register], None]) -> None:
        """Ask and note until told to end, or `once` until nothing is due."""
        listed.follow_plan(self.store, self.watch.plan, self.now())
        if not self.watch.has_begun:
            delivery.take_up(self.store, self.now())
            with self.store.writing():
                item.take_up(self.store, versions(), self.now())
            self.watch.has_begun = True
        self.look_for_alerts()
        while True:
            self.start()
            if self.watch.running:
                self.settle(GLANCE)
                if self.watch.world.rest(0):
                    return
                if self.now() - self.watch.looked >= ALERTS_EVERY:
                    self.look_for_alerts()
                    at_rest(self.book)
                continue
            if self.look_for_alerts():
                continue
            at_rest(self.book)
            pause = self.pause(once=once)
            if pause is None or self.watch.world.rest(pause):
                return

    def start(self) -> None:
        """Begin what is due, one request to a host, as many as there are fetchers."""
        due = iter(self.due(self.now()))
        while len(self.watch.running) < self.watch.plan.fetchers and (one := next(due, None)):
            self.submit(one)  # asked for one by one: each keeps its host busy, and a delivery asked for is begun

    def due(self, now: int) -> Iterator[Job]:
        """Yield what may be begun now: alerts first, then lists, then pages, of each host the one longest due."""
        hosts = self.watch.hosts
        for target in delivery.due_targets(self.store, now):
            if target not in hosts.busy and (one := delivery.begin(self.store, target, now)):
                yield one
        for found in listed.due_lists(self.store, now):
            if hosts.may_ask(host_of(found.url), now):
                yield found
        for host in item.waiting_hosts(self.store, now):
            if hosts.may_ask(host, now) and (waiting := item.first_at(self.store, host, now)):
                yield waiting

    def submit(self, job: Job) -> None:
        """Begin one job."""
        self.watch.hosts.begin(place_of(job))
        future = self.watch.world.executor.submit(self.watch_over, job, self.watch.robots_now(self.now()))
        self.watch.running[future] = job

    def watch_over(self, job: Job, robots: dict[str, str]) -> Result:
        """Return what comes of a job; this alone runs in other threads, and nothing here asks the register."""
        try:
            if isinstance(job, Delivery):
                self.watch.sender.send(job)
                return None
            if isinstance(job, Item) and job.raw is not None:
                return Fetched(raw=job.raw, marks=Marks())
            return self.watch.world.fetch(job.url, job.marks if isinstance(job, Listed) else Marks(), robots)
        except (ShiguanError, SendError) as error:
            return error

    def settle(self, seconds: float) -> None:
        """Note what has come, waiting for it so long; pages that came together are entered together."""
        done, _ = wait(self.watch.running, timeout=seconds, return_when=FIRST_COMPLETED)
        pages: list[Page] = []
        for future in sorted(done, key=lambda one: place_of(self.watch.running[one])):
            job, result, now = self.watch.running[future], future.result(), self.now()
            if isinstance(job, Delivery):  # noted before it is let go of: the register may go in between
                self.notes.delivered(job, result if isinstance(result, SendError) else None, now)
            del self.watch.running[future]
            self.release(job, result, now)
            if isinstance(job, Listed):
                self.notes.listed(job, result, now)
            elif isinstance(job, Item) and isinstance(result, Fetched) and result.raw is not None:
                pages.append(read(job, result.raw, filtered=self.filtered(job)))
            elif isinstance(job, Item) and isinstance(result, FetchError):
                self.notes.not_fetched(job, result, now)
        if pages:
            self.notes.entered(pages)

    def filtered(self, job: Item) -> bool:
        """Return whether a page that cannot hold diplomacy is left out."""
        source = self.watch.plan.sources.get(job.source)
        return source is None or source.filter

    def release(self, job: Job, result: Result, now: float) -> None:
        """Let the host of a job be asked again, after a pause."""
        answered = not (isinstance(result, FetchError) and result.passing and result.status is None)
        after = result.after or 0.0 if isinstance(result, FetchError) else 0.0
        if isinstance(job, Delivery) or not place_of(job):
            self.watch.hosts.busy.discard(place_of(job))
        else:
            self.watch.hosts.end(place_of(job), now, answered=answered, after=after)

    def look_for_alerts(self) -> bool:
        """Record what there is to tell of since something was entered or a day has passed; True where there is any."""
        watch, now = self.watch, self.now()
        last = self.store.one("SELECT COALESCE(MAX(number), 0) FROM page")
        last_page = last[0] if last else 0
        if watch.last_page == last_page and day_of(watch.looked) == day_of(now):
            return False
        news = [one for alert in watch.plan.alerts for one in note_alerts(self.book, alert, today=day_of(now), now=now)]
        watch.last_page, watch.looked = last_page, now
        for one in news:
            watch.log.say("alert", id=one.id, name=one.name, rule=one.rule, says=one.says, records=one.records)
        return bool(news)

    def pause(self, *, once: bool) -> float | None:
        """Return the seconds until something is due; None where `once` has nothing more to wait for."""
        now, hosts = self.now(), self.watch.hosts
        waits = [hosts.wait_for(host, now) for host in self.waiting_hosts(now) if not (once and hosts.is_left(host))]
        if once:
            return max(min(waits), 0.1) if waits else None
        waits += [one - now for find in NEXT_DUE if (one := find(self.store)) is not None and one > now]
        return min(max(min(waits, default=LONGEST_REST), 0.1), LONGEST_REST)

    def waiting_hosts(self, now: int) -> set[str]:
        """Return the hosts of what is due."""
        lists = {host_of(one.url) for one in listed.due_lists(self.store, now)}
        return lists.union(item.waiting_hosts(self.store, now))


def place_of(job: Job) -> str:
    """Return what a job keeps busy: a host, or a target."""
    if isinstance(job, Delivery):
        return job.target
    return host_of(job.url) if isinstance(job, Listed) else job.host
