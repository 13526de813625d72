"""The four satisfactions of a customer and of the book: always four bars, the lowest leads (S0-06 to S0-08)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Avg, Count, Q

from zhike.care.runs.events import Start, at_the_start_of
from zhike.care.starting import start_playbooks
from zhike.care.surveys import rule
from zhike.customers import queries as customers
from zhike.customers.actions.ratings import rate_customer
from zhike.customers.models import Rating
from zhike.lib.months import months_after
from zhike.lib.words import Words
from zhike.methods.questionnaires import DIMENSIONS
from zhike.methods.satisfaction import STATES, lowest
from zhike.service import polls, satisfaction, surveys
from zhike.service.expectations import causes_counted
from zhike.service.models import Poll, PositionCheck, Signal, Survey, ValueCause
from zhike.service.polls import PollClosed as PollClosed
from zhike.service.polls import Tally as Tally
from zhike.service.querysets import SurveyQuerySet
from zhike.service.satisfaction import Bars, Numbers
from zhike.service.satisfaction import signals as signals
from zhike.trust.actor import Actor, Permission
from zhike.users import queries as users
from zhike.value.models import Measures
from zhike.value.querysets import MeasuresQuerySet

SIGNS = {
    "beside_business": Words("业务以外的抱怨", "a complaint beside the business"),
    "another_person": Words(
        "要求换人，说不出业务上的理由", "another person asked for, without a business reason"
    ),
}
ABOUT = {
    "complaint": Words("一次投诉", "a complaint"),
    "lost_deal": Words("丢了的一单", "a lost deal"),
    "lost_customer": Words("失去的客户", "a lost customer"),
}
SHOWN = 50


class Nothing(ValueError):
    """Nothing was said that could be kept."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the four: what the customer says, what our own people think, and whether a sign flags it."""

    key: str
    title: Words
    theirs: int | None
    ours: int | None
    is_low: bool
    is_flagged: bool

    @property
    def tone(self) -> str:
        return "bad" if self.is_low or self.is_flagged else ""


@dataclass(frozen=True, slots=True)
class Four:
    """The four bars of a customer, the lowest first; `state` with its words and colour. There is no mean of the four."""

    bars: Sequence[Bar]
    state: str
    since: date

    @property
    def words(self) -> Words:
        return STATES[self.state][0]

    @property
    def tone(self) -> str:
        return STATES[self.state][1]

    @property
    def lead(self) -> Bar | None:
        """The bar that decides: the first, unless nobody said anything."""
        first = self.bars[0]
        return first if first.theirs is not None else None


def since(on: date) -> date:
    """Answers after this day count."""
    return months_after(on, -rule().months)


def four(actor: Actor, customer_id: int, *, on: date) -> Four:
    """What the customer says and what we think of it."""
    start = since(on)
    said = satisfaction.theirs(actor, customer_id, since=start, until=on)
    thought = satisfaction.ours(actor, customer_id, since=start, until=on)
    return _four(said, thought, start, flagged=satisfaction.has_signal(actor, customer_id))


def _four(said: Bars, thought: Bars, start: date, *, flagged: bool) -> Four:
    held = rule()
    bars = [
        Bar(
            key,
            title,
            said[key],
            thought[key],
            is_low=(value := said[key]) is not None and value < held.line,
            is_flagged=flagged and key == "personal",
        )
        for key, title in DIMENSIONS.items()
    ]
    bars.sort(key=lambda bar: (bar.theirs is None, bar.theirs or 0))
    return Four(bars, "low" if flagged else held.state(said), start)


@transaction.atomic
def rate_four(
    actor: Actor, customer_id: int, values: dict[str, int], *, why: str, on: date
) -> int:
    """What one of us thinks of a customer's satisfaction, each of the four apart; says how many were rated."""
    customer = customers.customer(actor, customer_id)
    if not values:
        raise Nothing
    for key, value in values.items():
        rate_customer(
            actor, customer, criterion=satisfaction.criterion(key), value=value, why=why, on=on
        )
    return len(values)


def raters(actor: Actor, customer_id: int, *, on: date) -> list[Rating]:
    """What each of us thought last of each satisfaction, the newest first."""
    names = [satisfaction.criterion(key) for key in DIMENSIONS]
    rows = (
        Rating.objects.visible_to(actor)
        .filter(customer_id=customer_id, criterion__in=names, rated_on__gt=since(on))
        .select_related("rated_by")
        .order_by("-rated_on", "-pk")
    )
    found: dict[tuple[int | None, str], Rating] = {}
    for row in rows:
        found.setdefault((row.rated_by_id, row.criterion), row)
    return list(found.values())


def dimension_of(rating: Rating) -> Words:
    """Which of the four a rating is of."""
    return DIMENSIONS[rating.criterion.removeprefix("satisfied_")]


