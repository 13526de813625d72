"""Measures of paying: what was paid by its day in the last 12 months, how late the rest was, and what is still owed beyond its day (S4-58)."""

import ibis
import ibis.expr.types as ir

from zhike.value.measures.days import Windows


def paying(payments: ir.Table, days: Windows) -> ir.Table:
    """One row per customer with anything due in the 12 months; the others have no credit to judge.

    `on_time_pct` is the share of the payments, `days_late` the mean over all of them, each in days beyond its own
    agreed day; `owed_overdue` in fen.
    """
    due = payments.filter(
        (payments.due_day > days.year_ago)
        & (payments.due_day <= days.today)
        & (payments.amount > 0)
    )
    is_paid = due.paid_day.notnull() & (due.paid_day <= days.today)
    settled_day = ibis.ifelse(is_paid, due.paid_day, days.today)
    is_late = settled_day > due.due_day
    late = (settled_day - due.due_day).cast("int64")
    counted = due.group_by("customer_id").aggregate(
        payments=due.count(),
        late_payments_12m=due.count(where=is_late),
        days_beyond=late.sum(where=is_late).fill_null(0).cast("int64"),
        owed_overdue=due.amount.sum(where=~is_paid & is_late).fill_null(0).cast("int64"),
    )
    return counted.mutate(
        on_time_pct=(counted.payments - counted.late_payments_12m) * 100 // counted.payments,
        days_late=counted.days_beyond // counted.payments,
    )
