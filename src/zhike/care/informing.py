"""Notices to customers: whom they are for, who was told, has read them and what he says; what customers ask runs as a case (S3-28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery

from zhike.activities.actions import informing
from zhike.activities.actions.informing import BulletinDraft as BulletinDraft
from zhike.activities.actions.informing import make_bulletin as make_bulletin
from zhike.activities.models import Addressee, Bulletin, Task
from zhike.activities.querysets import AddresseeQuerySet, TaskQuerySet
from zhike.care import following
from zhike.care.actions import end_all, log_touch
from zhike.care.messages import letters
from zhike.care.starting import start_playbooks
from zhike.customers import queries as customers
from zhike.customers.models import Contact, Customer, Listed, Standing
from zhike.lib.words import Words
from zhike.service.models import Case
from zhike.trust.actor import Actor
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods

AT_ONCE = 60
KINDS = {
    "product": Words("产品消息", "Product news"),
    "price": Words("价格变动", "Prices change"),
    "policy": Words("规定变动", "Rules change"),
    "supply": Words("供货情况", "Supply"),
    "event": Words("活动", "An event"),
}
WAYS = {
    "call": Words("电话", "by phone"),
    "message": Words("消息", "by message"),
    "letter": Words("信函", "by letter"),
    "visit": Words("当面", "in person"),
}
_TOLD = Words("告知：{title}", "Told: {title}")
_OVER = Words("这条消息已经了结", "the notice is closed")
DOCUMENT = "notice"


class NotToldYet(ValueError):
    """Nobody reads or answers what he was not told."""


class InTheFuture(ValueError):
    """Nothing has happened yet on a day still to come."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to choose from: a class, a list, a name; nothing of it is everybody."""

    grade: str = ""
    list_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice, with how many of those one sees are meant, were told, have read it and have answered."""

    bulletin: Bulletin
    meant: int = 0
    told: int = 0
    read: int = 0
    answered: int = 0

    @property
    def untold(self) -> int:
        return self.meant - self.told


def bulletins(actor: Actor) -> list[Told]:
    """Every notice, the open ones first, the newest on top."""
    rows = list(
        Bulletin.objects.visible_to(actor)
        .select_related("made_by")
        .order_by(F("closed_on").desc(nulls_first=True), "-made_on", "-pk")[:AT_ONCE]
    )
    meant = Addressee.objects.visible_to(actor).filter(bulletin__in=rows).order_by()
    counted = meant.values_list("bulletin_id").annotate(
        Count("pk"), Count("told_on"), Count("read_on"), Count("answered_on")
    )
    counts = {pk: numbers for pk, *numbers in counted}
    return [Told(row, *counts.get(row.pk, ())) for row in rows]


def bulletin(actor: Actor, bulletin_id: int) -> Bulletin:
    """One notice."""
    return Bulletin.objects.visible_to(actor).select_related("made_by").get(pk=bulletin_id)


def addressees(actor: Actor, bulletin_id: int) -> AddresseeQuerySet:
    """Whom it is for, as far as one sees them: who was not told first, then who has not read it."""
    rows = Addressee.objects.visible_to(actor).filter(bulletin_id=bulletin_id)
    return rows.select_related("customer__owner", "contact", "bulletin", "told_by").order_by(
        F("told_on").asc(nulls_first=True), F("read_on").asc(nulls_first=True), "customer__pinyin", "pk"
    )  # fmt: skip


def notices_to(actor: Actor, customer_id: int) -> AddresseeQuerySet:
    """What one customer was to know, the newest first."""
    rows = Addressee.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("bulletin", "contact").order_by("-added_on", "-pk")[:30]


def addressee(actor: Actor, addressee_id: int) -> Addressee:
    """One of them."""
    rows = Addressee.objects.visible_to(actor).select_related("bulletin", "customer", "contact")
    return rows.get(pk=addressee_id)


def candidates(actor: Actor, bulletin_id: int, wanted: Wanted) -> list[Customer]:
    """Customers it is not for yet, by class, list or name, the most valuable first; rows carry `grade`."""
    scheme = methods().standards[RHYTHM].scheme
    standings = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=scheme)
    there = Addressee.objects.unscoped().filter(bulletin_id=bulletin_id)
    rows = (
        customers.customers(actor)
        .annotate(grade=Subquery(standings.values("grade")[:1]))
        .exclude(pk__in=there.values("customer"))
    )
    if wanted.grade:
        rows = rows.filter(grade=wanted.grade)
    if wanted.list_id:
        listed = Listed.objects.visible_to(actor).now().filter(on_list_id=wanted.list_id)
        rows = rows.filter(pk__in=listed.values("customer"))
    if wanted.text:
        rows = rows.filter(
            Q(name__icontains=wanted.text) | Q(short_name__icontains=wanted.text)
        )
    best = F("measures__revenue_12m").desc(nulls_last=True)
    return list(rows.order_by(best, "pk")[:AT_ONCE])


@transaction.atomic
def address(actor: Actor, bulletin_id: int, customer_ids: Sequence[int], *, on: date) -> int:
    """These customers are to know, each by his main person; telling them becomes the work of whoever looks after them. How many are new."""
    found = bulletin(actor, bulletin_id)
    chosen = list(customers.customers(actor).filter(pk__in=list(customer_ids)[:AT_ONCE]))
    people: dict[int, Contact] = {}
    rows = Contact.objects.visible_to(actor).filter(customer__in=chosen)
    for person in rows.order_by("is_main", "-pk"):
        people[person.customer_id] = person
    made = informing.address(actor, found, [(c, people.get(c.pk)) for c in chosen], on=on)
    for row in made:
        start_playbooks(actor, following.start_of(row, "bulletin_out", on, on=on), on=on)
    return len(made)


@transaction.atomic
def turn_to(actor: Actor, addressee_id: int, contact_id: int | None, *, on: date) -> Addressee:
    """Somebody else there is to be told; the task goes to him as well."""
    found = addressee(actor, addressee_id)
    people = customers.contacts(actor, found.customer_id)
    contact = people.get(pk=contact_id) if contact_id else None
    informing.turn_to(actor, found, contact, on=on)
    _tasks(actor, found).update(contact=contact)
    return found


@transaction.atomic
def tell(actor: Actor, addressee_id: int, *, way: str, told_on: date, on: date) -> Addressee:
    """He was told, by somebody, in this way: a touch with him, and the task that asked for it is done."""
    found = addressee(actor, addressee_id)
    if told_on > on:
        raise InTheFuture
    if found.told_on:
        return found
    touch = log_touch(
        actor, customer_id=found.customer_id, contact_id=found.contact_id, kind=way,
        summary=_TOLD.format(title=Words(found.bulletin.title, found.bulletin.title)).zh,
        on=told_on, written_on=on,
    )  # fmt: skip
    following.told(actor, found, way=way, told_on=told_on, on=on)
    end_all(
        actor, f"addressee:{found.pk}", step="bulletin.tell", outcome=touch.summary, on=on, touch=touch
    )  # fmt: skip
    return addressee(actor, addressee_id)


@transaction.atomic
def read(actor: Actor, addressee_id: int, *, read_on: date, on: date) -> Addressee:
    """He has read it."""
    found = _told(actor, addressee_id, read_on, on)
    return informing.note_read(actor, found, read_on=read_on, on=on)


@transaction.atomic
def answered(
    actor: Actor, addressee_id: int, words: str, *, answered_on: date, on: date
) -> Addressee:
    """He said something to it; nobody need ask him any more."""
    found = _told(actor, addressee_id, answered_on, on)
    informing.note_answer(actor, found, words, answered_on=answered_on, on=on)
    end_all(
        actor, f"addressee:{found.pk}", step="bulletin.check", outcome=words, on=on,
        result=Task.Result.SETTLED,
    )  # fmt: skip
    return found


@transaction.atomic
def draft_letter(
    actor: Actor, addressee_id: int, *, language: str, at: datetime, on: date
) -> int | None:
    """A letter that tells him, for somebody to look over and send: its number; None where no person is named there."""
    found = addressee(actor, addressee_id)
    if found.contact_id is None:
        return None
    task = _tasks(actor, found).filter(origin__startswith="bulletin.tell:").first()
    made = letters.write_letter(
        actor, contact_id=found.contact_id, document_name=DOCUMENT, language=language, at=at, on=on,
        task_id=task.pk if task else None,
    )  # fmt: skip
    values = {"title": found.bulletin.title, "words": found.bulletin.words}
    letters.fill_anew(actor, made.pk, values, language=language, at=at, on=on)
    return made.pk


@transaction.atomic
def close(actor: Actor, bulletin_id: int, *, on: date) -> Bulletin:
    """It is history: what still asked to tell or to ask about it ends."""
    found = informing.close_bulletin(actor, bulletin(actor, bulletin_id), on=on)
    for row in addressees(actor, bulletin_id):
        end_all(
            actor, f"addressee:{row.pk}", outcome=str(_OVER), on=on, result=Task.Result.SETTLED
        )
    return found


@dataclass(frozen=True, slots=True)
class Question:
    """What a customer wants to know, and by when he is to be answered."""

    case: Case
    due_on: date | None


def questions(actor: Actor) -> list[Question]:
    """What nobody has answered yet, the oldest first."""
    rows = Case.objects.visible_to(actor).open().filter(kind=Case.Kind.QUESTION)
    rows = rows.select_related("customer", "contact", "answered_by")
    found = list(rows.order_by("received_at", "pk")[:AT_ONCE])
    origins = {f"question_answered.answer:case:{case.pk}": case.pk for case in found}
    tasks = Task.objects.visible_to(actor).open().filter(origin__in=origins)
    due = {origins[origin or ""]: day for origin, day in tasks.values_list("origin", "due_on")}
    return [Question(case, due.get(case.pk)) for case in found]


def _told(actor: Actor, addressee_id: int, day: date, on: date) -> Addressee:
    found = addressee(actor, addressee_id)
    if found.told_on is None:
        raise NotToldYet
    if day > on or day < found.told_on:
        raise InTheFuture
    return found


def _tasks(actor: Actor, found: Addressee) -> TaskQuerySet:
    rows = Task.objects.visible_to(actor).open()
    return rows.filter(origin__endswith=f":addressee:{found.pk}")
