"""A month by sun and moon: rest days, make-up days, festivals, terms, birthdays and what is due."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.activities import queries as activities
from zhike.care import queries as care
from zhike.lib.moon import festivals_between, moon_day, solar_term
from zhike.lib.words import Words
from zhike.lib.workdays import announced_through, is_workday
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import needs

YEARS = range(1901, 2100)
SHOWN_A_DAY = 4


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a day: a task or a birthday, and whose."""

    words: Words
    customer_id: int | None
    tone: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the month shown, or one at its edge."""

    day: date
    is_other: bool
    is_rest: bool
    mark: Words | None
    moon: Words
    names: tuple[Words, ...]
    items: list[Item]
    more: int


@needs(Permission.READ_CUSTOMERS)
@require_safe
def month(request: Request, year: int | None = None, number: int | None = None) -> HttpResponse:
    """One month; weeks begin on Monday."""
    year, number = year or request.today.year, number or request.today.month
    if year not in YEARS or not 1 <= number <= 12:
        raise Http404
    days = list(Calendar().itermonthdates(year, number))
    items = _items(request, days[0], days[-1])
    names = defaultdict(list)
    for day, festival in festivals_between(days[0], days[-1]):
        names[day].append(festival.name)
    first = date(year, number, 1)
    context = {
        "first": first,
        "cells": [_cell(day, number, items[day], tuple(names[day])) for day in days],
        "before": first - timedelta(days=1),
        "after": (first + timedelta(days=32)).replace(day=1),
        "is_unannounced": year > announced_through(),
    }
    return render(request, "calendar/month.html", context)


def _cell(day: date, month: int, items: list[Item], names: tuple[Words, ...]) -> Cell:
    works = is_workday(day)
    weekend = day.weekday() >= 5
    mark = None
    if works and weekend:
        mark = Words("班", "work")
    elif not works and not weekend:
        mark = Words("休", "off")
    term = solar_term(day)
    return Cell(
        day=day,
        is_other=day.month != month,
        is_rest=not works,
        mark=mark,
        moon=term or moon_day(day).short,
        names=names,
        items=items[:SHOWN_A_DAY],
        more=max(0, len(items) - SHOWN_A_DAY),
    )


def _items(request: Request, first: date, last: date) -> dict[date, list[Item]]:
    found: dict[date, list[Item]] = defaultdict(list)
    for birthday in care.birthdays(request.actor, first=first, last=last):
        words = Words("{who} 生日", "{who}’s birthday").format(who=birthday.name)
        found[birthday.on].append(Item(words, birthday.customer_id, "good"))
    for task in activities.due_between(request.actor, first=first, last=last):
        if task.kind == "birthday":
            continue  # it stands there already, by name
        words = Words(task.title, task.title_en or task.title)
        name = str(task.customer) if task.customer else ""
        said = (
            Words("{name} · {what}", "{name} · {what}").format(name=name, what=words)
            if name
            else words
        )
        late = "bad" if task.due_on < request.today else ""
        found[task.due_on].append(Item(said, task.customer_id, late))
    return found
