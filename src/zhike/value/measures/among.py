"""Where a customer stands among the others: share of revenue, quintiles, and percentiles in the book, the industry and the city.

Positions are counted by rank, and equal values share the lower place: no engine has to break a tie.
"""

import ibis
import ibis.expr.types as ir

FEWEST_PEERS = 5
_READ = ("customer_id", "industry", "city", "recency_days", "orders_12m", "revenue_12m")
# Basis points. The share of the larger ones moves a little with every order of anybody: told to the half percent, a night
# writes the few whom it moved over a step and not the whole book.
SHARE_STEP = 50


def among(measured: ir.Table) -> ir.Table:
    """By `customer_id`: `share_before` (in steps of half a percent) and `share` (basis points of the revenue of 12 months;
    S2-06, S2-31), the quintiles of S2-28 and the percentiles of S4-56."""
    # As narrow as can be: every position is a sort that carries all columns with it.
    ranked = measured.select(
        *_READ,
        paying=ibis.greatest(measured.revenue_12m, 0),
        has_bought=measured.first_order_day.notnull(),
    )
    largest_first = ibis.window(
        order_by=[ibis.desc("paying"), ibis.asc("customer_id")], preceding=None, following=0
    )
    so_far = ranked.mutate(
        so_far=ranked.paying.sum().over(largest_first).cast("int64"),
        whole=ranked.paying.sum().over(ibis.window()).cast("int64"),
    )
    bought = so_far.paying > 0
    before = (so_far.so_far - so_far.paying) * 10_000 // so_far.whole
    none = ibis.null("int64")
    shared = so_far.mutate(
        share_before=ibis.ifelse(bought, before // SHARE_STEP * SHARE_STEP, none),
        share=ibis.ifelse(bought, _basis_points(so_far.paying, so_far.whole), none),
    )
    return shared.select(
        "customer_id",
        "share_before",
        "share",
        rfm_r=_fifth(shared, -shared.recency_days),
        rfm_f=_fifth(shared, shared.orders_12m),
        rfm_m=_fifth(shared, shared.revenue_12m),
        book_pct=_percentile(shared, []),
        industry_pct=_percentile(shared, ["industry"]),
        city_pct=_percentile(shared, ["city"]),
    )


def _basis_points(part: ir.IntegerValue, whole: ir.IntegerValue) -> ir.IntegerValue:
    """Digit by digit, as on paper: ten thousand times the revenue of billions is more than 64 bits hold."""
    hundredths = part * 100 // whole
    rest = part * 100 - hundredths * whole
    return hundredths * 100 + rest * 100 // whole


def _fifth(rows: ir.Table, value: ir.IntegerValue) -> ir.IntegerValue:
    """1 (least) to 5, among those who ever bought."""
    window = ibis.window(group_by="has_bought", order_by=value)
    many = rows.count().over(ibis.window(group_by="has_bought"))
    fifth = (1 + ibis.rank().over(window) * 5 // many).cast("int64")
    return ibis.ifelse(rows.has_bought, fifth, ibis.null("int64"))


def _percentile(rows: ir.Table, peers: list[str]) -> ir.IntegerValue:
    """How many of a hundred peers who bought brought less in 12 months; nothing below five peers, or where nobody says which they are."""
    group = ["has_bought", *peers]
    many = rows.count().over(ibis.window(group_by=group))
    below = ibis.rank().over(ibis.window(group_by=group, order_by=rows.revenue_12m))
    known = rows.has_bought & (many >= FEWEST_PEERS)
    for name in peers:
        known &= rows[name] != ""
    return ibis.ifelse(known, (below * 100 // many).cast("int64"), ibis.null("int64"))
