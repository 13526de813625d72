"""The names of what can be measured of a customer; method files may use these and no others.

`value` computes them; a test holds the two together.
"""

from zhike.lib.money import format_money
from zhike.lib.words import Words

MEASURES: dict[str, Words] = {
    "recency_days": Words("距上次购买的天数", "days since the last purchase"),
    "buying_days": Words("有购买的天数", "days with a purchase"),
    "months_with_us": Words("第一笔订单至今的月数", "months since the first order"),
    "active_months": Words("近 12 个月有购买的月数", "months with a purchase, of 12"),
    "orders_12m": Words("近 12 个月订单数", "orders of 12 months"),
    "lines_12m": Words("近 12 个月买过几种产品", "products bought in 12 months"),
    "revenue_12m": Words("近 12 个月收入（分）", "revenue of 12 months (fen)"),
    "revenue_prev_12m": Words(
        "再前 12 个月收入（分）", "revenue of the 12 months before (fen)"
    ),
    "growth": Words("收入增长（万分之一）", "growth of revenue (basis points)"),
    "season_growth": Words(
        "近 90 天比去年同季（万分之一）", "90 days against the same of last year (basis points)"
    ),
    "revenue_all": Words("历来收入（分）", "revenue ever (fen)"),
    "cycle_days": Words("自己的购买间隔（天）", "own buying rhythm (days)"),
    "overdue_pct": Words(
        "距上次购买占间隔的百分比", "time since the last purchase, % of the rhythm"
    ),
    "late_payments_12m": Words("近 12 个月逾期付款次数", "late payments of 12 months"),
    "on_time_pct": Words("按期付款的百分比", "% of payments made in time"),
    "days_late": Words("平均晚付几天", "days late on average"),
    "owed_overdue": Words("逾期未付（分）", "owed beyond its day (fen)"),
    "terms_days": Words("约定的付款期限（天）", "agreed credit (days)"),
    "margin_12m": Words("近 12 个月毛利（分）", "margin of 12 months (fen)"),
    "cost_12m": Words("近 12 个月服务成本（分）", "cost to serve, 12 months (fen)"),
    "profit_12m": Words("近 12 个月利润（分）", "profit of 12 months (fen)"),
    "spill_12m": Words("近 12 个月带动的收入（分）", "revenue he led, 12 months (fen)"),
    "wallet_pct": Words("占他总开支的百分比", "our share of his wallet, %"),
    "complaints_12m": Words("近 12 个月投诉数", "complaints of 12 months"),
    "referrals_12m": Words("近 12 个月介绍的客户数", "referrals of 12 months"),
    "known_people": Words("认识他们几个人", "people known there"),
    "renewals": Words("续签过几次合同", "contracts renewed"),
    "satisfied_professional": Words("专业满意度", "satisfied with our profession"),
    "satisfied_personal": Words("个人品质满意度", "satisfied with our people"),
    "satisfied_value": Words("价值满意度", "satisfied with the value"),
    "satisfied_dedication": Words("敬业满意度", "satisfied with our dedication"),
    "satisfied_lowest": Words("四种满意度里最低的", "the lowest of the four satisfactions"),
    "share_before": Words(
        "更大的客户占收入，每半个百分点一档（万分之一）",
        "revenue larger customers bring, in steps of half a percent (basis points)",
    ),
    "share": Words("占全部收入的万分之几", "share of all revenue (basis points)"),
    "rfm_r": Words("近度（1–5）", "recency (1–5)"),
    "rfm_f": Words("频次（1–5）", "frequency (1–5)"),
    "rfm_m": Words("金额（1–5）", "money (1–5)"),
    "book_pct": Words("收入在全部客户中的百分位", "percentile of revenue in the book"),
    "industry_pct": Words("收入在同行业中的百分位", "percentile of revenue in the industry"),
    "city_pct": Words("收入在同城中的百分位", "percentile of revenue in the city"),
    "target_pct": Words("完成目标的百分比", "% of the target reached"),
    "days_since_touch": Words("距上次联系的天数", "days since the last touch"),
}

# What cards that hand no grade down say of a customer, in hundredths of a point: other cards and schemes may build on it.
SCORES: dict[str, Words] = {
    "score_current_value": Words("当前价值（百分之一分）", "current value (hundredths of a point)"),
    "score_potential_value": Words("潜在价值（百分之一分）", "potential value (hundredths of a point)"),
    "score_loyalty": Words("忠诚度（百分之一分）", "loyalty (hundredths of a point)"),
    "score_overall_value": Words("总体价值（百分之一分）", "overall value (hundredths of a point)"),
    "score_live": Words("LIVE（百分之一分）", "LIVE (hundredths of a point)"),
}  # fmt: skip
MEASURES |= SCORES

BASES: dict[str, Words] = {
    "target": Words("年度目标", "the year's target"),
    "previous": Words("上年同期", "the 12 months before"),
    "none": Words("上年同期（近 12 个月没有购买）", "the 12 months before (nothing bought)"),
    "new": Words("", ""),
}

_MONEY = {name for name, words in MEASURES.items() if words.en.endswith("(fen)")}
_SHARES = {name for name, words in MEASURES.items() if words.en.endswith("(basis points)")}


def spoken(measure: str, value: int) -> str:
    """A measured value as people say it: money in whole units, basis points as percent, hundredths of a point as points."""
    if measure in _MONEY:
        return format_money(value)
    if measure in _SHARES:
        return f"{value / 100:+.1f}%" if "growth" in measure else f"{value / 100:.1f}%"
    return points(value) if measure in SCORES else str(value)


def points(hundredths: int) -> str:
    """Points as people say them: 75, 79.5, 79.99."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
