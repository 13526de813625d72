"""Borrowing: customers asked for, lent, looked at, given back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.customers import queries as customers
from zhike.customers.actions.lending import ask_loan
from zhike.lib.words import Words
from zhike.trust import loans
from zhike.trust.actor import Permission
from zhike.web.guard.deciding import decided
from zhike.web.guard.forms import LoanForm
from zhike.web.http import Request
from zhike.web.rights import needs

STATES = {
    "waiting": (Words("待批准", "waits for approval"), "warn"),
    "refused": (Words("未批准", "refused"), "bad"),
    "returned": (Words("已归还", "given back"), ""),
    "over": (Words("已到期", "over"), ""),
    "ahead": (Words("未到日期", "not begun"), "info"),
    "running": (Words("借阅中", "on loan"), "good"),
}
_NOT_FOUND = Words(
    "没有叫这个名称或编号的、您看不到的客户。请写全称，或从“可能重复”里点过来。",
    "No customer you cannot see has this exact name or number. Write it in full, or come from “likely doubles”.",
)
PAGES = {
    "customer": Words("往来", "Timeline"),
    "file": Words("档案", "File"),
    "orders": Words("订单与回款", "Orders and payments"),
    "brief": Words("简报", "Brief"),
    "contact": Words("联系人", "A contact"),
}
PAGE = 100


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """One's own loans, those one may lend; all for whoever reads the registers."""
    rows = list(loans.loans(request.actor)[:PAGE])
    names = customers.names(request.actor, [row.customer_id for row in rows])
    context = {
        "rows": [
            (row, names.get(row.customer_id, row.named), STATES[row.state_on(request.today)])
            for row in rows
        ]
    }
    return render(request, "guard/loans.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """Ask for a customer one cannot see: from a masked look-alike, or by its exact name or number."""
    given = request.GET.get("customer", "")
    wanted = (
        customers.borrowable(request.actor, int(given))
        if given.isdecimal() and len(given) < 19
        else None
    )
    form = LoanForm(request.POST or None, today=request.today, is_named=wanted is None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        wanted = wanted or customers.borrowable_called(request.actor, said["named"])
        if wanted is None:
            form.add_error("named", str(_NOT_FOUND))
        else:
            loan = ask_loan(
                request.actor,
                wanted,
                purpose=said["purpose"],
                from_on=said["from_on"],
                until_on=said["until_on"],
                at=timezone.now(),
                on=request.today,
            )
            messages.success(
                request,
                str(
                    Words(
                        f"已申请。主管人是 {wanted.owner or '–'}。",
                        f"Asked for. The account manager is {wanted.owner or '–'}.",
                    )
                ),
            )
            return redirect("guard:loan", loan.pk)
    return render(request, "guard/ask_loan.html", {"form": form, "wanted": wanted})


@needs(Permission.READ_CUSTOMERS)
@require_safe
def one(request: Request, loan_id: int) -> HttpResponse:
    """One loan, and what was looked at under it."""
    loan = loans.loans(request.actor).get(pk=loan_id)
    names = customers.names(request.actor, [loan.customer_id])
    state = loan.state_on(request.today)
    context = {
        "loan": loan,
        "name": names.get(loan.customer_id, loan.named),
        "is_open": loan.customer_id in names,
        "state": STATES[state],
        "is_running": state in {"running", "ahead"},
        "visits": [
            (event, PAGES.get(event.particulars["page"], event.particulars["page"]))
            for event in loans.visits(request.actor, loan.pk)
        ],
        "may_decide": loans.loans(request.actor).decidable_by(request.actor).filter(pk=loan.pk),
    }
    return render(request, "guard/loan.html", context)


@needs(Permission.APPROVE)
@require_POST
def decide(request: Request, loan_id: int) -> HttpResponse:
    """Lend, or not."""
    loans.loans(request.actor).get(pk=loan_id)
    return decided(
        request,
        lambda grant, why: loans.decide(
            request.actor, loan_id, grant=grant, why=why, at=timezone.now(), on=request.today
        ),
        back=reverse("guard:home"),
    )


@needs(Permission.READ_CUSTOMERS)
@require_POST
def give_back(request: Request, loan_id: int) -> HttpResponse:
    """Done with it."""
    loans.give_back(request.actor, loan_id, at=timezone.now(), on=request.today)
    messages.success(request, str(Words("已归还。", "Given back.")))
    return redirect("guard:loans")
