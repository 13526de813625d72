"""The geometry of the charts: pure numbers in, marks with places, words and addresses out; every chart has its table too."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.value.pictures.flows import Flow
from zhike.value.pictures.maps import Cell
from zhike.value.pictures.shares import FULL, Curve, Group


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a chart: where, how large and strong (0–100), what it says, and the list behind it."""

    x: float
    y: float
    width: float
    height: float
    strength: int
    says: Words
    href: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class CurveChart:
    """A curve within 40…340 by 20…170: its line, the surface below, points to touch, and the place of the 20 %."""

    line: str
    surface: str
    marks: tuple[Mark, ...]
    fifth_y: float
    fifth_says: Words


def curve_chart(curve: Curve, behind: Callable[[int], str]) -> CurveChart:
    """The curve of 2/8; `behind` gives the list of those who bring so much or more (fen)."""
    places = [(40.0, 170.0), *(_place(p.customers, p.share) for p in curve.points)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    share = curve.share_of(FULL // 5)
    every = max(1, len(curve.points) // 14)
    marks = tuple(
        Mark(
            *_place(p.customers, p.share), 0, 0, 0,
            Words(
                f"前 {p.count:,} 家（{p.customers / 100:.1f}%）带来 {p.share / 100:.1f}% 的收入",
                f"the largest {p.count:,} ({p.customers / 100:.1f}%) bring {p.share / 100:.1f}% of the revenue",
            ),
            behind(p.least),
        )
        for n, p in enumerate(curve.points)
        if n % every == 0
    )  # fmt: skip
    says = Words(f"20% 的客户 → {share / 100:.1f}% 的收入", f"20% of customers → {share / 100:.1f}% of revenue")  # fmt: skip
    return CurveChart(line, f"40,170 {line} 340,170", marks, _place(FULL // 5, share)[1], says)


def _place(customers: int, share: int) -> tuple[float, float]:
    return 40 + customers * 300 / FULL, 170 - share * 150 / FULL


def grid(
    cells: Sequence[Cell],
    *,
    first: int,
    steps: int,
    width: float,
    height: float,
    says: Callable[[Cell], Words],
    href: Callable[[Cell], str],
) -> list[Mark]:
    """Fields from the lower left; the strength by the square root of the number, so that few are seen too."""
    most = max((cell.customers for cell in cells), default=1)
    return [
        Mark(
            36 + (cell.across - first) * width,
            12 + (steps - 1 - (cell.up - first)) * height,
            width - 2,
            height - 2,
            round(6 + 84 * (cell.customers / most) ** 0.5),
            says(cell),
            href(cell),
            f"{cell.customers:,}"
            if cell.customers < 10_000
            else f"{cell.customers // 1000:,}k",
        )
        for cell in cells
    ]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the pyramid: how broad it is by customers and by revenue (percent of the broadest), in the order from the top."""

    group: Group
    title: Words
    href: str
    people: int
    money: int


def layers(
    groups: Sequence[Group],
    order: Sequence[str],
    titles: Mapping[str, Words],
    href: Callable[[str], str],
) -> list[Layer]:
    """The layers in their own order; a layer nobody is in is shown empty."""
    by_key = {group.key: group for group in groups}
    most = max((g.customer_share for g in groups), default=0) or 1
    richest = max((g.share for g in groups), default=0) or 1
    found = []
    for key in order:
        group = by_key.get(key, Group(key, 0, 0, None, 0, 0))
        found.append(
            Layer(
                group, titles[key], href(key),
                group.customer_share * 100 // most, group.share * 100 // richest,
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A way between two grades: its path, its breadth, its colour by where it comes from, what it says, and whether it rises."""

    path: str
    breadth: float
    tone: str
    says: Words
    is_stay: bool


@dataclass(frozen=True, slots=True)
class End:
    """One grade at one side of the flow."""

    y: float
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FlowChart:
    """Ribbons from left to right, and the grades at both ends."""

    ribbons: tuple[Ribbon, ...]
    left: tuple[End, ...]
    right: tuple[End, ...]


_TALL, _GAP = 150.0, 10.0
_TONES = ("var(--gold)", "var(--celadon)", "var(--ink-3)", "var(--indigo)", "var(--cinnabar)")


def flow_chart(
    flows: Sequence[Flow], order: Sequence[str], titles: Mapping[str, Words]
) -> FlowChart:
    """The flow between grades; each ribbon as broad as the share of its customers, the thinnest still seen."""
    ranked = [*order, ""]
    whole = sum(flow.customers for flow in flows) or 1
    room = _TALL - _GAP * (len(ranked) - 1)

    def broad(n: int) -> float:
        return max(1.0, n * room / whole)

    known = [f for f in flows if f.before in ranked and f.after in ranked]
    known.sort(key=lambda f: (ranked.index(f.before), ranked.index(f.after)))
    lefts, left = _ends(ranked, titles, known, lambda f: f.before, broad)
    rights, right = _ends(ranked, titles, known, lambda f: f.after, broad)
    ribbons = []
    for flow in known:
        breadth = broad(flow.customers)
        y1, y2 = lefts[flow.before] + breadth / 2, rights[flow.after] + breadth / 2
        lefts[flow.before] += breadth
        rights[flow.after] += breadth
        before, after = titles[flow.before], titles[flow.after]
        stays = flow.before == flow.after
        says = (
            Words(f"{before.zh} 留住 {flow.customers:,} 家", f"{flow.customers:,} stayed in {before.en}")
            if stays
            else Words(
                f"{before.zh} → {after.zh}：{flow.customers:,} 家",
                f"{before.en} → {after.en}: {flow.customers:,}",
            )
        )  # fmt: skip
        tone = _TONES[ranked.index(flow.before) % len(_TONES)]
        path = f"M70 {y1:.1f}C160 {y1:.1f} 160 {y2:.1f} 250 {y2:.1f}"
        ribbons.append(Ribbon(path, breadth, tone, says, stays))
    return FlowChart(tuple(ribbons), tuple(left), tuple(right))


def _ends(
    ranked: Sequence[str],
    titles: Mapping[str, Words],
    flows: Sequence[Flow],
    side: Callable[[Flow], str],
    broad: Callable[[int], float],
) -> tuple[dict[str, float], list[End]]:
    """Where each grade begins on one side, and its label."""
    begins, ends, y = {}, [], 20.0
    for key in ranked:
        mine = [flow for flow in flows if side(flow) == key]
        tall = sum(broad(flow.customers) for flow in mine)
        begins[key] = y
        if mine:
            count = sum(flow.customers for flow in mine)
            ends.append(End(y + tall / 2 + 4, str(titles[key]), count))
            y += tall + _GAP
    return begins, ends
