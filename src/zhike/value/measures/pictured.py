"""What the pictures of the whole book add up over the ledger, of customers on the books.

Given the orders of some customers, these are their part of the sums: parts add up to the whole.
"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir


def spent(orders: ir.Table, customers: ir.Table, side: str, after: int, until: int) -> ir.Table:
    """Fen by a column of the customer and by product, of the days after one and up to another."""
    within = _between(orders, after + 1, until)
    joined = within.join(customers.select("customer_id", key=side), "customer_id")
    return joined.group_by("key", "product").aggregate(total=joined.amount.sum().cast("int64"))


def bought_by_quarter(
    orders: ir.Table, customers: ir.Table, measures: ir.Table, starts: Sequence[int], until: int
) -> ir.Table:
    """Customers by the quarter of their first order and a quarter they bought in, both numbered as `starts` begins them."""
    first_day = measures.first_order_day
    begun = measures.filter((first_day >= starts[0]) & (first_day <= until))
    cohort = begun.semi_join(customers, "customer_id")
    cohort = cohort.select("customer_id", first=_number(cohort.first_order_day, starts))
    past = _between(orders, starts[0], until).filter(lambda t: t.amount > 0)
    bought = past.select("customer_id", quarter=_number(past.day, starts)).distinct()
    joined = cohort.join(bought, "customer_id")
    return joined.group_by("first", "quarter").aggregate(customers=joined.count())


def bought_by_year(
    orders: ir.Table, customers: ir.Table, starts: Sequence[int], until: int
) -> ir.Table:
    """By the twelve months beginning with `starts`: buyers, those of them who had bought the year before too, those whose
    costs are known, and of the orders with a cost revenue and margin in fen."""
    past = _between(orders, starts[0], until).semi_join(customers, "customer_id")
    costed = past.cost.notnull()
    each = past.group_by("customer_id", year=_number(past.day, starts)).aggregate(
        bought=_any(past.amount > 0),
        known=_any(costed),
        revenue=past.amount.sum(where=costed).fill_null(0).cast("int64"),
        cost=past.cost.sum().fill_null(0).cast("int64"),
    )
    buyers = each.filter(each.bought == 1)
    before = buyers.select("customer_id", year=buyers.year + 1, again=buyers.bought)
    joined = each.left_join(before, ["customer_id", "year"])
    sums = {
        "bought": joined.bought,
        "stayed": joined.bought * joined.again,
        "known": joined.bought * joined.known,
        "costed": joined.revenue,
        "margin": joined.revenue - joined.cost,
    }
    return joined.group_by("year").aggregate(
        **{name: each.sum().fill_null(0).cast("int64") for name, each in sums.items()}
    )


def _between(orders: ir.Table, first: int, last: int) -> ir.Table:
    return orders.filter((orders.day >= first) & (orders.day <= last))


def _number(day: ir.IntegerValue, starts: Sequence[int]) -> ir.IntegerValue:
    """Which of the stretches that begin on these days a day lies in."""
    number: ir.IntegerValue = ibis.literal(-1)
    for start in starts:
        number = number + (day >= start).cast("int64")
    return number


def _any(where: ir.BooleanValue) -> ir.IntegerScalar:
    return where.cast("int64").max()
