"""Who may be on the books already: asked while somebody types, and answered from indexed keys within a small block (S1-45)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from zhike.customers.likeness import ALMOST, LIKELY, Record, likeness, record
from zhike.customers.models import Contact, Customer, LikelyPair
from zhike.customers.querysets import LikelyPairQuerySet
from zhike.lib.names import block_key, person_sounds
from zhike.lib.words import Words
from zhike.trust.actor import Actor

BLOCK = 200
SHOWN = 5

REASONS = {
    "name": Words("名称相近", "similar name"),
    "sound": Words("读音相同", "sounds the same"),
    "phone": Words("电话相同", "same phone"),
    "person": Words("联系人手机相同", "same mobile of a person"),
    "address": Words("地址相近", "similar address"),
    "code": Words("信用代码相同", "same credit code"),
}


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A customer that may be the same one; of those the actor may not see only the owner's name is told."""

    customer_id: int | None
    name: str
    owner: str
    reasons: tuple[Words, ...] = ()
    hidden_id: int | None = None
    is_likely: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What is known of a customer while it is being written."""

    name: str = ""
    phone: str = ""
    credit_code: str = ""
    own_id: int | None = None


@dataclass(frozen=True, slots=True)
class Namesake:
    """A person who may be the same one, or is only called alike; `is_here` when at the same customer."""

    contact_id: int | None
    name: str
    customer: str
    customer_id: int | None
    is_here: bool
    reason: Words


def lookalikes(actor: Actor, typed: Typed) -> list[Lookalike]:
    """Customers whose name, sound, phone or credit code says they may be the one being written (S1-45)."""
    mine = record(0, typed.name, phone=typed.phone)
    found = []
    for theirs, code in _candidates(typed, mine):
        like = likeness(mine, theirs)
        reasons = [*like.reasons, *(["code"] if code and code == typed.credit_code else [])]
        strong = {"phone", "code", "sound"} & set(reasons)
        if reasons and (strong or like.score >= ALMOST):
            found.append((like.score + 100 * ("code" in reasons), theirs.id, tuple(reasons)))
    best = sorted(found, key=lambda each: (-each[0], each[1]))[:SHOWN]
    rows = (
        Customer.objects.unscoped().select_related("owner").in_bulk([pk for _, pk, _ in best])
    )
    seen = _seen(actor, list(rows)) if rows else set()
    return [
        _told(rows[pk], reasons, is_seen=pk in seen, is_likely=score >= LIKELY)
        for score, pk, reasons in best
    ]


def namesakes(
    actor: Actor, *, name: str, mobile: str, customer_id: int, own_id: int | None = None
) -> list[Namesake]:
    """People who may be the one being noted: the same at this customer, the same mobile, or a name that sounds alike (S1-45)."""
    sounds = person_sounds(name) if len(name.strip()) > 1 else set()
    alike = Q(pinyin__in=sounds) if sounds else Q()
    if mobile:
        alike |= Q(mobile=mobile)
    if not alike:
        return []
    rows = (
        Contact.objects.unscoped()
        .present()
        .filter(alike)
        .exclude(pk=own_id or 0)
        .select_related("customer", "customer__owner")
        .order_by("pk")[: SHOWN * 4]
    )
    seen = set(
        Contact.objects.visible_to(actor)
        .filter(pk__in=[row.pk for row in rows])
        .values_list("pk", flat=True)
    )
    shown = []
    for row in rows:
        same_mobile = bool(mobile) and row.mobile == mobile
        if row.pk in seen:
            shown.append(
                _namesake(
                    row, name.strip(), same_mobile, is_here=row.customer_id == customer_id
                )
            )
        elif same_mobile:
            owner = str(row.customer.owner or "")
            shown.append(Namesake(None, f"{row.name[:1]}…", owner, None, False, _SAME_MOBILE))
    return sorted(shown, key=lambda one: not one.is_here)[:SHOWN]


def pairs(actor: Actor) -> LikelyPairQuerySet:
    """The likely doubles nobody has decided on yet, the likeliest first."""
    rows = LikelyPair.objects.visible_to(actor).open()
    return rows.select_related("one", "one__owner", "other", "other__owner").order_by(
        "-score", "pk"
    )


def pair(actor: Actor, pair_id: int) -> LikelyPair:
    """One likely pair."""
    return pairs(actor).get(pk=pair_id)


def seen_among(actor: Actor, customer_ids: Collection[int]) -> set[int]:
    """Which of these customers one may see."""
    return _seen(actor, list(customer_ids))


_SAME_MOBILE = Words("手机相同", "same mobile")
_SAME_NAME = Words("同名", "same name")
_SAME_SOUND = Words("读音相近", "sounds alike")


def _candidates(typed: Typed, mine: Record) -> list[tuple[Record, str]]:
    """By exact keys first, then whoever begins alike; each by an index. With each the credit code."""
    same = Q()  # of exact keys alone: a condition no index knows would have the whole book read
    if len(mine.key) > 1:
        same |= Q(name_key=mine.key)
        if mine.sound:
            same |= Q(sound_key=mine.sound)
    if typed.credit_code:
        same |= Q(credit_code=typed.credit_code)
    if typed.phone:
        same |= Q(phone=typed.phone)
    every = Customer.objects.unscoped().exclude(pk=typed.own_id or 0)
    equal = every.filter(same).values_list(*_COMPARED)[: 4 * SHOWN] if same else []
    found = {row[0]: row for row in equal}
    block = block_key(typed.name) if len(mine.key) > 1 else ""
    if block:
        alike = every.filter(block_key=block).values_list(*_COMPARED)[:BLOCK]
        found |= {row[0]: row for row in alike}
    return [
        (record(pk, name, phone=phone, key=key, sound=sound), code or "")
        for pk, name, phone, key, sound, code in found.values()
    ]


_COMPARED = ("pk", "name", "phone", "name_key", "sound_key", "credit_code")


def _told(
    row: Customer, reasons: tuple[str, ...], *, is_seen: bool, is_likely: bool
) -> Lookalike:
    said = tuple(REASONS[reason] for reason in reasons)
    owner = str(row.owner or "")
    if is_seen:
        return Lookalike(row.pk, row.name, owner, said, None, is_likely)
    return Lookalike(None, f"{row.name[:1]}…", owner, said, row.pk, is_likely)


def _namesake(row: Contact, name: str, same_mobile: bool, *, is_here: bool) -> Namesake:
    reason = _SAME_NAME if row.name == name else _SAME_SOUND
    reason = _SAME_MOBILE if same_mobile else reason
    return Namesake(row.pk, row.name, str(row.customer), row.customer_id, is_here, reason)


def _seen(actor: Actor, ids: list[int]) -> set[int]:
    rows = Customer.objects.visible_to(actor).filter(pk__in=ids)
    return set(rows.values_list("pk", flat=True))
