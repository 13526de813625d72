"""Which customer a form means: by number where one was chosen, else by a name only one answers to."""

from dataclasses import dataclass

from zhike.customers import queries
from zhike.customers.queries import Customer, Hit
from zhike.web.http import Request


@dataclass(frozen=True, slots=True)
class Chosen:
    """The customer meant, or those to choose from and what was typed."""

    customer: Customer | None
    hits: list[Hit]
    who: str
    is_missing: bool


def chosen(request: Request, *, but: int | None = None) -> Chosen:
    """What the form says in `customer` or `who`; `but` is a customer that cannot be meant."""
    said = request.POST or request.GET
    picked = said.get("customer", "")
    who = said.get("who", "").replace("\0", "").strip()[:80]
    if picked.isdecimal() and len(picked) < 12 and int(picked) != but:
        return Chosen(queries.customer(request.actor, int(picked)), [], who, is_missing=False)
    found = queries.find(request.actor, who, limit=7) if who else []
    hits = [hit for hit in found if hit.customer_id != but]
    if len(hits) == 1:
        only = queries.customer(request.actor, hits[0].customer_id)
        return Chosen(only, hits, who, is_missing=False)
    return Chosen(None, hits, who, is_missing=request.method == "POST")
