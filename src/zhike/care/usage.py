"""How the methods are used: the tasks they laid, the runs they began, the customers they graded."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from zhike.activities.models import Task
from zhike.care.models import Run
from zhike.care.watches.quiet import quiet_standings
from zhike.customers.models import Standing
from zhike.methods.standards import Standard
from zhike.trust.actor import Actor, Permission, demand


@dataclass(frozen=True, slots=True)
class Usage:
    """Since a day, by the name of the method: tasks laid and runs begun, as far as the reader sees."""

    tasks: Counter[str]
    runs: Counter[str]


def usage(actor: Actor, *, since: date) -> Usage:
    """What the playbooks made since a day, in two queries."""
    tasks: Counter[str] = Counter()
    laid = Task.objects.visible_to(actor).filter(laid_on__gte=since).exclude(method="")
    for method, n in laid.order_by().values_list("method").annotate(n=Count("pk")):
        tasks[method.partition("@")[0]] += n
    begun = Run.objects.visible_to(actor).filter(started_on__gte=since)
    runs = Counter(dict(begun.order_by().values_list("name").annotate(n=Count("pk"))))
    return Usage(tasks, runs)


def graded(actor: Actor, scheme: str) -> dict[str, int]:
    """Grade → how many customers one sees stand in it."""
    rows = Standing.objects.visible_to(actor).filter(scheme=scheme)
    return dict(rows.order_by("grade").values_list("grade").annotate(n=Count("pk")))


def quiet_under(actor: Actor, standard: Standard, as_of: date) -> dict[str, int]:
    """Grade → how many customers of the company would be beyond their rhythm on this day under a standard, in use or not."""
    demand(actor, Permission.SWITCH_METHODS)
    rows = quiet_standings(standard, as_of).visible_to(actor)
    return dict(rows.order_by("grade").values_list("grade").annotate(n=Count("pk")))
