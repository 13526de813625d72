"""Many customers and contacts at once, for importers: by number, credit code and name."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import batched
from typing import Any

from django.db.models import Q

from zhike.customers.models import Contact, ContactPoint, Customer, Fact
from zhike.lib.names import name_key
from zhike.methods.forms import Form
from zhike.trust.actor import Actor, Level

CUSTOMER_FIELDS = (
    "name", "short_name", "number", "kind", "credit_code", "industry", "city", "address",
    "phone", "website", "owner_id", "team_id", "since", "note",
)  # fmt: skip
CONTACT_COLUMNS = (
    "name", "title", "mobile", "phone", "email", "wechat", "birth_calendar", "birth_year",
    "birth_month", "birth_day", "birth_leap", "address_as", "note",
)  # fmt: skip
CONTACT_FACTS = {"likes": "person.likes", "avoid": "person.avoid"}
CONTACT_FIELDS = (*CONTACT_COLUMNS, *CONTACT_FACTS)
POINT_KINDS = frozenset(ContactPoint.Kind.values)


class Trouble(Enum):
    """Why a customer somebody named cannot be told."""

    AMBIGUOUS = auto()
    HIDDEN = auto()


@dataclass(frozen=True, slots=True)
class Named:
    """How a row names a customer: a number, a credit code or a name; and the name beside it, if there is one."""

    text: str
    name: str = ""


def identify(actor: Actor, named: Sequence[Named]) -> dict[str, int | Trouble]:
    """Text → customer, by number, else credit code, else exact name key; unknown ones are left out."""
    texts = [each.text for each in named]
    codes = {text.upper() for text in texts if len(text) == 18}
    seen = Customer.objects.visible_to(actor)
    merged = Customer.everyone.merged_for(actor)
    by_number = dict(merged.filter(number__in=texts).values_list("number", "merged_into"))
    by_number |= dict(seen.filter(number__in=texts).values_list("number", "pk"))
    by_code = dict(
        merged.filter(credit_code__in=codes).values_list("credit_code", "merged_into")
    )
    by_code |= dict(seen.filter(credit_code__in=codes).values_list("credit_code", "pk"))
    left = [e for e in named if e.text not in by_number and e.text.upper() not in by_code]
    by_key = _by_name_key(actor, {key for e in left for key in _keys(e)})
    hidden = _taken(actor, [e.text for e in left])
    found: dict[str, int | Trouble] = {}
    for each in named:
        known = by_number.get(each.text) or by_code.get(each.text.upper())
        answer = known or _one_of(by_key, each) or (each.text in hidden and Trouble.HIDDEN)
        if answer:
            found[each.text] = answer
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """A written row that may be the one an imported row means; `values` as plain as the file's."""

    row_id: int
    customer_id: int
    values: dict[str, Any]


def customers_like(
    actor: Actor, *, numbers: Collection[str], codes: Collection[str], keys: Collection[str]
) -> list[Known]:
    """The customers the actor may see that share a number, a credit code or a name key."""
    same = Q(number__in=numbers) | Q(credit_code__in=codes) | Q(name_key__in=keys)
    rows = Customer.objects.visible_to(actor).filter(same).order_by("pk")
    return [
        Known(pk, pk, {"name_key": key} | _plain(CUSTOMER_FIELDS, rest))
        for pk, key, *rest in rows.values_list("pk", "name_key", *CUSTOMER_FIELDS)
    ]


def taken_keys(numbers: Collection[str], codes: Collection[str]) -> set[str]:
    """Which of these numbers and credit codes belong to a customer already, whoever may see it."""
    every = Customer.everyone.unscoped()
    found = [
        *every.filter(number__in=numbers).values_list("number", flat=True),
        *every.filter(credit_code__in=codes).values_list("credit_code", flat=True),
    ]
    return {key for key in found if key}


def contacts_of(actor: Actor, customer_ids: Collection[int]) -> list[Known]:
    """Everybody at these customers."""
    rows = Contact.objects.visible_to(actor).filter(customer__in=customer_ids).order_by("pk")
    found = list(rows.values_list("pk", "customer_id", *CONTACT_COLUMNS))
    ids = [row[0] for row in found]
    said = {field: answers_of(ids, key) for field, key in CONTACT_FACTS.items()}
    return [
        Known(
            pk,
            customer_id,
            _plain(CONTACT_COLUMNS, rest)
            | {field: answers.get(pk, "") for field, answers in said.items()},
        )
        for pk, customer_id, *rest in found
    ]


