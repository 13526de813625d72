"""The seven norms on one page, each with where it lives (S4-04)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhike.care import norms as care
from zhike.trust.actor import Permission
from zhike.value.queries import methods
from zhike.web.http import Request
from zhike.web.rights import needs

TONES = {care.CLOCK: "warn", care.CHECKLIST: "info", care.GUIDANCE: ""}


@needs(Permission.READ_CUSTOMERS)
@require_safe
def norms(request: Request) -> HttpResponse:
    """The seven norms, and every card of conduct behind them."""
    found = [
        (
            norm.title,
            [
                (
                    line.title,
                    line.held,
                    TONES[line.held],
                    reverse(line.route) if line.route else "",
                )
                for line in norm.lines
            ],
        )
        for norm in care.norms()
    ]
    moments = {"visit", "call", "reception", "reply", "call_back"}
    cards = [card for card in methods().cards.values() if moments & set(card.moments)]
    return render(request, "visits/norms.html", {"norms": found, "cards": cards})
