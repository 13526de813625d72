"""Things of ours at customers that somebody should look after soon (S2-23)."""

from datetime import date, timedelta

from zhike.activities.models import Asset, Task
from zhike.care.watches.finding import Found, plain
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.methods.support import TERMS

BOOK = "asset_check."
_NEVER = Words("还没看过", "never")
# Who ends the task and notes no check is asked again after so many days.
_AGAIN = 14


def due(book: Playbook, as_of: date) -> list[Found]:
    """Every check that is due; what is asked already is not asked twice."""
    asked = open_checks()
    rows = (
        Asset.objects.unscoped()
        .present()
        .there()
        .filter(next_check_on__lte=as_of + timedelta(days=book.lead_days))
        .select_related("customer")
        .order_by("next_check_on", "pk")
    )
    return [_found(row, as_of) for row in rows if str(row.pk) not in asked]


def open_checks() -> dict[str, str]:
    """Number of a thing → the origin of the task that asks to look after it."""
    rows = Task.objects.unscoped().open().filter(origin__startswith=BOOK)
    origins = rows.values_list("origin", flat=True)
    return {origin.split(":")[2]: origin for origin in origins if origin}


def _found(row: Asset, as_of: date) -> Found:
    day = row.next_check_on or as_of
    rounds = max(0, (as_of - day).days) // _AGAIN
    again = day + timedelta(days=_AGAIN * rounds)
    return Found(
        key=f"asset:{row.pk}:{again}",
        day=again,
        values={
            "what": plain(row.what),
            "serial": plain(row.serial),
            "terms": TERMS[row.terms],
            "day": day_words(day, seen_on=as_of),
            "last": day_words(row.checked_on, seen_on=as_of) if row.checked_on else _NEVER,
        },
        customer_id=row.customer_id,
        assignee_id=row.customer.owner_id or row.by_id,
        weight=row.worth,
    )
