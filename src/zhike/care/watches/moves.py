"""Grades that went up or down in the last days: their account managers look why (S2-08, S1-60)."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from zhike.activities.models import Task
from zhike.care.watches.filling import fill
from zhike.care.watches.finding import Found, plain
from zhike.care.watches.wording import revenue_of
from zhike.customers.models import Standing, StandingMove
from zhike.lib.words import Words
from zhike.methods.measures import points as said
from zhike.methods.playbooks import Playbook
from zhike.methods.standards import Standard

_NOTHING = Words("各项都不弱", "no side is weak")


def moves(book: Playbook, standard: Standard, as_of: date) -> list[Found]:
    """The moves nobody was told of yet; a first grade is no move."""
    told = Task.objects.unscoped().filter(
        kind=Task.Kind.STANDING,
        customer_id=OuterRef("customer_id"),
        laid_on__gte=OuterRef("moved_on"),
    )
    recent = (
        StandingMove.objects.present()
        .filter(
            ~Exists(told),
            scheme=standard.scheme,
            moved_on__gt=as_of - timedelta(days=max(1, book.look_back_days)),
            moved_on__lte=as_of,
        )
        .exclude(before="")
    )
    chosen = fill(
        recent.select_related("customer", "customer__measures"),
        owner="customer__owner_id",
        customer="customer_id",
        weight="customer__measures__revenue_12m",
        kind=Task.Kind.STANDING,
        cap=book.backlog_cap,
    )
    standings = {
        standing.customer_id: standing
        for standing in Standing.objects.filter(
            scheme=standard.scheme, customer_id__in=[row.customer_id for row in chosen]
        )
    }
    return [
        Found(
            key=f"customer:{row.customer_id}:{row.moved_on}",
            day=as_of,
            values={
                "before": plain(row.before),
                "after": plain(row.after),
                "points": plain(said(row.points)),
                "weakest": _weakest(standings.get(row.customer_id)),
                "every": plain(standard.every_days.get(row.after, 0)),
            },
            customer_id=row.customer_id,
            assignee_id=row.customer.owner_id,
            weight=revenue_of(row.customer),
        )
        for row in chosen
    ]


def _weakest(standing: Standing | None) -> Words:
    """Where most points were lost."""
    parts = [part for part in (standing.because if standing else []) if "best" in part]
    lost = max(parts, key=lambda part: part["best"] - part["points"], default=None)
    if lost is None or lost["best"] == lost["points"]:
        return _NOTHING
    points, best = said(lost["points"]), said(lost["best"])
    return Words(
        f"失分最多：{lost['name']['zh']} {points}/{best}（{lost['words']['zh']}）",
        f"most lost on {lost['name']['en'].lower()}, {points}/{best} ({lost['words']['en']})",
    )
