"""The festivals of the year as lists to be worked through: who is greeted how, who is left alone, and what it costs (S0-31, S1-72)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from zhike.activities.actions import greetings, tasks
from zhike.activities.models import Gift, Greeting, Task
from zhike.care.actions import log_touch
from zhike.care.runs.going import go_on
from zhike.customers import queries as customers
from zhike.customers.models import Contact, Customer, DoNotContact, Standing
from zhike.customers.querysets import CustomerQuerySet
from zhike.lib.moon import Festival, festivals_between, festivals_of
from zhike.lib.words import Words
from zhike.methods.seasons import Kept, Manner, SeasonRule
from zhike.service.models import Case
from zhike.trust.actor import Actor
from zhike.value.queries import methods

RULE = "seasons"
A_YEAR = timedelta(days=365)
JUST_OVER = timedelta(days=20)
TASK = "festival_greetings.greet:"
_ALL_GREETED = Words("名单上都问候过了", "everybody on the list was greeted")
SHOW = {
    "open": Words("还没问候", "To greet"),
    "done": Words("问候过了", "Greeted"),
    "left": Words("不打扰", "Left alone"),
    "all": Words("全部", "All"),
}


class NoSuchSeason(LookupError):
    """This festival is not kept, or does not fall in this year."""


@dataclass(frozen=True, slots=True)
class Season:
    """One festival of one year: its day, how it is kept, how far the list is, and what gifts cost so far (fen)."""

    festival: Festival
    on: date
    kept: Kept
    total: int = 0
    greeted: int = 0
    left: int = 0
    wished: int = 0
    spent: int = 0

    @property
    def key(self) -> str:
        return self.festival.key

    @property
    def year(self) -> int:
        return self.on.year

    @property
    def name(self) -> str:
        """How gifts and letters name it: `mid_autumn:2027`."""
        return f"{self.key}:{self.year}"

    @property
    def begins_on(self) -> date:
        """From when one prepares for it."""
        return self.on - timedelta(days=self.kept.lead_days)

    @property
    def open(self) -> int:
        """How many customers still wait for a greeting."""
        return max(0, self.total - self.greeted - self.left - self.wished)

    @property
    def percent(self) -> int:
        return (self.total - self.open) * 100 // self.total if self.total else 0

    @property
    def budget_percent(self) -> int:
        return min(100, self.spent * 100 // self.kept.budget) if self.kept.budget else 0


def rule() -> SeasonRule:
    """The greetings of the year as the method in use has them."""
    return methods().seasons[RULE]


def seasons(actor: Actor, *, mine: bool, on: date) -> list[Season]:
    """The festivals from just over to a year ahead, with how far one's own list (or all one sees) is."""
    book = _book(actor, mine=mine)
    total, wished = book.count(), _wishing(book).count()
    found = [
        (day, festival, kept)
        for day, festival in festivals_between(on - JUST_OVER, on + A_YEAR)
        if (kept := rule().kept(festival.key))
    ]
    done = _done(actor, book)
    costs = _costs(actor)
    return [
        Season(
            festival, day, kept, total,
            done.get((festival.key, day.year, "greeted"), 0),
            done.get((festival.key, day.year, "left"), 0),
            wished if day >= on else 0,
            costs.get(f"{festival.key}:{day.year}", 0),
        )
        for day, festival, kept in found
    ]  # fmt: skip


def season(actor: Actor, key: str, year: int, *, mine: bool) -> Season:
    """One of them."""
    kept = rule().kept(key)
    day = next((day for day, f in festivals_of(year) if f.key == key), None)
    if kept is None or day is None:
        raise NoSuchSeason(key)
    festival = next(f for d, f in festivals_of(year) if f.key == key and d == day)
    book = _book(actor, mine=mine)
    done = _done(actor, book)
    greeted = Greeting.objects.unscoped().of(key, year).filter(customer=OuterRef("pk"))
    wishing = _wishing(book).filter(~Exists(greeted))
    return Season(
        festival, day, kept, book.count(), done.get((key, year, "greeted"), 0),
        done.get((key, year, "left"), 0), wishing.count(), _costs(actor).get(f"{key}:{year}", 0),
    )  # fmt: skip


