"""How visitors are received is written down with the visit."""

from datetime import date

from django.db import transaction

from zhike.activities.models import Reception, Visit
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand


@transaction.atomic
def set_reception(
    actor: Actor,
    visit: Visit,
    *,
    grade: str,
    met_by_id: int | None,
    room: str,
    vehicle: str,
    note: str,
    on: date,
) -> Reception:
    """The grade of the reception, who meets them, the room, the car."""
    demand(actor, Permission.LOG_TOUCHES)
    reception, _ = Reception.objects.update_or_create(
        visit=visit,
        defaults={
            "grade": grade,
            "met_by_id": met_by_id,
            "room": room.strip(),
            "vehicle": vehicle.strip(),
            "note": note.strip(),
        },
    )
    journal.record(
        actor, "reception.planned", reception, on=on, customer_id=visit.customer_id, grade=grade
    )
    return reception
