"""What may be shown of the ways to reach somebody, and whether he may be reached at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhike.customers.models import AlsoCalled, Contact, ContactPoint, DoNotContact
from zhike.trust.actor import Actor
from zhike.trust.policy import Channel, is_near, level_of, mask, may_leave

MAIN_KINDS = ("mobile", "phone", "email", "wechat")
_LINKS = {"mobile": "tel:", "phone": "tel:", "email": "mailto:"}


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach somebody, as far as this actor may read it; `link` is empty where it is masked or not to be used."""

    kind: str
    label: str
    shown: str
    link: str
    is_main: bool
    is_masked: bool
    do_not_use: bool
    point_id: int | None


def ways(actor: Actor, contact: Contact, *, channel: Channel = Channel.PAGE) -> list[Reach]:
    """Every way to reach somebody, the main ones first; `contact` comes with its customer."""
    near = is_near(actor, contact.customer)
    points = (
        ContactPoint.objects.visible_to(actor).filter(contact=contact).order_by("kind", "pk")
    )
    return [
        *main_ways(contact, near=near, channel=channel),
        *more_ways(points, near=near, channel=channel),
    ]


def main_ways(contact: Contact, *, near: bool, channel: Channel = Channel.PAGE) -> list[Reach]:
    """The main number, line, mail and messenger, those that are known."""
    return [
        _reach(
            kind,
            getattr(contact, kind),
            may_leave(level_of(Contact, kind), channel, near=near),
            is_main=True,
        )
        for kind in MAIN_KINDS
        if getattr(contact, kind)
    ]


def more_ways(
    points: Iterable[ContactPoint], *, near: bool, channel: Channel = Channel.PAGE
) -> list[Reach]:
    """The other ways."""
    return [
        _reach(
            str(point.kind),
            point.value,
            may_leave(point.level, channel, near=near),
            label=point.label,
            do_not_use=point.do_not_use,
            point_id=point.pk,
        )
        for point in points
    ]


def _reach(
    kind: str,
    value: str,
    may_read: bool,
    *,
    label: str = "",
    is_main: bool = False,
    do_not_use: bool = False,
    point_id: int | None = None,
) -> Reach:
    prefix = _LINKS.get(kind, "")
    return Reach(
        kind=kind,
        label=label,
        shown=value if may_read else mask(value),
        link=f"{prefix}{value.replace(' ', '')}"
        if prefix and may_read and not do_not_use
        else "",
        is_main=is_main,
        is_masked=not may_read,
        do_not_use=do_not_use,
        point_id=point_id,
    )


def also_called(
    actor: Actor, contact: Contact, *, channel: Channel = Channel.PAGE
) -> dict[str, str]:
    """Situation → how somebody is called then; nicknames and former names only for those near."""
    near = is_near(actor, contact.customer)
    names = AlsoCalled.objects.visible_to(actor).filter(contact=contact)
    return {
        str(each.situation): each.words
        for each in names
        if may_leave(each.level, channel, near=near)
    }


def wishes(actor: Actor, contact_ids: Iterable[int]) -> dict[int, list[DoNotContact]]:
    """Contact → what he asked us not to do, oldest first; everybody who sees him must know it."""
    found: dict[int, list[DoNotContact]] = {}
    rows = DoNotContact.objects.visible_to(actor).standing().filter(contact__in=contact_ids)
    for wish in rows.select_related("noted_by").order_by("since", "pk"):
        found.setdefault(wish.contact_id, []).append(wish)
    return found


def may_contact(contact: Contact, way: str) -> bool:
    """Whether somebody may be reached in this way; a wish holds whoever asks, so nobody's sight narrows it.

    Greeting and marketing are reasons rather than ways: whoever sends one asks for the reason and for the way.
    """
    rows = DoNotContact.objects.unscoped().standing()
    return not rows.filter(contact=contact, way=way).exists()
