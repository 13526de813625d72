"""What is known of somebody: answers with their source, age and level; what is missing, stale, or never used."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhike.customers import asking, queries
from zhike.customers.asking import (
    Subject,
    is_asked,
    living_forms,
    question,
    switched_on,
)
from zhike.customers.models import Contact, Customer, Sheet
from zhike.customers.models import Fact as Fact
from zhike.customers.querysets import FactQuerySet
from zhike.lib.words import Words
from zhike.methods.forms import Ask, Form, Group, Item
from zhike.trust.actor import Actor, Level
from zhike.trust.policy import Channel, is_near, level_of, may_leave, shown
from zhike.trust.sealing import SEALED

SOURCES = {
    Fact.Source.TOLD: Words("本人说的", "told by the person"),
    Fact.Source.OBSERVED: Words("观察到的", "observed"),
    Fact.Source.THIRD_PARTY: Words("第三方说的", "from a third party"),
    Fact.Source.PUBLIC: Words("公开资料", "public"),
    Fact.Source.IMPORTED: Words("导入", "imported"),
}
MASKED = Words("（仅负责人可见）", "(for those who look after this customer)")


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing known, as far as the reader may see it. `fact` is its row; None when a field of the file holds it."""

    words: Words
    fact: Fact | None = None
    is_masked: bool = False
    is_stale: bool = False

    @property
    def is_sealed(self) -> bool:
        return bool(self.fact and self.fact.sealed)

    @property
    def source(self) -> Words | None:
        return SOURCES[Fact.Source(self.fact.source)] if self.fact else None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a form with its answer, if there is one; `parts` are its sub-fields."""

    item: Item
    answer: Answer | None
    is_on: bool
    parts: tuple["Asked", ...] = ()

    @property
    def is_answered(self) -> bool:
        return self.answer is not None or any(part.answer for part in self.parts)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as far as it is filled for somebody."""

    form: Form
    groups: tuple[tuple[Group, tuple[Asked, ...]], ...]
    answered: int
    asked: int
    stale: int
    last_revised: date | None = None
    revised_by: str = ""

    @property
    def share(self) -> int:
        """How complete, in whole percent of the questions that are on."""
        return round(100 * self.answered / self.asked) if self.asked else 100


def subject(actor: Actor, customer_id: int, contact_id: int | None = None) -> Subject:
    """Whom questions are about; the model's `DoesNotExist` when the actor may not see him."""
    customer = queries.customer(actor, customer_id)
    if contact_id is None:
        return Subject(customer)
    return Subject(customer, queries.contacts(actor, customer_id).get(pk=contact_id))


def answers(
    actor: Actor,
    subject: Subject,
    channel: Channel,
    *,
    on: date,
    sheet: Sheet | None = None,
    keys: Collection[str] | None = None,
) -> dict[str, Answer]:
    """Fact key → what is known now, masked where the channel does not let it leave."""
    rows = _current(actor, subject).filter(sheet=sheet).select_related("noted_by")
    if keys is not None:
        rows = rows.filter(key__in=keys)
    near = is_near(actor, subject.customer)
    found = {} if sheet else _of_columns(subject, channel, near=near)
    for fact in rows:
        item = question(fact.key)
        if item:
            found[fact.key] = _answer(fact, item, channel, near=near, on=on)
    return found


def filled(
    actor: Actor,
    subject: Subject,
    form: Form,
    channel: Channel,
    *,
    on: date,
    sheet: Sheet | None = None,
) -> Filled:
    """One form with everything known for it."""
    known = answers(actor, subject, channel, on=on, sheet=sheet)
    return _filled(form, known, switched_on())


def answers_of_people(
    actor: Actor, customer: Customer, channel: Channel, *, on: date
) -> dict[int, dict[str, Answer]]:
    """Contact → fact key → what is known, for everybody at a customer at once."""
    near = is_near(actor, customer)
    rows = Fact.objects.visible_to(actor).filter(customer=customer, ended_on=None, sheet=None)
    found: dict[int, dict[str, Answer]] = {}
    for fact in rows.exclude(contact=None).select_related("noted_by"):
        item = question(fact.key)
        if item and fact.contact_id:
            answer = _answer(fact, item, channel, near=near, on=on)
            found.setdefault(fact.contact_id, {})[fact.key] = answer
    return found


def on_card(
    known: Mapping[str, Answer], card: str, *, besides: str
) -> list[tuple[Item, Answer]]:
    """What the questions of a card have for answers; masked and sealed ones and the one named are left out."""
    return [
        (leaf, answer)
        for leaf in asking.form(card).leaves
        if leaf.fact != besides
        and not leaf.column
        and (answer := known.get(leaf.fact))
        and not answer.is_masked
        and not answer.is_sealed
    ]


@dataclass(frozen=True, slots=True)
class File:
    """All forms of somebody, as far as they are filled, and the next thing to ask."""

    forms: tuple[Filled, ...]
    question: tuple[Form, Item] | None

    @property
    def used(self) -> tuple[str, ...]:
        """The keys of what it tells."""
        return tuple(
            leaf.fact
            for filled in self.forms
            for _, rows in filled.groups
            for row in rows
            for leaf in row.item.leaves
            if row.is_answered and not leaf.column
        )


def file_of(actor: Actor, subject: Subject, channel: Channel, *, on: date) -> File:
    """Somebody's whole file."""
    known, switches = answers(actor, subject, channel, on=on), switched_on()
    return File(
        tuple(_filled(form, known, switches) for form in living_forms(subject)),
        _next(actor, subject, known, switches),
    )


