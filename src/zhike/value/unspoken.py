"""Standings that do not say what the data says, though the data is as it was: a person spoke since, or nothing is held."""

from zhike.customers.models import Standing
from zhike.value.taken import Differing


def unspoken(scheme: str, differing: Differing) -> set[int]:
    """The customers of a night's file whose standing in this scheme has to be looked at whatever the file before said."""
    if differing.since is None:
        return set()
    rows = Standing.objects.filter(scheme=scheme)
    spoken_by_people = set(rows.filter(version=None).values_list("customer_id", flat=True))
    if rows.count() == differing.size:
        return spoken_by_people
    held = set(rows.values_list("customer_id", flat=True))
    return spoken_by_people | (set(differing.ids.tolist()) - held)
