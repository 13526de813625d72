"""What the people maps say is missing, and whom to visit after a first order (S0-02, S1-19)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Max, Q

from zhike.activities.models import Task
from zhike.activities.queries import IN_PERSON
from zhike.care.watches.finding import Found, plain
from zhike.care.watches.wording import revenue_of
from zhike.customers.models import Contact, MapPlace, Stance
from zhike.customers.rules import Somebody, gaps
from zhike.lib.spoken_days import day_words
from zhike.methods.playbooks import Playbook
from zhike.trust.actor import Actor
from zhike.value.models import Measures

SIDES = ("opposes", "never_met", "supports")
_A_WEEK = timedelta(days=7)


def missing(book: Playbook, as_of: date) -> list[Found]:
    """The customers whose map has gaps, the most valuable first, as many as there is room for; once a quarter each."""
    mapped = MapPlace.objects.unscoped().order_by().values_list("contact__customer", flat=True)
    lines = _people(mapped.distinct())
    room: dict[int | None, int] = defaultdict(lambda: book.backlog_cap)
    for owner in _waiting(book):
        room[owner] -= 1
    found = []
    for customer_id, people in lines.items():
        open_ones = gaps([_somebody(person) for person in people], on=as_of)
        if open_ones:
            found.append((people[0], len(open_ones), customer_id))
    found.sort(key=lambda each: (-revenue_of(each[0].customer), each[2]))
    chosen = []
    for person, count, customer_id in found:
        owner_id = person.customer.owner_id
        if book.backlog_cap and room[owner_id] <= 0:
            continue
        room[owner_id] -= 1
        chosen.append(
            Found(
                key=f"customer:{customer_id}:{as_of.year}q{(as_of.month + 2) // 3}",
                day=as_of,
                values={"count": plain(count)},
                customer_id=customer_id,
                assignee_id=owner_id,
                weight=revenue_of(person.customer),
            )
        )
    return chosen


def first_orders(as_of: date, *, last_night: date | None) -> list[tuple[str, Found]]:
    """Whom to visit at customers whose first order came since the last night, each under his side."""
    after = max(last_night or as_of - _A_WEEK, as_of - _A_WEEK)
    fresh = (
        Measures.objects.unscoped()
        .present()
        .filter(first_order_on__gt=after - _A_WEEK, first_order_on__lte=as_of)
    )
    signed = dict(fresh.values_list("customer_id", "first_order_on"))
    people = _people(list(signed))
    return [
        each
        for customer_id, there in people.items()
        if (day := signed[customer_id])
        for each in visits(there, day, as_of)
    ]


def visits(people: Iterable[Contact], signed: date, as_of: date) -> Iterator[tuple[str, Found]]:
    """A visit to each who opposed, was never met, or supported us."""
    for person in people:
        side = _side(person)
        if side in SIDES:
            yield (
                f"signed_{side}",
                Found(
                    key=f"customer:{person.customer_id}:contact:{person.pk}:{signed}",
                    day=as_of,
                    values={
                        "person": plain(person.greeting),
                        "signed": day_words(signed, seen_on=as_of),
                    },
                    customer_id=person.customer_id,
                    contact_id=person.pk,
                    assignee_id=person.customer.owner_id,
                ),
            )


def people_of(actor: Actor, customer_id: int) -> list[Contact]:
    """The people of one customer with their newest stance, for whoever sees it."""
    seen = Contact.objects.visible_to(actor).filter(customer_id=customer_id).exists()
    return _people([customer_id]).get(customer_id, []) if seen else []


def _people(customers: Iterable[int]) -> dict[int, list[Contact]]:
    """Customer → its people, each with place, newest side and when we last met."""
    rows = (
        Contact.objects.unscoped()
        .present()
        .filter(customer__in=list(customers))
        .select_related("customer", "customer__measures", "map_place")
        .annotate(met_on=Max("touches__touched_on", filter=Q(touches__kind__in=IN_PERSON)))
        .order_by("customer_id", "pk")
    )
    found: dict[int, list[Contact]] = defaultdict(list)
    for person in rows:
        found[person.customer_id].append(person)
    sides = _newest_sides([p.pk for people in found.values() for p in people])
    for people in found.values():
        for person in people:
            vars(person)["side"] = sides.get(person.pk, "")
    return found


def _newest_sides(contact_ids: list[int]) -> dict[int, str]:
    rows = Stance.objects.unscoped().filter(contact__in=contact_ids)
    return dict(rows.order_by("said_on", "pk").values_list("contact_id", "side"))


def _side(person: Contact) -> str:
    """His side, or never met where nobody said and nobody met him."""
    side = str(vars(person).get("side", ""))
    return side or ("" if vars(person).get("met_on") else "never_met")


def _somebody(person: Contact) -> Somebody:
    place = getattr(person, "map_place", None)
    met_on = vars(person).get("met_on")
    return Somebody(
        contact_id=person.pk,
        name=person.greeting,
        part=place.part if place else "",
        rank=place.rank if place else "",
        side=str(vars(person).get("side", "")),
        last_visit_on=met_on,
        is_met=met_on is not None,
    )


def _waiting(book: Playbook) -> list[int | None]:
    mine = Task.objects.unscoped().open().filter(origin__startswith=f"{book.head.name}.")
    return list(mine.values_list("assignee_id", flat=True))
