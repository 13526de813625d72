"""What the account managers wrote down about their customers and the people there, little by little."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from zhike.customers.actions.bulk_facts import Note, note_facts
from zhike.sample.deck import dice
from zhike.sample.persons import Person
from zhike.sample.stock import stock
from zhike.sample.writing import Account
from zhike.trust.actor import Actor

_SOURCES = ("told", "told", "told", "observed", "public")


def write_answers(
    actor: Actor, accounts: Sequence[Account], people: Sequence[list[Person]], day: date
) -> int:
    """Note the answers in the order they were learned; some have grown old by now."""
    notes: list[Note] = []
    for account, there in zip(accounts, people, strict=True):
        random = dice("answers", account.firm.place)
        notes += _of_firm(random, account, day)
        for contact, person in zip(account.contacts, there, strict=True):
            for key, value in _of_person(random, account, person):
                notes.append(_note(random, account, contact.pk, key, value, day))
    return note_facts(actor, sorted(notes, key=lambda note: note.noted_on or day), on=day)


def _of_firm(random: Random, account: Account, day: date) -> list[Note]:
    if account.firm.is_english:
        return []
    return [
        _note(random, account, None, key, random.choice(values), day)
        for key, values in stock("answers")["customer"].items()
        if random.random() < 0.45
    ]


def _of_person(
    random: Random, account: Account, person: Person
) -> Iterator[tuple[str, str | list[str]]]:
    if person.likes:
        yield "person.likes", person.likes
    if person.avoid:
        yield "person.avoid", person.avoid
    known = stock("answers")["english_person" if account.firm.is_english else "person"]
    for key, values in known.items():
        if random.random() < 0.3:
            yield key, random.choice(values)


def _note(
    random: Random,
    account: Account,
    contact_id: int | None,
    key: str,
    value: str | list[str],
    day: date,
) -> Note:
    learned = max(account.firm.since, day - timedelta(days=random.randint(3, 700)))
    source = random.choice(_SOURCES)
    return Note(
        account.customer.pk, contact_id, key, value, source, account.owner.pk, min(learned, day)
    )