def guests(
    actor: Actor, found: Season, *, mine: bool, show: str, grade: str
) -> CustomerQuerySet:
    """The customers of the list, narrowed; rows carry `grade`, `wishes` and `complains`."""
    standings = Standing.objects.unscoped().filter(
        customer=OuterRef("pk"), scheme=rule().scheme
    )
    ticked = (
        Greeting.objects.unscoped().of(found.key, found.year).filter(customer=OuterRef("pk"))
    )
    rows = _with_wishes(_book(actor, mine=mine)).annotate(
        grade=Subquery(standings.values("grade")[:1]), complains=Exists(_complaints())
    )
    match show:
        case "open":
            rows = rows.filter(~Exists(ticked), ~_unwanted())
        case "done":
            rows = rows.filter(Exists(ticked.filter(state=Greeting.State.GREETED)))
        case "left":
            left = Exists(ticked.filter(state=Greeting.State.LEFT))
            rows = rows.filter(Q(left) | Q(~Exists(ticked), _unwanted()))
    if grade:
        rows = rows.filter(grade=grade)
    return rows.select_related("owner")


@dataclass(frozen=True, slots=True)
class Row:
    """One customer of the list: whom to greet, how, and where it stands."""

    customer: Customer
    person: Contact | None
    manner: Manner
    greeting: Greeting | None
    grade: str
    wishes: bool
    complains: bool
    gifts: int

    @property
    def state(self) -> str:
        """greeted, left, wished (leave him alone), or open."""
        if self.greeting:
            return self.greeting.state
        return "wished" if self.wishes else "open"


def rows(actor: Actor, found: Season, page: Sequence[Customer]) -> list[Row]:
    """What stands in the list beside each customer of a page, in a fixed number of queries."""
    ids = [customer.pk for customer in page]
    people = contacts(actor, page)
    ticked = {
        greeting.customer_id: greeting
        for greeting in Greeting.objects.visible_to(actor)
        .of(found.key, found.year)
        .filter(customer_id__in=ids)
        .select_related("by")
    }
    given = dict(
        _season_gifts(actor)
        .filter(season=found.name, customer_id__in=ids)
        .values_list("customer_id")
        .annotate(total=Sum("value"))
    )
    how = rule()
    return [
        Row(
            customer, people.get(customer.pk), how.manner_of(grade), ticked.get(customer.pk), grade,
            bool(vars(customer).get("wishes")), bool(vars(customer).get("complains")),
            given.get(customer.pk, 0),
        )
        for customer in page
        for grade in [str(vars(customer).get("grade") or "")]
    ]  # fmt: skip


def contacts(actor: Actor, page: Sequence[Customer]) -> dict[int, Contact]:
    """Customer id → whom to greet there; the rows carry `person_id`."""
    ids = [vars(customer).get("person_id") for customer in page]
    found = Contact.objects.visible_to(actor).filter(pk__in=[pk for pk in ids if pk])
    return {person.customer_id: person for person in found}


class Wishes(ValueError):
    """He asked for no greetings."""


@transaction.atomic
def greet(
    actor: Actor, key: str, year: int, customer_id: int, *, way: str, on: date
) -> Greeting:
    """A customer was greeted: a touch, and a tick; the task of the list ends with its last customer."""
    found = season(actor, key, year, mine=False)
    customer = _with_wishes(customers.customers(actor)).get(pk=customer_id)
    person = contacts(actor, [customer]).get(customer_id)
    if vars(customer).get("wishes"):
        raise Wishes
    there = Greeting.objects.visible_to(actor).of(key, year).filter(customer=customer).first()
    if there:
        return there
    touch = log_touch(
        actor,
        customer_id=customer_id,
        contact_id=person.pk if person else None,
        kind=way,
        summary=Words("{festival}问候", "{festival} greetings")
        .format(festival=found.festival.name)
        .zh,
        on=on,
    )
    greeting = greetings.note_greeting(
        actor, customer, festival=key, year=year, on=on, contact=person, way=way, touch=touch
    )
    _settle(actor, found, customer, on=on)
    return greeting


