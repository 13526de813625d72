"""The words a run began with: read again whenever the run goes on, whatever became of the method since."""

import tomllib
from functools import lru_cache
from hashlib import sha256

from zhike.activities.models import Task
from zhike.care.models import PlaybookText, Run, RunStep
from zhike.methods.playbooks import Playbook, playbook
from zhike.methods.reading import MethodError, Table
from zhike.methods.steps import Step
from zhike.value.queries import methods


def text_of(book: Playbook) -> PlaybookText:
    """The words of a playbook as they are now, kept once."""
    text = methods().texts["playbooks", book.head.name]
    kept, _ = PlaybookText.objects.get_or_create(
        digest=sha256(text.encode()).hexdigest(),
        defaults={"name": book.head.name, "version": book.head.version, "text": text},
    )
    return kept


def book_of(run: Run) -> Playbook:
    """The playbook as the run began with it; the one in use where this house no longer reads the old words."""
    try:
        return _read(run.name, run.text.text)
    except MethodError:
        return methods().playbooks[run.name]


def step_of(task: Task) -> Step | None:
    """The step of a playbook that a task is; None for what somebody planned himself."""
    row = RunStep.objects.filter(task=task).select_related("run__text").first()
    if row:
        return book_of(row.run).step(row.key)
    return step_as_it_is_now(task)


def step_as_it_is_now(task: Task) -> Step | None:
    """The same by the methods in use, without asking the database: for pages that show many tasks."""
    name, _, rest = (task.origin or "").partition(".")
    book = methods().playbooks.get(name)
    return book.step(rest.partition(":")[0]) if book else None


@lru_cache(maxsize=64)
def _read(name: str, text: str) -> Playbook:
    return playbook(Table(f"playbooks/{name}.toml", tomllib.loads(text)))
