"""What a night leaves, without what differs by nature: ids given in passing, and moments of writing."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from zhike.activities.models import Promise, Task
from zhike.care.models import Run as Way
from zhike.care.models import RunStep
from zhike.customers.models import Standing, StandingMove
from zhike.trust.models import Event
from zhike.value.models import Fit, Forecast, Measures, Run


def left_by_the_night() -> dict[str, list[str]]:
    """Every derived table, its rows as text in an order of their own."""
    return {
        "measures": _rows(Measures),
        "forecasts": _rows(Forecast),
        "fits": _rows(Fit),
        "standings": _rows(Standing),
        "moves": _rows(StandingMove),
        "tasks": _rows(Task),
        "promises": _rows(Promise),
        "ways": _rows(Way),
        "steps": sorted(map(repr, _steps())),
        "events": sorted(map(repr, _events())),
        "runs": sorted(map(repr, Run.objects.values_list("step", "day", "methods"))),
    }


def _rows(model: type[models.Model]) -> list[str]:
    rows: list[dict[str, Any]] = list(model._default_manager.values())
    return sorted(repr({k: v for k, v in row.items() if k != "id"}) for row in rows)


def _steps() -> Iterator[tuple[object, ...]]:
    """Each step of a playbook's run with the task it became."""
    yield from RunStep.objects.values_list(
        "run__name", "run__key", "key", "state", "due_on", "ended_on", "task__origin"
    )


def _events() -> Iterator[tuple[object, ...]]:
    origins = dict(Task.objects.values_list("pk", "origin"))
    for event in Event.objects.all():
        subject = event.subject
        if subject.startswith("activities.task:"):
            subject = str(origins[int(subject.partition(":")[2])])
        yield event.kind, subject, event.customer_id, event.happened_on, event.particulars
