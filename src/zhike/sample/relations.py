"""The people of the sample as a map: parts, stances with grounds, who answers to whom, a group, and who brought us where."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhike.care.referring import note_referral, thank_referrer
from zhike.customers.actions import groups, reach, relations
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.actions.reach import PointDraft
from zhike.customers.actions.referrals import settle_referral
from zhike.customers.actions.relations import PlaceDraft, TieDraft
from zhike.customers.models import Contact
from zhike.sample.deck import dice
from zhike.sample.stock import stock
from zhike.sample.writing import Account
from zhike.trust.actor import Actor

SHOWN = 12
_RANKS = (("总经", "top"), ("厂长", "top"), ("校长", "top"), ("合伙", "top"), ("总监", "top"), ("General", "top"),
          ("Director", "top"), ("经理", "middle"), ("主任", "middle"), ("主管", "middle"), ("科长", "middle"),
          ("Manager", "middle"))  # fmt: skip
_PARTS = (("财务", "approves"), ("Finance", "approves"), ("总经", "decides"), ("厂长", "decides"), ("校长", "decides"),
          ("合伙", "decides"), ("General", "decides"), ("采购", "gatekeeper"), ("Purchasing", "gatekeeper"),
          ("信息", "influences"), ("IT", "influences"))  # fmt: skip
# What somebody at the account manager's first customers thinks, by place: the customer's first, second, third person.
_SIDES = (
    ("supports", "opposes", "neutral"),
    ("supports", "neutral", "never_met"),
    ("neutral", "supports", "never_met"),
)
# (referrer, brought, days ago, result, thanked)
_REFERRALS = ((0, 7, 210, "won", True), (0, 9, 64, "won", True), (4, 10, 2, "open", False))


def draw_relations(actor: Actor, accounts: Sequence[Account], day: date) -> None:
    """Place the people of the account manager's first customers, with all that lies between them."""
    shown = accounts[:SHOWN]
    people = stock("people")
    if shown:
        _fill_up(actor, shown[0], day)
    for number, account in enumerate(shown):
        _place(actor, account, number, people["grounds"], day)
    for first, second in ((1, 2), (3, 5)):
        if second < len(shown):
            draft = TieDraft("colleague", 2, people["tie_note"])
            relations.tie_people(
                actor,
                shown[first].contacts[0],
                other=shown[second].contacts[0],
                draft=draft,
                on=day,
            )
    for referrer, brought, days, result, is_thanked in _REFERRALS:
        if brought < len(shown):
            _refer(actor, shown[referrer], shown[brought], (days, result, is_thanked), day)
    _group(actor, shown, day)


def _fill_up(actor: Actor, account: Account, day: date) -> None:
    """The first customer shows a whole map: a top level, somebody who approves, a user."""
    seats = stock("people")["map_seats"]
    for name, greeting, title in seats[: max(0, 4 - len(account.contacts))]:
        draft = ContactDraft(name, address_as=greeting, title=title)
        account.contacts.append(add_contact(actor, account.customer, draft, on=day))


def _place(
    actor: Actor, account: Account, number: int, grounds: dict[str, list[str]], day: date
) -> None:
    random = dice("relations", number)
    top = next((c for c in account.contacts if _of(_RANKS, c) == "top"), None)
    sides = _SIDES[number % len(_SIDES)]
    for place, contact in enumerate(account.contacts):
        draft = PlaceDraft(
            part=_of(_PARTS, contact) or "uses",
            rank=_of(_RANKS, contact) or "working",
            influence=random.randint(2, 5),
            reports_to_id=top.pk if top and top is not contact else None,
        )
        relations.place_person(actor, contact, draft, on=day)
        if place < len(sides):
            said = day - timedelta(days=random.randint(4, 80))
            side = sides[place]
            why = random.choice(grounds[side])
            relations.note_stance(
                actor, contact, side=side, grounds=why, on=max(said, account.firm.since)
            )
    relations.tie_people(
        actor,
        account.contacts[0],
        colleague_id=account.owner.pk,
        draft=TieDraft("knows", 2 + number % 2),
        on=day,
    )
    if number == 0:
        main = account.contacts[0]
        reach.add_point(actor, main, PointDraft("phone", "020-55550100-8001", "分机"), on=day)
        reach.call_also(
            actor, main, {"formal": f"{main.name[:1]}总", "english": "Henry"}, on=day
        )
        reach.respect_wish(
            actor, account.contacts[-1], way="call", why=stock("people")["no_calls"], on=day
        )


def _refer(
    actor: Actor,
    referrer: Account,
    brought: Account,
    told: tuple[int, str, bool],
    day: date,
) -> None:
    days, result, is_thanked = told
    on = day - timedelta(days=days)
    referral = note_referral(
        actor,
        referrer_id=referrer.customer.pk,
        customer_id=brought.customer.pk,
        contact_id=referrer.contacts[0].pk,
        referred_on=on,
        on=on,
    )
    if result != "open":
        settle_referral(actor, referral, result=result, on=on)
    if is_thanked:
        thank_referrer(
            actor,
            referrer.customer.pk,
            referral.pk,
            kind="call",
            how=stock("people")["thanks"],
            on=on + timedelta(days=1),
        )


def _group(actor: Actor, shown: Sequence[Account], day: date) -> None:
    if len(shown) < 4 or shown[0].owner.pk not in actor.stands_for:
        return
    first, owner = shown[0], shown[0].owner
    head = open_customer(
        actor,
        CustomerDraft(
            f"{first.firm.city}{first.firm.short[:2]}控股集团有限公司",
            short_name=f"{first.firm.short[:2]}集团",
            kind="group",
            city=first.firm.city,
        ),
        owner_id=owner.pk,
        on=day,
    )
    groups.join_group(actor, first.customer, head, place="subsidiary", on=day)
    groups.join_group(actor, shown[3].customer, first.customer, place="branch", on=day)
    groups.mark_key_person(
        actor, head, first.contacts[0], why=stock("people")["key_why"], on=day
    )


def _of(words: Sequence[tuple[str, str]], contact: Contact) -> str:
    said = f"{contact.part} {contact.title}"
    return next((value for word, value in words if word in said), "")
