"""The names of what can be measured of a customer; method files may use these and no others.

`value` computes them; a test holds the two together.
"""

from zhike.lib.words import Words

MEASURES: dict[str, Words] = {
    "recency_days": Words("距上次购买的天数", "days since the last purchase"),
    "buying_days": Words("有购买的天数", "days with a purchase"),
    "orders_12m": Words("近 12 个月订单数", "orders of 12 months"),
    "revenue_12m": Words("近 12 个月收入（分）", "revenue of 12 months (fen)"),
    "revenue_prev_12m": Words(
        "再前 12 个月收入（分）", "revenue of the 12 months before (fen)"
    ),
    "growth": Words("收入增长（万分之一）", "growth of revenue (basis points)"),
    "cycle_days": Words("自己的购买间隔（天）", "own buying rhythm (days)"),
    "overdue_pct": Words(
        "距上次购买占间隔的百分比", "time since the last purchase, % of the rhythm"
    ),
    "late_payments_12m": Words("近 12 个月逾期付款次数", "late payments of 12 months"),
    "target_pct": Words("完成目标的百分比", "% of the target reached"),
    "days_since_touch": Words("距上次联系的天数", "days since the last touch"),
}

BASES: dict[str, Words] = {
    "target": Words("年度目标", "the year's target"),
    "previous": Words("上年同期", "the 12 months before"),
    "none": Words("上年同期（近 12 个月没有购买）", "the 12 months before (nothing bought)"),
    "new": Words("", ""),
}
