"""What others ask of the values: the methods in use, a customer's measures, and how the last night went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zhike.methods.library import Library
from zhike.trust.actor import Actor
from zhike.users.editions import in_use
from zhike.value.models import Measures as Measures
from zhike.value.models import Run

HANDED_DOWN = "standings"  # the step of the night after which its grades are the ones that hold


def methods() -> Library:
    """The methods in use: the shipped ones, overlaid by the company's own folder and by what it published."""
    return in_use.methods()


def measures(actor: Actor, customer_id: int) -> Measures | None:
    """What the last night measured of a customer, or None before the first."""
    return Measures.objects.visible_to(actor).filter(customer_id=customer_id).first()


def measures_of(actor: Actor, customer_ids: Iterable[int]) -> dict[int, Measures]:
    """Customer id → measures, for the rows of a page."""
    return Measures.objects.visible_to(actor).in_bulk(list(customer_ids))


@dataclass(frozen=True, slots=True)
class Night:
    """The newest night: its day, when its last step ended, its steps with their rows and seconds."""

    day: date
    ended_at: datetime
    steps: tuple[tuple[str, int, float], ...]
    methods: str

    @property
    def seconds(self) -> float:
        return sum(seconds for _, _, seconds in self.steps)


def last_night() -> Night | None:
    """The night that ran last, whole or not; None before the first."""
    newest = Run.objects.order_by("-finished_at", "-pk").first()
    if newest is None:
        return None
    runs = list(Run.objects.filter(day=newest.day).order_by("finished_at", "pk"))
    return Night(
        newest.day,
        newest.finished_at,
        tuple((run.step, run.rows, run.seconds) for run in runs),
        newest.methods,
    )


def night_before(day: date) -> date | None:
    """The day of the last night before this day's that was whole enough to hand standings down."""
    return (
        Run.objects.filter(step=HANDED_DOWN, day__lt=day)
        .order_by("-day")
        .values_list("day", flat=True)
        .first()
    )
