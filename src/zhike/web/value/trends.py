"""A figure by month as a small line: pure numbers in, places and words out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from zhike.lib.words import Words
from zhike.value.keeping.indicators import Rate

WIDE, TALL, EDGE = 220.0, 44.0, 6.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One month: where, and what it says."""

    x: float
    y: float
    says: Words


@dataclass(frozen=True, slots=True)
class Trend:
    """Lines within 0…220 by 0…56, broken where nothing is known; `says` tells the first and the last."""

    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    says: Words


def trend(months: Sequence[date], rates: Sequence[Rate]) -> Trend:
    """Rates by month; the scale begins at nought and ends at the highest month."""
    shares = [rate.bp for rate in rates]

    def says(n: int) -> Words:
        part, whole = rates[n].part, rates[n].whole
        share = f"{(shares[n] or 0) / 100:.1f}%"
        return Words(f"{share}（{part:,} / {whole:,}）", f"{share} ({part:,} of {whole:,})")

    return drawn(months, shares, says)


def drawn(
    months: Sequence[date], values: Sequence[int | None], says: Callable[[int], Words]
) -> Trend:
    """Figures by month; `says` gives the words of the n-th. Below nought the scale begins at the lowest month."""
    known = [value for value in values if value is not None]
    least, most = min(0, *known, 0), max(0, *known, 0)
    reach = most - least or 1
    step = (WIDE - 2 * EDGE) / max(1, len(values) - 1)
    lines: list[list[str]] = [[]]
    dots: list[Dot] = []
    for n, (month, value) in enumerate(zip(months, values, strict=True)):
        if value is None:
            lines.append([])
            continue
        x, y = EDGE + n * step, EDGE + TALL * (1 - (value - least) / reach)
        lines[-1].append(f"{x:.1f},{y:.1f}")
        words = says(n)
        dots.append(
            Dot(x, y, Words(f"{month:%Y-%m}：{words.zh}", f"{month:%Y-%m}: {words.en}"))
        )
    none = Words("这 12 个月没有可算的", "nothing to reckon in these months")
    return Trend(
        tuple(" ".join(line) for line in lines if len(line) > 1),
        tuple(dots),
        Words(f"{dots[0].says.zh} → {dots[-1].says.zh}", f"{dots[0].says.en} → {dots[-1].says.en}")
        if dots
        else none,
    )  # fmt: skip
