"""The gate: what is known of a letter and its receiver at the moment it is to go. Asked when it is sent, and once more when it leaves."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from zhike.care.messages import letters
from zhike.care.messages.rules import GREETS, Case, Obstacle, obstacles
from zhike.care.messages.server import hours, post_office
from zhike.care.models import Letter, Outgoing
from zhike.customers import consents, reaching
from zhike.customers.models import Contact, ContactPoint, DoNotContact
from zhike.lib.words import Words
from zhike.service import queries as service
from zhike.trust.actor import Actor

_PRIVATE = {
    "mobile": Words("手机号", "a mobile number"),
    "email": Words("别的邮箱", "another e-mail address"),
    "wechat": Words("微信号", "a WeChat name"),
    "home": Words("住址", "a home address"),
}
_NAMES = {kind.value: kind for kind in DoNotContact.Way}


def in_the_way(actor: Actor, letter: Letter, *, now: datetime) -> list[Obstacle]:
    """Everything that keeps this letter from going at this local moment."""
    chosen = letters.document(letter.document)
    contact = letter.contact
    text = f"{letter.subject}\n{letter.body}"
    return obstacles(
        Case(
            occasion=letter.occasion,
            text=text,
            to=letter.to if letter.to in letters.addresses(actor, contact) else "",
            is_confidential=chosen.level not in {"open", "internal"},
            missing=[ask.label for ask in chosen.missing(letter.values)],
            offences=chosen.offences(text),
            private=_given_away(letter, text),
            refused=frozenset(
                way for way in _NAMES if contact and not reaching.may_contact(contact, way)
            ),
            news_withdrawn=_agreed(contact, consents.NEWS) is False,
            has_open_complaint=service.open_cases(actor, letter.customer_id).unhappy().exists(),
            lately=_lately(letter, now.date()),
            is_open_hour=hours().is_open(now) or _agreed(contact, consents.OFF_HOURS) is True,
        )
    )


def _agreed(contact: Contact | None, use: str) -> bool | None:
    return consents.agreement(contact, use) if contact else None


def _given_away(letter: Letter, text: str) -> list[Words]:
    """What of the people there stands in the words and must not leave by mail; the receiver's own address may."""
    people = Contact.objects.unscoped().filter(customer_id=letter.customer_id)
    held = [
        (kind, value)
        for row in people.values_list("mobile", "email", "wechat")
        for kind, value in zip(("mobile", "email", "wechat"), row, strict=True)
    ]
    points = ContactPoint.objects.unscoped().filter(
        contact__customer_id=letter.customer_id, kind__in=_PRIVATE
    )
    held += [(str(kind), value) for kind, value in points.values_list("kind", "value")]
    found = {
        kind for kind, value in held if len(value) > 4 and value != letter.to and value in text
    }
    return [_PRIVATE[kind] for kind in sorted(found)]


def _lately(letter: Letter, on: date) -> date | None:
    """The day of the last greeting or thanks to this person within the gap; one that waits counts as today's."""
    if letter.occasion not in GREETS or letter.contact_id is None:
        return None
    since = on - timedelta(days=post_office().gap_days)
    others = Letter.objects.unscoped().filter(
        contact_id=letter.contact_id, occasion__in=GREETS, given_on__gt=since
    )
    stays = (Outgoing.State.FAILED, Outgoing.State.HELD, Outgoing.State.WITHDRAWN)
    return (
        others.exclude(pk=letter.pk)
        .exclude(Q(outgoing__isnull=False) & Q(outgoing__state__in=stays))
        .order_by("-given_on")
        .values_list("given_on", flat=True)
        .first()
    )
