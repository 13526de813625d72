"""A playbook starts at once: what somebody just wrote becomes the tasks it sets off."""

from collections.abc import Collection
from datetime import date

from zhike.activities.models import Task
from zhike.care.runs import fitting
from zhike.care.runs.events import Start, at_the_start_of
from zhike.care.runs.going import carry_on, unmoved
from zhike.care.runs.laying import lay
from zhike.trust.actor import Actor
from zhike.value.queries import methods

__all__ = ["Start", "at_the_start_of", "start_many", "start_playbooks"]


def start_playbooks(actor: Actor, start: Start, *, on: date) -> list[Task]:
    """Lay the steps every playbook sets off for this event; the same event again lays nothing."""
    laid = []
    for book in methods().playbooks_on(start.kind):
        if not fitting.fits(book, start.customer):
            continue
        if book.keeps_runs:
            laid += carry_on(actor, book, start, on=on)
            continue
        for step in book.steps_on(start.kind):
            if not step.is_for(start.traits):
                continue
            found = lay(actor, book, step, start, on=on, contact=start.contact)
            if found.task and found.is_new:
                laid.append(found.task)
    return laid


def start_many(actor: Actor, kind: str, starts: Collection[Start], *, on: date) -> int:
    """The same for very many events of one kind, most of them known; say how many tasks were laid."""
    names = [book.head.name for book in methods().playbooks_on(kind)]
    settled = {name: unmoved(name, starts) for name in names}
    moving = [start for start in starts if any(start.key not in settled[n] for n in names)]
    return sum(len(start_playbooks(actor, start, on=on)) for start in moving)
