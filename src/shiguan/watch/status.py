"""How a watch stands, as the register tells it: for the status page and for the figures that a monitor collects."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from shiguan.register.store import Store
from shiguan.watch import delivery, item
from shiguan.watch.alert import Told, latest
from shiguan.watch.count import Counted, counts_of
from shiguan.watch.listed import Listed, all_lists

SHOWN = 40
PREFIX = "shiguan_watch"
HELP = {
    "events_total": ("counter", "What a source gave, by what became of it."),
    "waiting": ("gauge", "Addresses that a source named and that are not yet had."),
    "faults_in_a_row": ("gauge", "How often in a row a source did not come."),
    "last_answer_timestamp_seconds": ("gauge", "When a source last answered."),
    "next_due_timestamp_seconds": ("gauge", "When a source is due."),
    "lists": ("gauge", "Lists that a source leads to, itself among them."),
    "alerts_total": ("counter", "Alerts recorded."),
    "deliveries": ("gauge", "Alerts sent and to be sent, by kind of target and state."),
}


class SourceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How one source stands: its own list, how many lists it leads to, what waits, what became of the rest."""

    name: str
    root: Listed
    lists: int
    waiting: int
    counts: Counter[Counted]


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """How a watch stands."""

    sources: tuple[SourceStatus, ...]
    alerts: tuple[Told, ...]
    alerts_in_all: int
    deliveries: dict[tuple[str, str], int]
    refused: tuple[tuple[str, str, str], ...]


def status_of(store: Store, *, shown: int = SHOWN) -> Status:
    """Return how a watch over a register stands."""
    lists = all_lists(store)
    counts, waiting = counts_of(store), item.waiting_by_source(store)
    number = Counter(one.source for one in lists)
    in_all = store.one("SELECT COUNT(*) FROM watch_alert")
    return Status(
        sources=tuple(
            SourceStatus(
                name=one.source,
                root=one,
                lists=number[one.source],
                waiting=waiting.get(one.source, 0),
                counts=counts.get(one.source, Counter()),
            )
            for one in lists
            if one.depth == 0
        ),
        alerts=tuple(latest(store, shown)),
        alerts_in_all=in_all[0] if in_all else 0,
        deliveries=delivery.counts_of(store),
        refused=tuple(item.refused(store, shown)),
    )


def metrics_of(store: Store) -> str:
    """Return the figures of a watch in the text form of Prometheus."""
    status = status_of(store, shown=0)
    told: dict[str, list[tuple[dict[str, str], int | None]]] = {name: [] for name in HELP}
    for one in status.sources:
        source = {"source": one.name}
        told["events_total"] += [({**source, "event": what.value}, one.counts[what]) for what in Counted]
        told["waiting"].append((source, one.waiting))
        told["faults_in_a_row"].append((source, one.root.faults))
        told["last_answer_timestamp_seconds"].append((source, one.root.answered))
        told["next_due_timestamp_seconds"].append((source, one.root.due))
        told["lists"].append((source, one.lists))
    told["alerts_total"].append(({}, status.alerts_in_all))
    told["deliveries"] = [
        ({"kind": kind, "state": state}, number) for (kind, state), number in sorted(status.deliveries.items())
    ]
    return "".join(f"{line}\n" for name, rows in told.items() for line in lines_of(name, rows))


def lines_of(name: str, rows: Iterable[tuple[dict[str, str], int | None]]) -> Iterator[str]:
    """Yield the lines of one figure, nothing where nobody has it."""
    found = [(labels, value) for labels, value in rows if value is not None]
    if not found:
        return
    kind, says = HELP[name]
    yield f"# HELP {PREFIX}_{name} {says}"
    yield f"# TYPE {PREFIX}_{name} {kind}"
    for labels, value in found:
        told = ",".join(f'{key}="{escaped(label)}"' for key, label in labels.items())
        yield f"{PREFIX}_{name}{{{told}}} {value}" if told else f"{PREFIX}_{name} {value}"


def escaped(label: str) -> str:
    """Return the value of a label as Prometheus writes it."""
    return label.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
