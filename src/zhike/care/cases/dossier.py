"""Everything of one case on one page: what was said, by whom, what is owed, who else had the same, what may be done (S1-42)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.timezone import localtime

from zhike.activities.models import Task, Touch
from zhike.care.case_clocks import duties
from zhike.care.cases.wording import CARDS
from zhike.customers import queries as customers
from zhike.customers.models import Customer, Standing
from zhike.customers.queries import MAIN_SCHEME
from zhike.methods.cards import Card
from zhike.methods.remedies import Remedies, Remedy
from zhike.service import leaves, queries
from zhike.service.models import (
    Case,
    Compensation,
    Entry,
    Leave,
    Limit,
    Pause,
    Resolution,
    Transfer,
)
from zhike.service.rules import Said, Step, current, done
from zhike.trust.actor import Actor
from zhike.users import queries as users
from zhike.value.queries import methods

A_QUARTER = timedelta(days=90)
A_YEAR = timedelta(days=365)
_MOST = 6


@dataclass(frozen=True, slots=True)
class Check:
    """One of the seven “one more”: its card, whether it is heeded, and whether that was seen by itself."""

    card: Card
    is_heeded: bool
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """A remedy with how often it was used before, and how often they were satisfied then."""

    remedy: Remedy
    used: int
    worked: int
    is_used_here: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case as its page shows it."""

    case: Case
    grade: str
    entries: list[Entry]
    through: frozenset[Step]
    step: Step | None
    tasks: list[Task]
    pause: Pause | None
    transfer: Transfer | None
    leaves: list[Leave]
    compensations: list[Compensation]
    checks: list[Check]
    tried: list[Tried]
    similar: list[Case]
    others: list[Case]
    parts: list[Case]
    past: int
    past_content: int
    limit: int | None
    resolution: Resolution | None

    @property
    def heeded(self) -> int:
        return sum(1 for check in self.checks if check.is_heeded)


def remedies() -> Remedies:
    """The catalogue in use."""
    return methods().remedies["remedies"]


def dossier(actor: Actor, case_id: int, *, now: datetime) -> Dossier:
    """Read it all."""
    case = queries.any_case(actor, case_id)
    entries = list(
        Entry.objects.visible_to(actor)
        .filter(case=case)
        .select_related("by", "contact", "came_from")
        .order_by("at", "pk")
    )
    through = done(Said(e.kind, e.agreed, e.satisfied) for e in entries if e.kind in Step)
    given = list(
        Compensation.objects.visible_to(actor)
        .filter(case=case)
        .select_related("leave", "noted_by")
        .order_by("noted_at", "pk")
    )
    before = _before(actor, case)
    return Dossier(
        case=case,
        grade=_grade(case.customer_id),
        entries=entries,
        through=through,
        step=current(through) if case.has_path else None,
        tasks=duties(case),
        pause=Pause.objects.visible_to(actor).filter(case=case, ended_at=None).first(),
        transfer=queries.transfers(actor).filter(case=case, settled_at=None).first(),
        leaves=list(leaves.leaves(actor).filter(case=case).order_by("-asked_at")),
        compensations=given,
        checks=_checks(case, entries, given),
        tried=_tried(actor, entries),
        similar=_similar(actor, case, now=now),
        others=list(queries.open_cases(actor, case.customer_id).exclude(pk=case.pk)[:_MOST]),
        parts=list(
            queries.any_cases(actor).filter(merged_into=case).order_by("received_at")[:_MOST]
        ),
        past=before["all"],
        past_content=before["content"],
        limit=_limit(actor),
        resolution=getattr(case, "resolution", None),
    )


def _grade(customer_id: int) -> str:
    rows = Standing.objects.unscoped().filter(customer_id=customer_id, scheme=MAIN_SCHEME)
    return rows.values_list("grade", flat=True).first() or ""


def _before(actor: Actor, case: Case) -> dict[str, int]:
    """What this customer complained of in the year before, and how often that ended well."""
    rows = Case.objects.visible_to(actor).unhappy().filter(customer_id=case.customer_id)
    rows = rows.filter(received_at__gte=case.received_at - A_YEAR).exclude(pk=case.pk)
    answered = Q(resolution__manner=Resolution.Manner.ANSWERED, closed_at__isnull=False)
    return rows.aggregate(all=Count("pk"), content=Count("pk", filter=answered))


