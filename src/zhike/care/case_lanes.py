"""Which lane a case goes by, and what it sets off (S3-16, S3-17)."""

from dataclasses import replace

from django.utils.timezone import localtime

from zhike.care.runs.events import Start
from zhike.customers.models import Customer, Standing
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.green import GreenChannel
from zhike.service.actions import Intake
from zhike.service.models import Case
from zhike.value.queries import methods

_WRITTEN = (Case.Channel.LETTER, Case.Channel.MAIL)


def green_channel() -> GreenChannel:
    """The method in use."""
    return methods().green_channels["green_channel"]


def is_entitled(customer_id: int) -> bool:
    """Whether a customer stands where the green channel is open to him."""
    rule = green_channel()
    rows = Standing.objects.unscoped().filter(customer_id=customer_id)
    return rows.filter(scheme=rule.scheme, grade__in=rule.grades).exists()


def in_lane(customer: Customer, kind: str, intake: Intake) -> Intake:
    """The same, in the lane of its kind unless it names one, and by the green channel where the customer is entitled."""
    lane = intake.lane or green_channel().lane_of(kind)
    return replace(intake, lane=lane, is_green=intake.is_green or is_entitled(customer.pk))


def traits_of(case: Case) -> frozenset[str]:
    """What a case is besides its kind, for the steps of playbooks that are not for all."""
    found = {case.lane}
    if case.is_green:
        found.add("green")
    if case.severity in (Case.Severity.SERIOUS, Case.Severity.SEVERE):
        found.add(str(case.severity))
    if case.channel in _WRITTEN:
        found.add("written")
    if case.first_asked_id and case.first_asked_id != case.answered_by_id:
        found.add("handed_on")
    owner_id = case.customer.owner_id
    if owner_id and owner_id not in (case.received_by_id, case.answered_by_id):
        found.add("elsewhere")
    return frozenset(found)


def start_of_case(case: Case) -> Start:
    """What a case sets off as it comes in."""
    at = localtime(case.received_at)
    day = day_words(at.date(), seen_on=at.date())
    worker = str(case.answered_by or "")
    return Start(
        f"{case.kind}_received",
        f"case:{case.pk}",
        at,
        {
            "received": Words(f"{day.zh} {at:%H:%M} ", f"{day.en} {at:%H:%M}"),
            "summary": Words(case.summary, case.summary),
            "worker": Words(worker, worker),
        },
        case.customer,
        contact=case.contact,
        assignee_id=case.answered_by_id,
        traits=traits_of(case),
        starter_id=case.first_asked_id,
    )
