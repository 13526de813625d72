"""The breach drill (P32): which customers, persons and fields somebody opened or took in a span of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from zhike.customers import lookup
from zhike.exchange.out import queries, writing
from zhike.trust import journal


@dataclass(frozen=True, slots=True)
class Seen:
    """One customer or person seen: when, in which way (export, loan, sealed), which fields, and the purpose given."""

    at: datetime
    way: str
    customer_id: int | None
    customer: str
    person_id: int | None
    person: str
    fields: tuple[str, ...]
    why: str


def seen(user_id: int, first: datetime, last: datetime) -> list[Seen]:
    """Everything somebody opened or took from `first` until before `last`, in order; for the command line of the house."""
    found = [*_taken(user_id, first, last), *_opened(user_id, first, last)]
    persons = lookup.persons_of({line.person_id for line in found if line.person_id})
    customers = lookup.names_of(
        {line.customer_id for line in found if line.customer_id}
        | {customer_id for _, customer_id in persons.values()}
    )
    return sorted(_named(found, customers, persons), key=lambda line: line.at)


def _taken(user_id: int, first: datetime, last: datetime) -> Iterator[Seen]:
    """Every customer and every person of every file fetched."""
    for export in queries.taken_between(user_id, first, last):
        held = writing.held_by(export)
        at = localtime(export.taken_at)
        fields, why = tuple(export.columns), f"#{export.pk} {export.purpose}"
        for pk in held["customers"]:
            yield Seen(at, "export", pk, "", None, "", fields, why)
        for pk in held["persons"]:
            yield Seen(at, "export", None, "", pk, "", fields, why)


def _opened(user_id: int, first: datetime, last: datetime) -> Iterator[Seen]:
    """Visits under a loan, and sealed answers opened (`sealed.opened` tells person, field and purpose)."""
    for event in journal.of_user(user_id, ("loan.visited", "sealed.opened"), first, last):
        told, at = event.particulars, localtime(event.recorded_at)
        if event.kind == "loan.visited":
            fields = (str(told.get("page", "")),)
            yield Seen(at, "loan", event.customer_id, "", None, "", fields, "")
        else:
            yield Seen(
                at,
                "sealed",
                event.customer_id,
                "",
                _person(str(told.get("person", ""))),
                "",
                (str(told.get("field", "")),),
                str(told.get("purpose", "")),
            )


def _person(subject: str) -> int | None:
    """The contact an opening was about: `contact:12` or 12; None where it was about a customer."""
    kind, _, number = subject.rpartition(":")
    return int(number) if kind in {"", "contact"} and number.isdecimal() else None


def _named(
    found: Iterable[Seen], customers: dict[int, str], persons: dict[int, tuple[str, int]]
) -> Iterator[Seen]:
    """The same lines with names; a person brings his customer."""
    for line in found:
        person, of = persons.get(line.person_id or 0, ("", None))
        customer_id = line.customer_id or of
        yield Seen(
            line.at,
            line.way,
            customer_id,
            customers.get(customer_id or 0, ""),
            line.person_id,
            person,
            line.fields,
            line.why,
        )
