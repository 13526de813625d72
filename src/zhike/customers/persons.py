"""What persons asked of us, and what is still to be answered."""

from zhike.customers.asking import Subject
from zhike.customers.models import Contact, Customer
from zhike.customers.models import PersonRequest as PersonRequest
from zhike.customers.querysets import PersonRequestQuerySet
from zhike.trust.actor import Actor


def requests(actor: Actor) -> PersonRequestQuerySet:
    """One's own entries, those one may decide; all of them for who reads the registers; the soonest due first."""
    rows = PersonRequest.objects.visible_to(actor)
    return rows.select_related("customer", "contact", "asked_by", "decided_by").order_by(
        "done_at", "due_on", "pk"
    )


def request(actor: Actor, request_id: int) -> PersonRequest:
    """One of them."""
    return requests(actor).get(pk=request_id)


def asked_by_person(subject: Subject) -> PersonRequestQuerySet:
    """What this person asked, newest first; the subject was found through what the actor may see."""
    rows = PersonRequest.objects.filter(subject=subject.name).unscoped()
    return rows.select_related("asked_by", "decided_by").order_by("-pk")


def subject_of(request: PersonRequest) -> Subject:
    """Whom it is about; a person who was erased leaves his customer only."""
    return Subject(request.customer, request.contact)


def subject_called(name: str) -> Subject | None:
    """Whom a name such as `contact:12` means, in the trash or not; None when he is gone."""
    kind, _, number = name.partition(":")
    if kind == "contact":
        contact = (
            Contact.everyone.unscoped()
            .filter(pk=int(number))
            .select_related("customer")
            .first()
        )
        return Subject(contact.customer, contact) if contact else None
    customer = Customer.everyone.unscoped().filter(pk=int(number)).first()
    return Subject(customer) if customer else None


def people_of(subject: Subject) -> list[Contact]:
    """The person, or everybody at a customer."""
    if subject.contact:
        return [subject.contact]
    return list(Contact.everyone.unscoped().filter(customer=subject.customer))
