"""What the answers come to: four bars a customer, and the two usual numbers beside the words, never in their place (S0-06, S1-22)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Q

from zhike.customers.models import Contact, Customer, Rating
from zhike.methods.questionnaires import DIMENSIONS
from zhike.service.models import Answer, Signal, Survey
from zhike.service.querysets import SignalQuerySet, SurveyQuerySet
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.users.models import User

type Bars = Mapping[str, int | None]

PROMOTERS, DETRACTORS, CONTENT = 9, 6, 4


def criterion(dimension: str) -> str:
    """Under which name our own people rate a satisfaction."""
    return f"satisfied_{dimension}"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person at a customer said on one satisfaction last."""

    customer_id: int
    dimension: str
    value: int


def voices(rows: SurveyQuerySet, *, since: date, until: date) -> Iterable[Voice]:
    """Each person's newest word on each satisfaction, after `since` up to `until`; of nobody named, one of them."""
    said = rows.of_relation().filter(answered_on__gt=since, answered_on__lte=until)
    newest: dict[tuple[int, int, str], int] = {}
    ordered = said.order_by("answered_on", "pk")
    for customer_id, contact_id, *values in ordered.values_list(
        "customer_id", "contact_id", *DIMENSIONS
    ).iterator(chunk_size=20_000):
        for dimension, value in zip(DIMENSIONS, values, strict=True):
            if value is not None:
                newest[customer_id, contact_id or 0, dimension] = value
    return (Voice(who, dimension, value) for (who, _, dimension), value in newest.items())


def theirs(actor: Actor, customer_id: int, *, since: date, until: date) -> Bars:
    """How satisfied a customer is: the mean of what each of his people said last, rounded down; None where nobody said."""
    rows = Survey.objects.visible_to(actor).filter(customer_id=customer_id)
    return _means((v.dimension, v.value) for v in voices(rows, since=since, until=until))


def ours(actor: Actor, customer_id: int, *, since: date, until: date) -> Bars:
    """How satisfied our own people think he is: the mean of what each of them rated last."""
    names = {criterion(dimension): dimension for dimension in DIMENSIONS}
    rows = Rating.objects.visible_to(actor).filter(
        customer_id=customer_id, criterion__in=names, rated_on__gt=since, rated_on__lte=until
    )
    newest = {
        (rater, names[rated]): value
        for rater, rated, value in rows.order_by("rated_on", "pk").values_list(
            "rated_by_id", "criterion", "value"
        )
    }
    return _means((dimension, value) for (_, dimension), value in newest.items())


def _means(said: Iterable[tuple[str, int]]) -> Bars:
    values: dict[str, list[int]] = defaultdict(list)
    for dimension, value in said:
        values[dimension].append(value)
    return {d: sum(values[d]) // len(values[d]) if values[d] else None for d in DIMENSIONS}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many were asked and answered, and what stands beside their words.

    `nps` is promoters less detractors in a hundred answers, -100 to 100; `csat` how many in a hundred were content.
    None where nobody answered that.
    """

    asked: int
    answered: int
    recommending: int
    nps: int | None
    rated: int
    csat: int | None

    @property
    def rate(self) -> int | None:
        """Answers to a hundred questions put."""
        return self.answered * 100 // self.asked if self.asked else None


def nps(promoters: int, detractors: int, count: int) -> int | None:
    """Promoters less detractors in a hundred, rounded half away from nothing."""
    if not count:
        return None
    hundred = 200 * abs(promoters - detractors) + count
    size = hundred // (2 * count)
    return size if promoters >= detractors else -size


def numbers(rows: SurveyQuerySet, *, since: date, until: date) -> Numbers:
    """What was asked after `since` up to `until`, what came back of it, and the numbers beside the words."""
    asked = rows.filter(asked_on__gt=since, asked_on__lte=until, withdrawn_on=None)
    counted = asked.aggregate(n=Count("pk"), back=Count("pk", filter=Q(answered_on__lte=until)))
    back = asked.answered().filter(answered_on__lte=until)
    said = Answer.objects.filter(survey__in=back.values("pk")).aggregate(
        recommending=Count("pk", filter=Q(item="recommend")),
        promoters=Count("pk", filter=Q(item="recommend", number__gte=PROMOTERS)),
        detractors=Count("pk", filter=Q(item="recommend", number__lte=DETRACTORS)),
        rated=Count("pk", filter=Q(item="content")),
        content=Count("pk", filter=Q(item="content", number__gte=CONTENT)),
    )
    return Numbers(
        counted["n"],
        counted["back"],
        said["recommending"],
        nps(said["promoters"], said["detractors"], said["recommending"]),
        said["rated"],
        said["content"] * 100 // said["rated"] if said["rated"] else None,
    )


def causes(rows: SurveyQuerySet, *, since: date, until: date) -> Counter[str]:
    """How often each cause of low value satisfaction was ticked (S0-22)."""
    said = rows.answered().filter(answered_on__gt=since, answered_on__lte=until)
    ticked = Answer.objects.filter(survey__in=said.values("pk"), item="causes")
    return Counter(
        cause for each in ticked.values_list("causes", flat=True).iterator() for cause in each
    )


@transaction.atomic
def note_signal(
    actor: Actor,
    customer: Customer,
    *,
    kind: str,
    words: str,
    on: date,
    contact: Contact | None = None,
    person: User | None = None,
) -> Signal:
    """A sign that one of our people is not liked is on record (S0-29)."""
    demand(actor, Permission.LOG_TOUCHES)
    made = Signal.objects.create(
        customer=customer, contact=contact, person=person, kind=kind, words=words.strip(),
        noted_by_id=asker(actor), noted_on=on,
    )  # fmt: skip
    journal.record(actor, "signal.noted", made, on=on, customer_id=customer.pk, about=kind)
    return made


@transaction.atomic
def settle_signal(actor: Actor, signal: Signal, *, outcome: str, on: date) -> None:
    """It was talked over; what came of it."""
    demand(actor, Permission.MANAGE_BOOK)
    if signal.settled_on:
        return
    signal.settled_on, signal.outcome = on, outcome.strip()
    signal.save(update_fields=["settled_on", "outcome"])
    journal.record(
        actor,
        "signal.settled",
        signal,
        on=on,
        customer_id=signal.customer_id,
        about=signal.kind,
    )


def signals(actor: Actor, customer_id: int) -> SignalQuerySet:
    """The signs at a customer, those not talked over first. They concern a colleague: for whoever leads, and whoever noted them."""
    rows = Signal.objects.visible_to(actor).filter(customer_id=customer_id)
    if not actor.may(Permission.MANAGE_BOOK):
        rows = rows.filter(Q(noted_by_id=actor.user_id) | Q(person_id=actor.user_id))
    return rows.select_related("person", "contact", "noted_by").order_by(
        "settled_on", "-noted_on", "-pk"
    )


def signal(actor: Actor, signal_id: int) -> Signal:
    """One sign."""
    return Signal.objects.visible_to(actor).select_related("customer").get(pk=signal_id)


def has_signal(actor: Actor, customer_id: int) -> bool:
    """Whether a sign waits to be talked over at a customer: it flags the satisfaction with our people."""
    rows = Signal.objects.visible_to(actor).open().filter(customer_id=customer_id)
    return rows.exists()
