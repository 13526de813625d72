"""Find a customer by any part of what is known of him: name, sound, initials, phone, number, a contact's name.

Every customer has one haystack (`SearchEntry`) and an index of its characters, pairs of characters and, in Latin letters
and digits, threes ("grams"): FTS5 on SQLite, a GIN array on PostgreSQL. A query is cut into grams the same way, the index
gives candidates, and a substring check on the haystack decides; so one and two characters work, in both scripts.

Numbers and addresses of persons stand apart: in part they are found only by those near the customer, whole by everybody
who sees it. Whoever is shown 138****8000 cannot guess the rest digit by digit. Their grams stand apart too.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import batched, pairwise

from django.db import connection, transaction
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from zhike.customers.models import AlsoCalled, Contact, ContactPoint, Customer, SearchEntry
from zhike.customers.querysets import CustomerQuerySet
from zhike.lib.names import folded, initials, person_initials, person_pinyin, pinyin
from zhike.lib.phones import normalised_phone
from zhike.trust import bulk
from zhike.trust.actor import Actor

# Up to so many hits are named one by one; beyond, the index is asked within the query.
COMMON = 2_000
# Above this many a word is so common that walking the list in its own order soon meets enough of them.
EVERYWHERE = 30_000
_GAPS = re.compile(r"\s+")
_PHONE = re.compile(r"\+?[\d()\s.-]{7,24}")
_APOSTROPHES = re.compile(r"['’]")
_LATIN = re.compile(r"[0-9a-z]+")
_MOST_GRAMS = 40
# The mark of a gram of what everybody may search, of what those near may, and of a whole line of that.
_SAID, _OWN, _LINE = "x", "p", "w"


def reindex(customer_ids: Iterable[int]) -> int:
    """Write the haystacks and grams of these customers anew; say how many."""
    count = 0
    for ids in batched(sorted(set(customer_ids)), 1_000, strict=False):
        with transaction.atomic():
            entries = [(pk, *texts) for pk, texts in _haystacks(ids).items()]
            columns = ("customer", "haystack", "personal")
            bulk.upsert(SearchEntry, columns, entries, key=("customer",))
            write_grams(entries)
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
    words = _words(text)
    if not words:
        return customers
    found = customers.filter(_said(words, actor))
    hits = _candidates(words, actor, most=EVERYWHERE)
    if len(hits) <= EVERYWHERE:
        return found.filter(pk__in=bulk.among_ids(hits))
    if any(len(_sought(word, _SAID)) > 1 for ways in words for word in ways):
        # Common grams may make a rare word: whoever lacks one is passed over before his haystack is read.
        return found.filter(_within(_wanted(words, is_near=actor is not None)))
    return found


def some_matching(
    customers: CustomerQuerySet, text: str, actor: Actor | None = None, *, limit: int
) -> CustomerQuerySet:
    """As `matching`, for a glance: of a common word not all, but at least so many where there are."""
    words = _words(text)
    if not words:
        return customers
    hits = _candidates(words, actor, most=COMMON)
    some = customers.filter(_said(words, actor), pk__in=bulk.among_ids(hits))
    if len(hits) <= COMMON or len(some.values_list("pk", flat=True)[:limit]) == limit:
        return some
    return matching(customers, text, actor)


def _words(text: str) -> list[tuple[str, ...]]:
    """Cut at gaps, each word with the ways it may stand; a phone number is one word, however it is written."""
    clean = folded(text).lower()
    if _PHONE.fullmatch(clean):
        return [_ways(_digits(normalised_phone(clean) or ""), _digits(clean), clean)]
    return [_ways(word, _APOSTROPHES.sub("", word)) for word in _GAPS.split(clean) if word]


def _ways(*ways: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(way for way in ways if way))


def grams_of(haystack: str, personal: str) -> list[str]:
    """The index tokens of a customer: the grams of what everybody may search, of what those near may, and its whole lines."""
    own = personal.splitlines()
    lines = [_line(line) for line in own if line]
    return [*_grams(haystack.splitlines(), _SAID), *_grams(own, _OWN), *lines]


def _grams(lines: Iterable[str], mark: str) -> list[str]:
    """Every character, every pair of neighbours and every three letters or digits in each line, once."""
    grams: set[str] = set()
    for line in lines:
        grams.update(line)
        grams.update(map("".join, pairwise(line)))
        for run in _LATIN.findall(line):
            grams.update(map("".join, zip(run, run[1:], run[2:], strict=False)))
    return [mark + _token(gram) for gram in grams if not gram.isspace()]


def _sought(word: str, mark: str) -> list[str]:
    """The grams a line with this word in it must have; the longest say most."""
    width = min(len(word), 3 if _LATIN.fullmatch(word) else 2)
    grams = dict.fromkeys(word[at : at + width] for at in range(len(word) - width + 1))
    return [mark + _token(gram) for gram in grams][:_MOST_GRAMS]


def _said(words: Sequence[tuple[str, ...]], actor: Actor | None) -> Q:
    """The substring check: what decides whether a word is found."""
    every = Q()
    for ways in words:
        said = Q()
        for word in ways:
            said |= Q(search_entry__haystack__contains=word)
            said |= Q(search_entry__personal__contains=f"\n{word}\n")
            if actor is not None:
                said |= _near(actor) & Q(search_entry__personal__contains=word)
        every &= said
    return every


def _near(actor: Actor) -> Q:
    """The customers `Actor.is_near` says yes to, as a condition."""
    return (
        Q(owner_id__in=actor.stands_for)
        | Q(team_id__in=actor.team_ids)
        | Q(pk__in=actor.borrowed)
    )


type _Wanted = list[list[list[str]]]  # of every word any way with all its grams


def _candidates(
    words: Sequence[tuple[str, ...]], actor: Actor | None, *, most: int
) -> set[int]:
    """Customers whose grams say the words may be found there; one more than `most` means there are too many to name."""
    hits = set(_ask(_wanted(words, is_near=False), most + 1))
    if actor is not None and len(hits) <= most:
        nearby = _within(_wanted(words, is_near=True))
        own = Customer.objects.unscoped().filter(_near(actor), nearby)
        hits.update(own.values_list("pk", flat=True)[: most + 1])
    return hits


def _wanted(words: Sequence[tuple[str, ...]], *, is_near: bool) -> _Wanted:
    """What the index is asked for: the word in what everybody may search, as a whole line, or in what those near may."""
    return [
        [
            way
            for word in ways
            for way in (
                _sought(word, _SAID),
                [_line(word)],
                *([_sought(word, _OWN)] if is_near else []),
            )
        ]
        for ways in words
    ]


def _within(wanted: _Wanted) -> RawSQL:
    """A condition on customers: among those the index names, which is asked once and not again for every row."""
    sql, arguments = _condition(wanted)
    named = (
        f'"customers_customer"."id" + 0 IN ({sql})'
        if connection.vendor == "sqlite"
        else f'"customers_customer"."id" = ANY(ARRAY({sql}))'
    )
    return RawSQL(named, arguments, output_field=BooleanField())  # noqa: S611 - our own words


def _ask(wanted: _Wanted, limit: int) -> list[int]:
    sql, arguments = _condition(wanted)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT %s", [*arguments, limit])
        return [row[0] for row in cursor.fetchall()]


def _condition(wanted: _Wanted) -> tuple[str, list[str | list[str]]]:
    """The query of the index for the ids with these grams."""
    if connection.vendor == "sqlite":
        said = (" OR ".join(f"({' AND '.join(way)})" for way in ways) for ways in wanted)
        match = " AND ".join(f"({each})" for each in said)
        return "SELECT rowid FROM customers_grams WHERE customers_grams MATCH %s", [match]
    said = (" OR ".join(["grams @> %s::text[]"] * len(ways)) for ways in wanted)
    where = " AND ".join(f"({each})" for each in said)
    return (
        f"SELECT customer_id FROM customers_searchentry WHERE {where}",  # noqa: S608 - blanks alone
        [way for ways in wanted for way in ways],
    )


def write_grams(rows: Iterable[tuple[int, str, str]]) -> None:
    """Write the grams of these customers (id, haystack, personal) into the index."""
    cut = [(pk, " ".join(grams_of(said, own))) for pk, said, own in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT OR REPLACE INTO customers_grams(rowid, grams) VALUES (%s, %s)", cut
            )
        else:
            cursor.executemany(
                "UPDATE customers_searchentry SET grams = string_to_array(%s, ' ') WHERE customer_id = %s",
                [(grams, pk) for pk, grams in cut],
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


def _line(line: str) -> str:
    return _LINE + blake2b(line.encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=200_000)
def _token(gram: str) -> str:
    """Letters and digits only, so that every tokenizer leaves it whole."""
    return gram if _LATIN.fullmatch(gram) else gram.encode("utf-16-be").hex()
