"""The four types of clients by professionalism and character: the drawing, the strategies, the money, and who rated whom (S0-04)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhike.customers import classes
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.value.pictures import client_types, shares
from zhike.value.pictures.client_types import SCHEME, Axes, Placed
from zhike.value.pictures.shares import Group
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.value.asked import behind, cut_of
from zhike.web.value.book import page
from zhike.web.value.charts import Mark

LEFT, TOP, WIDE, TALL = 36.0, 10.0, 320.0, 220.0
# Low or high across, low or high up → the class whose rule such ratings meet.
_CORNERS = ((0, 1), (1, 1), (0, 0), (1, 0))


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the four: its class and strategy, its customers and money, how many wait to be moved here, and its field."""

    kind: classes.Class
    group: Group
    waiting: int
    cows: int | None
    mark: Mark


@needs(Permission.READ_CUSTOMERS)
@require_safe
def types(request: Request) -> HttpResponse:
    """The drawing of two axes, and the customers in it with what they bring."""
    chosen = cut_of(request.GET)
    found = client_types.axes()
    placed = client_types.placed(request.actor, chosen)
    titles = {each.key: each.title for each in classes.scheme(SCHEME).classes}
    context = page(request, chosen) | {
        "axes": found,
        "cells": _cells(request, found),
        "dots": _dots(placed, titles),
        "bound_x": LEFT + found.across_from * WIDE / 100,
        "bound_y": TOP + (100 - found.up_from) * TALL / 100,
        "rows": [(row, titles.get(row.says), titles.get(row.held)) for row in placed],
        "shown": client_types.SHOWN,
        "note": classes.scheme(SCHEME).note,
    }
    return render(request, "value/types.html", context)


def _cells(request: Request, axes: Axes) -> list[Cell]:
    chosen = cut_of(request.GET)
    scheme = classes.scheme(SCHEME)
    groups = {each.key: each for each in shares.groups(request.actor, chosen, SCHEME)}
    waiting = client_types.proposed(request.actor, chosen)
    cells = []
    for across, up in _CORNERS:
        key = client_types.corner(axes, across=across, up=up)
        kind = next(each for each in scheme.classes if each.key == key)
        group = groups.get(key, Group(key, 0, 0, None, 0, 0))
        split_x, split_y = axes.across_from * WIDE / 100, (100 - axes.up_from) * TALL / 100
        mark = Mark(
            LEFT + (split_x if across else 0),
            TOP + (0 if up else split_y),
            WIDE - split_x if across else split_x,
            split_y if up else TALL - split_y,
            0,
            Words(
                f"{kind.title.zh}：{group.customers:,} 家",
                f"{kind.title.en}: {group.customers:,} customers",
            ),
            behind(chosen, [(f"grade.{SCHEME}", "is", key)]),
        )
        cows = (
            client_types.cash_cows(request.actor, chosen, key) if kind.needs_approval else None
        )
        cells.append(Cell(kind, group, waiting.get(key, 0), cows, mark))
    return cells


def _dots(placed: Sequence[Placed], titles: dict[str, Words]) -> list[Mark]:
    """A mark a customer; those with the same two values lie side by side."""
    at: dict[tuple[int, int], int] = {}
    dots = []
    for row in placed:
        place = (row.across, row.up)
        nth = at[place] = at.get(place, -1) + 1
        x = min(LEFT + row.across * WIDE / 100, LEFT + WIDE - 6) + (nth % 4) * -7
        y = max(TOP + (100 - row.up) * TALL / 100, TOP + 6) + (nth // 4) * 7
        name, kind = row.measures.customer.name, titles[row.says]
        says = Words(
            f"{name}：专业 {row.across}、人品 {row.up}，{kind.zh}",
            f"{name}: professionalism {row.across}, character {row.up}, {kind.en}",
        )
        href = reverse("value:customer", args=[row.measures.pk]) + "#opinions"
        dots.append(
            Mark(
                max(x, LEFT + 6), min(y, TOP + TALL - 6), 0, 0, int(row.is_disputed), says, href
            )
        )
    return dots
