"""Which classifications and scorecards are themselves due to be looked at anew (S2-07)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.timezone import localtime

from zhike.customers.models import OwnScheme, SchemeReview
from zhike.lib.months import months_after
from zhike.lib.words import Words
from zhike.users.editions.in_use import methods
from zhike.users.queries import company


@dataclass(frozen=True, slots=True)
class Due:
    """A classification, when it was last looked at (made, or begun with, where never), and when it is due."""

    name: str
    title: Words
    last: date
    due_on: date
    shelf: str


def schemes_due(on: date) -> list[Due]:
    """Those whose months have passed, the longest due first; each counts from its last review, else from its beginning."""
    house = company()
    begun = localtime(house.founded_at).date() if house else on
    reviewed = dict(
        SchemeReview.objects.order_by().values_list("scheme").annotate(last=Max("reviewed_on"))
    )
    library = methods()
    asked = [
        (name, each.head.title, begun, each.smart.review_months, shelf)
        for shelf, methods_of in (
            ("scorecards", library.scorecards), ("schemes", library.schemes),
        )
        for name, each in methods_of.items()
        if each.smart
    ]  # fmt: skip
    asked += [
        (row.name, Words(row.title_zh, row.title_en), row.made_on, row.review_months, "")
        for row in OwnScheme.objects.filter(retired_on=None)
    ]
    found = []
    for name, title, since, months, shelf in asked:
        last = reviewed.get(name, since)
        due = months_after(last, months)
        if due <= on:
            found.append(Due(name, title, last, due, shelf))
    return sorted(found, key=lambda each: (each.due_on, each.name))
