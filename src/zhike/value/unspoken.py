"""Standings that do not say what the data says, though the data is as it was: a person spoke since, or nothing is held."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count

from zhike.customers.models import Standing
from zhike.value.taken import Differing

type Held = Mapping[str, int]


def standings_held() -> Held:
    """How many customers stand in each scheme; counted once for a whole step, in the order of the index by grade."""
    rows = Standing.objects.order_by("grade", "scheme").values_list("grade", "scheme")
    held: Counter[str] = Counter()
    for _, scheme, many in rows.annotate(held=Count("pk")):
        held[scheme] += many
    return held


def unspoken(scheme: str, differing: Differing, held: Held) -> set[int]:
    """The customers of a night's file whose standing in this scheme has to be looked at whatever the file before said."""
    if differing.since is None:
        return set()
    rows = Standing.objects.filter(scheme=scheme)
    spoken_by_people = set(rows.filter(version=None).values_list("customer_id", flat=True))
    if held.get(scheme, 0) == differing.size_before:
        return spoken_by_people
    standing = set(rows.values_list("customer_id", flat=True))
    return spoken_by_people | (set(differing.ids.tolist()) - standing)
