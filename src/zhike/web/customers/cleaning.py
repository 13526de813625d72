"""Keeping the file clean: doubles, dead records, incomplete and stale ones, each a list with what to do about it (S2-27)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from zhike.customers import doubles
from zhike.customers.upkeep import stale_facts
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.trust.scope import Scoped
from zhike.value.filters import Condition, Filter, Group
from zhike.value.listing import Wanted, fitting
from zhike.web.customers.asked import address_of
from zhike.web.http import Request
from zhike.web.rights import needs

MONTHS = (6, 12, 24)
_UP_TO = 1_000


@dataclass(frozen=True, slots=True)
class Heap:
    """Records of one sort: what they are, how many, where they are seen and what one does about them."""

    words: Words
    advice: Words
    count: int
    is_more: bool
    address: str


@needs(Permission.READ_CUSTOMERS)
@require_safe
def cleaning(request: Request) -> HttpResponse:
    """What in the file wants cleaning, for the data steward and for each account manager's own book."""
    asked = request.GET.get("months", "")
    months = int(asked) if asked in {str(n) for n in MONTHS} else 12
    days = str(months * 30)
    heaps = [
        _heap(
            request,
            Words("沉睡的档案：{n} 个月没有往来，也没有订单", "Dead records: no touch and no order for {n} months").format(n=months),
            Words("联系一次，移交别人，或放进回收站。", "Get in touch once, hand over, or move to the trash."),
            Filter((
                Group((Condition("touch", "older", days), Condition("touch", "empty")), any=True),
                Group((Condition("last_order", "older", days), Condition("last_order", "empty")), any=True),
                Group((Condition("opened", "older", days),)),
            )),
        ),
        _heap(
            request,
            Words("不完整：没有联系人、电话、行业或城市", "Incomplete: no person, phone, industry or city"),
            Words("补上一项，少一条。", "Each field filled in makes one less."),
            Filter((
                Group(tuple(Condition(f, "empty") for f in ("people", "phone", "industry", "city")), any=True),
            )),
        ),
        _heap(
            request,
            Words("没有主管人", "Nobody's customers"),
            Words("批量移交给一位客户经理。", "Hand them over to an account manager, many at once."),
            Filter((Group((Condition("owner", "empty"),)),)),
        ),
        _heap(
            request,
            Words("超过联系节奏", "Beyond the contact rhythm"),
            Words("先联系等级高的。", "Begin with the higher grades."),
            Filter((Group((Condition("state", "is", "quiet"),)),)),
        ),
        Heap(
            Words("旧了的答案：该再问一次", "Stale answers: to be asked again"),
            Words("下次见面时问；还对就点“仍然有效”。", "Ask next time; when still true, say so."),
            *_counted(stale_facts(request.actor, on=request.today)),
            reverse("facts:upkeep"),
        ),
    ]  # fmt: skip
    twins = (
        doubles.pairs(request.actor).order_by()[: _UP_TO + 1].count()
        if request.actor.may(Permission.MERGE_CUSTOMERS)
        else 0
    )
    context = {
        "heaps": heaps,
        "twins": min(twins, _UP_TO),
        "months": months,
        "all_months": MONTHS,
    }
    return render(request, "customers/cleaning.html", context)


def _heap(request: Request, words: Words, advice: Words, where: Filter) -> Heap:
    wanted = Wanted(where=where)
    found = fitting(request.actor, wanted, as_of=request.today)
    address = f"{reverse('customers:list')}?{urlencode(address_of(wanted))}"
    return Heap(words, advice, *_counted(found), address)


def _counted(rows: Scoped[Any]) -> tuple[int, bool]:
    """How many, as far as it is worth counting, and whether there are more."""
    count = rows.order_by()[: _UP_TO + 1].count()
    return min(count, _UP_TO), count > _UP_TO