def asked_of(actor: Actor, customer_id: int) -> list[Survey]:
    """What a customer was asked, the newest first; nobody finds here what this customer said of himself."""
    rows = surveys.surveys(actor).filter(customer_id=customer_id)
    if actor.user_id:
        rows = rows.filter(Q(person=None) | ~Q(person_id=actor.user_id))
    return list(rows.order_by("-asked_on", "-pk")[:SHOWN])


@transaction.atomic
def note_sign(
    actor: Actor,
    customer_id: int,
    *,
    kind: str,
    words: str,
    on: date,
    contact_id: int | None = None,
) -> Signal:
    """A sign that whoever serves a customer is not liked; his lead is told to talk with him (S0-29)."""
    customer = customers.customer(actor, customer_id)
    people = customers.contacts(actor, customer_id)
    contact = people.get(pk=contact_id) if contact_id else None
    made = satisfaction.note_signal(
        actor, customer, kind=kind, words=words, on=on, contact=contact, person=customer.owner
    )
    who = str(customer.owner or "–")
    start = Start(
        "signal_noted",
        f"signal:{made.pk}",
        at_the_start_of(on),
        {"what": Words(words, words), "person": Words(who, who), "sign": SIGNS[kind]},
        customer,
        contact=contact,
        assignee_id=customer.owner_id,
    )
    start_playbooks(actor, start, on=on)
    return made


def settle_sign(actor: Actor, signal_id: int, *, outcome: str, on: date) -> Signal:
    """It was talked over."""
    found = satisfaction.signal(actor, signal_id)
    satisfaction.settle_signal(actor, found, outcome=outcome, on=on)
    return found


@transaction.atomic
def check_position(
    actor: Actor, customer_id: int, *, right: str, improper: Sequence[str], why: str, on: date
) -> PositionCheck:
    """How one finds that we stand before a customer; what must not be left alone goes to a head of the company (S0-37)."""
    held = rule()
    rights = {each.key for each in held.positions if each.is_right}
    wrong = [e for e in held.positions if not e.is_right and e.key in improper]
    if not wrong and right not in rights:
        raise Nothing
    customer = customers.customer(actor, customer_id)
    made = polls.check_position(
        actor,
        customer,
        right=right if right in rights else "",
        improper=[each.key for each in wrong],
        why=why,
        on=on,
    )
    who, said = str(made.checked_by or "–"), why or "–"
    for position in wrong:
        if position.is_reviewed:
            start = Start(
                "position_reviewed",
                f"position:{made.pk}:{position.key}",
                at_the_start_of(on),
                {
                    "position": position.title,
                    "who": Words(who, who),
                    "why": Words(said, said),
                },
                customer,
                assignee_id=customer.owner_id,
            )
            start_playbooks(actor, start, on=on)
    return made


def positions(
    actor: Actor, customer_id: int
) -> list[tuple[PositionCheck, Words | None, list[Words]]]:
    """The latest checks with the words of what was found."""
    titles = {each.key: each.title for each in rule().positions}
    return [
        (row, titles.get(row.right), [titles.get(k, Words(k, k)) for k in row.improper])
        for row in polls.positions(actor, customer_id)[:6]
    ]


@transaction.atomic
def open_poll(actor: Actor, customer_id: int, *, about: str, what: str, on: date) -> Poll:
    """Colleagues are asked whose fault it was (S0-03)."""
    customer = customers.customer(actor, customer_id)
    return polls.open_poll(actor, customer, about=about, what=what, on=on)


def vote(actor: Actor, poll_id: int, *, side: str, why: str, on: date) -> None:
    """One's own opinion; `Nothing` when it is none of the four answers."""
    if side not in {each.key for each in rule().sides}:
        raise Nothing
    polls.vote(actor, polls.tally(actor, poll_id).poll, side=side, why=why, on=on)


def close_poll(actor: Actor, poll_id: int, *, on: date) -> None:
    """No more votes."""
    polls.close_poll(actor, polls.tally(actor, poll_id).poll, on=on)


def tally(actor: Actor, poll_id: int) -> tuple[Tally, list[tuple[str, Words, int]]]:
    """A poll with its four answers and how many voted for each."""
    found = polls.tally(actor, poll_id)
    counts = found.counts
    return found, [(side.key, side.title, counts[side.key]) for side in rule().sides]


def polls_of(actor: Actor, customer_id: int | None = None) -> list[Poll]:
    """The polls, those still open first; of one customer, or of all one sees."""
    rows = polls.polls(actor)
    if customer_id:
        rows = rows.filter(customer_id=customer_id)
    return list(rows.annotate(count=Count("votes"))[:SHOWN])


@dataclass(frozen=True, slots=True)
class BookBar:
    """One of the four over the book: the mean of the customers who spoke, how many did, how many are low."""

    key: str
    title: Words
    mean: int | None
    spoke: int
    low: int


