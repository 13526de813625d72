"""What a night leaves, without what differs by nature: ids given in passing, and moments of writing."""

from collections.abc import Iterator
from typing import Any

from zhike.activities.models import Promise, Task
from zhike.customers.models import Standing, StandingMove
from zhike.trust.models import Event
from zhike.value.models import Measures, Run


def left_by_the_night() -> dict[str, list[dict[str, Any]]]:
    """Every derived table, its rows in an order of their own."""
    return {
        "measures": _rows(Measures),
        "standings": _rows(Standing),
        "moves": _rows(StandingMove),
        "tasks": _rows(Task),
        "promises": _rows(Promise),
        "events": sorted(map(repr, _events())),  # type: ignore[dict-item]  # text is row enough
        "runs": sorted(Run.objects.values("step", "day", "methods"), key=repr),
    }


def _rows(model: Any) -> list[dict[str, Any]]:
    rows = [{k: v for k, v in row.items() if k != "id"} for row in model.objects.values()]
    return sorted(rows, key=repr)


def _events() -> Iterator[tuple[object, ...]]:
    origins = dict(Task.objects.values_list("pk", "origin"))
    for event in Event.objects.all():
        subject = event.subject
        if subject.startswith("activities.task:"):
            subject = str(origins[int(subject.partition(":")[2])])
        yield event.kind, subject, event.customer_id, event.happened_on, event.particulars
