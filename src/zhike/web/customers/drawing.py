"""The people map as a picture: rows by rank, lines of reporting, ties; every spot reckoned here, so that it needs no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from zhike.care.people import PersonCard
from zhike.customers.queries import Tie
from zhike.lib.words import Words
from zhike.web.customers.people_forms import TIES

WIDTH, ROW, TOP, SIDE, LOWER = 960, 168, 78, 96, 84
RANKS = ("top", "middle", "working", "")
RANK_WORDS = {
    "top": Words("高层", "Top"),
    "middle": Words("中层", "Middle"),
    "working": Words("办事层", "Working"),
    "": Words("层级未知", "Level unknown"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody on the picture."""

    key: str
    x: int
    y: int
    r: int
    name: str
    below: str
    kind: str
    card: PersonCard | None = None
    contact_id: int | None = None
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two; `kind` is reports or the tie's."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str
    words: Words | None
    first: str
    second: str
    weight: int = 1

    @property
    def mid_x(self) -> int:
        return (self.x1 + self.x2) // 2

    @property
    def mid_y(self) -> int:
        return (self.y1 + self.y2) // 2


@dataclass(frozen=True, slots=True)
class Band:
    """A row of the picture with its name; `y` is where its people stand."""

    y: int
    words: Words


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw."""

    width: int
    height: int
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]
    nodes: tuple[Node, ...]


def picture(cards: Sequence[PersonCard], ties: Sequence[Tie]) -> Picture:
    """Where everybody stands; who was put somewhere by hand stays there."""
    rows = [
        (rank, there) for rank in RANKS if (there := [c for c in cards if c.place.rank == rank])
    ]
    nodes: dict[int, Node] = {}
    bands = []
    y = TOP
    for rank, there in rows:
        bands.append(Band(y, RANK_WORDS[rank]))
        same = {card.contact.pk for card in there}
        for card, x in _spread(there, nodes):
            lower = LOWER if card.place.reports_to_id in same else 0
            spot = (card.place.x, card.place.y)
            at = (x, y + lower) if None in spot else spot
            nodes[card.contact.pk] = _node(card, int(at[0] or 0), int(at[1] or 0))
        y += ROW + (LOWER if any(c.place.reports_to_id in same for c in there) else 0)
    bottom = y
    ours, theirs = _outside(ties, nodes, bottom)
    if ours:
        bands.append(Band(bottom, Words("我方", "Our side")))
        bottom += ROW
    everybody = [*nodes.values(), *ours.values(), *theirs.values()]
    lines = [*_reporting(nodes, cards), *_tied(ties, nodes, ours, theirs)]
    width = max([WIDTH, *(n.x + SIDE for n in everybody)])
    height = max([bottom - ROW // 2 + 40, *(n.y + 92 for n in everybody)])
    return Picture(width, height, tuple(bands), tuple(lines), tuple(everybody))


def _spread(row: Sequence[PersonCard], placed: dict[int, Node]) -> list[tuple[PersonCard, int]]:
    """A row evenly, each near below whom he answers to; whoever leads others of the row stands in its middle."""
    leads = {card.place.reports_to_id for card in row}
    others = sorted(
        (card for card in row if card.contact.pk not in leads),
        key=lambda card: _above(card, placed),
    )
    half = len(others) // 2
    wanted = [*others[:half], *(c for c in row if c.contact.pk in leads), *others[half:]]
    step = (WIDTH - 2 * SIDE) / max(1, len(wanted))
    step = max(step, 116)
    return [(card, round(SIDE + step * (n + 0.5))) for n, card in enumerate(wanted)]


def _above(card: PersonCard, placed: dict[int, Node]) -> float:
    boss = placed.get(card.place.reports_to_id or 0)
    return boss.x if boss else WIDTH / 2


def _node(card: PersonCard, x: int, y: int) -> Node:
    below = card.contact.title[:12]
    return Node(
        key=f"c{card.contact.pk}",
        x=x,
        y=y,
        r=20 + 3 * (card.place.influence or 2),
        name=card.contact.name[:10],
        below=below,
        kind=card.side or "unsaid",
        card=card,
        contact_id=card.contact.pk,
    )


def _outside(
    ties: Sequence[Tie], nodes: dict[int, Node], bottom: int
) -> tuple[dict[int, Node], dict[int, Node]]:
    """Our colleagues in a row of their own, people of other customers on the right edge."""
    ours: dict[int, list[int]] = {}
    theirs: dict[int, Tie] = {}
    names = {}
    for tie in ties:
        if tie.colleague_id is not None and tie.contact_id in nodes:
            ours.setdefault(tie.colleague_id, []).append(nodes[tie.contact_id].x)
            names[tie.colleague_id] = str(tie.colleague)
        for end in (tie.contact, tie.other):
            if end is not None and end.pk not in nodes:
                theirs[end.pk] = tie
    own: dict[int, Node] = {}
    x = 0
    for pk in sorted(ours, key=lambda pk: fmean(ours[pk])):
        x = max(
            x + 130, min(round(fmean(ours[pk])) + 130, WIDTH - SIDE)
        )  # beside the line, not on it
        own[pk] = Node(f"u{pk}", x, bottom, 22, names[pk][:10], "", "ours")
    others = {}
    for n, (pk, tie) in enumerate(theirs.items()):
        end = tie.contact if tie.contact_id == pk else tie.other
        if end is not None:
            others[pk] = Node(
                f"c{pk}", WIDTH - 46, TOP + 40 + n * 104, 18, end.name[:8],
                str(end.customer)[:9], "outside", contact_id=pk, customer_id=end.customer_id,
            )  # fmt: skip
    return own, others


def _reporting(nodes: dict[int, Node], cards: Sequence[PersonCard]) -> list[Line]:
    found = []
    for card in cards:
        boss = nodes.get(card.place.reports_to_id or 0)
        if boss is not None:
            found.append(_line(boss, nodes[card.contact.pk], "reports", None))
    return found


def _tied(
    ties: Sequence[Tie], nodes: dict[int, Node], ours: dict[int, Node], theirs: dict[int, Node]
) -> list[Line]:
    found = []
    for tie in ties:
        ends = {**theirs, **nodes}
        first = ends.get(tie.contact_id)
        second = ends.get(tie.other_id or 0) or ours.get(tie.colleague_id or 0)
        if first and second:
            found.append(_line(first, second, str(tie.kind), TIES[tie.kind], tie.closeness))
    return found


def _line(first: Node, second: Node, kind: str, words: Words | None, weight: int = 1) -> Line:
    return Line(
        first.x, first.y, second.x, second.y, kind, words, first.key, second.key, weight
    )
