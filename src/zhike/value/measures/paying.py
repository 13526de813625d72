"""Measures of paying: what was paid after its day in the last 12 months, or is still owed beyond it."""

import ibis
import ibis.expr.types as ir

from zhike.value.measures.days import Windows


def paying(payments: ir.Table, days: Windows) -> ir.Table:
    """One row per customer with anything due in the 12 months; the others have no credit to judge."""
    due = payments.filter(
        (payments.due_day > days.year_ago)
        & (payments.due_day <= days.today)
        & (payments.amount > 0)
    )
    is_paid = due.paid_day.notnull() & (due.paid_day <= days.today)
    settled_day = ibis.ifelse(is_paid, due.paid_day, days.today)
    return due.group_by("customer_id").aggregate(
        late_payments_12m=due.count(where=settled_day > due.due_day)
    )
