"""Find a customer by any part of what is known of him: name, sound, initials, phone, number, a contact's name.

Every customer has one haystack (`SearchEntry`) and an index of its single characters and pairs of characters
("grams"): FTS5 on SQLite, a GIN array on PostgreSQL. A query is cut into grams the same way, the index gives
candidates, and a substring check on the haystack decides; so one and two characters work, in both scripts.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import batched, pairwise

from django.db import connection, transaction

from zhike.customers.models import Contact, Customer, SearchEntry
from zhike.customers.querysets import CustomerQuerySet
from zhike.lib.names import folded, initials, person_initials, person_pinyin, pinyin
from zhike.lib.phones import normalised_phone

# Above this many hits a word is common: walking the list in its own order and checking each name is quicker.
COMMON = 2_000
_GAPS = re.compile(r"\s+")
_DIALLED = re.compile(r"\+?[\d\s()\-]{7,24}")


def reindex(customer_ids: Iterable[int]) -> int:
    """Write the haystacks and grams of these customers anew; say how many."""
    count = 0
    for ids in batched(sorted(set(customer_ids)), 1_000, strict=False):
        with transaction.atomic():
            entries = [
                SearchEntry(customer_id=pk, haystack=text)
                for pk, text in _haystacks(ids).items()
            ]
            SearchEntry.objects.bulk_create(
                entries,
                update_conflicts=True,
                unique_fields=["customer"],
                update_fields=["haystack"],
            )
            _write_grams([(e.customer_id, " ".join(grams_of(e.haystack))) for e in entries])
        count += len(entries)
    return count


def forget(customer_ids: Iterable[int]) -> None:
    """Take deleted customers out of the index."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM customers_grams WHERE rowid = %s", [(pk,) for pk in customer_ids]
            )


def matching(customers: CustomerQuerySet, text: str) -> CustomerQuerySet:
    """Those of the customers every word of the text is found in."""
    number = normalised_phone(text) if _DIALLED.fullmatch(folded(text)) else None
    for word in [_digits(number)] if number else _GAPS.split(folded(text).lower()):
        if word:
            customers = _matching_word(customers, word)
    return customers


def grams_of(text: str) -> list[str]:
    """Every character and every pair of neighbours in each line, once, as index tokens in hexadecimal."""
    grams: set[str] = set()
    for line in text.splitlines():
        grams.update(line)
        grams.update(a + b for a, b in pairwise(line))
    return [_token(gram) for gram in grams if not gram.isspace()]


def _matching_word(customers: CustomerQuerySet, word: str) -> CustomerQuerySet:
    found = customers.filter(search_entry__haystack__contains=word)
    hits = _candidates(word)
    return found if len(hits) > COMMON else found.filter(pk__in=hits)


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


def _haystacks(ids: Sequence[int]) -> dict[int, str]:
    columns = ("pk", "name", "short_name", "number", "credit_code", "phone", "city")
    lines: dict[int, list[str]] = {}
    for pk, name, short, number, code, phone, city in (
        Customer.objects.unscoped().filter(pk__in=ids).values_list(*columns)
    ):
        said = [name, short, pinyin(name), initials(name), number, code, _digits(phone), city]
        if short:
            said += [pinyin(short), initials(short)]
        lines[pk] = [folded(s).lower() for s in said if s]
    people = (
        Contact.objects.unscoped()
        .filter(customer__in=ids)
        .order_by("pk")
        .values_list("customer_id", "name", "mobile", "phone")
    )
    for pk, name, mobile, phone in people:
        said = [
            name,
            person_pinyin(name),
            person_initials(name),
            _digits(mobile),
            _digits(phone),
        ]
        lines[pk] += [folded(s).lower() for s in said if s]
    return {pk: "\n".join(dict.fromkeys(said)) for pk, said in lines.items()}


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)


@lru_cache(maxsize=100_000)
def _token(gram: str) -> str:
    """Letters only, so that every tokenizer leaves it whole."""
    return "x" + gram.encode("utf-16-be").hex()
