"""Outsiders ask about our operations (S4-31): who asked, the rule for such askers, the answer, and the approval before it goes out."""

from datetime import date, datetime

from django.db import transaction

from zhike.lib.words import Words
from zhike.trust import journal, requests
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.models import Enquiry
from zhike.trust.registers import EnquiryQuerySet

ASKERS: dict[str, Words] = {
    Enquiry.Asker.MEDIA: Words("新闻媒体", "News media"),
    Enquiry.Asker.OPERATOR: Words("电信运营商", "Telecom operator"),
    Enquiry.Asker.SUPPLIER: Words("供应商", "Supplier"),
    Enquiry.Asker.GOVERNMENT: Words("政府部门", "Government department"),
    Enquiry.Asker.CUSTOMER: Words("客户", "Customer"),
    Enquiry.Asker.OTHER: Words("其他", "Somebody else"),
}
# That enquiries follow the disclosure rule and need approval is the source's (S4-31); the wording for each asker is ours.
RULES: dict[str, Words] = {
    Enquiry.Asker.MEDIA: Words(
        "不接受个人表态。记下媒体与问题，由公司授权的发言人答复；不谈客户、价格和未公布的计划。",
        "No statement in one's own name. Note the outlet and the question; the company's spokesperson answers. Nothing on customers, prices or unpublished plans.",
    ),
    Enquiry.Asker.OPERATOR: Words(
        "只谈合同范围内的事。网络、用量、用户资料须经批准，按书面协议提供。",
        "Only what the contract covers. Network, usage and user data need approval and a written agreement.",
    ),
    Enquiry.Asker.SUPPLIER: Words(
        "不透露其他供应商的报价和客户名单；需求与数量经批准后提供。",
        "Never other suppliers' quotes or customer lists; needs and quantities after approval.",
    ),
    Enquiry.Asker.GOVERNMENT: Words(
        "请对方出示文号与依据，立即报告主管；依法应当提供的，经批准如实提供并留底。",
        "Ask for reference and legal basis, report at once; what the law requires is provided truthfully, after approval, and kept on record.",
    ),
    Enquiry.Asker.CUSTOMER: Words(
        "只谈他自己的业务。别的客户、内部评价和成本一概不谈。",
        "Only his own business. Nothing on other customers, our ratings or our cost.",
    ),
    Enquiry.Asker.OTHER: Words(
        "未经批准不答复。先问清身份与用途。",
        "No answer without approval. Ask first who they are and what for.",
    ),
}


class NotApproved(ValueError):
    """No answer goes out that nobody else approved."""


def enquiries(actor: Actor) -> EnquiryQuerySet:
    """Enquiries one has in hand, may approve the answer of, or keeps the register of; newest first."""
    found: EnquiryQuerySet = Enquiry.objects.visible_to(actor)
    return found.select_related("asked_by", "decided_by").order_by("-pk")


@transaction.atomic
def receive(
    actor: Actor,
    *,
    asker_type: str,
    asker: str,
    question: str,
    received_on: date,
    at: datetime,
    on: date,
) -> Enquiry:
    """Write down who asked what; whoever writes it down has it in hand."""
    demand(actor, Permission.READ_CUSTOMERS)
    enquiry = Enquiry.objects.create(
        asker_type=asker_type,
        asker=asker,
        question=question,
        received_on=received_on,
        asked_by_id=requests.asker(actor),
        asked_at=at,
    )
    journal.record(actor, "enquiry.received", enquiry, on=on, asker_type=asker_type)
    return enquiry


@transaction.atomic
def propose(actor: Actor, enquiry_id: int, *, answer: str, at: datetime, on: date) -> Enquiry:
    """Propose an answer; somebody else reads it before it goes out. A refused one may be proposed anew."""
    enquiry = enquiries(actor).get(pk=enquiry_id, asked_by_id=actor.user_id, answered_on=None)
    enquiry.answer, enquiry.proposed_at = answer, at
    enquiry.decided_by, enquiry.decided_at, enquiry.is_granted = None, None, False
    enquiry.decision = ""
    enquiry.save()
    journal.record(actor, "enquiry.proposed", enquiry, on=on)
    return enquiry


@transaction.atomic
def decide(
    actor: Actor, enquiry_id: int, *, grant: bool, why: str, at: datetime, on: date
) -> None:
    """Let the answer go out, or send it back."""
    asked = Enquiry.objects.filter(pk=enquiry_id)
    requests.decide(actor, asked, grant=grant, why=why, at=at)
    kind = "enquiry.approved" if grant else "enquiry.refused"
    journal.record(actor, kind, asked.unscoped().get(), on=on, why=why)


@transaction.atomic
def answer(actor: Actor, enquiry_id: int, *, on: date) -> Enquiry:
    """The approved answer was given; it stays as it was approved."""
    enquiry = enquiries(actor).get(pk=enquiry_id, asked_by_id=actor.user_id, answered_on=None)
    if not enquiry.is_granted:
        raise NotApproved
    enquiry.answered_on = on
    enquiry.save(update_fields=["answered_on"])
    journal.record(actor, "enquiry.answered", enquiry, on=on, asker=enquiry.asker)
    return enquiry
