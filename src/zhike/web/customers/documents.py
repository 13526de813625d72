"""Documents in the browser: brought in, looked at, taken along, replaced."""

from typing import IO, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.activities import queries as activities
from zhike.customers import queries, vault
from zhike.customers.actions import documents
from zhike.customers.actions.documents import Brought, DocumentDraft
from zhike.customers.documents import document as the_document
from zhike.customers.documents import shelf, version
from zhike.exchange import previews
from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.file_forms import BY_NAME, HEAD, form_of, safe_name
from zhike.lib.words import Words
from zhike.trust.actor import Level, Permission
from zhike.web.customers.header import header
from zhike.web.files import framed_answer, kept_answer
from zhike.web.forms import labelled, named_people
from zhike.web.http import Request
from zhike.web.rights import needs

KINDS = {
    "contract": Words("合同", "Contract"),
    "quote": Words("报价", "Quote"),
    "minutes": Words("纪要", "Minutes"),
    "letter": Words("信函", "Letter"),
    "card": Words("名片", "Business card"),
    "photo": Words("照片", "Photo"),
    "other": Words("其他", "Other"),
}
LEVELS = {
    Level.OPEN: Words("公开", "Open"),
    Level.INTERNAL: Words("内部", "Internal"),
    Level.PERSONAL: Words("个人", "Personal"),
}
_SHUT: dict[str, Any] = {"default-src": ["'none'"], "sandbox": True}
_ENDINGS = ".pdf,.png,.jpg,.jpeg,.gif,.webp,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.zip,.vcf,.csv,.tsv,.txt,.md"
_NOT_KEPT = Words(
    "这种文件不收，或内容和扩展名对不上。可收：pdf、图片、Office 文件、csv、txt、zip、vcf。",
    "Files of this kind are not kept, or the content is not what the name says. Kept are pdf, pictures, office files, csv, txt, zip and vcf.",
)
_TOO_LARGE = Words("文件超过 {most} MB。", "The file is over {most} MB.")


