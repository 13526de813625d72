"""What part of the book a page is asked for, and the list of the customers behind any mark."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from zhike.customers.queries import MAIN_SCHEME
from zhike.value.filters import Condition, Filter, Group
from zhike.value.listing import Wanted
from zhike.value.pictures.cut import Cut, night_of_a_large_book
from zhike.value.queries import methods
from zhike.web.customers.asked import address_of

PERIODS = (1, 3, 6, 12)


def cut_of(query: QueryDict) -> Cut:
    """What an address asks for; anything nobody knows is left out."""
    months = query.get("months", "")
    scheme = query.get("scheme", "")
    known = {name for name, card in methods().scorecards.items() if card.stands}
    known |= set(methods().schemes)
    return Cut(
        team_id=_number(query.get("team", "")),
        owner_id=_number(query.get("owner", "")),
        industry=_text(query.get("industry", "")),
        city=_text(query.get("city", "")),
        scheme=scheme if scheme in known else MAIN_SCHEME,
        months=int(months) if months in map(str, PERIODS) else 3,
        kept_under=night_of_a_large_book(),
    )


def behind(
    cut: Cut, conditions: Iterable[tuple[str, str, object]], sort: str = "revenue"
) -> str:
    """Where the list shows the customers of this cut that fit (field, operator, value)."""
    chosen = [Condition(field, "is", value) for field, value in cut.asked.items()]
    chosen += [Condition(field, operator, str(value)) for field, operator, value in conditions]
    query = address_of(Wanted(where=Filter((Group(tuple(chosen)),)))) if chosen else []
    return f"{reverse('customers:list')}?{urlencode([*query, ('sort', sort)])}"


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 12 else None


def _text(text: str) -> str:
    return text.replace("\0", "").strip()[:80]
