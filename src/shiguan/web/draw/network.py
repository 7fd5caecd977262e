"""Where the members of a circle stand: by springs from a fixed beginning, so that the picture is everyone's alike.

Labels come first: members whose names would overlap are pushed apart, and an edge that would run through somebody
else's name is not drawn, the weakest first. The table beside the picture has them all.
"""

import functools
import math
from collections.abc import Sequence

import msgspec

from shiguan.annals.circle import Bond, Circle, Member

WIDTH, HEIGHT, MARGIN = 1180, 680, 30
ROUNDS = 90
MOST_EDGES = 70
PARTINGS, STRONG = 80, 30  # rounds of pushing apart, and bonds whose lines members keep clear of
CLEAR, LABEL = 30.0, 10.0  # from a line to the middle of a member with its name; that lies below the circle's
LETTER, LINE = 15, 20  # size of a label's letters
THICK, THIN = 9.0, 0.8
Point = tuple[float, float]


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A member on the paper: the circle's centre and radius, the label's middle below it."""

    member: Member
    x: float
    y: float
    radius: float
    width: float  # of the label


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """A bond on the paper."""

    bond: Bond
    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """The network on the paper; `undrawn` bonds are left to the table."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    undrawn: int
    width: int = WIDTH
    height: int = HEIGHT


@functools.lru_cache(maxsize=64)
def draw(circle: Circle) -> Drawing:
    """Return the picture of a circle; who shares nothing with the others is left to the table."""
    bound = {key for bond in circle.bonds for key in (bond.one, bond.other)}
    members = [member for member in circle.members if member.key in bound]
    places = parted(members, circle.bonds, springs(members, circle.bonds))
    most = max((member.count for member in circle.members), default=1)
    nodes = tuple(
        Node(
            member=member,
            x=round(x, 1),
            y=round(y, 1),
            radius=round(4 + 10 * math.sqrt(member.count / most), 1),
            width=label_width(member),
        )
        for member, (x, y) in zip(members, places, strict=True)
    )
    edges = edges_of(nodes, circle.bonds)
    return Drawing(nodes=nodes, edges=edges, undrawn=len(circle.bonds) - len(edges))


def springs(members: Sequence[Member], bonds: Sequence[Bond]) -> list[Point]:
    """Return places in which bonds pull and all push: Fruchterman and Reingold from a spiral, cooling in steps."""
    count = len(members)
    places = [
        (math.sqrt(i / max(1, count)) * math.cos(2.4 * i), math.sqrt(i / max(1, count)) * math.sin(2.4 * i))
        for i in range(count)
    ]
    index = {member.key: i for i, member in enumerate(members)}
    most = max((bond.count for bond in bonds), default=1)
    pulls = [(index[one.one], index[one.other], math.sqrt(one.count / most)) for one in bonds]
    ideal = 1.1 / math.sqrt(max(1, count))
    for step in range(ROUNDS):
        moves = pushes(places, ideal)
        for a, b, weight in pulls:
            dx, dy = places[a][0] - places[b][0], places[a][1] - places[b][1]
            force = math.hypot(dx, dy) / ideal * weight
            moves[a][0] -= dx * force
            moves[a][1] -= dy * force
            moves[b][0] += dx * force
            moves[b][1] += dy * force
        heat = 0.12 * (1 - step / ROUNDS)
        places = [step_of(place, move, heat) for place, move in zip(places, moves, strict=True)]
    return on_paper(places)


def pushes(places: Sequence[Point], ideal: float) -> list[list[float]]:
    """Return how each place is pushed by all others, and drawn to the middle a little."""
    moves = [[-0.7 * x, -0.7 * y] for x, y in places]
    for a, (ax, ay) in enumerate(places):
        for b in range(a):
            dx, dy = ax - places[b][0], ay - places[b][1]
            square = dx * dx + dy * dy or 1e-6
            force = ideal * ideal / square
            moves[a][0] += dx * force
            moves[a][1] += dy * force
            moves[b][0] -= dx * force
            moves[b][1] -= dy * force
    return moves


def step_of(place: Point, move: Sequence[float], heat: float) -> Point:
    """Return a place after one step, no longer than the heat allows."""
    length = math.hypot(*move) or 1.0
    scale = min(length, heat) / length
    return place[0] + move[0] * scale, place[1] + move[1] * scale


def on_paper(places: Sequence[Point]) -> list[Point]:
    """Return places stretched to the paper."""
    if not places:
        return []
    xs, ys = [x for x, _ in places], [y for _, y in places]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    return [
        (
            2 * MARGIN + (x - min(xs)) / wide * (WIDTH - 4 * MARGIN),
            MARGIN + (y - min(ys)) / high * (HEIGHT - 3 * MARGIN),
        )
        for x, y in places
    ]