def _filled(
    form: Form, known: Mapping[str, Answer], switches: frozenset[tuple[str, str]]
) -> Filled:
    said = {
        leaf.key: found.value
        for leaf in form.leaves
        if leaf.fact in known and (found := known[leaf.fact].fact)
    }
    groups = []
    for group in form.groups:
        rows = tuple(
            _asked(form, item, known, switches) for item in group.items if form.asks(item, said)
        )
        groups.append((group, rows))
    on_now = [row for _, rows in groups for row in rows if row.is_on]
    used = [known[leaf.fact] for leaf in form.leaves if leaf.fact in known]
    kept = [answer.fact for answer in used if answer.fact]
    newest = max(kept, key=lambda fact: (fact.confirmed_on, fact.pk), default=None)
    return Filled(
        form,
        tuple(groups),
        answered=sum(row.is_answered for row in on_now),
        asked=len(on_now),
        stale=sum(answer.is_stale for answer in used),
        last_revised=newest.confirmed_on if newest else None,
        revised_by=str(newest.noted_by or "") if newest else "",
    )


def fact(actor: Actor, fact_id: int) -> Fact:
    """One answer the actor may see the customer of."""
    rows = Fact.objects.visible_to(actor).select_related("customer", "contact", "noted_by")
    return rows.get(pk=fact_id)


def history(actor: Actor, subject: Subject, key: str) -> FactQuerySet:
    """Every answer this question ever had that is still kept, newest first."""
    rows = Fact.objects.visible_to(actor).filter(
        customer=subject.customer, contact=subject.contact, sheet=None, key=key
    )
    return rows.select_related("noted_by").order_by("-noted_on", "-pk")


def told(actor: Actor, subject: Subject, fact: Fact, channel: Channel, *, on: date) -> Answer:
    """One answer, also an old one, as the reader may see it."""
    item = question(fact.key)
    if item is None:
        return Answer(Words("–", "–"), fact)
    return _answer(fact, item, channel, near=is_near(actor, subject.customer), on=on)


def next_question(
    actor: Actor, subject: Subject, known: Mapping[str, Answer]
) -> tuple[Form, Item] | None:
    """The next harmless thing to ask: a stale answer first, then the first open question that may be asked freely (S1-58)."""
    return _next(actor, subject, known, switched_on())


def _next(
    actor: Actor,
    subject: Subject,
    known: Mapping[str, Answer],
    switches: frozenset[tuple[str, str]],
) -> tuple[Form, Item] | None:
    near = is_near(actor, subject.customer)
    open_ones = []
    for each in living_forms(subject):
        for item in each.items:
            asked = _asked(each, item, known, switches)
            if (
                not asked.is_on
                or item.ask is not Ask.FREELY
                or not may_leave(Level[item.level.upper()], Channel.PAGE, near=near)
            ):
                continue
            stale = any(known[leaf.fact].is_stale for leaf in item.leaves if leaf.fact in known)
            if stale:
                return each, item
            if not asked.is_answered:
                open_ones.append((each, item))
    return open_ones[0] if open_ones else None


def ages(
    actor: Actor, subject: Subject, *, on: date
) -> list[tuple[Words, date | None, int | None]]:
    """When each part of the file was last revised, and how many days ago: the five categories of S4-19 and the rest."""
    rows = _current(actor, subject).filter(sheet=None).values_list("key", "confirmed_on")
    newest: dict[str, date] = {}
    for key, day in rows:
        newest[key] = max(day, newest.get(key, day))
    found = []
    for each in living_forms(subject):
        for group in each.groups:
            days = [
                newest[leaf.fact]
                for item in group.items
                for leaf in item.leaves
                if leaf.fact in newest
            ]
            last = max(days, default=None)
            found.append((group.title, last, (on - last).days if last else None))
    return found


def _current(actor: Actor, subject: Subject) -> FactQuerySet:
    about = Q(customer=subject.customer, contact=subject.contact)
    return Fact.objects.visible_to(actor).filter(about, ended_on=None)


def _of_columns(subject: Subject, channel: Channel, *, near: bool) -> dict[str, Answer]:
    """What fields of the file itself answer; a mask where one may not leave."""
    found = {}
    for each in living_forms(subject):
        for leaf in each.leaves:
            words = (
                _in_column(subject, leaf.column, channel, near=near) if leaf.column else None
            )
            if words:
                found[leaf.fact] = Answer(words)
    return found


def _in_column(subject: Subject, column: str, channel: Channel, *, near: bool) -> Words | None:
    row: Customer | Contact = subject.contact or subject.customer
    if column.startswith("customer."):
        row, column = subject.customer, column.removeprefix("customer.")
    if column == "birthday":
        birthday = row.birthday if isinstance(row, Contact) else None
        near_enough = may_leave(level_of(Contact, "birth_day"), channel, near=near)
        return (birthday.words if near_enough else MASKED) if birthday else None
    value = getattr(row, column, None)
    if value in {None, ""}:
        return None
    if isinstance(value, date):
        return Words(value.isoformat(), value.isoformat())
    text = str(shown(row, column, channel, near=near))
    return Words(text, text)


def _asked(
    form: Form,
    item: Item,
    known: Mapping[str, Answer],
    switches: frozenset[tuple[str, str]],
) -> Asked:
    is_on = is_asked(form, item, switches)
    parts = tuple(Asked(leaf, known.get(leaf.fact), is_on) for leaf in item.fields)
    return Asked(item, None if parts else known.get(item.fact), is_on, parts)


def _answer(fact: Fact, item: Item, channel: Channel, *, near: bool, on: date) -> Answer:
    stale = fact.review_on is not None and fact.review_on <= on
    if fact.sealed:
        return Answer(Words(str(SEALED), str(SEALED)), fact, is_stale=stale)
    if not may_leave(Level(fact.level), channel, near=near):
        return Answer(MASKED, fact, is_masked=True, is_stale=stale)
    return Answer(item.spoken(fact.value), fact, is_stale=stale)