def _similar(actor: Actor, case: Case, *, now: datetime) -> list[Case]:
    """Others who had to do with the same product in the last quarter, open and settled (S1-42)."""
    if not case.product:
        return []
    rows = Case.objects.visible_to(actor).filter(
        product=case.product, received_at__gte=localtime(now) - A_QUARTER, merged_into=None
    )
    return list(
        rows.exclude(pk=case.pk)
        .select_related("customer", "resolution")
        .order_by("-received_at")[:_MOST]
    )


def _limit(actor: Actor) -> int | None:
    """How far one may go in compensating without asking, in fen; None for nowhere."""
    asking = users.person(actor.user_id or 0)
    if asking is None:
        return None
    row = Limit.objects.filter(role=asking.role, matter=remedies().matter).first()
    return row.amount if row else None


def _checks(case: Case, entries: list[Entry], given: list[Compensation]) -> list[Check]:
    """The seven: four are seen in what was noted, all can be ticked by whoever handles it (S1-34)."""
    kinds = {entry.kind for entry in entries}
    seen = {
        "more_patience": Entry.Kind.LISTEN in kinds,
        "more_speed": case.first_answer_at is not None
        and localtime(case.first_answer_at).date() == localtime(case.received_at).date(),
        "more_compensation": bool(given),
        "more_level": any(entry.level != Entry.Level.STAFF for entry in entries),
        "more_ways": Entry.Kind.REMEDY in kinds,
    }
    shelf = methods().cards
    return [
        Check(shelf[name], seen.get(name, False) or name in case.checks, seen.get(name, False))
        for name in CARDS
        if name in shelf
    ]


def _tried(actor: Actor, entries: list[Entry]) -> list[Tried]:
    """The remedies of the method with what came of them, those that worked most often first (S1-41)."""
    worked = Q(case__closed_at__isnull=False, case__resolution__manner="answered")
    rows = (
        Entry.objects.visible_to(actor)
        .filter(kind=Entry.Kind.REMEDY, remedy__gt="")
        .order_by()
        .values_list("remedy")
        .annotate(
            used=Count("case", distinct=True),
            worked=Count("case", distinct=True, filter=worked),
        )
    )
    known = {remedy: (used, ended) for remedy, used, ended in rows}
    here = {entry.remedy for entry in entries if entry.kind == Entry.Kind.REMEDY}
    found = [
        Tried(remedy, *known.get(remedy.key, (0, 0)), remedy.key in here)
        for remedy in remedies().remedies
    ]
    return sorted(found, key=lambda each: -each.worked)


@dataclass(frozen=True, slots=True)
class Sites:
    """A case among its group: the members, what each ever had to complain of, what was said to whom lately."""

    members: list[Customer]
    cases: list[Case]
    touches: list[Touch]
    positions: list[Entry]
    quotes: list[Entry]
    appointments: list[Entry]

    @property
    def is_disputed(self) -> bool:
        """Whether a view stands that somebody does not share."""
        last = {entry.side: entry for entry in self.positions}
        return any(entry.agreed is False for entry in last.values())


def sites(actor: Actor, case: Case) -> Sites:
    """Every site of the customer's group that one may see, with its cases and contacts (S1-42)."""
    members = _members(actor, case.customer)
    ids = [member.pk for member in members]
    related = queries.any_cases(actor).filter(customer__in=ids)
    touches = Touch.objects.visible_to(actor).filter(customer__in=ids)
    cases = list(related.order_by("-received_at")[:30])
    numbers = [row.pk for row in cases]
    said = list(
        Entry.objects.visible_to(actor)
        .filter(case__in=numbers, kind__in=("position", "quote", "appointment"))
        .select_related("by", "case__customer", "contact")
        .order_by("at", "pk")
    )
    return Sites(
        members,
        cases,
        list(
            touches.select_related("customer", "contact", "by").order_by("-touched_on", "-pk")[
                :20
            ]
        ),
        [entry for entry in said if entry.kind == "position"],
        [entry for entry in said if entry.kind == "quote"],
        [entry for entry in said if entry.kind == "appointment"],
    )


def _members(actor: Actor, customer: Customer) -> list[Customer]:
    """The customer, and whoever is in its group."""
    group = customers.group_of(actor, customer)
    return [member.customer for member in group.members][:40] if group else [customer]
