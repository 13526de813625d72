"""Visitors are received: who meets them, which room, and who sits where by rank (S4-39, S4-41)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.activities.actions.receiving import set_reception
from zhike.activities.models import Reception, Visit
from zhike.care.visiting.queries import visit as visit_of
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.users.models import User
from zhike.users.rules import Role

RANKS = {"top": 0, "middle": 1, "working": 2}
OUR_RANKS = {Role.DIRECTOR: 0, Role.TEAM_LEAD: 1}
CENTRE = Words("正中", "centre")
RIGHT = Words("右 {n}", "right {n}")
LEFT = Words("左 {n}", "left {n}")


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits where: the first in the centre, the next to his right, then his left, and so on outward."""

    name: str
    title: str
    at: Words


@transaction.atomic
def plan_reception(
    actor: Actor,
    visit_id: int,
    *,
    grade: str,
    met_by_id: int | None,
    room: str,
    vehicle: str,
    note: str,
    on: date,
) -> Reception:
    """How the visitors of a visit are received."""
    visit = visit_of(actor, visit_id)
    return set_reception(
        actor,
        visit,
        grade=grade,
        met_by_id=met_by_id,
        room=room,
        vehicle=vehicle,
        note=note,
        on=on,
    )


def seats(visit: Visit) -> tuple[list[Seat], list[Seat]]:
    """The guests facing the door and our people across, each side by post and rank."""
    guests = [
        (RANKS.get(_rank(row.contact), 3), row.pk, row.contact.name, row.contact.title)
        for row in visit.guests.select_related("contact__map_place")
    ]
    hosts = [user for user in (visit.by, *visit.colleagues.all()) if user]
    ours = [(_our_rank(user), user.pk, str(user), user.title) for user in hosts]
    return _seated(guests), _seated(ours)


def _seated(people: Sequence[tuple[int, int, str, str]]) -> list[Seat]:
    return [
        Seat(name, title, place(number))
        for number, (_, _, name, title) in enumerate(sorted(people))
    ]


def place(number: int) -> Words:
    """The seat of the first, second, third … by rank.

    >>> [place(n).en for n in range(4)]
    ['centre', 'right 1', 'left 1', 'right 2']
    """
    if number == 0:
        return CENTRE
    side = RIGHT if number % 2 else LEFT
    return side.format(n=(number + 1) // 2)


def _rank(contact: object) -> str:
    at = getattr(contact, "map_place", None)
    return at.rank if at else ""


def _our_rank(user: User) -> int:
    return OUR_RANKS.get(Role(user.role), 2)
