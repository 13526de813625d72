"""The facts as tables: what the night extracts, whatever engine reads it.

A day is the number of days since 1970-01-01, money is in fen: whole numbers, on which all engines agree.
"""

import ibis
import ibis.expr.types as ir

from zhike.methods.measures import SCORES

SCHEMAS: dict[str, dict[str, str]] = {
    "orders": {
        "id": "int64",
        "customer_id": "int64",
        "day": "int32",
        "amount": "int64",
        "cost": "int64",
        "product": "string",
    },
    "payments": {
        "id": "int64",
        "customer_id": "int64",
        "due_day": "int32",
        "paid_day": "int32",
        "amount": "int64",
    },
    "customers": {
        "customer_id": "int64",
        "industry": "string",
        "city": "string",
        "team_id": "int64",
        "owner_id": "int64",
        "is_present": "int32",
        "target": "int64",
        "touch_day": "int32",
        "wallet": "int64",
        "terms_days": "int64",
        "cost_12m": "int64",
        "complaints_12m": "int64",
        "referrals_12m": "int64",
        "known_people": "int64",
        "renewals": "int64",
        "contract_end_day": "int32",
        "gone_day": "int32",
    },
    "spills": {"leader_id": "int64", "led_id": "int64", "share": "int64"},
    "ratings": {
        "customer_id": "int64",
        "criterion": "string",
        "value": "int32",
        "is_newest": "int32",
    },
    "satisfaction": {"customer_id": "int64", "dimension": "string", "value": "int32"},
    "classes": {"customer_id": "int64", "scheme": "string", "grade": "string"},
    "told": {"customer_id": "int64", "grade": "string"},
    "touches": {"customer_id": "int64", "touch_day": "int32"},
    "measures": {
        "customer_id": "int64",
        "first_order_day": "int32",
        "last_order_day": "int32",
        "recency_days": "int64",
        "months_with_us": "int64",
        "buying_days": "int64",
        "active_months": "int64",
        "orders_12m": "int64",
        "lines_12m": "int64",
        "revenue_12m": "int64",
        "revenue_prev_12m": "int64",
        "revenue_all": "int64",
        "repeat_revenue": "int64",
        "growth": "int64",
        "season_revenue": "int64",
        "season_prev_revenue": "int64",
        "season_growth": "int64",
        "cycle_days": "int64",
        "overdue_pct": "int64",
        "late_payments_12m": "int64",
        "on_time_pct": "int64",
        "days_late": "int64",
        "owed_overdue": "int64",
        "terms_days": "int64",
        "margin_12m": "int64",
        "costed_pct": "int64",
        "cost_12m": "int64",
        "profit_12m": "int64",
        "spill_12m": "int64",
        "wallet_pct": "int64",
        "complaints_12m": "int64",
        "referrals_12m": "int64",
        "known_people": "int64",
        "renewals": "int64",
        "satisfied_professional": "int64",
        "satisfied_personal": "int64",
        "satisfied_value": "int64",
        "satisfied_dedication": "int64",
        "satisfied_lowest": "int64",
        "contract_end_day": "int32",
        "gone_day": "int32",
        "target_pct": "int64",
        "target_basis": "string",
        "days_since_touch": "int64",
        "share_before": "int64",
        "share": "int64",
        "rfm_r": "int64",
        "rfm_f": "int64",
        "rfm_m": "int64",
        "book_pct": "int64",
        "industry_pct": "int64",
        "city_pct": "int64",
    },
}
SCHEMAS["worth"] = SCHEMAS["measures"] | dict.fromkeys(SCORES, "int64")
SCHEMAS |= {f"total_{name}": {"customer_id": "int64", "points": "int64"} for name in SCORES}


def table(name: str) -> ir.Table:
    """An unbound table of this name; the engine binds it to files."""
    return ibis.table(SCHEMAS[name], name=name)
