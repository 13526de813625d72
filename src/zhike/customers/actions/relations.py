"""The people map is drawn: who stands where, who thinks what of us, who knows whom."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from zhike.customers.models import Contact, MapPlace, Stance, Tie
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

DEEPEST = 20


class ReportsInCircleError(ValueError):
    """Somebody would answer to himself."""


class ElsewhereError(ValueError):
    """Somebody answers only to people of his own customer."""


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """Where somebody stands, as somebody of ours sees it."""

    part: str = ""
    rank: str = ""
    influence: int | None = None
    reports_to_id: int | None = None


@transaction.atomic
def place_person(actor: Actor, contact: Contact, draft: PlaceDraft, *, on: date) -> MapPlace:
    """Write somebody's part in decisions, his rank, his weight and whom he answers to (S1-19)."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    _check_line(contact, draft.reports_to_id)
    place, _ = MapPlace.objects.unscoped().get_or_create(contact=contact)
    wanted = asdict(draft)
    changed = [name for name, value in wanted.items() if getattr(place, name) != value]
    if not changed:
        return place
    for name in changed:
        setattr(place, name, wanted[name])
    place.save()
    journal.record(
        actor,
        "contact.placed",
        contact,
        on=on,
        customer_id=contact.customer_id,
        name=contact.name,
        fields=changed,
    )
    return place


@transaction.atomic
def move_people(
    actor: Actor, customer_id: int, spots: Mapping[int, tuple[int, int]], *, on: date
) -> int:
    """Keep where people were put on the picture; people of other customers are passed over."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    people = Contact.objects.visible_to(actor).filter(customer_id=customer_id, pk__in=spots)
    moved = list(people)
    for contact in moved:
        x, y = spots[contact.pk]
        MapPlace.objects.unscoped().update_or_create(contact=contact, defaults={"x": x, "y": y})
    if moved:
        journal.record(
            actor, "map.arranged", moved[0], on=on, customer_id=customer_id, count=len(moved)
        )
    return len(moved)


@transaction.atomic
def tidy_map(actor: Actor, customer_id: int, *, on: date) -> int:
    """Let the picture choose everybody's spot again."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    places = MapPlace.objects.visible_to(actor).filter(contact__customer_id=customer_id)
    first = places.first()
    count = places.exclude(x=None).update(x=None, y=None)
    if count and first:
        journal.record(actor, "map.tidied", first, on=on, customer_id=customer_id, count=count)
    return count


@transaction.atomic
def note_stance(actor: Actor, contact: Contact, *, side: str, grounds: str, on: date) -> Stance:
    """Write what somebody seems to think of us and on what grounds; earlier opinions stay (S0-02, S1-19)."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    stance = Stance.objects.create(
        contact=contact,
        side=side,
        grounds=grounds.strip(),
        said_by_id=actor.user_id,
        said_on=on,
    )
    journal.record(
        actor,
        "contact.stance",
        contact,
        on=on,
        customer_id=contact.customer_id,
        name=contact.name,
    )
    return stance


@dataclass(frozen=True, slots=True)
class TieDraft:
    """What lies between two persons."""

    kind: str
    closeness: int = 1
    note: str = ""


@transaction.atomic
def tie_people(
    actor: Actor,
    contact: Contact,
    *,
    other: Contact | None = None,
    colleague_id: int | None = None,
    draft: TieDraft,
    on: date,
) -> Tie:
    """Draw a tie to another contact or to one of our colleagues; a second one between the same two replaces the first."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    if other is not None and _is_drawn_back(contact, other):
        contact, other = other, contact
    tie, _ = Tie.objects.unscoped().update_or_create(
        contact=contact,
        other=other,
        colleague_id=colleague_id,
        defaults=asdict(draft) | {"said_by_id": actor.user_id, "said_on": on},
    )
    journal.record(
        actor,
        "contact.tied",
        contact,
        on=on,
        customer_id=contact.customer_id,
        name=contact.name,
    )
    return tie


@transaction.atomic
def untie_people(actor: Actor, tie: Tie, *, on: date) -> None:
    """Take a tie off the map."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    contact = tie.contact
    tie.delete()
    journal.record(
        actor,
        "contact.untied",
        contact,
        on=on,
        customer_id=contact.customer_id,
        name=contact.name,
    )


def _is_drawn_back(contact: Contact, other: Contact) -> bool:
    return Tie.objects.unscoped().filter(contact=other, other=contact).exists()


def _check_line(contact: Contact, reports_to_id: int | None) -> None:
    """Nobody answers to himself, however long the line, nor to somebody of another customer."""
    above = reports_to_id
    for _ in range(DEEPEST):
        if above is None:
            return
        if above == contact.pk:
            raise ReportsInCircleError
        at = Contact.objects.unscoped().filter(pk=above, customer_id=contact.customer_id)
        if not at.exists():
            raise ElsewhereError
        above = (
            MapPlace.objects.unscoped()
            .filter(contact_id=above)
            .values_list("reports_to_id", flat=True)
            .first()
        )
    raise ReportsInCircleError
