"""Why a customer may fall silent: the lines of the card learnt from the company's own past, in words, the heaviest first (S2-42)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from zhike.lib.words import Words
from zhike.value.churn.card import Card, fit_card
from zhike.value.forecasting.histories import Histories

MOST = 3
NONE = "[]"
_NOT_KNOWN = -(2**62)
_BATCH = 20_000
_LEAST = 3  # points: twenty double the odds, less than three is noise

# Which line, its points, its value.
type Said = tuple[int, int, int]

_SAYS: dict[str, Words] = {
    "recency_days": Words("已有 {value} 天没有购买", "no purchase for {value} days"),
    "overdue_pct": Words(
        "距上次购买已是自己节奏的 {times} 倍",
        "{times} times its own rhythm since the last purchase",
    ),
    "buying_days": Words("一共只在 {value} 天买过", "bought on {value} days in all"),
    "months_with_us": Words("往来 {value} 个月", "a customer for {value} months"),
    "growth": Words("近一年收入比上年 {change}", "revenue of the year {change}"),
    "season_growth": Words(
        "近 90 天收入比去年同期 {change}", "revenue of 90 days {change} on the year before"
    ),
    "late_payments_12m": Words(
        "一年里 {value} 次逾期付款", "{value} late payments in the year"
    ),
    "days_late": Words("付款平均晚 {value} 天", "pays {value} days late on average"),
    "days_since_touch": Words("{value} 天没有联系", "not heard from for {value} days"),
}
_UNKNOWN: dict[str, Words] = {
    "overdue_pct": Words("只买过一次，还没有节奏", "bought once, no rhythm yet"),
    "growth": Words("上年没有收入可比", "no revenue of the year before to compare"),
    "season_growth": Words("去年同期没有收入可比", "no revenue of that season to compare"),
    "late_payments_12m": Words("近一年没有应付款", "nothing was due in the year"),
    "days_late": Words("近一年没有应付款", "nothing was due in the year"),
    "days_since_touch": Words("没有联系记录", "no touch on record"),
}


def learnt_card(past: Histories) -> Card:
    """The card of signs, from a past book and who of it fell silent."""
    return fit_card(past.signs, past.was_silent)


def heaviest(card: Card, book: Histories) -> list[str]:
    """For each customer the lines that speak most for silence: at most three, with points, as a list in JSON."""
    if not card.lines:
        return [NONE] * book.size
    points = np.column_stack(list(card.points(book.signs).values()))
    order = np.argsort(-points, axis=1, kind="stable")[:, :MOST]
    top = np.take_along_axis(points, order, axis=1)
    keys = [line.key for line in card.lines]
    values = np.column_stack([book.signs[key] for key in keys])
    known = np.where(np.isnan(values), _NOT_KNOWN, values).astype(np.int64)
    speaker = _Speaker(keys)
    columns = (order, top, np.take_along_axis(known, order, axis=1))
    found: list[str] = []
    for start in range(0, book.size, _BATCH):
        rows = zip(*(each[start : start + _BATCH].tolist() for each in columns), strict=True)
        found += [speaker.all_of(zip(*row, strict=True)) for row in rows]
    return found


@dataclass(slots=True)
class _Speaker:
    """Says each value of each line once; customers with the same share the text."""

    keys: list[str]
    made: dict[Said, str] = field(default_factory=dict)

    def all_of(self, lines: Iterable[Said]) -> str:
        told = (self.made.get(each) or self._tell(*each) for each in lines if each[1] >= _LEAST)
        return f"[{', '.join(told)}]"

    def _tell(self, at: int, points: int, value: int) -> str:
        key = self.keys[at]
        words = said(key, None if value == _NOT_KNOWN else value)
        reason = {"key": key, "points": points, "zh": words.zh, "en": words.en}
        text = self.made[at, points, value] = json.dumps(reason, ensure_ascii=False)
        return text


def said(key: str, value: int | None) -> Words:
    """One sign in words."""
    if value is None:
        return _UNKNOWN[key]
    change = f"{value / 100:+.0f}%"
    return _SAYS[key].format(value=value, times=f"{value / 100:.1f}", change=change)
