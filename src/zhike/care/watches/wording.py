"""How the watches speak of a last contact and of money."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from zhike.activities.models import Touch
from zhike.activities.rules import KINDS
from zhike.customers.models import Customer
from zhike.lib.currency import sign_of
from zhike.lib.money import format_money_short
from zhike.lib.spoken_days import day_words, days_words
from zhike.lib.words import Words
from zhike.users.queries import company
from zhike.value.models import Measures

_NEVER = Words("还没有联系记录", "no contact on record")
_AT_ONCE = 5_000


def last_contacts(customer_ids: Collection[int], *, on: date) -> dict[int, Words]:
    """Customer id → `上次联系 10月11日（电话），已 43 天`; who is not in it has never been contacted."""
    ids, found = sorted(customer_ids), {}
    for start in range(0, len(ids), _AT_ONCE):
        touches = Touch.objects.unscoped().contacts().until(on)
        newest = (
            touches.filter(customer_id__in=ids[start : start + _AT_ONCE])
            .annotate(
                rank=Window(
                    RowNumber(),
                    partition_by=[F("customer_id")],
                    order_by=[F("touched_on").desc(), F("pk").desc()],
                )
            )
            .filter(rank=1)
        )
        for customer_id, day, kind in newest.values_list("customer_id", "touched_on", "kind"):
            found[customer_id] = _contact(day, kind, on)
    return found


def contact_words(contacts: dict[int, Words], customer_id: int) -> Words:
    """The last contact of one of them, or that there is none."""
    return contacts.get(customer_id, _NEVER)


def currency_sign() -> str:
    """The sign of the company's currency."""
    house = company()
    return sign_of(house.currency if house else "CNY")


def money(fen: int, sign: str) -> Words:
    """A sum short enough for a sentence."""
    return Words(
        format_money_short(fen, "zh", symbol=sign), format_money_short(fen, "en", symbol=sign)
    )


def revenue_of(customer: Customer) -> int:
    """His revenue of 12 months in fen, 0 before the first night; `measures` must have been selected with him."""
    measures: Measures | None = getattr(customer, "measures", None)
    return measures.revenue_12m if measures else 0


def revenue_at(customer_id: int) -> int:
    """The same for one customer whose measures were not read with him."""
    rows = Measures.objects.unscoped().filter(customer_id=customer_id)
    return rows.values_list("revenue_12m", flat=True).first() or 0


def _contact(day: date, kind: str, on: date) -> Words:
    said, how = day_words(day, seen_on=on), KINDS[Touch.Kind(kind)]
    ago = days_words((on - day).days)
    return Words(
        f"上次联系 {said.zh}（{how.zh}），已 {ago.zh}",
        f"last contact {said.en} ({how.en}), {ago.en} ago",
    )
