"""A form is filled in: many answers at once, all of them or none."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from zhike.customers.actions.facts import Learned, note_fact, withdraw_fact
from zhike.customers.answers import Unfit, value_of
from zhike.customers.asking import Subject
from zhike.customers.models import Fact, Sheet
from zhike.lib.words import Words
from zhike.methods.forms import Form, Item
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

type Typed = Mapping[str, str | list[str]]


class Unfilled(ValueError):
    """Some answers cannot be kept; nothing was. `errors` says why, by item key."""

    def __init__(self, errors: dict[str, Words]) -> None:
        self.errors = errors
        super().__init__(", ".join(errors))


def fill_form(
    actor: Actor,
    subject: Subject,
    form: Form,
    typed: Typed,
    learned: Learned,
    *,
    on: date,
    sheet: Sheet | None = None,
) -> int:
    """Keep what was typed for these items; say how many answers changed.

    An empty answer where there was one takes it back; a sealed answer left empty stays as it is.
    `Unfilled` when any cannot be kept.
    """
    errors: dict[str, Words] = {}
    count = 0
    with transaction.atomic():
        held = _held(subject, sheet)
        for leaf in form.leaves:
            if leaf.key not in typed or leaf.column:
                continue
            try:
                count += _fill(
                    actor, subject, form, leaf, typed, learned, held, on=on, sheet=sheet
                )
            except Unfit as error:
                errors[leaf.key] = error.words
        if errors:
            transaction.set_rollback(True)
    if errors:
        raise Unfilled(errors)
    return count


@transaction.atomic
def open_sheet(
    actor: Actor,
    subject: Subject,
    form: Form,
    typed: Typed,
    *,
    about_on: date,
    on: date,
    stage: str,
    with_people: Sequence[int] = (),
) -> Sheet:
    """A form is filled for one occasion; what this stage needs must be answered, or `Unfilled` says what is missing."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    _must_be_answered(form, typed, stage)
    sheet = Sheet.objects.create(
        customer=subject.customer,
        contact=subject.contact,
        form=form.head.name,
        version=form.head.version,
        about_on=about_on,
        filled_by_id=actor.user_id,
        filled_on=on,
    )
    sheet.with_people.set(with_people)
    fill_form(actor, subject, form, typed, Learned("told"), on=on, sheet=sheet)
    journal.record(
        actor,
        "sheet.filled",
        sheet,
        on=on,
        customer_id=subject.customer.pk,
        form=form.head.name,
        about_on=str(about_on),
        contact=subject.contact.pk if subject.contact else None,
    )
    return sheet


@transaction.atomic
def refill_sheet(
    actor: Actor, subject: Subject, form: Form, sheet: Sheet, typed: Typed, *, on: date
) -> int:
    """A sheet is corrected; what stood there before stays as its history, and who had signed signs again (S4-27)."""
    count = fill_form(actor, subject, form, typed, Learned("told"), on=on, sheet=sheet)
    if count:
        sheet.signed_by.clear()
        journal.record(
            actor,
            "sheet.corrected",
            sheet,
            on=on,
            customer_id=subject.customer.pk,
            form=form.head.name,
            count=count,
        )
    return count


@transaction.atomic
def sign_sheet(actor: Actor, sheet: Sheet, *, on: date) -> Sheet:
    """Somebody who was there says: so it was; he answers for it beside the author (S4-13, S4-27)."""
    demand(actor, Permission.LOG_TOUCHES)
    if actor.user_id is not None and not sheet.signed_by.filter(pk=actor.user_id).exists():
        sheet.signed_by.add(actor.user_id)
        journal.record(
            actor,
            "sheet.signed",
            sheet,
            on=on,
            customer_id=sheet.customer_id,
            form=sheet.form,
        )
    return sheet


def _must_be_answered(form: Form, typed: Typed, stage: str) -> None:
    said: dict[str, object] = {}
    for leaf in form.leaves:
        try:
            value = value_of(leaf, typed.get(leaf.key, ""))
        except Unfit:
            continue
        if value is not None:
            said[leaf.key] = value
    if missing := form.missing(said, stage):
        needed = Words("这一项必须填。", "This must be answered.")
        raise Unfilled(dict.fromkeys(missing, needed))


def _fill(
    actor: Actor,
    subject: Subject,
    form: Form,
    leaf: Item,
    typed: Typed,
    learned: Learned,
    held: Mapping[str, Fact],
    *,
    on: date,
    sheet: Sheet | None,
) -> bool:
    value = value_of(leaf, typed[leaf.key])
    old = held.get(leaf.fact)
    if value is None:
        if old is None or old.sealed:
            return False
        withdraw_fact(actor, subject, old, on=on)
        return True
    if old and not old.sealed and old.value == value:
        return False
    note_fact(actor, subject, form, leaf, value, learned, on=on, sheet=sheet)
    return True


def _held(subject: Subject, sheet: Sheet | None) -> dict[str, Fact]:
    rows = Fact.objects.unscoped().filter(
        customer=subject.customer, contact=subject.contact, sheet=sheet, ended_on=None
    )
    return {fact.key: fact for fact in rows}
