"""What a customer expected comes back on its day, to be compared with what he got (S0-22)."""

from datetime import date

from zhike.care.watches.finding import Found, plain
from zhike.care.watches.wording import revenue_of
from zhike.lib.spoken_days import day_words
from zhike.service.models import Expectation

_FAR = 500


def due(as_of: date) -> list[Found]:
    """Expectations whose day has come and which nobody compared, the longest due first."""
    rows = (
        Expectation.objects.unscoped()
        .present()
        .open()
        .filter(compare_on__lte=as_of, customer__owner__is_active=True)
        .exclude(expected="")
        .select_related("customer", "customer__measures")
        .order_by("compare_on", "pk")
    )
    return [
        Found(
            key=f"expectation:{row.pk}",
            day=as_of,
            values={
                "what": plain(row.about),
                "expected": plain(row.expected[:120]),
                "day": day_words(row.noted_on, seen_on=as_of),
            },
            customer_id=row.customer_id,
            contact_id=row.contact_id,
            assignee_id=row.customer.owner_id,
            weight=revenue_of(row.customer),
        )
        for row in rows[:_FAR]
    ]
