"""States or people and the engagements they share, as GraphML and GEXF: weight by how many."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from shiguan.export.xml import attribute
from shiguan.model.engagement import Status
from shiguan.model.record import Record

MOST_PARTIES = 20  # of a larger gathering each pair says little


class Network(msgspec.Struct, frozen=True):
    """Nodes with how many engagements each took part in, and pairs with how many they shared."""

    nodes: dict[str, int]
    edges: dict[tuple[str, str], int]


def network_of(records: Iterable[Record], *, of_people: bool) -> Network:
    """Return who took part with whom in what was held."""
    nodes: Counter[str] = Counter()
    edges: Counter[tuple[str, str]] = Counter()
    for record in records:
        if record.status is not Status.HELD:
            continue
        names = {party.name if of_people else party.state for party in record.parties}
        found = sorted(name for name in names if name)
        nodes.update(found)
        if len(found) <= MOST_PARTIES:
            edges.update(itertools.combinations(found, 2))
    return Network(dict(sorted(nodes.items())), dict(sorted(edges.items())))


def graphml_lines(network: Network) -> Iterator[bytes]:
    """Yield a GraphML document."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield b'<key id="count" for="node" attr.name="count" attr.type="int"/>\n'
    yield b'<key id="weight" for="edge" attr.name="weight" attr.type="int"/>\n<graph edgedefault="undirected">\n'
    for node, count in network.nodes.items():
        yield f'<node id={attribute(node)}><data key="count">{count}</data></node>\n'.encode()
    for (one, other), weight in network.edges.items():
        pair = f"source={attribute(one)} target={attribute(other)}"
        yield f'<edge {pair}><data key="weight">{weight}</data></edge>\n'.encode()
    yield b"</graph>\n</graphml>\n"


def gexf_lines(network: Network) -> Iterator[bytes]:
    """Yield a GEXF 1.2 document."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield b'<graph defaultedgetype="undirected">\n'
    yield b'<attributes class="node"><attribute id="0" title="count" type="integer"/></attributes>\n<nodes>\n'
    for node, count in network.nodes.items():
        name = attribute(node)
        told = f'<attvalues><attvalue for="0" value="{count}"/></attvalues>'
        yield f"<node id={name} label={name}>{told}</node>\n".encode()
    yield b"</nodes>\n<edges>\n"
    for number, ((one, other), weight) in enumerate(network.edges.items()):
        pair = f"source={attribute(one)} target={attribute(other)}"
        yield f'<edge id="{number}" {pair} weight="{weight}"/>\n'.encode()
    yield b"</edges>\n</graph>\n</gexf>\n"
