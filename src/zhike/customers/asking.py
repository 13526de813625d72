"""The questions in use: the forms of the library, and which questions a company has switched on."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.customers.models import Contact, Customer, ItemSwitch
from zhike.methods.forms import About, Form, Group, Item, ItemKind, Keeps
from zhike.users.editions.in_use import methods


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom answers are about: a customer, or somebody there."""

    customer: Customer
    contact: Contact | None = None

    @property
    def name(self) -> str:
        """What seals are bound to: `contact:12`."""
        return f"contact:{self.contact.pk}" if self.contact else f"customer:{self.customer.pk}"

    def __str__(self) -> str:
        return str(self.contact or self.customer)


def forms() -> Mapping[str, Form]:
    """Every form by name."""
    return methods().forms


def form(name: str) -> Form:
    """One form; `LookupError` when there is none of this name."""
    found = forms().get(name)
    if found is None:
        raise UnknownForm(name)
    return found


class UnknownForm(LookupError):
    """There is no form of this name."""


def living_forms(subject: Subject) -> list[Form]:
    """The forms that make up somebody's file."""
    about = {About.CONTACT} if subject.contact else {About.CUSTOMER}
    if subject.contact is None and subject.customer.kind == Customer.Kind.PERSON:
        about = set(About)
    found = [
        form
        for form in forms().values()
        if form.keeps is Keeps.FILE
        and form.about in about
        and (subject.contact is not None or subject.customer.kind in form.kinds)
    ]
    return sorted(found, key=lambda form: form.order)


def sheet_forms() -> list[Form]:
    """The forms filled anew for each occasion."""
    return [form for form in forms().values() if form.keeps is Keeps.SHEETS]


def switched_on() -> frozenset[tuple[str, str]]:
    """(form, item) of every question somebody switched on and somebody else granted."""
    return frozenset(ItemSwitch.objects.on().values_list("form", "item"))


def is_asked(form: Form, item: Item, switches: frozenset[tuple[str, str]]) -> bool:
    """Whether a question may be answered: it is on by default, or was switched on; a sub-field goes with its item."""
    return not item.is_off or (form.head.name, item.key.partition(".")[0]) in switches


@dataclass(frozen=True, slots=True)
class Question:
    """An item with the form and the group it stands in."""

    form: Form
    group: Group
    item: Item


def told_in_words() -> dict[str, Question]:
    """What may be answered in free words and unsealed, by the name of its fact: what a note can be kept as."""
    switches = switched_on()
    found: dict[str, Question] = {}
    for form in sorted(forms().values(), key=lambda form: form.order):
        if form.keeps is not Keeps.FILE:
            continue
        for group in form.groups:
            for item in (leaf for each in group.items for leaf in each.leaves):
                in_words = item.kind in {ItemKind.TEXT, ItemKind.LONG_TEXT}
                is_plain = in_words and not item.is_sealed and not item.column
                if is_plain and is_asked(form, item, switches):
                    found.setdefault(item.fact, Question(form, group, item))
    return found


def question(fact_key: str) -> Item | None:
    """The question a fact answers, in the first form that asks it; None when no form does any more."""
    return _questions().get(fact_key)


def _questions() -> dict[str, Item]:
    found: dict[str, Item] = {}
    for form in forms().values():
        for leaf in form.leaves:
            found.setdefault(leaf.fact, leaf)
    return found
