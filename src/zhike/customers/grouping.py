"""Groups: who belongs to which, who carries a group's mark, and what that entitles him to."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from zhike.customers.models import Contact, Customer, KeyPerson
from zhike.trust.actor import Actor

DEEPEST = 12
_ABOVE = """
    WITH RECURSIVE above (id, parent_id, depth) AS (
        SELECT id, parent_id, 0 FROM customers_customer WHERE id = %s
        UNION ALL
        SELECT c.id, c.parent_id, above.depth + 1
        FROM customers_customer c JOIN above ON c.id = above.parent_id WHERE above.depth < %s
    ) SELECT id FROM above ORDER BY depth
"""
_BELOW = """
    WITH RECURSIVE below (id, depth) AS (
        SELECT id, 0 FROM customers_customer WHERE id = %s
        UNION ALL
        SELECT c.id, below.depth + 1
        FROM customers_customer c JOIN below ON c.parent_id = below.id WHERE below.depth < %s
    ) SELECT id, depth FROM below
"""


@dataclass(frozen=True, slots=True)
class Member:
    """A line of the tree: how deep it stands, and the customer if this actor may see it."""

    depth: int
    customer: Customer


@dataclass(frozen=True, slots=True)
class Group:
    """A group as far as somebody sees it: its tree, how many members are hidden from him, and who carries its mark."""

    head: Customer | None
    members: tuple[Member, ...]
    hidden: int
    key_persons: tuple[KeyPerson, ...]

    @property
    def ids(self) -> list[int]:
        """The members he sees."""
        return [member.customer.pk for member in self.members]


def group_of(actor: Actor, customer: Customer) -> Group | None:
    """The whole group a customer belongs to or heads, or None when it stands alone."""
    top = _above(customer.pk)[-1]
    depths = _below(top)
    if len(depths) == 1 and customer.kind != Customer.Kind.GROUP:
        return None
    seen = {
        each.pk: each
        for each in Customer.objects.visible_to(actor)
        .filter(pk__in=depths)
        .select_related("owner")
        .order_by("pinyin", "pk")
    }
    marks = (
        KeyPerson.objects.visible_to(actor)
        .standing()
        .filter(group_id=top)
        .select_related("contact__customer", "person", "group")
        .order_by("since", "pk")
    )
    return Group(
        head=seen.get(top),
        members=tuple(_in_order(seen, depths, top)),
        hidden=len(depths) - len(seen),
        key_persons=tuple(marks),
    )


def _in_order(seen: dict[int, Customer], depths: dict[int, int], top: int) -> list[Member]:
    """Each below the one it belongs to; those whose head is hidden follow at the end, as deep as they are."""
    below: dict[int | None, list[Customer]] = {}
    for each in seen.values():
        below.setdefault(each.parent_id if each.pk != top else None, []).append(each)
    ordered: list[Member] = []
    starts = [c for heads, there in below.items() if heads not in seen for c in there]
    waiting = sorted(starts, key=lambda c: (c.pk != top, depths[c.pk]), reverse=True)
    while waiting:
        each = waiting.pop()
        ordered.append(Member(depths[each.pk], each))
        waiting += reversed(below.get(each.pk, []))
    return ordered


@dataclass(frozen=True, slots=True)
class GroupTie:
    """A group somebody belongs to, and whether he carries its mark."""

    group: Customer
    place: str
    is_key: bool
    since: date | None
    why: str


@dataclass(frozen=True, slots=True)
class GroupTies:
    """The groups somebody belongs to. Who carries a group's mark is entitled to what the group is and to what he is himself (S3-14).

    `holders` are the customers whose standings count for him: his own first, then the groups whose mark he carries.
    """

    own_id: int
    ties: tuple[GroupTie, ...]

    @property
    def holders(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys([self.own_id, *(t.group.pk for t in self.ties if t.is_key)]))


def group_ties(actor: Actor, who: Contact | Customer) -> GroupTies:
    """The groups a contact or a personal customer belongs to, as far as this actor sees them."""
    own_id = who.customer_id if isinstance(who, Contact) else who.pk
    line = _above(own_id)
    marks = KeyPerson.objects.unscoped().standing()
    marks = marks.filter(contact=who) if isinstance(who, Contact) else marks.filter(person=who)
    marked = {mark.group_id: mark for mark in marks}
    groups = {
        each.pk: each
        for each in Customer.objects.visible_to(actor).filter(pk__in=[*line, *marked])
    }
    places = {groups[pk].parent_id: groups[pk].place for pk in line if pk in groups}
    ties = []
    for pk in dict.fromkeys([*line, *marked]):
        group, mark = groups.get(pk), marked.get(pk)
        if group is None or (mark is None and (pk == own_id)):
            continue
        ties.append(
            GroupTie(
                group,
                str(places.get(pk, "")),
                mark is not None,
                mark.since if mark else None,
                mark.why if mark else "",
            )
        )
    return GroupTies(own_id, tuple(ties))


def key_marks(actor: Actor, customer_id: int) -> dict[int, KeyPerson]:
    """Contact → the mark he carries, for the people of one customer."""
    rows = (
        KeyPerson.objects.unscoped()
        .standing()
        .filter(contact__customer_id=customer_id)
        .select_related("group")
    )
    seen = set(
        Customer.objects.visible_to(actor)
        .filter(key_persons__contact__customer_id=customer_id)
        .values_list("pk", flat=True)
    )
    return {mark.contact_id: mark for mark in rows if mark.contact_id and mark.group_id in seen}


def _above(customer_id: int) -> list[int]:
    """The customer, its head, the head's head; the top last."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [customer_id, DEEPEST])
        return [row[0] for row in cursor.fetchall()] or [customer_id]


def _below(customer_id: int) -> dict[int, int]:
    """Everybody in the tree below, with his depth."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [customer_id, DEEPEST])
        return dict(cursor.fetchall())