@transaction.atomic
def leave_alone(
    actor: Actor, key: str, year: int, customer_id: int, *, why: str, on: date
) -> Greeting:
    """A customer is left alone this time, for a reason."""
    found = season(actor, key, year, mine=False)
    customer = customers.customer(actor, customer_id)
    greeting = greetings.note_greeting(actor, customer, festival=key, year=year, on=on, why=why)
    _settle(actor, found, customer, on=on)
    return greeting


@transaction.atomic
def undo(actor: Actor, key: str, year: int, customer_id: int, *, on: date) -> None:
    """The tick was a mistake."""
    customer = customers.customer(actor, customer_id)
    for there in Greeting.objects.visible_to(actor).of(key, year).filter(customer=customer):
        greetings.take_back(actor, there, on=on)


def season_of_task(task: Task) -> tuple[str, int] | None:
    """The festival and year a task asks to greet at; None for other tasks."""
    if not (task.origin or "").startswith(TASK):
        return None
    key, day, *_ = (task.origin or "").removeprefix(TASK).split(":")
    return (key, int(day[:4])) if rule().kept(key) else None


def _settle(actor: Actor, found: Season, customer: Customer, *, on: date) -> None:
    """Nobody is left on the list of whoever looks after this customer: his task is done."""
    if customer.owner_id is None:
        return
    ticked = (
        Greeting.objects.unscoped().of(found.key, found.year).filter(customer=OuterRef("pk"))
    )
    his = Customer.objects.unscoped().present().filter(owner_id=customer.owner_id)
    waiting = his.filter(~Exists(ticked))
    if _with_wishes(waiting).filter(~_unwanted()).exists():
        return
    origin = f"{TASK}{found.key}:{found.on}:user:{customer.owner_id}"
    for task in Task.objects.unscoped().open().filter(origin=origin):
        done = tasks.end_task(
            actor, task, result=Task.Result.DONE, outcome=_ALL_GREETED.zh, on=on, touch=None
        )
        go_on(actor, done, on=on)


def _book(actor: Actor, *, mine: bool) -> CustomerQuerySet:
    rows = customers.customers(actor)
    return rows.filter(owner_id__in=actor.stands_for) if mine else rows


def _person() -> Subquery:
    """Whom to greet at a customer: the main person, else the first."""
    people = Contact.objects.unscoped().filter(customer=OuterRef("pk"))
    return Subquery(people.order_by("-is_main", "pk").values("pk")[:1])


def _wishes() -> QuerySet[DoNotContact]:
    """Who asked for no greetings."""
    return DoNotContact.objects.unscoped().standing().filter(way=DoNotContact.Way.GREETING)


def _with_wishes(book: CustomerQuerySet) -> CustomerQuerySet:
    """Rows carry `person_id`, whom to greet, and `wishes`, whether he asked not to be."""
    return book.annotate(person_id=_person()).annotate(wishes=_unwanted())


def _unwanted() -> Exists:
    """Whom one would greet asked not to be; the rows carry `person_id`."""
    return Exists(_wishes().filter(contact_id=OuterRef("person_id")))


def _wishing(book: CustomerQuerySet) -> CustomerQuerySet:
    # Few people have such a wish: only their customers are looked at one by one.
    some = book.filter(pk__in=_wishes().values("contact__customer"))
    return _with_wishes(some).filter(_unwanted())


def _complaints() -> QuerySet[Case]:
    return Case.objects.unscoped().open().unhappy().filter(customer=OuterRef("pk"))


def _done(actor: Actor, book: CustomerQuerySet) -> dict[tuple[str, int, str], int]:
    found = (
        Greeting.objects.visible_to(actor)
        .filter(customer__in=book)
        .order_by()
        .values_list("festival", "year", "state")
        .annotate(n=Count("customer_id", distinct=True))
    )
    return {(festival, year, state): n for festival, year, state, n in found}


def _season_gifts(actor: Actor) -> QuerySet[Gift]:
    return Gift.objects.visible_to(actor).counted().exclude(season="").order_by()


def _costs(actor: Actor) -> dict[str, int]:
    found = _season_gifts(actor).values_list("season").annotate(total=Sum("value"))
    return dict(found)
