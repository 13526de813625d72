"""A business card is photographed and becomes a contact once somebody has looked it over."""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from io import BytesIO

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhike.customers import vault
from zhike.customers.actions import contacts, documents, reach
from zhike.customers.actions.documents import Brought, DocumentDraft
from zhike.customers.actions.reach import PointDraft
from zhike.customers.queries import Contact, Customer, find
from zhike.exchange.card_reading import read_photo
from zhike.exchange.card_text import CardText
from zhike.exchange.files.eyes import is_there
from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.file_forms import HEAD, form_of
from zhike.lib.words import Words
from zhike.trust.actor import Level, Permission
from zhike.web.customers.choosing import Chosen, chosen
from zhike.web.customers.forms import ContactForm
from zhike.web.forms import labelled
from zhike.web.http import Request
from zhike.web.rights import needs

MOST_PHOTO = 15_000_000
MOST_KEPT = 1_500_000


class PhotoForm(forms.Form):
    """A photo of a card."""

    photo = forms.FileField(
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(self, photo=Words("名片照片", "Photo of the card"))

    def clean_photo(self) -> "UploadedFile[bytes]":
        photo: UploadedFile[bytes] = self.cleaned_data["photo"]
        if (photo.size or 0) > MOST_PHOTO:
            raise forms.ValidationError(
                str(Words("照片超过 15 MB。", "The photo is over 15 MB."))
            )
        return photo


class MoreForm(forms.Form):
    """What a card says that stands beside a contact."""

    english = forms.CharField(max_length=80, required=False)
    fax = forms.CharField(max_length=40, required=False)
    address = forms.CharField(max_length=240, required=False)
    website = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            english=Words("英文名", "English name"),
            fax=Words("传真", "Fax"),
            address=Words("办公地址", "Office address"),
            website=Words("网址", "Website"),
        )


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def read(request: Request) -> HttpResponse:
    """Choose or take a photo; what is read stands in a form beside it, and nothing is kept until it is saved."""
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and is_there() and form.is_valid():
        try:
            seen = read_photo(form.cleaned_data["photo"].read())
        except UnreadableError as error:
            form.add_error("photo", str(error.words))
        else:
            card = seen.card
            hits = find(request.actor, card.company, limit=6) if card.company else []
            meant = Chosen(None, hits, card.company, is_missing=False)
            context = _form_context(_contact_form(card), _more_form(card), meant) | {
                "picture": b64encode(seen.picture).decode(),
                "problem": seen.problem,
                "rest": card.rest,
            }
            return render(request, "customers/card_form.html", context)
    context = {"form": form, "is_there": is_there()}
    status = 422 if request.method == "POST" else 200
    return render(request, "customers/card_photo.html", context, status=status)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["POST"])
def save(request: Request) -> HttpResponse:
    """What was looked over is written: a contact, more ways to reach him, and the picture if it is wanted."""
    form, more, meant = ContactForm(request.POST), MoreForm(request.POST), chosen(request)
    picture = request.POST.get("picture", "")[: MOST_KEPT * 4 // 3]
    if form.is_valid() and more.is_valid() and meant.customer:
        on = request.today
        contact = contacts.add_contact(request.actor, meant.customer, form.draft(), on=on)
        _add_more(request, contact, more)
        if "keep" in request.POST:
            _keep(request, meant.customer, contact, picture)
        messages.success(request, str(Words("已记下这位联系人。", "The person is noted.")))
        return redirect("customers:contact", meant.customer.pk, contact.pk)
    context = _form_context(form, more, meant) | {"picture": picture, "rest": ()}
    return render(request, "customers/card_form.html", context, status=422)


def _add_more(request: Request, contact: Contact, more: MoreForm) -> None:
    said = more.cleaned_data
    fax = PointDraft("phone", said["fax"], str(Words("传真", "fax")))
    for draft in (
        fax,
        PointDraft("address", said["address"]),
        PointDraft("website", said["website"]),
    ):
        if draft.value:
            reach.add_point(request.actor, contact, draft, on=request.today)
    if said["english"] and said["english"] != contact.name:
        reach.call_also(request.actor, contact, {"english": said["english"]}, on=request.today)


def _keep(request: Request, customer: Customer, contact: Contact, picture: str) -> None:
    """The picture came back with the form: it is checked like any file that comes in."""
    try:
        content = b64decode(picture, validate=True)
    except (Base64Error, ValueError):
        return
    form = form_of("card.jpg", content[:HEAD])
    if form is None:
        return
    stored = vault.store(BytesIO(content), most=settings.DOCUMENT_MAX_BYTES)
    title = str(Words("{name} 的名片", "Card of {name}").format(name=contact.name))
    draft = DocumentDraft(title, "card", int(Level.PERSONAL), contact)
    brought = Brought(stored, "card.jpg", form.name)
    documents.add_document(request.actor, customer, draft, brought, at=timezone.now())


def _contact_form(card: CardText) -> ContactForm:
    return ContactForm(
        initial={
            "name": card.name[:80],
            "title": card.title[:80],
            "mobile": card.mobile,
            "phone": card.phone,
            "email": card.email[:120],
            "wechat": card.wechat,
        }
    )


def _more_form(card: CardText) -> MoreForm:
    return MoreForm(
        initial={
            "english": card.english_name if card.english_name != card.name else "",
            "fax": card.fax,
            "address": card.address,
            "website": card.website[:200],
        }
    )


def _form_context(form: ContactForm, more: MoreForm, meant: Chosen) -> dict[str, object]:
    names = ("name", "title", "mobile", "phone", "email", "wechat")
    return {
        "form": form,
        "asked": [form[name] for name in names],
        "more": more,
        "customer": meant.customer,
        "hits": meant.hits,
        "who": meant.who,
        "is_missing": meant.is_missing,
    }
