"""People taken along as visiting cards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhike.customers import queries
from zhike.customers.actions import contacts
from zhike.customers.queries import Contact
from zhike.exchange.out.actions import CannotLeave
from zhike.exchange.out.columns import What
from zhike.exchange.out.handing import Handed, hand_out
from zhike.exchange.vcards import CardRow, Version, vcards
from zhike.lib.file_forms import safe_name
from zhike.lib.words import Words
from zhike.trust.actor import Level, Permission
from zhike.trust.policy import Channel, is_near, level_of, may_leave
from zhike.web.customers.people import contact_at
from zhike.web.files import text_answer
from zhike.web.http import Request
from zhike.web.rights import needs

MOST = 200
_INTERNAL = Words("内部", "Internal")
_PERSONAL = Words("个人", "Personal")


@needs(Permission.TAKE_FILES)
@require_POST
def one(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """One person's card; a file is fetched by a button, so that nothing fetches it ahead."""
    contact = contact_at(request, customer_id, contact_id)
    return _answer(request, [contact], contact.name)


@needs(Permission.TAKE_FILES)
@require_POST
def many(request: Request, customer_id: int) -> HttpResponse:
    """The cards of everybody at a customer, or of those chosen by `id`."""
    customer = queries.customer(request.actor, customer_id)
    chosen = {
        int(pk) for pk in request.POST.getlist("id")[:MOST] if pk.isdecimal() and len(pk) < 12
    }
    there = queries.contacts(request.actor, customer_id).select_related("customer")
    people = [c for c in there if not chosen or c.pk in chosen][:MOST]
    return _answer(request, people, str(customer))


def card_row(request: Request, contact: Contact) -> CardRow:
    """What of a person may leave in a file: masked ways and those not to be used stay here."""
    near = is_near(request.actor, contact.customer)
    called = queries.also_called(request.actor, contact, channel=Channel.FILE)
    ways = queries.ways(request.actor, contact, channel=Channel.FILE)
    may_birthday = may_leave(level_of(Contact, "birth_day"), Channel.FILE, near=near)
    is_by_sun = contact.birth_calendar == Contact.Calendar.SUN
    month, day = contact.birth_month, contact.birth_day
    born = (
        (contact.birth_year, month, day)
        if may_birthday and is_by_sun and month and day
        else None
    )
    return CardRow(
        name=contact.name,
        company=contact.customer.name,
        title=contact.title,
        nickname=called.get("nickname", ""),
        ways=tuple(
            (w.kind, w.label, w.shown) for w in ways if not (w.is_masked or w.do_not_use)
        ),
        birthday=born,
        level=str(_PERSONAL if near else _INTERNAL),
    )


def _answer(request: Request, people: list[Contact], name: str) -> HttpResponse:
    rows = [card_row(request, contact) for contact in people]
    version: Version = "4.0" if request.POST.get("version") == "4.0" else "3.0"
    is_personal = any(row.level == str(_PERSONAL) for row in rows)
    level = _PERSONAL if is_personal else _INTERNAL
    handed = Handed(
        What.CARDS,
        f"{safe_name(f'[{level}] {name}')}.vcf",
        vcards(rows, version).encode(),
        str(What.CARDS.words),
        {contact.customer_id for contact in people},
        {contact.pk for contact in people},
        Level.PERSONAL if is_personal else Level.INTERNAL,
    )
    try:
        hand_out(request.actor, handed, at=timezone.now())
    except CannotLeave as error:
        messages.error(request, str(error.words))
        return redirect("customers:list")
    contacts.note_taken(request.actor, people, on=request.today)
    return text_answer(handed.content, handed.name)
