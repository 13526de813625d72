"""What is known of how an account is run, what that suggests, and its situation in words for a plan (S2-22, S3-25)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from zhike.care.watches.wording import currency_sign, money
from zhike.customers import asking
from zhike.customers import queries as customers
from zhike.customers.lookup import said_of
from zhike.customers.models import Customer
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.guidance import Advice, GuidanceRule
from zhike.sales import queries as sales
from zhike.trust.actor import Actor
from zhike.trust.policy import is_near
from zhike.value import queries as value
from zhike.value.queries import methods

RULE = "account_guidance"
A_YEAR = timedelta(days=365)
MOST = 3
# A month is busy when it brings half as much again as the average one.
BUSY = 1.5
_RHYTHM = Words("平时 {n} 天订一次，上次 {day}", "orders every {n} days, last on {day}")


def rule() -> GuidanceRule:
    """The rule in use."""
    return methods().guidance[RULE]


@dataclass(frozen=True, slots=True)
class Condition:
    """What is answered of the condition form (question → answer), how many questions it has, and what that suggests."""

    answers: Mapping[str, object]
    said: list[tuple[Words, Words]]
    asked: int
    advice: tuple[Advice, ...]


def condition(actor: Actor, customer: Customer) -> Condition:
    """How the account is run, as far as this actor may know it; what is personal only for those near."""
    form = asking.form(rule().form)
    near = is_near(actor, customer)
    known = said_of(actor, [customer.pk], form, personal=near).get(customer.pk, {})
    said = [
        (item.title, item.spoken(known[item.key])) for item in form.items if item.key in known
    ]
    return Condition(known, said, len(form.items), rule().fitting(known))


def answers_of(actor: Actor, customer_ids: Collection[int]) -> dict[int, dict[str, object]]:
    """Customer → what is answered of the form, without what is personal; for the rows of a list."""
    return said_of(actor, customer_ids, asking.form(rule().form), personal=False)


def situation(actor: Actor, customer: Customer, *, language: str, on: date) -> dict[str, str]:
    """Blank → words for a plan: class, what they buy, rhythm, busy months, and what was seen; nothing for what is not known."""
    standing = customers.standing(actor, customer.pk)
    figures = value.measures(actor, customer.pk)
    weak = [advice.why for advice in condition(actor, customer).advice]
    last = figures.last_order_on if figures else None
    rhythm = None
    if figures and figures.cycle_days and last:
        day = day_words(last, seen_on=on)
        rhythm = _RHYTHM.format(n=figures.cycle_days, day=day)
    found: dict[str, Words | str | None] = {
        "customer": customer.short_name or customer.name,
        "grade": standing.grade if standing else None,
        **_bought(actor, customer.pk, on),
        "rhythm": rhythm,
        "season": _busy(actor, customer.pk, on),
        "condition": _listed(weak, "；", "; ") if weak else None,
    }
    return {
        key: words.said_in(language) if isinstance(words, Words) else words
        for key, words in found.items()
        if words
    }


def _bought(actor: Actor, customer_id: int, on: date) -> dict[str, Words | None]:
    rows = list(
        sales.orders(actor, customer_id)
        .filter(ordered_on__gt=on - A_YEAR, ordered_on__lte=on)
        .order_by()
        .values_list("product")
        .annotate(total=Sum("amount"))
    )
    total = sum(amount for _, amount in rows)
    if total <= 0:
        return {}
    best = sorted((row for row in rows if row[0] and row[1] > 0), key=lambda row: -row[1])
    named = [Words(product, product) for product, _ in best[:MOST]]
    return {
        "revenue": money(total, currency_sign()),
        "buys": _listed(named) if named else None,
    }


def _busy(actor: Actor, customer_id: int, on: date) -> Words | None:
    """The months that brought far more than others in two years."""
    sums = [0] * 12
    for month in sales.months(actor, customer_id, until=on):
        sums[month.first.month - 1] += max(0, month.revenue)
    bound = sum(sums) / 12 * BUSY
    busy = [_month(n) for n, total in enumerate(sums, 1) if total > bound > 0]
    return _listed(busy) if busy and len(busy) <= 6 else None


def _month(number: int) -> Words:
    english = f"{date(2000, number, 1):%B}"
    return Words(f"{number}月", english)


def _listed(words: list[Words], zh: str = "、", en: str = ", ") -> Words:
    return Words(zh.join(w.zh for w in words), en.join(w.en for w in words))