@dataclass(frozen=True, slots=True)
class Book:
    """The customers somebody looks after, or leads: the four, the champions, what was asked and came back.

    Of each cause of low value: how often customers ticked it, how often our people found it (S0-22).
    """

    bars: Sequence[BookBar]
    spoke: int
    low: int
    champions: int
    numbers: Numbers
    by_occasion: Sequence[tuple[str, Numbers]]
    causes: Sequence[tuple[Words, int, int]]


def book(actor: Actor, occasions: Sequence[str], *, owner_id: int | None, on: date) -> Book:
    """The four over all customers one sees, or those of one colleague, as of the last night; the lowest first."""
    held = rule()
    rows = _measured(actor, owner_id)
    sums: dict[str, object] = {"spoke": Count("pk")}
    sums["low"] = Count("pk", filter=Q(satisfied_lowest__lt=held.line))
    whole = Q(satisfied_lowest__gte=held.champion)
    for key in DIMENSIONS:
        name = f"satisfied_{key}"
        whole &= Q(**{f"{name}__isnull": False})
        sums |= {
            f"mean_{key}": Avg(name),
            f"spoke_{key}": Count(name),
            f"low_{key}": Count("pk", filter=Q(**{f"{name}__lt": held.line})),
        }
    sums["champions"] = Count("pk", filter=whole)
    found = rows.aggregate(**sums)
    bars = [
        BookBar(
            key,
            title,
            None if found[f"mean_{key}"] is None else int(found[f"mean_{key}"]),
            found[f"spoke_{key}"],
            found[f"low_{key}"],
        )
        for key, title in DIMENSIONS.items()
    ]
    bars.sort(key=lambda bar: (bar.mean is None, bar.mean or 0))
    asked = _asked(actor, owner_id)
    start = since(on)
    ticked = satisfaction.causes(asked, since=start, until=on)
    explained = ValueCause.objects.visible_to(actor)
    explained = explained.filter(customer__owner_id=owner_id) if owner_id else explained
    ours = causes_counted(explained, since=start, until=on)
    return Book(
        bars,
        found["spoke"],
        found["low"],
        found["champions"],
        satisfaction.numbers(asked, since=start, until=on),
        [
            (key, satisfaction.numbers(asked.filter(occasion=key), since=start, until=on))
            for key in occasions
        ],
        [
            (each.title, ticked[each.key], ours[each.key])
            for each in held.causes
            if ticked[each.key] or ours[each.key]
        ],
    )


def lowest_first(
    actor: Actor, *, owner_id: int | None, only: str
) -> list[tuple[Measures, str, int]]:
    """The customers who spoke, the worst off first, each with the satisfaction that leads; `only` one of the four, or the champions."""
    rows = _measured(actor, owner_id)
    order = "satisfied_lowest"
    if only in DIMENSIONS:
        order = f"satisfied_{only}"
        rows = rows.filter(**{f"{order}__isnull": False})
    if only == "champion":
        known = {f"satisfied_{key}__gte": rule().champion for key in DIMENSIONS}
        rows = rows.filter(**known)
    found = []
    for row in rows.select_related("customer", "customer__owner").order_by(order, "pk")[:SHOWN]:
        leads = lowest({key: getattr(row, f"satisfied_{key}") for key in DIMENSIONS})
        if leads:
            found.append((row, *leads))
    return found


def words_said(actor: Actor, *, owner_id: int | None, limit: int = 8) -> list[Survey]:
    """What customers said in their own words, the newest first."""
    rows = _asked(actor, owner_id).answered().exclude(experience="")
    return list(rows.order_by("-answered_on", "-pk")[:limit])


def _measured(actor: Actor, owner_id: int | None) -> MeasuresQuerySet:
    rows = Measures.objects.visible_to(actor).filter(satisfied_lowest__isnull=False)
    return rows.filter(customer__owner_id=owner_id) if owner_id else rows


def _asked(actor: Actor, owner_id: int | None) -> SurveyQuerySet:
    rows = surveys.surveys(actor).of_relation()
    return rows.filter(customer__owner_id=owner_id) if owner_id else rows


def of_people(actor: Actor) -> list[Survey]:
    """What was said of oneself; of all colleagues for whoever leads (S3-26)."""
    rows = surveys.surveys(actor).answered().exclude(person=None)
    if not actor.may(Permission.MANAGE_BOOK):
        rows = rows.filter(person_id=actor.user_id)
    return list(rows.order_by("-answered_on", "-pk")[:SHOWN])


def may_see_who(actor: Actor, survey: Survey) -> bool:
    """Whether somebody is told which customer spoke of a colleague: whoever leads, not the colleague himself."""
    return actor.may(Permission.MANAGE_BOOK) and survey.person_id != actor.user_id


def leads(actor: Actor) -> bool:
    """Whether somebody leads others here."""
    return actor.may(Permission.MANAGE_BOOK)


def owners(actor: Actor) -> list[tuple[int, str]]:
    """The colleagues whose customers one may look at apart."""
    return [(person.pk, str(person)) for person in users.seen_colleagues(actor)]