class FileForm(forms.Form):
    """A file; what it is, is told by its first bytes and its name together."""

    file = forms.FileField(widget=forms.FileInput(attrs={"accept": _ENDINGS}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            file=Words("文件（可拖进来、粘贴、拍照）", "File (drop, paste or take a photo)"),
        )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        most = settings.DOCUMENT_MAX_BYTES
        if (file.size or 0) > most:
            raise forms.ValidationError(str(_TOO_LARGE.format(most=most // 1_000_000)))
        if form_of(file.name or "", file.read(HEAD)) is None:
            raise forms.ValidationError(str(_NOT_KEPT))
        file.seek(0)
        return file


class AboutForm(forms.Form):
    """What a document is and how carefully it is kept."""

    title = forms.CharField(max_length=120, required=False)
    kind = forms.ChoiceField(initial="other")
    level = forms.TypedChoiceField(coerce=int, initial=int(Level.INTERNAL))
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(
        self, *args: object, contacts: list[tuple[int, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            title=Words("标题（不写用文件名）", "Title (the file's name if empty)"),
            kind=Words("是什么", "Kind"),
            level=Words("密级", "Level"),
            contact=Words("和谁有关", "About whom"),
        )
        self.fields["kind"].choices = list(KINDS.items())  # type: ignore[attr-defined]
        self.fields["level"].choices = [(int(k), v) for k, v in LEVELS.items()]  # type: ignore[attr-defined]
        self.fields["level"].help_text = str(
            Words(
                "“个人”只给负责这位客户的人看；密封的文件现在还不收。",
                "Personal is for those who look after this customer; sealed files are not taken yet.",
            )
        )
        self.fields["contact"].choices = [("", "–"), *contacts]  # type: ignore[attr-defined]


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def documents_of(request: Request, customer_id: int) -> HttpResponse:
    """The files about a customer, and the place to bring in another."""
    customer = queries.customer(request.actor, customer_id)
    people = _people(request, customer_id)
    files = FileForm(request.POST or None, request.FILES or None)
    about = AboutForm(
        request.POST or None,
        contacts=people,
        initial={"contact": request.GET.get("contact", "")},
    )
    may_write = request.actor.may(Permission.WRITE_CUSTOMERS)
    if request.method == "POST" and may_write and files.is_valid() and about.is_valid():
        file = files.cleaned_data["file"]
        touch = activities.touch(request.actor, customer_id, _number(request.POST))
        draft = _draft(request, about, file.name, touch_id=touch.pk if touch else None)
        made = documents.add_document(
            request.actor, customer, draft, _brought(file), at=timezone.now()
        )
        messages.success(request, str(Words("已存好。", "It is kept.")))
        return redirect("customers:document", customer_id, made.pk)
    context = header(request, customer_id) | {
        "customer": customer,
        "tab": "documents",
        "shelf": shelf(request.actor, customer),
        "kinds": KINDS,
        "levels": LEVELS,
        "files": files,
        "about": about,
        "touch": activities.touch(request.actor, customer_id, _number(request.GET)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "customers/documents.html", context, status=status)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def document(request: Request, customer_id: int, document_id: int) -> HttpResponse:
    """One document: a look into it, its versions, and what is said about it."""
    found = the_document(request.actor, customer_id, document_id)
    newest = found.versions.all()[0]
    about = AboutForm(
        request.POST or None,
        contacts=_people(request, customer_id),
        initial={
            "title": found.title,
            "kind": found.kind,
            "level": found.level,
            "contact": found.contact_id,
        },
    )
    may_write = request.actor.may(Permission.WRITE_CUSTOMERS)
    if request.method == "POST" and may_write and about.is_valid():
        draft = _draft(request, about, newest.file_name, touch_id=found.touch_id)
        documents.change_document(request.actor, found, draft, on=request.today)
        messages.success(request, str(Words("已保存。", "Saved.")))
        return redirect("customers:documents", customer_id)
    form = BY_NAME.get(newest.form)
    view = form.view if form else ""
    seen = (
        previews.look(vault.path_of(newest.stored), view) if view in {"table", "text"} else None
    )
    context = {
        "customer": found.customer,
        "document": found,
        "touch": activities.touch(request.actor, customer_id, found.touch_id),
        "newest": newest,
        "view": view,
        "look": seen,
        "kinds": KINDS,
        "levels": LEVELS,
        "about": about,
        "files": FileForm(),
    }
    return render(request, "customers/document.html", context)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def add_version(request: Request, customer_id: int, document_id: int) -> HttpResponse:
    """A newer file; the one before stays."""
    found = the_document(request.actor, customer_id, document_id)
    files = FileForm(request.POST, request.FILES)
    if files.is_valid():
        brought = _brought(files.cleaned_data["file"])
        documents.add_version(request.actor, found, brought, at=timezone.now())
        messages.success(request, str(Words("新版本已存好。", "The new version is kept.")))
    else:
        messages.error(request, " ".join(map(str, files.errors["file"])))
    return redirect("customers:document", customer_id, document_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def remove(request: Request, customer_id: int, document_id: int) -> HttpResponse:
    """Out of sight."""
    found = the_document(request.actor, customer_id, document_id)
    documents.remove_document(request.actor, found, on=request.today)
    messages.success(request, str(Words("已移除。", "Removed.")))
    return redirect("customers:documents", customer_id)


@needs(Permission.TAKE_FILES)
@require_safe
def download(
    request: Request, customer_id: int, document_id: int, number: int
) -> HttpResponseBase:
    """The file as it came, under a name that says its level; never opened by the browser itself."""
    found = version(request.actor, customer_id, document_id, number)
    documents.note_reading(request.actor, found, how="downloaded", on=request.today)
    level = LEVELS[Level(found.document.level)]
    form = BY_NAME[found.form]
    name = safe_name(f"[{level}] {found.document.title} v{number}")
    return kept_answer(_opened(found.stored), f"{name}.{form.endings[0]}")


@needs(Permission.READ_CUSTOMERS)
@require_safe
@csp_override(_SHUT)
def picture(request: Request, customer_id: int, document_id: int, number: int) -> HttpResponse:
    """A picture drawn anew: nothing of the file itself reaches the browser."""
    found = version(request.actor, customer_id, document_id, number)
    form = BY_NAME.get(found.form)
    if form is None or form.view != "picture":
        raise Http404
    try:
        drawn = previews.picture(vault.path_of(found.stored))
    except UnreadableError as error:
        raise Http404 from error
    documents.note_reading(request.actor, found, how="viewed", on=request.today)
    return HttpResponse(drawn, content_type="image/jpeg")


@needs(Permission.TAKE_FILES)
@require_safe
@xframe_options_sameorigin
@csp_override(
    {
        "default-src": ["'none'"],
        "object-src": ["'self'"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'none'"],
        "base-uri": ["'none'"],
    }
)
def pdf(request: Request, customer_id: int, document_id: int, number: int) -> HttpResponseBase:
    """A PDF for the browser's own viewer, framed by its page, from where nothing else may be loaded or sent."""
    found = version(request.actor, customer_id, document_id, number)
    if found.form != "pdf":
        raise Http404
    documents.note_reading(request.actor, found, how="viewed", on=request.today)
    return framed_answer(_opened(found.stored))


def _opened(stored: str) -> IO[bytes]:
    try:
        return vault.path_of(stored).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error


def _brought(file: "UploadedFile[bytes]") -> Brought:
    """Put away; form and size were checked by the form."""
    form = form_of(file.name or "", file.read(HEAD))
    file.seek(0)
    if form is None:
        raise Http404
    stored = vault.store(file, most=settings.DOCUMENT_MAX_BYTES)
    return Brought(stored, safe_name(file.name or ""), form.name)


def _draft(
    request: Request, about: AboutForm, file_name: str, *, touch_id: int | None
) -> DocumentDraft:
    said = about.cleaned_data
    contact = queries.contact(request.actor, said["contact"]) if said["contact"] else None
    title = said["title"] or safe_name(file_name.rpartition(".")[0] or file_name)
    return DocumentDraft(title[:120], said["kind"], said["level"], contact, touch_id)


def _number(said: QueryDict) -> int | None:
    text = said.get("touch", "")
    return int(text) if text.isdecimal() and len(text) < 12 else None


def _people(request: Request, customer_id: int) -> list[tuple[int, str]]:
    there = queries.contacts(request.actor, customer_id)
    return named_people(there)
