"""Before anything is written: the file is read into a stage, and, on a dry run, weighed against the books."""

from typing import Any

from zhike.exchange import intake, places
from zhike.exchange.cells import House
from zhike.exchange.fields import Target
from zhike.exchange.mapping import Mapping
from zhike.exchange.models import Import
from zhike.exchange.naming import count_strangers, name_customers
from zhike.exchange.progress import Progress
from zhike.exchange.stage import Stage, begun, opened
from zhike.exchange.writers import Task, writer_for
from zhike.trust.actor import Actor
from zhike.users import queries as users

BATCH = 5_000


def house() -> House:
    """The people and teams there are."""
    teams = {team.name.strip().lower(): team.pk for team in users.teams()}
    return House(users.names(), teams)


def prepare(
    imported: Import, actor: Actor, progress: Progress
) -> tuple[dict[str, int], list[dict[str, str]]]:
    """Read the file into its stage; (counts so far, notes)."""
    mapping = Mapping.from_json(imported.mapping or {})
    with begun(places.stage_of(imported.folder)) as stage:
        taken = intake.take_in(
            places.source_of(imported.folder),
            mapping,
            house(),
            stage,
            lambda rows, share: progress.beat("read", rows, share),
        )
        if mapping.target is not Target.CUSTOMERS:
            name_customers(stage, actor, may_create=mapping.create_customers)
        intake.settle(stage, mapping.target)
        counts = _counted(stage, mapping.target, taken.rows, taken.aside)
    return counts, [{"zh": note.zh, "en": note.en} for note in taken.notes]


def weigh(task: Task, imported: Import, progress: Progress) -> dict[str, int]:
    """The dry run: how many would be new, updated and skipped; rows the books do not take are marked wrong."""
    found = {"new": 0, "updated": 0, "same": 0}
    writer = writer_for(task)
    with opened(places.stage_of(imported.folder)) as stage:
        total = stage.number("SELECT count(*) FROM item")
        found["customers"] = count_strangers(stage) if task.mapping.create_customers else 0
        position = done = 0
        while rows := stage.rows(writer.items, (position, BATCH)):
            weighed = writer.weigh(rows)
            stage.say_wrong(weighed.wrong, number=task.mapping.target is Target.ORDERS)
            found["new"] += len(weighed.new)
            found["updated"] += weighed.updated
            found["same"] += weighed.same
            position, done = rows[-1][0], done + len(rows)
            progress.beat("check", done, done / total)
        found["wrong"] = stage.number("SELECT count(*) FROM wrong")
    return found


def task_of(imported: Import, actor: Actor, *, is_trial: bool, **given: Any) -> Task:  # noqa: ANN401 - Task's own fields
    """The task a stored import is."""
    return Task(
        actor=actor,
        mapping=Mapping.from_json(imported.mapping or {}),
        house=house(),
        batch=imported.pk,
        is_trial=is_trial,
        **given,
    )


def _counted(stage: Stage, target: Target, rows: int, aside: int) -> dict[str, int]:
    """`twins` are rows that say nothing new: they are skipped, as written ones are."""
    wrong = stage.number("SELECT count(*) FROM wrong")
    items = stage.number("SELECT count(*) FROM item")
    twins = 0 if target is Target.ORDERS else rows - aside - wrong - items
    return {"rows": rows, "aside": aside, "wrong": wrong, "items": items, "twins": twins}
