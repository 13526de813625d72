"""Who of us fits a customer: whoever knows his industry, his field and himself comes first, with the reason (S0-17)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from zhike.activities.models import Touch
from zhike.customers import queries as customers
from zhike.customers.models import Customer
from zhike.lib.words import Words
from zhike.sales.queries import orders
from zhike.trust.actor import Actor, Permission
from zhike.users import queries as users
from zhike.users.knowing import LEVELS, Known, known
from zhike.users.models import User

LATELY = timedelta(days=730)
MANY, FAMILIAR = 60, 5
DONE_IT = 2  # who only heard of it is not named
_INDUSTRY = Words(
    "懂{subject}行业：{level}{whose}", "knows the {subject} trade: {level}{whose}"
)
_FIELD = Words("{subject}方面：{level}{years}{whose}", "on {subject}: {level}{years}{whose}")
_YEARS = Words("，{n} 年", ", {n} years")
_OWN = Words("（自己说）", " (own word)")
_LED = Words("（主管说）", " (says the lead)")
_TOUCHES = Words("两年里和他往来 {n} 次", "{n} contacts with them in two years")
_NONE = Words("", "")


@dataclass(frozen=True, slots=True)
class Fit:
    """Somebody to choose, with what speaks for him; nothing speaks against anybody."""

    person: User
    reasons: Sequence[Words]
    weight: int

    @property
    def label(self) -> str:
        """His name, with the reasons in the language being spoken."""
        said = Words(
            "；".join(r.zh for r in self.reasons), "; ".join(r.en for r in self.reasons)
        )
        return f"{self.person} · {said}" if self.reasons else str(self.person)


def fitting(actor: Actor, customer_id: int, *, on: date, matter: str = "") -> list[Fit]:
    """Everybody who works here, whoever knows most of this customer's industry and field first; `matter` is what it is about.

    His field is told from what he bought and from the matter. Levels count as they are, five contacts in two years as one.
    """
    customer = customers.customer(actor, customer_id)
    people = list(users.colleagues())
    bought = orders(actor, customer_id).exclude(product="").order_by("product")
    texts = [matter, *bought.values_list("product", flat=True).distinct()[:MANY]]
    told = Touch.objects.visible_to(actor).contacts()
    rows = told.filter(customer_id=customer_id, touched_on__gt=on - LATELY, by__isnull=False)
    touched = Counter(dict(rows.order_by().values_list("by").annotate(n=Count("pk"))))
    by_person: dict[int, list[Known]] = {}
    for each in known(person.pk for person in people):
        if each.level >= DONE_IT and _concerns(each, customer, texts):
            by_person.setdefault(each.user_id, []).append(each)
    found = [_fit(p, by_person.get(p.pk, []), touched[p.pk]) for p in people]
    return sorted(found, key=lambda fit: -fit.weight)


def _concerns(each: Known, customer: Customer, texts: Sequence[str]) -> bool:
    subject = each.subject.casefold()
    if each.kind == "industry":
        his = customer.industry.casefold()
        return bool(his) and (subject in his or his in subject)
    return any(subject in text.casefold() for text in texts)


def _fit(person: User, knows: Sequence[Known], touches: int) -> Fit:
    reasons = [_said(each) for each in knows]
    if touches:
        reasons.append(_TOUCHES.format(n=_plain(touches)))
    weight = FAMILIAR * sum(each.level for each in knows) + touches
    return Fit(person, reasons, weight)


def _said(each: Known) -> Words:
    words = _INDUSTRY if each.kind == "industry" else _FIELD
    return words.format(
        subject=_plain(each.subject),
        level=LEVELS[each.level],
        years=_YEARS.format(n=_plain(each.years)) if each.years else _NONE,
        whose=_LED if each.led else _OWN,
    )


def _plain(value: object) -> Words:
    return Words(str(value), str(value))


def subjects(actor: Actor) -> list[str]:
    """Industries of the customers one sees, the most frequent first, to choose from."""
    rows = Customer.objects.visible_to(actor).exclude(industry="").order_by()
    counted = rows.values_list("industry").annotate(n=Count("pk")).order_by("-n", "industry")
    return [industry for industry, _ in counted[:MANY]]


def people_led(actor: Actor) -> list[User]:
    """Those of whom one may say what they know, besides oneself."""
    if not actor.may(Permission.MANAGE_BOOK):
        return []
    return [p for p in users.seen_colleagues(actor) if p.pk != actor.user_id]
