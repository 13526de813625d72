"""How well customers stay: the five indicators, the headline measures, cohorts, what winning costs beside keeping, and the plans."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.lib.currency import sign_of
from zhike.sales.contracts import ending
from zhike.trust.actor import Permission
from zhike.value import forecasts
from zhike.value import queries as value
from zhike.value.keeping import cohorts, counting, economics, headlines, protection
from zhike.value.keeping.indicators import INDICATORS, Kept
from zhike.value.keeping.spans import months_until, years_until
from zhike.value.pictures.composing import called, sides
from zhike.value.pictures.shown_first import MONTHS
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.value import book
from zhike.web.value.asked import cut_of
from zhike.web.value.headlines import rows as headline_rows
from zhike.web.value.trends import trend

GROUPS = 20
LESS = (5, 10, 20)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def page(request: Request) -> HttpResponse:
    """Every figure with its formula, over what one may see, within what is asked for."""
    chosen, actor, today = cut_of(request.GET), request.actor, request.today
    known = sides()
    by = request.GET.get("by", "")
    side = by if by in known else "owner"
    less = request.GET.get("less", "")
    percent = int(less) if less in map(str, LESS) else LESS[0]
    months = months_until(today, MONTHS)
    *by_month, before, year = counting.by_period(
        actor, chosen, [*months, *years_until(today, 2)]
    )
    kept = headlines.by_month(actor, chosen, on=today, count=MONTHS)
    stands, symbol = economics.standing(actor, chosen), sign_of(request.company.currency)
    economy = economics.economics(actor, chosen, on=today)
    quarters = cohorts.cohorts(actor, chosen, on=today)
    plans, lacking = protection.check(actor, chosen, on=today)
    rule = value.methods().lifetimes[forecasts.RULE]
    ends = ending(actor, chosen.within("customer__"), on=today)
    unsure = forecasts.unsure(actor, [c for _, each in ends for c in each], as_of=today)
    context = book.page(request, chosen) | {
        "by": side,
        "sides": known,
        "indicators": [
            {
                "indicator": each,
                "year": year.rates[each.key],
                "delta": _delta(year, before, each.key),
                "trend": trend([m.first for m in months], [k.rates[each.key] for k in by_month]),
            }
            for each in INDICATORS
        ],
        "months": [
            (month.first, [kept.rates[each.key] for each in INDICATORS])
            for month, kept in zip(months, by_month, strict=True)
        ],
        "groups": [
            (called(side, key), had, [kept.rates[each.key] for each in INDICATORS])
            for key, had, kept in counting.by_side(actor, chosen, years_until(today, 1)[0], side)[:GROUPS]
        ],
        "long_months": rule.long_months,
        "years": economics.years(actor, chosen, on=today),
        "headlines": headline_rows(kept, stands, symbol=symbol),
        "kept_months": [month.first for month in kept],
        "economy": economy,
        "cohorts": quarters,
        "later": range(cohorts.QUARTERS),
        "stayed": [cohorts.after_quarters(quarters, n) for n in range(cohorts.QUARTERS)],
        "plans": plans,
        "lacking": [(each, protection.why_listed(each), _planned(each)) for each in lacking],
        "ending": [(month, [(c, unsure.get(c.pk)) for c in each]) for month, each in ends],
        "unsure": sum(each.lost for each in unsure.values()),
        "less": percent,
        "lesses": LESS,
        "saved": forecasts.saved_if_loss_falls(actor, percent * 100),
        "claim": rule.claim,
    }  # fmt: skip
    return render(request, "value/keeping.html", context)


def _delta(now: Kept, before: Kept, key: str) -> int | None:
    """By how many basis points a rate differs from the year before."""
    one, other = now.rates[key].bp, before.rates[key].bp
    return None if one is None or other is None else one - other


def _planned(customer: object) -> date | None:
    found: date | None = vars(customer)["planned_on"]
    return found