def label_width(member: Member) -> float:
    """Return how wide a label is: wide characters a full letter, others somewhat more than half of one."""
    return sum(LETTER if ord(char) > 0x2E7F else 0.62 * LETTER for char in member.name) + 4


def parted(members: Sequence[Member], bonds: Sequence[Bond], places: Sequence[Point]) -> list[Point]:
    """Return the places with names pushed apart, and off strong bonds that are not theirs."""
    found = [list(place) for place in places]
    index = {member.key: i for i, member in enumerate(members)}
    first: dict[str, Bond] = {}
    for bond in bonds:
        first.setdefault(bond.one, bond)
        first.setdefault(bond.other, bond)
    clear = dict.fromkeys([*bonds[:STRONG], *first.values()])
    strong = [(index[bond.one], index[bond.other]) for bond in clear]
    sizes = [(max(30.0, label_width(member)) + 6, 2.0 * LINE + 12) for member in members]
    for _ in range(PARTINGS):
        moved = push_apart(found, sizes)
        moved = push_aside(found, strong) or moved
        for place, size in zip(found, sizes, strict=True):
            place[0] = min(max(place[0], size[0] / 2), WIDTH - size[0] / 2)
            place[1] = min(max(place[1], 20.0), HEIGHT - 36.0)
        if not moved:
            break
    return [(x, y) for x, y in found]


def push_apart(places: list[list[float]], sizes: Sequence[Point]) -> bool:
    """Move what overlaps the shorter way apart; tell whether anything did."""
    moved = False
    for a in range(len(places)):
        for b in range(a):
            dx, dy = places[a][0] - places[b][0], places[a][1] - places[b][1]
            x_room = (sizes[a][0] + sizes[b][0]) / 2 - abs(dx)
            y_room = (sizes[a][1] + sizes[b][1]) / 2 - abs(dy)
            if x_room <= 0 or y_room <= 0:
                continue
            moved = True
            axis, room, way = (0, x_room, dx) if x_room < y_room else (1, y_room, dy)
            shift = (room / 2 + 0.5) * (1 if way >= 0 else -1)
            places[a][axis] += shift
            places[b][axis] -= shift
    return moved


def push_aside(places: list[list[float]], strong: Sequence[tuple[int, int]]) -> bool:
    """Move members off the lines of strong bonds that are not theirs; tell whether any lay there."""
    moved = False
    for a, b in strong:
        dx, dy = places[b][0] - places[a][0], places[b][1] - places[a][1]
        length = math.hypot(dx, dy) or 1.0
        for c, place in enumerate(places):
            if c in (a, b):
                continue
            along = ((place[0] - places[a][0]) * dx + (place[1] + LABEL - places[a][1]) * dy) / length
            off = ((place[0] - places[a][0]) * dy - (place[1] + LABEL - places[a][1]) * dx) / length
            if 0 < along < length and abs(off) < CLEAR:
                moved = True
                shift = (CLEAR - abs(off)) / 3 * (1 if off >= 0 else -1)
                place[0] += dy / length * shift
                place[1] -= dx / length * shift
    return moved


def edges_of(nodes: Sequence[Node], bonds: Sequence[Bond]) -> tuple[Edge, ...]:
    """Return the strongest bonds that run through nobody else's name, the strongest on top."""
    index = {node.member.key: node for node in nodes}
    most = max((bond.count for bond in bonds), default=1)
    found = []
    for bond in bonds[:MOST_EDGES]:
        one, other = index[bond.one], index[bond.other]
        if any(crosses(one, other, node) for node in nodes if node not in (one, other)):
            continue
        thickness = round(THIN + (THICK - THIN) * bond.count / most, 2)
        found.append(Edge(bond=bond, x1=one.x, y1=one.y, x2=other.x, y2=other.y, thickness=thickness))
    return tuple(reversed(found))


def crosses(one: Node, other: Node, node: Node) -> bool:
    """True where the line between two members runs through the name below a third (Liang and Barsky)."""
    dx, dy = other.x - one.x, other.y - one.y
    left, right = node.x - node.width / 2, node.x + node.width / 2
    top, bottom = node.y - node.radius, node.y + node.radius + LINE
    enter, leave = 0.0, 1.0
    for delta, room in ((-dx, one.x - left), (dx, right - one.x), (-dy, one.y - top), (dy, bottom - one.y)):
        if delta == 0:
            if room < 0:
                return False
            continue
        ratio = room / delta
        if delta < 0:
            enter = max(enter, ratio)
        else:
            leave = min(leave, ratio)
    return enter < leave
