"""People taken along as visiting cards."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from zhike.customers import queries
from zhike.customers.actions import contacts
from zhike.customers.queries import Contact
from zhike.exchange.vcards import CardRow, Version, vcards
from zhike.lib.file_forms import safe_name
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.trust.policy import Channel, is_near, level_of, may_leave
from zhike.web.customers.people import contact_at
from zhike.web.http import Request
from zhike.web.rights import needs

MOST = 200
_INTERNAL = Words("内部", "Internal")
_PERSONAL = Words("个人", "Personal")


@needs(Permission.TAKE_FILES)
@require_safe
def one(request: Request, customer_id: int, contact_id: int) -> HttpResponse:
    """One person's card."""
    contact = contact_at(request, customer_id, contact_id)
    return _answer(request, [contact], contact.name)


@needs(Permission.TAKE_FILES)
@require_safe
def many(request: Request, customer_id: int) -> HttpResponse:
    """The cards of everybody at a customer, or of those chosen by `id`."""
    customer = queries.customer(request.actor, customer_id)
    chosen = {
        int(pk) for pk in request.GET.getlist("id")[:MOST] if pk.isdecimal() and len(pk) < 12
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
    contacts.note_taken(request.actor, people, on=request.today)
    version: Version = "4.0" if request.GET.get("version") == "4.0" else "3.0"
    level = _PERSONAL if any(row.level == str(_PERSONAL) for row in rows) else _INTERNAL
    answer = HttpResponse(vcards(rows, version), content_type="text/vcard; charset=utf-8")
    file_name = f"{safe_name(f'[{level}] {name}')}.vcf"
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file_name
    )
    return answer
