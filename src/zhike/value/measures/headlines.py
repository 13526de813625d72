"""What the book came to on one night, by who looks after it: the sums the headline measures are taken of."""

import ibis.expr.types as ir

GROUP = ("team_id", "owner_id", "industry")
SUMS = ("customers", "loyalty", "profit", "profit_base", "profit_known", "cost", "revenue", "satisfied", "satisfied_known")  # fmt: skip


def headlines(worth: ir.Table, customers: ir.Table) -> ir.Table:
    """One row per team, account manager and industry, of customers on the books.

    Money in fen; `loyalty` in hundredths of a point, `satisfied` the lowest of the four (0 to 100), both added up.
    Profit counts where costs are known and something was bought: of `profit_known` customers, on `profit_base` of revenue.
    """
    joined = worth.join(customers.select("customer_id", *GROUP), "customer_id")
    known = joined.profit_12m.notnull() & (joined.revenue_12m > 0)
    sums = {
        "customers": joined.count(),
        "loyalty": joined.score_loyalty.sum(),
        "profit": joined.profit_12m.sum(where=known),
        "profit_base": joined.revenue_12m.sum(where=known),
        "profit_known": joined.count(where=known),
        "cost": joined.cost_12m.sum(),
        "revenue": joined.revenue_12m.sum(),
        "satisfied": joined.satisfied_lowest.sum(),
        "satisfied_known": joined.satisfied_lowest.count(),
    }
    found = joined.group_by(GROUP).aggregate(
        **{name: total.fill_null(0).cast("int64") for name, total in sums.items()}
    )
    return found.select(*GROUP, *SUMS)
