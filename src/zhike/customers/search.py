"""Find a customer by any part of what is known of him: name, sound, initials, phone, number, a contact's name.

Every customer has one haystack (`SearchEntry`) and an index of its single characters and pairs of characters
("grams"): FTS5 on SQLite, a GIN array on PostgreSQL. A query is cut into grams the same way, the index gives
candidates, and a substring check on the haystack decides; so one and two characters work, in both scripts.

Numbers and addresses of persons stand apart: in part they are found only by those near the customer, whole by everybody
who sees it. Whoever is shown 138****8000 cannot guess the rest digit by digit.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import batched, pairwise

from django.db import connection, transaction
from django.db.models import Q

from zhike.customers.models import AlsoCalled, Contact, ContactPoint, Customer, SearchEntry
from zhike.customers.querysets import CustomerQuerySet
from zhike.lib.names import folded, initials, person_initials, person_pinyin, pinyin
from zhike.lib.phones import normalised_phone
from zhike.trust.actor import Actor

# Above this many hits a word is common: walking the list in its own order and checking each name is quicker.
COMMON = 2_000
_GAPS = re.compile(r"\s+")
_PHONE = re.compile(r"\+?[\d()\s.-]{7,24}")


def reindex(customer_ids: Iterable[int]) -> int:
    """Write the haystacks and grams of these customers anew; say how many."""
    count = 0
    for ids in batched(sorted(set(customer_ids)), 1_000, strict=False):
        with transaction.atomic():
            entries = [
                SearchEntry(customer_id=pk, haystack=text, personal=personal)
                for pk, (text, personal) in _haystacks(ids).items()
            ]
            SearchEntry.objects.bulk_create(
                entries,
                update_conflicts=True,
                unique_fields=["customer"],
                update_fields=["haystack", "personal"],
            )
            _write_grams(
                [
                    (e.customer_id, " ".join(grams_of(f"{e.haystack}\n{e.personal}")))
                    for e in entries
                ]
            )
        count += len(entries)
    return count


def forget(customer_ids: Iterable[int]) -> None:
    """Take deleted customers out of the index."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM customers_grams WHERE rowid = %s", [(pk,) for pk in customer_ids]
            )


def matching(
    customers: CustomerQuerySet, text: str, actor: Actor | None = None
) -> CustomerQuerySet:
    """Those of the customers every word of the text is found in; without an actor nobody is near."""
    for ways in _words(text):
        customers = _matching_word(customers, ways, actor)
    return customers


def _words(text: str) -> list[tuple[str, ...]]:
    """Cut at gaps, each word with the ways it may stand; a phone number is one word, however it is written."""
    clean = folded(text).lower()
    if _PHONE.fullmatch(clean):
        ways = (_digits(normalised_phone(clean) or ""), _digits(clean), clean)
        return [tuple(dict.fromkeys(way for way in ways if way))]
    return [(word,) for word in _GAPS.split(clean) if word]


def grams_of(text: str) -> list[str]:
    """Every character and every pair of neighbours in each line, once, as index tokens in hexadecimal."""
    grams: set[str] = set()
    for line in text.splitlines():
        grams.update(line)
        grams.update(a + b for a, b in pairwise(line))
    return [_token(gram) for gram in grams if not gram.isspace()]


def _matching_word(
    customers: CustomerQuerySet, ways: tuple[str, ...], actor: Actor | None
) -> CustomerQuerySet:
    said = Q(pk=None)
    for word in ways:
        said |= Q(search_entry__haystack__contains=word)
        said |= Q(search_entry__personal__contains=f"\n{word}\n")
        if actor is not None:
            said |= _near(actor) & Q(search_entry__personal__contains=word)
    found = customers.filter(said)
    hits = [pk for word in ways for pk in _candidates(word)]
    return found if len(hits) > COMMON else found.filter(pk__in=hits)


def _near(actor: Actor) -> Q:
    """The customers `Actor.is_near` says yes to, as a condition."""
    return (
        Q(owner_id__in=actor.stands_for)
        | Q(team_id__in=actor.team_ids)
        | Q(pk__in=actor.borrowed)
    )


def _candidates(word: str) -> Sequence[int]:
    tokens = [_token(a + b) for a, b in pairwise(word)] or [_token(word)]
    if connection.vendor == "sqlite":
        sql = "SELECT rowid FROM customers_grams WHERE customers_grams MATCH %s LIMIT %s"
        argument: str | list[str] = " AND ".join(tokens)
    else:
        sql = "SELECT customer_id FROM customers_searchentry WHERE grams @> %s::text[] LIMIT %s"
        argument = tokens
    with connection.cursor() as cursor:
        cursor.execute(sql, [argument, COMMON + 1])
        return [row[0] for row in cursor.fetchall()]


def _write_grams(rows: list[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT OR REPLACE INTO customers_grams(rowid, grams) VALUES (%s, %s)", rows
            )
        else:
            cursor.executemany(
                "UPDATE customers_searchentry SET grams = string_to_array(%s, ' ') WHERE customer_id = %s",
                [(grams, pk) for pk, grams in rows],
            )


def _haystacks(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Customer → (what everybody may search, what is searched in part only from near)."""
    columns = ("pk", "name", "short_name", "number", "credit_code", "phone", "city")
    lines: dict[int, list[str | None]] = {}
    for pk, name, short, number, code, phone, city in (
        Customer.objects.unscoped().filter(pk__in=ids).values_list(*columns)
    ):
        lines[pk] = [
            name,
            short,
            pinyin(name),
            initials(name),
            number,
            code,
            _digits(phone),
            city,
        ]
        if short:
            lines[pk] += [pinyin(short), initials(short)]
    own: dict[int, list[str | None]] = {pk: [] for pk in lines}
    people = (
        Contact.objects.unscoped()
        .filter(customer__in=ids)
        .order_by("pk")
        .values_list("customer_id", "name", "phone", "mobile", "email", "wechat")
    )
    for pk, name, phone, mobile, email, wechat in people:
        lines[pk] += [name, person_pinyin(name), person_initials(name), _digits(phone)]
        own[pk] += [_digits(mobile), email, wechat]
    points = ContactPoint.objects.unscoped().filter(contact__customer__in=ids)
    for pk, kind, normal in points.values_list("contact__customer_id", "kind", "normal"):
        (lines if kind in ContactPoint.OFFICE else own)[pk].append(_searched(kind, normal))
    names = AlsoCalled.objects.unscoped().filter(contact__customer__in=ids)
    for pk, situation, words in names.values_list("contact__customer_id", "situation", "words"):
        (own if situation in AlsoCalled.OWN else lines)[pk].append(words)
    return {pk: (_text(said), _text(own[pk], is_framed=True)) for pk, said in lines.items()}


def _searched(kind: str, normal: str) -> str:
    is_number = kind in {ContactPoint.Kind.MOBILE, ContactPoint.Kind.PHONE}
    return _digits(normal) if is_number else normal


def _text(said: Sequence[str | None], *, is_framed: bool = False) -> str:
    """One line for each thing, once; framed by line ends where whole lines must be met."""
    lines = "\n".join(dict.fromkeys(folded(each).lower() for each in said if each))
    return f"\n{lines}\n" if is_framed and lines else lines


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)


@lru_cache(maxsize=100_000)
def _token(gram: str) -> str:
    """Letters only, so that every tokenizer leaves it whole."""
    return "x" + gram.encode("utf-16-be").hex()
