"""What ran: a row per step and day, by which a night that was killed begins where it stopped."""

from datetime import date

from zhike.value.models import Run


def finished(day: date, methods: str) -> set[str]:
    """The steps of this day that ended with these methods."""
    return set(Run.objects.filter(day=day, methods=methods).values_list("step", flat=True))


def finish(step: str, day: date, *, methods: str, rows: int, seconds: float) -> None:
    """A step ended."""
    Run.objects.update_or_create(
        step=step,
        day=day,
        defaults={"methods": methods, "rows": rows, "seconds": round(seconds, 3)},
    )


def begin_anew(day: date) -> None:
    """All steps of this day are to be done again."""
    Run.objects.filter(day=day).delete()


def newest_day(step: str) -> date | None:
    """The last day for which this step ended."""
    return Run.objects.filter(step=step).order_by("-day").values_list("day", flat=True).first()
