"""A month, a quarter or a year begins: one task per person who has customers, on its first working day."""

from datetime import date

from django.db.models import Count

from zhike.care.watches.finding import Found, plain
from zhike.customers.models import Customer
from zhike.lib.words import Words
from zhike.lib.workdays import workday_from

STARTS = ("new_month", "new_quarter", "new_year")


def begun(start: str, as_of: date) -> date | None:
    """The first day of the period whose first working week we are in, however late the holidays let it begin; None on other days."""
    first = first_day(start, as_of)
    return first if 0 <= (as_of - workday_from(first)).days < 7 else None


def periods(start: str, as_of: date) -> list[Found]:
    """For everybody with customers: the period, and how many customers he has."""
    first = begun(start, as_of)
    if first is None:
        return []
    owners = (
        Customer.objects.present()
        .filter(owner__isnull=False, owner__is_active=True)
        .order_by("owner_id")
        .values_list("owner_id")
        .annotate(n=Count("pk"))
    )
    return [
        Found(
            key=f"{start}:{first}:user:{owner_id}",
            day=workday_from(first),
            values={"period": period_words(start, first), "count": plain(count)},
            customer_id=None,
            assignee_id=owner_id,
        )
        for owner_id, count in owners
    ]


def period_words(start: str, first: date) -> Words:
    """`2026年10月`, `2026 Q4`, `2026`."""
    quarter = (first.month + 2) // 3
    match start:
        case "new_month":
            return Words(f"{first.year}年{first.month}月", f"{first.year}-{first.month:02}")
        case "new_quarter":
            return Words(f"{first.year}年第{quarter}季度", f"{first.year} Q{quarter}")
        case _:
            return Words(f"{first.year}年", str(first.year))


def first_day(start: str, day: date) -> date:
    """The first day of the month, quarter or year a day lies in."""
    match start:
        case "new_month":
            return day.replace(day=1)
        case "new_quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case _:
            return day.replace(month=1, day=1)
