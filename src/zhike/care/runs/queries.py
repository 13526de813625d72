"""Where the runs of a customer are: each step done, open, held or still to come, with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhike.activities.models import Task
from zhike.activities.rules import MILESTONES
from zhike.care.models import Run, RunStep
from zhike.care.runs import texts
from zhike.lib.words import Words
from zhike.methods.clocks import Clock, ClockKind
from zhike.methods.playbooks import Playbook
from zhike.methods.reading import blanks_of
from zhike.methods.steps import Step
from zhike.trust.actor import Actor
from zhike.value.queries import methods

_UNKNOWN = Words("……", "…")
_AWAITED = MILESTONES | {
    "complaint_resolved": Words("投诉解决", "the complaint to be settled"),
    "grumble_resolved": Words("抱怨解决", "the grumble to be settled"),
    "fault_resolved": Words("故障修好", "the fault to be mended"),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a run as a reader sees it; `task` is the one it became or joined, `waits_for` what has to come first."""

    key: str
    state: str
    title: Words
    why: Words
    person: str
    clock: Words
    due_on: date | None
    ended_on: date | None
    because: Words | None
    waits_for: Words | None
    is_gate: bool
    task: Task | None

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "waived", "left_out")


@dataclass(frozen=True, slots=True)
class Way:
    """A run: its playbook with the version it began with, what it follows, and its steps in order."""

    run: Run
    book: Playbook
    about: Words
    steps: tuple[StepLine, ...]

    @property
    def done(self) -> int:
        return sum(1 for step in self.steps if step.is_over)

    @property
    def next(self) -> StepLine | None:
        """The step that is open, else the next one to come."""
        left = [step for step in self.steps if not step.is_over]
        opened = [step for step in left if step.state == "open"]
        return next(iter(opened or left), None)


def runs(actor: Actor, customer_id: int, *, is_open: bool) -> list[Way]:
    """The runs of a customer, the newest first: those on their way, or the last of those that ended."""
    rows = Run.objects.visible_to(actor).filter(customer_id=customer_id)
    rows = rows.filter(ended_on__isnull=is_open).select_related("text", "customer")
    return _ways(rows.order_by("-started_on", "-pk")[:20])


def run(actor: Actor, run_id: int) -> Way:
    """One run."""
    rows = Run.objects.visible_to(actor).filter(pk=run_id)
    found = _ways(rows.select_related("text", "customer", "started_by"))
    if not found:
        raise Run.DoesNotExist
    return found[0]


def run_of(actor: Actor, task: Task) -> Way | None:
    """The run a task belongs to, or None."""
    row = RunStep.objects.filter(task=task).values_list("run_id", flat=True).first()
    visible = Run.objects.visible_to(actor).filter(pk=row).exists() if row else False
    return run(actor, row) if row and visible else None


def book_of(task: Task) -> Playbook | None:
    """The playbook in use that laid a task, for its title and sources; None for what somebody planned himself."""
    return methods().playbooks.get(task.method.partition("@")[0])


def _ways(rows: Iterable[Run]) -> list[Way]:
    found = list(rows)
    steps: dict[int, list[RunStep]] = {run.pk: [] for run in found}
    lines = RunStep.objects.filter(run__in=found).select_related("task", "contact")
    for line in lines.order_by("place", "pk"):
        steps[line.run_id].append(line)
    return [_way(run, steps[run.pk]) for run in found]


def _way(run: Run, rows: list[RunStep]) -> Way:
    book = texts.book_of(run)
    values = {name: Words(zh, en) for name, (zh, en) in run.values.items()}
    lines = [
        _line(book, step, row, values)
        for row in rows
        if (step := book.step(row.key)) is not None
    ]
    about = values.get("what") or values.get("summary") or Words("", "")
    return Way(run, book, about, tuple(lines))


def _line(book: Playbook, step: Step, row: RunStep, values: dict[str, Words]) -> StepLine:
    waits_for = None
    if row.state == RunStep.State.WAITING:
        before = book.step(step.after) if step.after else None
        waits_for = filled(before.title, values) if before else _AWAITED.get(step.starts_on)
    task = row.task
    because = Words(*row.because) if row.because else None
    return StepLine(
        key=row.key,
        state=row.state,
        title=Words(task.title, task.title_en or task.title)
        if task
        else filled(step.title, values),
        why=Words(task.why, task.why_en or task.why) if task else filled(step.why, values),
        person=row.contact.greeting if row.contact else "",
        clock=clock_words(step.clock),
        due_on=row.due_on,
        ended_on=row.ended_on,
        because=because,
        waits_for=waits_for,
        is_gate=step.is_gate,
        task=task,
    )


def filled(words: Words, values: dict[str, Words]) -> Words:
    """A sentence with what is known filled in, and dots for the rest."""
    blanks = blanks_of(words.zh) | blanks_of(words.en)
    return words.format(**{name: values.get(name, _UNKNOWN) for name in blanks})


def clock_words(clock: Clock) -> Words:
    """A clock as it is spoken of: `3 天内`, `within 3 days`."""
    n = clock.amount
    match clock.kind:
        case ClockKind.SAME_DAY:
            return Words(f"当天 {clock.by:%H:%M} 前", f"the same day by {clock.by:%H:%M}")
        case ClockKind.DAYS if clock.not_before:
            return Words(
                f"第 {clock.not_before} 到 {n} 天", f"from day {clock.not_before} to day {n}"
            )
        case ClockKind.DAYS:
            return Words(f"{n} 天内", f"within {n} days")
        case ClockKind.WORKING_DAYS:
            return Words(f"{n} 个工作日内", f"within {n} working days")
        case ClockKind.WORKING_HOURS:
            return Words(f"{n} 个工作小时内", f"within {n} working hours")
        case ClockKind.HOURS:
            return Words(f"{n} 小时内", f"within {n} hours")
        case ClockKind.DAYS_BEFORE:
            return Words(f"提前 {n} 天", f"{n} days before")
        case ClockKind.MINUTES_BEFORE:
            return Words(f"提前 {n} 分钟", f"{n} minutes before")
        case ClockKind.AGREED:
            return Words("约定的时间", "at the time agreed")
        case ClockKind.ON_THE_DAY:
            return Words("当天", "on the day")
