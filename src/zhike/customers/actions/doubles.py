"""Likely doubles are found at night, and somebody says that two customers are not the same."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from operator import itemgetter

from django.db import transaction

from zhike.customers.likeness import Likeness, Record, pairs_in, record
from zhike.customers.models import Contact, Customer, LikelyPair
from zhike.trust import bulk, journal
from zhike.trust.actor import Actor, Permission, demand

MOST_PAIRS = 20_000
_KEPT = ("one", "other", "score", "reasons", "found_on")
_COLUMNS = ("pk", "name", "phone", "address", "name_key", "sound_key")


@transaction.atomic
def find_pairs(actor: Actor, *, on: date) -> int:
    """Compare the customers that share a beginning, a phone, an address or a person's mobile; keep the likely pairs."""
    demand(actor, Permission.MANAGE_BOOK)
    found: dict[tuple[int, int], tuple[int, tuple[str, ...]]] = {}
    for one, other, like in islice(_likely(), 4 * MOST_PAIRS):
        key = (min(one.id, other.id), max(one.id, other.id))
        if like.score > found.get(key, (0, ()))[0]:
            found[key] = (like.score, like.reasons)
    best = sorted(found.items(), key=lambda each: -each[1][0])[:MOST_PAIRS]
    bulk.upsert(
        LikelyPair,
        _KEPT,
        [(*key, score, list(reasons), on) for key, (score, reasons) in best],
        key=("one", "other"),
    )
    LikelyPair.objects.unscoped().open().exclude(found_on=on).delete()
    return len(best)


@transaction.atomic
def not_the_same(actor: Actor, pair: LikelyPair, *, on: date) -> None:
    """Two customers that look alike are two; they are not brought up again."""
    demand(actor, Permission.MERGE_CUSTOMERS)
    pair.decided_by_id, pair.decided_on = actor.user_id, on
    pair.save(update_fields=["decided_by", "decided_on"])
    journal.record(
        actor,
        "customers.told_apart",
        pair,
        on=on,
        customer_id=pair.one_id,
        other=pair.other_id,
    )


def _likely() -> Iterator[tuple[Record, Record, Likeness]]:
    for key in ("block_key", "phone"):
        for block in _blocks(key):
            yield from pairs_in(block)
    for block in _by_mobile():
        yield from pairs_in(block)


def _blocks(key: str) -> Iterator[list[Record]]:
    """The customers that share a key, a block at a time: the book never lies in memory whole."""
    rows = (
        Customer.objects.unscoped()
        .exclude(**{key: ""})
        .order_by(key, "pk")
        .values_list(key, *_COLUMNS)
        .iterator(chunk_size=5_000)
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        block = [_record(row[1:]) for row in group]
        if len(block) > 1:
            yield block


def _by_mobile() -> Iterator[list[Record]]:
    """The customers at which the same mobile number is noted."""
    rows = (
        Contact.objects.unscoped()
        .present()
        .exclude(mobile="")
        .order_by("mobile", "customer_id")
        .values_list("mobile", *(f"customer__{column}" for column in _COLUMNS))
        .iterator(chunk_size=5_000)
    )
    for mobile, group in groupby(rows, key=itemgetter(0)):
        block = {row[1]: _record(row[1:], frozenset({mobile})) for row in group}
        if 1 < len(block) <= 20:
            yield list(block.values())


def _record(row: Iterable[object], mobiles: frozenset[str] = frozenset()) -> Record:
    pk, name, phone, address, key, sound = row
    return record(
        int(str(pk)),
        str(name),
        phone=str(phone),
        address=str(address),
        mobiles=mobiles,
        key=str(key),
        sound=str(sound),
    )
