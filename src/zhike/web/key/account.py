"""One account: how it is run and what that suggests, its programmes, what is placed there, and whether it is a star (S2-22, S2-23)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhike.care.accounts import assets, condition, programmes, stars
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.methods.guidance import MEANS
from zhike.methods.support import TERMS
from zhike.trust.actor import Permission
from zhike.web.customers.header import header
from zhike.web.http import Request, came_from
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_safe
def page(request: Request, customer_id: int) -> HttpResponse:
    """Everything undertaken for one account."""
    found = customers.customer(request.actor, customer_id)
    is_business = found.kind in stars.rule().kinds
    rows = programmes.programmes_of(request.actor, customer_id=customer_id)[:40]
    things = assets.assets_of(request.actor, customer_id=customer_id, on=request.today)[:40]
    given = list(stars.stars_of(request.actor, customer_id=customer_id))
    context = header(request, customer_id) | {
        "customer": found,
        "tab": "account",
        "condition": condition.condition(request.actor, found) if is_business else None,
        "form_name": condition.rule().form,
        "means": MEANS,
        "kinds": programmes.KINDS,
        "stages": programmes.STAGES,
        "programmes": rows,
        "assets": [(row, assets.STATES[row.state], TERMS[row.terms]) for row in things],
        "offers": assets.offers(request.actor, found),
        "judged": stars.judged(request.actor, [found])[found.pk] if is_business else (),
        "given": given,
        "is_star": any(star.year == request.today.year for star in given),
    }
    return render(request, "key/account.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def star_list(request: Request) -> HttpResponse:
    """The stars of a year, and who could be one."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else request.today.year
    is_now = year == request.today.year
    context = {
        "year": year,
        "years": sorted({request.today.year, year, *stars.years(request.actor)}, reverse=True),
        "rows": stars.stars_of(request.actor, year=year)[:200],
        "candidates": stars.candidates(request.actor, year) if is_now else [],
        "is_now": is_now,
        "rule": stars.rule(),
    }
    return render(request, "key/stars.html", context)


@needs(Permission.ASSIGN_CUSTOMERS)
@require_POST
def give_star(request: Request, customer_id: int) -> HttpResponse:
    """The star of this year."""
    why = request.POST.get("why", "").strip()[:200]
    try:
        stars.give(request.actor, customer_id, request.today.year, why=why, on=request.today)
    except stars.NoStar:
        said = Words(
            "三条没有全满足；仍要给，请写明理由。",
            "Not all three hold; to give it all the same, say why.",
        )
        messages.error(request, str(said))
    except stars.NoBusiness:
        said = Words("只有企业和商户可以评。", "Only a business can be a star.")
        messages.error(request, str(said))
    else:
        messages.success(
            request, str(Words("评为今年的销售明星。", "A sales star of this year."))
        )
    return redirect(came_from(request, f"/customers/{customer_id}/account/"))


@needs(Permission.ASSIGN_CUSTOMERS)
@require_POST
def take_star_back(request: Request, star_id: int) -> HttpResponse:
    """The star is taken back."""
    why = request.POST.get("why", "").strip()
    stars.stars_of(request.actor).get(pk=star_id)
    if why:
        stars.take_back(request.actor, star_id, why=why, on=request.today)
        messages.success(request, str(Words("已撤回。", "Taken back.")))
    else:
        messages.error(request, str(Words("请写一句为什么。", "Please say why.")))
    return redirect(came_from(request, "/key/stars/"))
