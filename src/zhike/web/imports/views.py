"""Files brought in: uploaded, mapped, checked, written, and taken back."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.exchange import actions, queries
from zhike.exchange.actions import NotNowError
from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.words import Words, spoken
from zhike.trust.actor import Permission
from zhike.users.queries import colleagues
from zhike.web.files import lines_answer
from zhike.web.http import Request, page_or_part
from zhike.web.imports.forms import ColumnsForm, ReadingForm, UploadForm
from zhike.web.rights import needs

STATES = {
    "uploaded": Words("待对列", "columns to be named"),
    "checking": Words("检查中", "being checked"),
    "checked": Words("检查完，等你确认", "checked, waiting for you"),
    "committing": Words("写入中", "being written"),
    "committed": Words("已写入", "written"),
    "reverting": Words("撤回中", "being taken back"),
    "reverted": Words("已撤回", "taken back"),
    "failed": Words("没有成功", "failed"),
}
MOVING = {"checking", "committing", "reverting"}


@needs(Permission.RUN_IMPORTS)
@require_http_methods(["GET", "POST"])
def imports(request: Request) -> HttpResponse:
    """What was brought in so far, and the place to bring in more."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        import_id = actions.upload(
            request.actor,
            file,
            name=file.name,
            target=form.cleaned_data["target"],
            at=timezone.now(),
            most=settings.IMPORT_MAX_BYTES,
        )
        return redirect("imports:columns", import_id)
    rows = [(row, STATES[row.state]) for row in queries.imports(request.actor)]
    return render(request, "imports/list.html", {"form": form, "rows": rows})


@needs(Permission.RUN_IMPORTS)
@require_safe
def one(request: Request, import_id: int) -> HttpResponse:
    """Where an import stands; asks again by itself while something moves."""
    found = queries.one(request.actor, import_id)
    if found.state == "uploaded":
        return redirect("imports:columns", import_id)
    context = {
        "found": found,
        "state": STATES[found.state],
        "is_moving": found.state in MOVING,
        "wrong": queries.wrong_sample(request.actor, import_id),
        "percent": round(found.share * 100),
    }
    return page_or_part(request, "imports/one.html", context, part="state")


@needs(Permission.RUN_IMPORTS)
@require_http_methods(["GET", "POST"])
def columns(request: Request, import_id: int) -> HttpResponse:
    """Which column is which field; a dry run follows."""
    found = queries.one(request.actor, import_id)
    reading_form = ReadingForm(request.GET or None)
    reading = reading_form.reading()
    try:
        preview = queries.preview(request.actor, import_id, reading)
    except UnreadableError as error:
        context = {"found": found, "reading_form": reading_form, "problem": error.words}
        return render(request, "imports/columns.html", context)
    form = ColumnsForm(
        request.POST or None,
        target=found.target,
        preview=preview,
        reading=reading,
        owners=_owners(request),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.check(request.actor, import_id, form.mapping, at=timezone.now())
        except NotNowError as error:
            messages.error(request, str(error.words))
        return redirect("imports:one", import_id)
    context = {"found": found, "reading_form": reading_form, "form": form, "preview": preview}
    return render(request, "imports/columns.html", context)


@needs(Permission.RUN_IMPORTS)
@require_POST
def commit(request: Request, import_id: int) -> HttpResponse:
    """Write everything that was found right."""
    return _ask(request, import_id, is_revert=False)


@needs(Permission.RUN_IMPORTS)
@require_POST
def revert(request: Request, import_id: int) -> HttpResponse:
    """Take a written import back."""
    return _ask(request, import_id, is_revert=True)


@needs(Permission.RUN_IMPORTS)
@require_safe
def wrong_rows(request: Request, import_id: int) -> StreamingHttpResponse:
    """The rows that were not taken, as they were, each with its reason: to be mended and brought in again."""
    if "wrong" not in queries.one(request.actor, import_id).counts:
        raise Http404  # nobody has looked through the file yet
    lines = queries.wrong_rows(request.actor, import_id, language=spoken())
    return lines_answer(lines, f"import-{import_id}-wrong.csv")


def _owners(request: Request) -> list[tuple[int, str]]:
    """Whom new customers may be given to; an account manager's are his own without asking."""
    if not request.actor.may(Permission.ASSIGN_CUSTOMERS):
        return []
    return [(user.pk, str(user)) for user in colleagues()]


def _ask(request: Request, import_id: int, *, is_revert: bool) -> HttpResponse:
    try:
        if is_revert:
            actions.revert(request.actor, import_id)
        else:
            actions.commit(request.actor, import_id)
    except NotNowError as error:
        messages.error(request, str(error.words))
    return redirect("imports:one", import_id)
