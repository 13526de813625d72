"""The customer list with its figures: searched, narrowed by grade, owner, state and conditions, ready to be sorted."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery

from zhike.customers import search
from zhike.customers.models import Customer, Standing
from zhike.customers.queries import MAIN_SCHEME
from zhike.customers.querysets import CustomerQuerySet
from zhike.trust.actor import Actor
from zhike.value.filters import EVERYBODY, Filter, condition_on
from zhike.value.queries import methods
from zhike.value.states import FAR_BEYOND as FAR_BEYOND
from zhike.value.states import RHYTHM as RHYTHM
from zhike.value.states import STATES


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for: the quick choices above it, and the conditions built below them."""

    text: str = ""
    grade: str = ""
    owner_id: int | None = None
    state: str = ""
    where: Filter = EVERYBODY

    @property
    def is_narrowed(self) -> bool:
        return bool(
            self.text or self.grade or self.owner_id or self.state or self.where.conditions
        )

    def as_data(self) -> dict[str, object]:
        """As it is kept in a saved view."""
        return {
            "text": self.text,
            "grade": self.grade,
            "owner": self.owner_id,
            "state": self.state,
            "where": self.where.as_data(),
        }

    @classmethod
    def of_data(cls, data: dict[str, object]) -> "Wanted":
        """What `as_data` wrote."""
        owner = data.get("owner")
        return cls(
            text=str(data.get("text") or ""),
            grade=str(data.get("grade") or ""),
            owner_id=owner if isinstance(owner, int) else None,
            state=str(data.get("state") or ""),
            where=Filter.of_data(data.get("where")),
        )


def customer_list(actor: Actor, wanted: Wanted, *, as_of: date) -> CustomerQuerySet:
    """The customers one may see that fit; rows carry `grade` and the figures of the last night."""
    held = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=MAIN_SCHEME)
    found = fitting(actor, wanted, as_of=as_of).select_related("owner", "team")
    return found.annotate(
        grade=Subquery(held.values("grade")[:1]),
        revenue_12m=F("measures__revenue_12m"),
        growth=F("measures__growth"),
        overdue_pct=F("measures__overdue_pct"),
        last_order_on=F("measures__last_order_on"),
        orders_12m=F("measures__orders_12m"),
        cycle_days=F("measures__cycle_days"),
    )


def fitting(actor: Actor, wanted: Wanted, *, as_of: date) -> CustomerQuerySet:
    """The customers one may see that fit; `filters.Unclear` when a condition cannot be followed."""
    found = Customer.objects.visible_to(actor)
    if wanted.text:
        found = search.matching(found, wanted.text, actor)
    if wanted.owner_id:
        found = found.filter(owner_id=wanted.owner_id)
    if wanted.grade:
        found = found.filter(_graded(wanted.grade))
    if wanted.state in STATES:
        found = found.filter(STATES[wanted.state](as_of))
    if wanted.where.conditions:
        found = found.filter(condition_on(wanted.where, actor, as_of=as_of))
    return found


def rhythm_days(grade: str) -> int:
    """How many days a customer of this grade may go without hearing from us; one not graded goes with the last grade."""
    standard = methods().standards[RHYTHM]
    return standard.every_days.get(grade, standard.treatments[-1].contact_every_days)


def _graded(grade: str) -> Q:
    held = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=MAIN_SCHEME)
    return ~Q(Exists(held)) if grade == "none" else Q(Exists(held.filter(grade=grade)))
