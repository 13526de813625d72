"""A rate by month as a small line: pure numbers in, places and words out."""

from collections.abc import Sequence
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
    """Lines within 0…220 by 0…56, broken where there was nothing to take a share of; `says` tells the first and the last."""

    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    says: Words


def trend(months: Sequence[date], rates: Sequence[Rate]) -> Trend:
    """The scale begins at nought and ends at the highest month."""
    most = max((rate.bp or 0 for rate in rates), default=0) or 1
    step = (WIDE - 2 * EDGE) / max(1, len(rates) - 1)
    lines: list[list[str]] = [[]]
    dots: list[Dot] = []
    for n, (month, rate) in enumerate(zip(months, rates, strict=True)):
        if rate.bp is None:
            lines.append([])
            continue
        x, y = EDGE + n * step, EDGE + TALL * (1 - rate.bp / most)
        lines[-1].append(f"{x:.1f},{y:.1f}")
        share = f"{rate.bp / 100:.1f}%"
        words = Words(
            f"{month:%Y-%m}：{share}（{rate.part:,} / {rate.whole:,}）",
            f"{month:%Y-%m}: {share} ({rate.part:,} of {rate.whole:,})",
        )
        dots.append(Dot(x, y, words))
    none = Words("这 12 个月没有可算的", "nothing to reckon in these months")
    return Trend(
        tuple(" ".join(line) for line in lines if len(line) > 1),
        tuple(dots),
        Words(f"{dots[0].says.zh} → {dots[-1].says.zh}", f"{dots[0].says.en} → {dots[-1].says.en}")
        if dots
        else none,
    )  # fmt: skip
