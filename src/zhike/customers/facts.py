"""What is known of somebody: answers with their source, age and level; what is missing, stale, or never used."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from zhike.customers.asking import (
    Subject,
    form,
    forms,
    is_asked,
    living_forms,
    question,
    switched_on,
)
from zhike.customers.models import Contact, Fact, FactUse, ItemSwitch, Sheet
from zhike.customers.querysets import FactQuerySet, SheetQuerySet
from zhike.lib.words import Words
from zhike.methods.forms import Ask, Form, Group, Item
from zhike.trust.actor import Actor, Level
from zhike.trust.policy import Channel, is_near, may_leave
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
    """One thing known, as far as the reader may see it; `fact` is its row, for actions."""

    fact: Fact
    words: Words
    is_masked: bool = False
    is_stale: bool = False

    @property
    def is_sealed(self) -> bool:
        return bool(self.fact.sealed)

    @property
    def source(self) -> Words:
        return SOURCES[Fact.Source(self.fact.source)]


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
    found = {}
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
    known: Mapping[str, Answer] | None = None,
) -> Filled:
    """A form with everything known for it."""
    if known is None:
        known = answers(actor, subject, channel, on=on, sheet=sheet)
    switches = switched_on()
    said = {leaf.key: known[leaf.fact].fact.value for leaf in form.leaves if leaf.fact in known}
    groups = []
    for group in form.groups:
        rows = tuple(
            _asked(form, item, known, switches) for item in group.items if form.asks(item, said)
        )
        groups.append((group, rows))
    on_now = [row for _, rows in groups for row in rows if row.is_on]
    used = [known[leaf.fact] for leaf in form.leaves if leaf.fact in known]
    newest = max(used, key=lambda a: (a.fact.confirmed_on, a.fact.pk), default=None)
    return Filled(
        form,
        tuple(groups),
        answered=sum(row.is_answered for row in on_now),
        asked=len(on_now),
        stale=sum(answer.is_stale for answer in used),
        last_revised=newest.fact.confirmed_on if newest else None,
        revised_by=str(newest.fact.noted_by or "") if newest else "",
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
        return Answer(fact, Words("–", "–"))
    return _answer(fact, item, channel, near=is_near(actor, subject.customer), on=on)


def next_question(
    actor: Actor, subject: Subject, known: Mapping[str, Answer]
) -> tuple[Form, Item] | None:
    """The next harmless thing to ask: a stale answer first, then the first open question that may be asked freely (S1-58)."""
    switches = switched_on()
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


def unasked_birthdays(actor: Actor) -> list[Contact]:
    """The people whose birthday is not known, those of whom we hear most first; a list to work through."""
    rows = Contact.objects.visible_to(actor).filter(birth_month=None)
    return list(
        rows.select_related("customer", "customer__owner").order_by(
            "-is_main", "-customer__is_key", "-customer__last_touch_on", "pk"
        )[:200]
    )


def stale_facts(actor: Actor, *, on: date) -> FactQuerySet:
    """Answers to be asked again, the oldest first (S1-62)."""
    rows = Fact.objects.visible_to(actor).filter(ended_on=None, sheet=None, review_on__lte=on)
    return rows.select_related("customer", "contact", "noted_by").order_by("review_on", "pk")


@dataclass(frozen=True, slots=True)
class KeyUse:
    """How often a question is answered and its answers were put to use in the last twelve months."""

    item: Item
    form: Form
    answers: int
    uses: int


def usage(*, since: date) -> list[KeyUse]:
    """Every question that has answers, the least used first: never-used ones are candidates to stop asking (S1-64)."""
    rows = Fact.objects.unscoped().filter(ended_on=None, sheet=None).order_by()
    counts = dict(rows.values_list("key").annotate(n=Count("pk")))
    used = dict(
        FactUse.objects.filter(month__gte=since).values_list("key").annotate(n=Sum("uses"))
    )
    found = [
        KeyUse(leaf, form, counts[leaf.fact], used.get(leaf.fact, 0))
        for leaf, form in {
            leaf.fact: (leaf, form) for form in forms().values() for leaf in form.leaves
        }.values()
        if leaf.fact in counts
    ]
    return sorted(found, key=lambda use: (use.uses, -use.answers))


def switches() -> list[ItemSwitch]:
    """Questions switched on or asked to be, newest first."""
    rows = ItemSwitch.objects.filter(off_on=None).select_related("asked_by", "granted_by")
    return list(rows.order_by("-pk"))


def sheets(actor: Actor, customer_id: int, form_name: str = "") -> SheetQuerySet:
    """The sheets filled for a customer, newest occasion first."""
    rows = Sheet.objects.visible_to(actor).filter(customer_id=customer_id)
    if form_name:
        rows = rows.filter(form=form_name)
    return rows.select_related("filled_by", "contact").order_by("-about_on", "-pk")


def sheet(actor: Actor, sheet_id: int) -> Sheet:
    """One sheet with its customer."""
    rows = Sheet.objects.visible_to(actor).select_related("customer", "contact", "filled_by")
    return rows.get(pk=sheet_id)


def form_of(sheet: Sheet) -> Form:
    """The form a sheet was filled from."""
    return form(sheet.form)


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
        return Answer(fact, Words(str(SEALED), str(SEALED)), is_stale=stale)
    if not may_leave(Level(fact.level), channel, near=near):
        return Answer(fact, MASKED, is_masked=True, is_stale=stale)
    return Answer(fact, item.spoken(fact.value), is_stale=stale)
