"""The company's own days: what a process counts with, and how they are changed.

Every process holds them in `lib.workdays`. The company's row says which version is the newest, and whoever stands at
a door reads that row anyway: `keep_up` then costs nothing until somebody has changed a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet

from zhike.lib import workdays
from zhike.lib.workdays import Given
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.users.models import Company, CompanyDay

__all__ = [
    "CompanyDay",
    "DayDraft",
    "catch_up",
    "current",
    "days_of",
    "drop_day",
    "keep_up",
    "set_days",
]

KEPT_IN_ONE_EVENT = 400


@dataclass(frozen=True, slots=True)
class DayDraft:
    """A day, whether it is worked, and why."""

    day: date
    works: bool
    why: str


def keep_up(company: Company) -> None:
    """Let this process count with the company's newest days."""
    if workdays.given().version != company.days_version:
        workdays.give(_read(company.days_version))


def current() -> Given:
    """The company's days as they are now; nothing before the first visit."""
    company = Company.objects.order_by("pk").first()
    return _read(company.days_version) if company else Given()


def catch_up() -> None:
    """The same for a process that stands at no door: a worker, a command."""
    company = Company.objects.order_by("pk").first()
    if company:
        keep_up(company)


def days_of(year: int) -> QuerySet[CompanyDay]:
    """The company's own days of a year, in order."""
    return CompanyDay.objects.filter(day__year=year).select_related("set_by").order_by("day")


@transaction.atomic
def set_days(
    actor: Actor, drafts: Sequence[DayDraft], *, source: CompanyDay.Source, on: date
) -> int:
    """These days are worked, or not, from now on, whatever was said of them before; say how many."""
    demand(actor, Permission.KEEP_DAYS)
    company = _next_version()
    by_id = asker(actor)
    CompanyDay.objects.bulk_create(
        [
            CompanyDay(
                day=each.day,
                works=each.works,
                source=source,
                why=each.why,
                set_by_id=by_id,
                set_on=on,
            )
            for each in drafts
        ],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["works", "source", "why", "set_by", "set_on"],
    )
    journal.record(
        actor,
        "days.set",
        company,
        on=on,
        source=source,
        days={str(each.day): each.works for each in drafts[:KEPT_IN_ONE_EVENT]},
        why=sorted({each.why for each in drafts}),
    )
    return len(drafts)


@transaction.atomic
def drop_day(actor: Actor, day: date, *, on: date) -> None:
    """The company says nothing of this day any more; what is published holds. `CompanyDay.DoesNotExist` when it said nothing."""
    demand(actor, Permission.KEEP_DAYS)
    found = CompanyDay.objects.get(day=day)
    company = _next_version()
    journal.record(
        actor, "days.dropped", company, on=on, day=str(day), works=found.works, why=found.why
    )
    found.delete()


def _next_version() -> Company:
    Company.objects.update(days_version=F("days_version") + 1)
    return Company.objects.order_by("pk")[:1].get()


def _read(version: int) -> Given:
    rows = list(CompanyDay.objects.values_list("day", "works", "source"))
    return Given(
        version,
        {day: works for day, works, _ in rows},
        frozenset(day.year for day, _, source in rows if source == CompanyDay.Source.NOTICE),
    )
