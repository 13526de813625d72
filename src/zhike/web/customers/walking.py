"""Previous and next within the list one came from: the address carries the list, so a reload or a link keeps the place."""

from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from zhike.customers.desk import View
from zhike.lib.words import Words
from zhike.value.filters import Unclear
from zhike.value.listing import fitting
from zhike.web.customers.listing import COUNT_UP_TO, asked_at, clear
from zhike.web.http import Request
from zhike.web.paging import neighbours

LONGEST_PLACE = 3_000


@dataclass(frozen=True, slots=True)
class Walk:
    """Where one stands in a list: the rank, how many there are, who is before and behind, the way back."""

    rank: int
    count: int
    is_more: bool
    before: int | None
    behind: int | None
    name: str
    back: str
    place: str


def walk(request: Request, customer_id: int) -> Walk | None:
    """The place of a customer in the list the address names; None when it names none or he is not in it."""
    place = request.GET.get("in", "")[:LONGEST_PLACE]
    if not place:
        return None
    try:
        asked = asked_at(request, place)
    except View.DoesNotExist:
        return None
    if asked is None:
        return None
    try:
        found = fitting(request.actor, asked.wanted, as_of=request.today)
    except Unclear:
        found = fitting(request.actor, clear(request, asked.wanted), as_of=request.today)
    around = neighbours(found, asked.order, customer_id, count_up_to=COUNT_UP_TO)
    if around is None:
        return None
    count = found.order_by()[: COUNT_UP_TO + 1].count()
    name = asked.view.name if asked.view else str(Words("客户", "Customers"))
    return Walk(
        rank=around.rank,
        count=min(count, COUNT_UP_TO),
        is_more=count > COUNT_UP_TO,
        before=around.before,
        behind=around.behind,
        name=name,
        back=reverse("customers:list") + ("" if place == "all" else place),
        place=quote(place, safe=""),
    )
