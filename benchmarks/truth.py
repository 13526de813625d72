"""Compares what the search finds with a look at every haystack, for what people type; run inside a home (`benchmarks.inside`)."""

import json
import multiprocessing

from django.db import connection
from django.db.models import Max

from benchmarks.file_pages import texts
from tests import brute
from zhike.customers import search
from zhike.customers.models import Customer, SearchEntry

_EACH, _PART = 6, 20_000


def compare(customers: str) -> None:
    """Print how many texts were compared, how many customers were found, and how many differences there were, as JSON."""
    asked = sorted({text for said in texts(int(customers)).values() for text in said[:_EACH]})
    truth = _truth(asked)
    wrong: dict[str, int] = {}
    hits = 0
    for text in asked:
        found = set(
            search.matching(Customer.objects.unscoped(), text).values_list("pk", flat=True)
        )
        hits += len(found)
        if found != truth[text]:
            wrong[text] = len(found ^ truth[text])
    told = {"texts": len(asked), "hits": hits, "differences": sum(wrong.values())}
    print(json.dumps({**told, "wrong": wrong}, ensure_ascii=False))


def _truth(asked: list[str]) -> dict[str, set[int]]:
    """Every text against every haystack, in two processes; nobody is near."""
    newest = SearchEntry.objects.aggregate(most=Max("pk"))["most"] or 0
    parts = [(asked, first, first + _PART - 1) for first in range(1, newest + 1, _PART)]
    connection.close()
    found: dict[str, set[int]] = {text: set() for text in asked}
    with multiprocessing.get_context("fork").Pool(2) as pool:
        for part in pool.imap_unordered(_look, parts):
            for text, ids in part.items():
                found[text].update(ids)
    return found


def _look(part: tuple[list[str], int, int]) -> dict[str, list[int]]:
    """The same for a stretch of ids."""
    asked, first, last = part
    words = {text: brute.words(text) for text in asked}
    found: dict[str, list[int]] = {text: [] for text in asked}
    rows = SearchEntry.objects.filter(pk__gte=first, pk__lte=last, customer__trashed_at=None)
    for pk, haystack, personal in rows.values_list("pk", "haystack", "personal"):
        holds = brute.Entry(haystack, personal, is_near=False).holds
        for text, every in words.items():
            if all(any(map(holds, ways)) for ways in every):
                found[text].append(pk)
    return found
