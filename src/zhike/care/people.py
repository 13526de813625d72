"""The people of a customer as they are met: where they stand, when we last saw them, what the map says is missing."""

from dataclasses import dataclass
from datetime import date

from zhike.activities import queries as activities
from zhike.activities.queries import Heard
from zhike.customers import queries as customers
from zhike.customers.models import Contact, Customer, DoNotContact, KeyPerson, MapPlace, Tie
from zhike.customers.reaching import Reach, main_ways
from zhike.customers.rules import Gap, Somebody, gaps
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.trust.policy import is_near

SIDES = {
    "supports": Words("支持", "supports"),
    "neutral": Words("中立", "neutral"),
    "opposes": Words("反对", "opposes"),
    "never_met": Words("从未见过", "never met"),
}
TONES = {"supports": "good", "opposes": "bad", "never_met": "warn"}
PARTS = {
    "decides": Words("拍板", "decides"),
    "approves": Words("批准", "approves"),
    "influences": Words("影响", "influences"),
    "uses": Words("使用", "uses"),
    "gatekeeper": Words("把关", "keeps the gate"),
    "pays": Words("付款", "pays"),
}
RANKS = {
    "top": Words("高层", "top level"),
    "middle": Words("中层", "middle level"),
    "working": Words("办事层", "working level"),
}
WISHES = {
    "call": Words("不要打电话", "no calls"),
    "message": Words("不要发消息", "no messages"),
    "mail": Words("不要寄信、发邮件", "no letters or mail"),
    "visit": Words("不要上门", "no visits"),
    "greeting": Words("不要问候祝贺", "no greetings"),
    "marketing": Words("不要推销", "no marketing"),
}


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Somebody at a customer on one line: how he stands to us and when we last met; `side` is empty for whoever is not near."""

    contact: Contact
    place: MapPlace
    side: str
    heard: Heard | None
    ways: tuple[Reach, ...]
    wishes: tuple[DoNotContact, ...]
    mark: KeyPerson | None

    @property
    def side_words(self) -> Words | None:
        return SIDES.get(self.side)

    @property
    def tone(self) -> str:
        return TONES.get(self.side, "")

    @property
    def part_words(self) -> Words | None:
        return PARTS.get(self.place.part)

    @property
    def rank_words(self) -> Words | None:
        return RANKS.get(self.place.rank)

    @property
    def wish_words(self) -> list[Words]:
        return [WISHES[wish.way] for wish in self.wishes]


@dataclass(frozen=True, slots=True)
class People:
    """The people of a customer, the ties between them, and the gaps; `is_open` when opinions may be read."""

    cards: tuple[PersonCard, ...]
    ties: tuple[Tie, ...]
    gaps: tuple[Gap, ...]
    is_open: bool


def people(actor: Actor, customer: Customer, *, on: date) -> People:
    """Everybody at a customer, with what the map is missing (S0-02, S1-19); in a fixed number of queries."""
    found = customers.people_map(actor, customer)
    heard = activities.heard_from(actor, customer.pk)
    wishes = customers.wishes(actor, list(found.by_id))
    marks = customers.key_marks(actor, customer.pk)
    near = is_near(actor, customer)
    cards = tuple(
        PersonCard(
            contact=each.contact,
            place=each.place,
            side=each.side,
            heard=heard.get(each.pk),
            ways=tuple(main_ways(each.contact, near=near)),
            wishes=tuple(wishes.get(each.pk, ())),
            mark=marks.get(each.pk),
        )
        for each in found.people
    )
    missing = (
        gaps([_somebody(card) for card in cards], on=on) if found.is_open and cards else []
    )
    return People(cards, found.ties, tuple(missing), found.is_open)


def _somebody(card: PersonCard) -> Somebody:
    met_on = card.heard.met_on if card.heard else None
    return Somebody(
        contact_id=card.contact.pk,
        name=card.contact.greeting,
        part=card.place.part,
        rank=card.place.rank,
        side=card.side,
        last_visit_on=met_on,
        is_met=met_on is not None,
    )
