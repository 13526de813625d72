"""Whether a playbook or a step is for a customer, and what holds it back for now."""

from zhike.care.watches.people import people_of
from zhike.customers.models import Contact, Customer, DoNotContact
from zhike.customers.models import Standing as CustomerStanding
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.methods.steps import Everyone, Hold, Standing
from zhike.service.models import Case
from zhike.trust.actor import Actor
from zhike.value.models import Measures

HELD = {
    Hold.COMPLAINT_OPEN: Words(
        "还有投诉没解决，先不打扰", "a complaint is still open: not now"
    ),
    Hold.DO_NOT_CONTACT: Words("对方说过不要联系", "they asked not to be contacted"),
}
OTHER_CASE = Words("这一步不是给这种情况的", "this step is for other cases")
OTHER_STANDING = Words("不在这一步面向的等级里", "not of the grades this step is for")
NOBODY = Words("关系图上没有这样的人", "nobody of this kind on the people map")


def fits(book: Playbook, customer: Customer) -> bool:
    """Whether the playbook starts for this customer: by standing and by measure."""
    if book.standing and not stands(customer, book.standing):
        return False
    wanted = {f"{c.measure}__gte": c.at_least for c in book.conditions}
    return (
        not wanted or Measures.objects.unscoped().filter(customer=customer, **wanted).exists()
    )


def stands(customer: Customer, wanted: Standing) -> bool:
    """Whether the customer stands in one of the grades."""
    rows = CustomerStanding.objects.unscoped().filter(customer=customer)
    return rows.filter(scheme=wanted.scheme, grade__in=wanted.grades).exists()


def held(holds: tuple[Hold, ...], customer: Customer, contact: Contact | None) -> Words | None:
    """What keeps the step back now, or None."""
    for hold in holds:
        if _is_held(hold, customer, contact):
            return HELD[hold]
    return None


def everyone(whom: Everyone, customer: Customer) -> list[Contact]:
    """The people of a customer a step is done for one by one."""
    people = people_of(Actor.clock(), customer.pk)
    match whom:
        case Everyone.KEY_PEOPLE:
            return [p for p in people if p.is_main or _part(p) in ("decides", "approves")]
        case Everyone.SUPPORTERS:
            return [p for p in people if vars(p)["side"] == "supports"]
        case Everyone.OPPONENTS:
            return [p for p in people if vars(p)["side"] == "opposes"]
        case Everyone.NEVER_MET:
            return [
                p for p in people if vars(p)["side"] == "never_met" or not vars(p)["met_on"]
            ]


def _part(person: Contact) -> str:
    place = getattr(person, "map_place", None)
    return place.part if place else ""


def _is_held(hold: Hold, customer: Customer, contact: Contact | None) -> bool:
    match hold:
        case Hold.COMPLAINT_OPEN:
            rows = Case.objects.unscoped().open()
            return rows.filter(customer=customer, kind__in=Case.UNHAPPY).exists()
        case Hold.DO_NOT_CONTACT:
            wishes = DoNotContact.objects.unscoped().standing()
            return contact is not None and wishes.filter(contact=contact).exists()