def answers_of(contact_ids: Collection[int], key: str) -> dict[int, str]:
    """Contact → what is known for one question now; sealed answers are not told."""
    rows = Fact.objects.unscoped().filter(
        contact__in=contact_ids, key=key, ended_on=None, sheet=None, sealed=""
    )
    return {pk: str(value) for pk, value in rows.values_list("contact_id", "value") if pk}


def said_of(
    actor: Actor, customer_ids: Collection[int], form: Form, *, personal: bool
) -> dict[int, dict[str, object]]:
    """Customer → question → answer of a form about customers; nothing sealed, and personal answers only when asked for.

    The caller has made sure the actor is near those of whom he asks for personal answers.
    """
    keys = {item.fact: item.key for item in form.leaves}
    level = Level.PERSONAL if personal else Level.INTERNAL
    rows = Fact.objects.visible_to(actor).filter(
        customer__in=customer_ids, contact=None, sheet=None, ended_on=None, sealed="",
        level__lte=level, key__in=list(keys),
    )  # fmt: skip
    found: dict[int, dict[str, object]] = {}
    for pk, key, value in rows.values_list("customer_id", "key", "value"):
        found.setdefault(pk, {})[keys[key]] = value
    return found


def points_of(contact_ids: Collection[int]) -> dict[int, set[tuple[str, str]]]:
    """Contact → (kind, normal form) of every way he is reached; the caller has made sure who may be seen."""
    found: dict[int, set[tuple[str, str]]] = {}
    rows = ContactPoint.objects.unscoped().filter(contact__in=contact_ids)
    for contact_id, kind, normal in rows.values_list("contact_id", "kind", "normal"):
        found.setdefault(contact_id, set()).add((kind, normal))
    return found


def now(kind: str, row_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What customers or contacts (`kind`) hold now, for taking an import back."""
    if kind == "customers":
        rows = Customer.everyone.unscoped().filter(pk__in=row_ids)
        fields = (*CUSTOMER_FIELDS, "name_key", "pinyin", "sound_key", "block_key")
        return {pk: _plain(fields, rest) for pk, *rest in rows.values_list("pk", *fields)}
    people = Contact.objects.unscoped().filter(pk__in=row_ids)
    columns = (*CONTACT_COLUMNS, "pinyin")
    return {pk: _plain(columns, rest) for pk, *rest in people.values_list("pk", *columns)}


def of_batch(kind: str, batch: int, *, after: int, limit: int) -> list[tuple[int, int]]:
    """(row, customer) of the customers or contacts an import opened, by id."""
    if kind == "customers":
        rows = Customer.everyone.unscoped().filter(batch=batch, pk__gt=after).order_by("pk")
        return [(pk, pk) for pk in rows.values_list("pk", flat=True)[:limit]]
    people = Contact.objects.unscoped().filter(batch=batch, pk__gt=after).order_by("pk")
    return list(people.values_list("pk", "customer_id")[:limit])


def _keys(named: Named) -> set[str]:
    return {key for key in (name_key(named.text), name_key(named.name)) if key}


def _by_name_key(actor: Actor, keys: Collection[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = Customer.objects.visible_to(actor).filter(name_key__in=keys)
    for key, pk in rows.values_list("name_key", "pk"):
        found.setdefault(key, []).append(pk)
    return found


def _one_of(by_key: dict[str, list[int]], named: Named) -> int | Trouble | None:
    for name in (named.text, named.name):
        ids = by_key.get(name_key(name), [])
        if ids:
            return ids[0] if len(ids) == 1 else Trouble.AMBIGUOUS
    return None


def _taken(actor: Actor, texts: Sequence[str]) -> set[str]:
    return set() if actor.sees_everything else taken_keys(texts, texts)


def _plain(fields: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    return {
        field: value.isoformat() if field == "since" and value else value
        for field, value in zip(fields, values, strict=True)
    }


_AT_ONCE = 10_000


def names_of(customer_ids: Collection[int]) -> dict[int, str]:
    """Customer → name, whoever may see them; for the house's own command line."""
    found: dict[int, str] = {}
    for some in batched(customer_ids, _AT_ONCE, strict=False):
        rows = Customer.objects.unscoped().filter(pk__in=some)
        found |= dict(rows.values_list("pk", "name"))
    return found


def persons_of(contact_ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """Contact → name and customer, whoever may see them; for the house's own command line."""
    found: dict[int, tuple[str, int]] = {}
    for some in batched(contact_ids, _AT_ONCE, strict=False):
        rows = Contact.objects.unscoped().filter(pk__in=some)
        found |= {
            pk: (name, of) for pk, name, of in rows.values_list("pk", "name", "customer_id")
        }
    return found
