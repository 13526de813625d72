"""A playbook tried on the past before it is published: how many tasks it would have made, for whom, and which (nothing is written)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from zhike.care.past import Happened, past
from zhike.customers.models import Standing
from zhike.lib.months import months_after
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.methods.spoken import START_NAMES
from zhike.methods.steps import Standing as WantedStanding
from zhike.methods.steps import Step
from zhike.trust.actor import Actor, Permission, demand
from zhike.users.models import User
from zhike.value.models import Measures

MOST = 200_000
SHOWN = 30
BLIND = Words(
    "“{start}”要看当时的情形，过去的日子看不出来；这一部分没有算。",
    "“{start}” depends on how things stood at the time, which the past does not tell; this part is not counted.",
)
AS_NOW = Words(
    "等级、指标和主管人按现在的算，待办上限不算在内。",
    "Grades, figures and account managers are taken as they are now; caps are left aside.",
)


@dataclass(slots=True)
class Trial:
    """What a playbook would have made from `first` to `last`: tasks by step and by person, the first few, and what it cannot tell."""

    first: date
    last: date
    tasks: int = 0
    by_step: Counter[str] = field(default_factory=Counter)
    by_owner: Counter[int | None] = field(default_factory=Counter)
    shown: list[tuple[date, str, int | None]] = field(default_factory=list)
    blind: list[Words] = field(default_factory=list)
    is_cut: bool = False
    busiest: tuple[str, int] | None = None

    @property
    def a_week(self) -> float:
        """Tasks a week, for everybody together."""
        return self.tasks * 7 / max(1, (self.last - self.first).days + 1)


def last_quarter(today: date) -> tuple[date, date]:
    """The first and the last day of the calendar quarter before this one."""
    begun = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return months_after(begun, -3), begun - timedelta(days=1)


def tried(actor: Actor, book: Playbook, *, first: date, last: date) -> Trial:
    """Try a playbook, published or not, on the past from `first` to `last`; one that is off makes nothing."""
    demand(actor, Permission.SWITCH_METHODS)
    trial = Trial(first, last)
    if not book.is_on:
        return trial
    kinds = {step.starts_on for step in book.steps if not step.after}
    allowed = _allowed(book)
    standings = {step.key: _in_standing(step.standing) for step in book.steps if step.standing}
    seen = 0
    for kind in sorted(kinds):
        history = past(book, kind, first, last)
        if history is None:
            trial.blind.append(BLIND.format(start=START_NAMES[kind]))
            continue
        for happened in islice(history, MOST):
            seen += 1
            if allowed is not None and happened.customer_id not in allowed:
                continue
            for step in _steps(book, kind):
                if not step.is_for(happened.traits):
                    continue
                if step.key in standings and happened.customer_id not in standings[step.key]:
                    continue
                _count(trial, step, happened)
        trial.is_cut |= seen >= MOST
    trial.shown.sort(key=lambda each: each[0])
    if trial.by_owner:
        owner_id, count = trial.by_owner.most_common(1)[0]
        owner = User.objects.filter(pk=owner_id or 0).first()
        trial.busiest = (str(owner) if owner else "–", count)
    return trial


def _count(trial: Trial, step: Step, happened: Happened) -> None:
    trial.tasks += 1
    trial.by_step[step.key] += 1
    trial.by_owner[happened.owner_id] += 1
    if len(trial.shown) < SHOWN:
        trial.shown.append((happened.on, step.key, happened.customer_id))


def _steps(book: Playbook, kind: str) -> Iterator[Step]:
    """The steps an event sets off, and those that follow them once done."""
    for step in book.steps_on(kind):
        yield step
        yield from _after(book, step)


def _after(book: Playbook, step: Step) -> Iterator[Step]:
    for following in book.steps_after(step.key):
        yield following
        yield from _after(book, following)


def _allowed(book: Playbook) -> set[int] | None:
    """The customers whose standing and measures the playbook asks for; None when it asks for none."""
    found = _in_standing(book.standing) if book.standing else None
    if book.conditions:
        wanted = {f"{c.measure}__gte": c.at_least for c in book.conditions}
        rows = Measures.objects.unscoped().present().filter(**wanted)
        measured = set(rows.values_list("customer_id", flat=True))
        found = measured if found is None else found & measured
    return found


def _in_standing(wanted: WantedStanding) -> set[int]:
    rows = (
        Standing.objects.unscoped()
        .present()
        .filter(scheme=wanted.scheme, grade__in=wanted.grades)
    )
    return set(rows.values_list("customer_id", flat=True))
