"""The facts as tables: what the night extracts, whatever engine reads it.

A day is the number of days since 1970-01-01, money is in fen: whole numbers, on which all engines agree.
"""

import ibis
import ibis.expr.types as ir

SCHEMAS: dict[str, dict[str, str]] = {
    "orders": {"id": "int64", "customer_id": "int64", "day": "int32", "amount": "int64"},
    "payments": {
        "id": "int64",
        "customer_id": "int64",
        "due_day": "int32",
        "paid_day": "int32",
        "amount": "int64",
    },
    "customers": {"customer_id": "int64", "target": "int64", "touch_day": "int32"},
    "ratings": {"customer_id": "int64", "criterion": "string", "value": "int32"},
    "measures": {
        "customer_id": "int64",
        "first_order_day": "int32",
        "last_order_day": "int32",
        "recency_days": "int64",
        "buying_days": "int64",
        "orders_12m": "int64",
        "revenue_12m": "int64",
        "revenue_prev_12m": "int64",
        "growth": "int64",
        "cycle_days": "int64",
        "overdue_pct": "int64",
        "late_payments_12m": "int64",
        "target_pct": "int64",
        "target_basis": "string",
        "days_since_touch": "int64",
    },
}


def table(name: str) -> ir.Table:
    """An unbound table of this name; the engine binds it to files."""
    return ibis.table(SCHEMAS[name], name=name)
