"""The headline measures as rows of a table: now, and by the months that have a night."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhike.lib.money import format_money_short
from zhike.lib.words import Words, spoken
from zhike.value.keeping.economics import Standing
from zhike.value.keeping.headlines import Month
from zhike.web.templatetags.zhike import percent, points
from zhike.web.value.trends import Trend, drawn


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: its name, how it is reckoned, what it is now, its line, and what each month said."""

    title: Words
    how: Words
    now: str
    trend: Trend
    months: tuple[str, ...]


def rows(months: Sequence[Month], now: Standing, *, symbol: str) -> list[Row]:
    """The measures the night keeps by month, in the order people read them; money with this symbol."""

    def money(fen: int | None) -> str:
        return "–" if fen is None else format_money_short(fen, spoken(), symbol=symbol)

    return [
        _row(
            months, now, points, lambda each: each.loyalty,
            Words("忠诚度", "Loyalty"),
            Words("忠诚评分卡的平均分，满分 100", "mean of the loyalty card, out of 100"),
        ),
        _row(
            months, now, _whole, lambda each: each.satisfied,
            Words("满意度", "Satisfaction"),
            Words("四种满意度里最低的一种，取平均，满分 100", "the lowest of the four satisfactions, mean, out of 100"),
        ),
        _row(
            months, now, percent, lambda each: each.profit.bp,
            Words("利润率", "Profit rate"),
            Words("毛利减服务成本，÷ 收入", "margin less cost to serve, ÷ revenue"),
        ),
        _row(
            months, now, _fine, lambda each: each.selling.bp,
            Words("销售费用", "Selling cost"),
            Words("服务和跟进的投入 ÷ 收入", "effort spent ÷ revenue"),
        ),
        _row(
            months, now, money, lambda each: each.profit_each,
            Words("每客户利润", "Profit per customer"),
            Words("利润 ÷ 记了成本的客户", "profit ÷ customers whose cost is known"),
        ),
    ]  # fmt: skip


def _row(
    months: Sequence[Month],
    now: Standing,
    written: Callable[[int | None], str],
    of: Callable[[Month | Standing], int | None],
    title: Words,
    how: Words,
) -> Row:
    values = [of(month) for month in months]
    texts = tuple(map(written, values))
    line = drawn([m.first for m in months], values, lambda n: Words(texts[n], texts[n]))
    return Row(title, how, written(of(now)), line, texts)


def _fine(bp: int | None) -> str:
    """A share that is often less than one percent, to the hundredth."""
    return "–" if bp is None else f"{points(bp)}%"


def _whole(value: int | None) -> str:
    return "–" if value is None else str(value)
