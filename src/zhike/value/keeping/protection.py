"""One customer, one plan (S4-52): who should have a protection plan, and whether it is there and not too old."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from zhike.customers.models import Customer, Listed, Sheet, Standing
from zhike.customers.querysets import CustomerQuerySet
from zhike.lib.spoken_days import years_before
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.value.pictures.composing import called
from zhike.value.pictures.cut import Cut

FORM = "protection_plan"
# The classes whose customers are kept first, in the order of their weight.
KEPT_FIRST = (("value_matrix", "keep"), ("abc_share", "share_a"))
LISTED = Words("在名单上", "on a managed list")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Check:
    """How many customers should have a plan, how many have one of the last 12 months, and an old one only."""

    customers: int
    ready: int
    old: int

    @property
    def missing(self) -> int:
        return self.customers - self.ready - self.old


def to_protect(rows: CustomerQuerySet) -> CustomerQuerySet:
    """Those of the rows who should have a plan; they carry `planned_on`, the day of the newest, and `named_by`, the class that asks for it."""
    held = Q()
    for scheme, grade in KEPT_FIRST:
        held |= Q(scheme=scheme, grade=grade)
    standings = Standing.objects.unscoped().filter(held, customer=OuterRef("pk"))
    lists = Listed.objects.unscoped().filter(customer=OuterRef("pk"), left_on=None)
    plans = Sheet.objects.unscoped().filter(customer=OuterRef("pk"), form=FORM)
    return rows.filter(Q(Exists(standings)) | Q(Exists(lists))).annotate(
        planned_on=Subquery(plans.order_by("-about_on").values("about_on")[:1]),
        named_by=Subquery(standings.order_by("-scheme").values("scheme")[:1]),
    )


def lacking(rows: CustomerQuerySet, *, on: date) -> CustomerQuerySet:
    """Those without a plan of the last 12 months, the dearest first."""
    old = Q(planned_on=None) | Q(planned_on__lt=years_before(on, 1))
    return (
        to_protect(rows)
        .filter(old)
        .select_related("owner", "measures")
        .order_by(F("measures__revenue_12m").desc(nulls_last=True), "pk")
    )


def why_listed(customer: Customer) -> Words:
    """The class that asks for a plan, or the list."""
    grades = dict(KEPT_FIRST)
    scheme = vars(customer).get("named_by")
    return called(f"grade.{scheme}", grades[scheme]) if scheme in grades else LISTED


def check(actor: Actor, cut: Cut, *, on: date) -> tuple[Check, list[Customer]]:
    """The count of plans, and who lacks one (at most twenty), in two statements."""
    seen = Customer.objects.visible_to(actor).filter(**cut.within(""))
    year_ago = years_before(on, 1)
    counted = to_protect(seen).aggregate(
        customers=Count("pk"),
        ready=Count("pk", filter=Q(planned_on__gte=year_ago)),
        old=Count("pk", filter=Q(planned_on__lt=year_ago)),
    )
    return Check(**counted), list(lacking(seen, on=on)[:SHOWN])
