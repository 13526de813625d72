"""The book by value: who carries it, how it moves, and who may leave."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.lib.months import months_before
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.value import queries as value
from zhike.value.pictures import composing, cut, flows, maps, shares
from zhike.value.pictures.cut import Cut
from zhike.value.pictures.maps import Cell
from zhike.value.pictures.shown_first import ACROSS, DOWN
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.value import charts
from zhike.web.value.asked import PERIODS, behind, cut_of
from zhike.web.value.schemes import graded, kinds
from zhike.web.value.warned import FIRST, warned

RFM, MATRIX = 5, 10
NOBODY = Words("未分", "none")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The pictures of the book within what is asked for, each with the customers behind it."""
    chosen = cut_of(request.GET)
    actor = request.actor
    scheme = graded(chosen.scheme)
    curve = shares.curve(actor, chosen)
    groups = shares.groups(actor, chosen, chosen.scheme)
    moves = flows.flows(actor, chosen, since=months_before(request.today, chosen.months))
    pyramid = graded("pyramid")
    rfm, matrix = maps.rfm(actor, chosen), maps.matrix(actor, chosen)
    titles = {**scheme.titles, "": NOBODY}
    context = page(request, chosen) | {
        "warned": warned(actor, chosen, at_most=FIRST),
        "curve": curve,
        "curve_chart": charts.curve_chart(
            curve, lambda least: behind(chosen, [("revenue", "more", f"{(least - 1) / 100:.2f}")])
        ),
        "curve_rows": [(n, curve.share_of(n * 1_000)) for n in range(1, 11)],
        "half": curve.customers_for(5_000),
        "eighty": curve.customers_for(8_000),
        "groups": [
            (group, titles.get(group.key, NOBODY), behind(chosen, _in(chosen.scheme, group.key)))
            for group in sorted(groups, key=lambda g: scheme.place(g.key))
        ],
        "scheme_title": scheme.title,
        "rfm": charts.grid(
            rfm, first=1, steps=RFM, width=54, height=32,
            says=_rfm_says, href=lambda c: behind(chosen, _fifths(c)),
        ),
        "rfm_cells": rfm,
        "matrix": charts.grid(
            matrix, first=0, steps=MATRIX, width=27, height=16,
            says=_matrix_says, href=lambda c: behind(chosen, _tenths(c)),
        ),
        "quadrants": _named(request, chosen, "value_matrix"),
        "layers": charts.layers(
            shares.groups(actor, chosen, "pyramid"), pyramid.order, pyramid.titles,
            lambda key: behind(chosen, _in("pyramid", key)),
        ),
        "segments": _named(request, chosen, "rfm"),
        "flow": charts.flow_chart(moves, scheme.order, {**scheme.short, "": NOBODY}),
        "moves": [
            (titles.get(f.before, NOBODY), titles.get(f.after, NOBODY), f.customers)
            for f in moves
            if f.before != f.after
        ],
    }  # fmt: skip
    return render(request, "value/book.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def composition(request: Request) -> HttpResponse:
    """What the book is made of, by any two sides crossed (S2-30), and what each group has in common (S2-09)."""
    chosen = cut_of(request.GET)
    sides = composing.sides()
    down = request.GET.get("down", "")
    across = request.GET.get("across", "")
    first = down if down in sides else DOWN
    second = across if across in sides else ACROSS
    context = page(request, chosen) | {
        "sides": sides,
        "down": first,
        "across": second,
        "table": composing.crossed(request.actor, chosen, first, second),
        "profiles": composing.profiles(request.actor, chosen, first),
    }
    return render(request, "value/composition.html", context)


def page(request: Request, chosen: Cut) -> dict[str, object]:
    """What every page of the book has: the cut, its choices, the night, and whether there is anything."""
    night = value.last_night()
    return {
        "cut": chosen,
        "choices": cut.choices(request.actor, chosen),
        "periods": PERIODS,
        "kinds": kinds(),
        "night": night,
        "count": cut.count(request.actor, chosen),
    }


def _named(request: Request, chosen: Cut, name: str) -> list[tuple[shares.Group, Words, str]]:
    scheme = graded(name)
    found = shares.groups(request.actor, chosen, name)
    return [
        (group, scheme.titles[group.key], behind(chosen, _in(name, group.key)))
        for group in sorted(found, key=lambda g: scheme.place(g.key))
        if group.key in scheme.titles
    ]


def _in(scheme: str, key: str) -> list[tuple[str, str, object]]:
    field = "grade" if scheme == "evaluation" else f"grade.{scheme}"
    return [(field, "is", key)] if key else [(field, "empty", "")]


def _fifths(cell: Cell) -> list[tuple[str, str, object]]:
    return [("frequency_fifth", "is", cell.across), ("recency_fifth", "is", cell.up)]


def _tenths(cell: Cell) -> list[tuple[str, str, object]]:
    found: list[tuple[str, str, object]] = []
    for field, tenth in (("current_value", cell.across), ("potential_value", cell.up)):
        found.append((field, "more", f"{tenth * 10 - 0.01:.2f}"))
        if tenth < MATRIX - 1:
            found.append((field, "less", (tenth + 1) * 10))
    return found


def _rfm_says(cell: Cell) -> Words:
    return Words(
        f"频次 {cell.across}、近度 {cell.up}：{cell.customers:,} 家",
        f"frequency {cell.across}, recency {cell.up}: {cell.customers:,} customers",
    )


def _matrix_says(cell: Cell) -> Words:
    low, high = cell.across * 10, cell.up * 10
    return Words(
        f"当前价值 {low}–{low + 10} 分、潜在价值 {high}–{high + 10} 分：{cell.customers:,} 家",
        f"current value {low}–{low + 10}, potential {high}–{high + 10}: {cell.customers:,} customers",
    )
