"""Documents as they are asked for: those this actor may read, and how many he may not."""

from dataclasses import dataclass

from django.db.models import Prefetch

from zhike.customers.models import Customer, Document, DocumentVersion
from zhike.customers.querysets import DocumentQuerySet
from zhike.trust.actor import Actor, Level
from zhike.trust.policy import Channel, is_near, may_leave


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of a customer one may read, newest first, and how many are kept for those nearer."""

    documents: tuple[Document, ...]
    hidden: int


def shelf(actor: Actor, customer: Customer, *, contact_id: int | None = None) -> Shelf:
    """What lies there for this reader."""
    rows = _kept(actor).filter(customer=customer)
    if contact_id is not None:
        rows = rows.filter(contact_id=contact_id)
    near = is_near(actor, customer)
    seen, hidden = [], 0
    for each in rows.order_by("-pk"):
        if may_leave(Level(each.level), Channel.FILE, near=near):
            seen.append(each)
        else:
            hidden += 1
    return Shelf(tuple(seen), hidden)


def document(actor: Actor, customer_id: int, document_id: int) -> Document:
    """One document; `Document.DoesNotExist` for whoever may not read it."""
    found = _kept(actor).get(pk=document_id, customer_id=customer_id)
    if not may_leave(Level(found.level), Channel.FILE, near=is_near(actor, found.customer)):
        raise Document.DoesNotExist
    return found


def version(actor: Actor, customer_id: int, document_id: int, number: int) -> DocumentVersion:
    """One version of a document one may read."""
    found = document(actor, customer_id, document_id)
    rows = DocumentVersion.objects.visible_to(actor).filter(document=found)
    return rows.select_related("document").get(number=number)


def _kept(actor: Actor) -> DocumentQuerySet:
    versions = DocumentVersion.objects.unscoped().select_related("brought_by")
    return (
        Document.objects.visible_to(actor)
        .filter(removed_on=None)
        .select_related("customer", "contact")
        .prefetch_related(Prefetch("versions", versions.order_by("-number")))
    )
