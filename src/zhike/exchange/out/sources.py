"""Where the rows of a file come from: the lists as they are on the pages, with the same query, and never more than the actor sees."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.http import QueryDict

from zhike.activities import queries as activities
from zhike.customers import queries as customers
from zhike.exchange.out.columns import Column, What
from zhike.exchange.out.sheets import Cell
from zhike.service import queries as cases
from zhike.service import register
from zhike.trust import policy
from zhike.trust.actor import Actor
from zhike.trust.scope import Scoped
from zhike.value.listing import Wanted, customer_list

type Rows = Scoped[Any]

_SORTS = {
    "touch": (F("last_touch_on").asc(nulls_first=True), "pk"),
    "revenue": (F("measures__revenue_12m").desc(nulls_last=True), "-pk"),
    "beyond": (F("measures__overdue_pct").desc(nulls_last=True), "-pk"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file, and whose it is: his customer, and the person if it tells of one."""

    customer_id: int
    person_id: int | None
    cells: list[Cell]


def rows_of(actor: Actor, what: What, address: str, *, on: date) -> Rows:
    """The rows a file of this kind holds: those of the list whose query is `address`, or of one customer."""
    query = QueryDict(address)
    one = query.get("customer", "")
    customer_id = int(one) if one.isdecimal() and len(one) < 19 else None
    if customer_id is not None:
        customers.customer(actor, customer_id)
    if what is What.TOUCHES:
        return activities.touches(actor, customer_id)
    if what is What.PROMISES:
        return activities.promises(actor, customer_id)
    if what is What.CASES:
        return _cases(actor, query, customer_id, on=on)
    listed = _listed(actor, query, on=on)
    if what is not What.CONTACTS:
        return listed
    if customer_id is not None:
        listed = customers.customers(actor).filter(pk=customer_id)
    return customers.contacts_among(actor, listed).order_by("customer__pinyin", "pinyin", "pk")


def lines(
    actor: Actor, what: What, columns: tuple[Column, ...], rows: Rows, *, most: int
) -> Iterator[Line]:
    """The rows as cells; what is personal stays masked unless the actor is near that row's customer."""
    for row in rows[:most].iterator(chunk_size=2_000):
        customer = row if what is What.CUSTOMERS else row.customer
        near = policy.is_near(actor, customer)
        cells = [column.cell(row, near) for column in columns]
        yield Line(customer.pk, _person_of(what, row), cells)


def _person_of(what: What, row: Any) -> int | None:  # noqa: ANN401 - rows of any kind
    if what is What.CONTACTS:
        return int(row.pk)
    return row.contact_id if what is What.CASES else None


def has_strangers(actor: Actor, rows: Rows) -> bool:
    """Whether any of the rows belongs to a customer the actor does not look after."""
    near = rows.near(actor).order_by().values("pk")
    return bool(rows.order_by().exclude(pk__in=near).exists())


def _cases(actor: Actor, query: QueryDict, customer_id: int | None, *, on: date) -> Rows:
    """The list of the register as its page reads the same query, or all cases of one customer, the newest first."""
    if customer_id is not None:
        rows = cases.any_cases(actor).filter(customer=customer_id)
    else:
        rows = register.listed(actor, register.asked_of(query, on=on)).select_related(
            "customer", "contact", "first_asked", "answered_by", "resolution"
        )
    return rows.order_by("-received_at", "-pk")


def _listed(actor: Actor, query: QueryDict, *, on: date) -> Rows:
    """The customer list as its page reads the same query; see `web.customers.asked`."""
    found = customer_list(actor, wanted(query), as_of=on)
    return found.order_by(*_SORTS.get(query.get("sort", ""), ("pinyin", "pk")))


def wanted(query: QueryDict) -> Wanted:
    """What a list is asked for: everything its page was, or the quick choices of a plain query."""
    try:
        told = json.loads(query.get("wanted", ""))
    except ValueError:
        told = None
    if isinstance(told, dict):
        return Wanted.of_data(told)
    owner = query.get("owner", "")
    return Wanted(
        text=query.get("q", "").replace("\0", "").strip()[:80],
        grade=query.get("grade", ""),
        owner_id=int(owner) if owner.isdecimal() and len(owner) < 12 else None,
        state=query.get("state", ""),
    )
