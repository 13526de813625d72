"""Writes the sample in bulk: customers and what hangs below them, with the journal events their actions would have left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils.timezone import get_current_timezone, make_aware

from zhike.activities.models import Promise, Touch
from zhike.customers import search
from zhike.customers.actions.book import spelled, team_of
from zhike.customers.models import Contact, Customer, Rating
from zhike.lib.names import person_pinyin
from zhike.sales.models import Order, Payment, YearTarget
from zhike.sample.cases import Grievance
from zhike.sample.firms import Firm
from zhike.sample.persons import Person
from zhike.sample.purchases import Purchase
from zhike.sample.talk import Talk
from zhike.service.models import Case, Resolution
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.trust.journal import Entry
from zhike.users.models import User

_BATCH = 500
_LEVELS = {20: "差", 40: "较差", 60: "一般", 80: "好", 100: "很好"}
_REASONS = {"attitude": "合作态度", "information": "提供信息"}


@dataclass(frozen=True, slots=True)
class Account:
    """A customer in the book with his people and his owner."""

    firm: Firm
    customer: Customer
    contacts: list[Contact]
    owner: User


def write_customers(
    actor: Actor, firms: Sequence[Firm], people: Sequence[list[Person]], staff: Sequence[User]
) -> list[Account]:
    """Put the customers and their people on the books, each on the day trading began."""
    teams = {user.pk: team_of(user.pk) for user in staff}
    customers = Customer.objects.bulk_create(
        [_customer(firm, staff[firm.owner], teams) for firm in firms], batch_size=_BATCH
    )
    contacts = iter(
        Contact.objects.bulk_create(
            [
                _contact(customer, person, is_main=place == 0)
                for customer, there in zip(customers, people, strict=True)
                for place, person in enumerate(there)
            ],
            batch_size=_BATCH,
        )
    )
    accounts = [
        Account(firm, customer, [next(contacts) for _ in there], staff[firm.owner])
        for firm, customer, there in zip(firms, customers, people, strict=True)
    ]
    search.reindex(customer.pk for customer in customers)
    journal.record_many(
        actor,
        "customer.opened",
        [_entry(a, a.customer, a.firm.since, name=a.customer.name) for a in accounts],
    )
    journal.record_many(
        actor,
        "contact.added",
        [_entry(a, c, a.firm.since, name=c.name) for a in accounts for c in a.contacts],
    )
    return accounts


def write_ratings(actor: Actor, accounts: Sequence[Account], day: date) -> int:
    """What the owners think of their customers, said some weeks ago."""
    ratings = [
        Rating(
            customer=account.customer,
            criterion=criterion,
            value=value,
            why=f"{_REASONS[criterion]}{_LEVELS[value]}",
            rated_by=account.owner,
            rated_on=max(
                account.firm.since, day - timedelta(days=30 + account.firm.place % 300)
            ),
        )
        for account in accounts
        for criterion, value in (
            ("attitude", account.firm.attitude),
            ("information", account.firm.information),
        )
        if value is not None
    ]
    Rating.objects.bulk_create(ratings, batch_size=_BATCH)
    return journal.record_many(
        actor,
        "customer.rated",
        [
            Entry(
                _subject(rating),
                rating.rated_on,
                rating.customer_id,
                rating.rated_by_id,
                {"criterion": rating.criterion, "value": rating.value, "why": rating.why},
            )
            for rating in ratings
        ],
    )


def write_purchases(
    actor: Actor, accounts: Sequence[Account], bought: Sequence[list[Purchase]], day: date
) -> int:
    """Orders in the order of their days, the payments owed for them, and the targets of the years."""
    lines = sorted(
        ((p, a) for a, there in zip(accounts, bought, strict=True) for p in there),
        key=lambda line: (line[0].on, line[1].firm.place),
    )
    orders = Order.objects.bulk_create(
        [
            Order(
                customer=account.customer,
                number=f"DD{purchase.on:%y%m%d}-{place:05d}",
                ordered_on=purchase.on,
                amount=purchase.amount,
                cost=purchase.cost,
                product=purchase.product,
            )
            for place, (purchase, account) in enumerate(lines, 1)
        ],
        batch_size=_BATCH,
    )
    Payment.objects.bulk_create(
        [
            Payment(
                customer=account.customer,
                order=order,
                number=order.number.replace("DD", "HK"),
                amount=purchase.amount,
                due_on=purchase.due_on,
                paid_on=purchase.paid_on,
            )
            for order, (purchase, account) in zip(orders, lines, strict=True)
            if purchase.due_on
        ],
        batch_size=_BATCH,
    )
    YearTarget.objects.bulk_create(_targets(accounts, bought, day), batch_size=_BATCH)
    return journal.record_many(
        actor,
        "order.recorded",
        [
            _entry(
                account,
                order,
                order.ordered_on,
                amount=order.amount,
                number=order.number,
                product=order.product,
            )
            for order, (_, account) in zip(orders, lines, strict=True)
        ],
    )


def write_talks(actor: Actor, accounts: Sequence[Account], said: Sequence[list[Talk]]) -> int:
    """Touches and promises on their own days, and the day each customer was last heard from."""
    lines = sorted(
        ((t, a) for a, there in zip(accounts, said, strict=True) for t in there),
        key=lambda line: (line[0].on, line[1].firm.place),
    )
    touches = Touch.objects.bulk_create(
        [
            Touch(
                customer=account.customer,
                contact=account.contacts[talk.person] if talk.person is not None else None,
                kind=talk.kind,
                touched_on=talk.on,
                by=account.owner,
                summary=talk.summary,
            )
            for talk, account in lines
        ],
        batch_size=_BATCH,
    )
    last: dict[int, date] = {}
    for touch in touches:
        if touch.kind != Touch.Kind.NOTE:
            last[touch.customer_id] = touch.touched_on
    for account in accounts:
        account.customer.last_touch_on = last.get(account.customer.pk)
    Customer.objects.bulk_update(
        [account.customer for account in accounts], ["last_touch_on"], batch_size=_BATCH
    )
    journal.record_many(
        actor,
        "touch.logged",
        [
            _entry(
                account,
                touch,
                touch.touched_on,
                kind=touch.kind,
                contact=touch.contact.name if touch.contact else "",
                summary=touch.summary,
            )
            for touch, (_, account) in zip(touches, lines, strict=True)
        ],
    )
    _write_promises(actor, [(touch, *line) for touch, line in zip(touches, lines, strict=True)])
    return len(touches)


def write_cases(
    actor: Actor, accounts: Sequence[Account], cases: Sequence[Grievance], desk: User
) -> int:
    """Complaints and requests of the past with their answers."""
    held = [(case, accounts[case.firm]) for case in cases]
    rows = Case.objects.bulk_create(
        [
            Case(
                customer=account.customer,
                contact=account.contacts[0],
                kind=case.kind,
                summary=case.summary,
                cause=case.cause,
                department=case.department,
                received_at=_at(case.received_on, 10),
                received_by=desk,
                first_asked=desk,
                answered_by=account.owner,
                lane="fault" if case.kind == "complaint" else "business",
                due_at=_at(case.received_on, 18),
                closed_at=_at(case.resolved_on, 17),
                is_green=case.firm % 3 == 0,
                first_answer_at=_at(case.received_on, 12),
                answer_minutes=70 if case.firm % 3 == 0 else 185,
                settle_minutes=(case.resolved_on - case.received_on).days * 270 + 150,
            )
            for case, account in held
        ]
    )
    Resolution.objects.bulk_create(
        [
            Resolution(
                case=row, resolved_on=case.resolved_on, resolved_by=account.owner, how=case.how
            )
            for row, (case, account) in zip(rows, held, strict=True)
        ]
    )
    journal.record_many(
        actor,
        "case.received",
        [
            _entry(account, row, case.received_on, kind=case.kind, summary=case.summary)
            for row, (case, account) in zip(rows, held, strict=True)
        ],
    )
    journal.record_many(
        actor,
        "case.resolved",
        [
            _entry(account, row, case.resolved_on, kind=case.kind, how=case.how)
            for row, (case, account) in zip(rows, held, strict=True)
        ],
    )
    return len(rows)


def _write_promises(actor: Actor, lines: Sequence[tuple[Touch, Talk, Account]]) -> None:
    promised = [(touch, talk.pledge, account) for touch, talk, account in lines if talk.pledge]
    promises = Promise.objects.bulk_create(
        [
            Promise(
                customer=account.customer,
                contact=touch.contact,
                touch=touch,
                what=pledge.what,
                made_on=touch.touched_on,
                made_by=account.owner,
                due_on=pledge.due_on,
                settled_on=pledge.settled_on,
                result=pledge.result,
            )
            for touch, pledge, account in promised
        ],
        batch_size=_BATCH,
    )
    held = [
        (promise, account) for promise, (_, _, account) in zip(promises, promised, strict=True)
    ]
    journal.record_many(
        actor,
        "promise.given",
        [_entry(a, p, p.made_on, what=p.what, due_on=str(p.due_on)) for p, a in held],
    )
    journal.record_many(
        actor,
        "promise.settled",
        [
            _entry(a, p, p.settled_on, what=p.what, result=p.result)
            for p, a in held
            if p.settled_on
        ],
    )


def _customer(firm: Firm, owner: User, teams: dict[int, int | None]) -> Customer:
    return Customer(
        **spelled(firm.name),
        short_name=firm.short,
        number=firm.number,
        credit_code=firm.credit_code,
        industry=firm.industry,
        city=firm.city,
        address=firm.address,
        phone=firm.phone,
        website=firm.website,
        is_key=firm.is_key,
        since=firm.since,
        owner=owner,
        team_id=teams[owner.pk],
    )


def _contact(customer: Customer, person: Person, *, is_main: bool) -> Contact:
    return Contact(
        customer=customer,
        name=person.name,
        pinyin=person_pinyin(person.name),
        address_as=person.greeting,
        title=person.title,
        part=person.part,
        mobile=person.mobile,
        email=person.email,
        birth_calendar=person.birth.calendar,
        birth_year=person.birth.year,
        birth_month=person.birth.month,
        birth_day=person.birth.day,
        birth_leap=person.birth.leap,
        is_main=is_main,
    )


def _targets(
    accounts: Sequence[Account], bought: Sequence[list[Purchase]], day: date
) -> list[YearTarget]:
    """A quarter more than the year before, for those who bought then; in whole thousands of yuan."""
    found = []
    for account, there in zip(accounts, bought, strict=True):
        for year in range(day.year - 2, day.year + 1):
            before = sum(p.amount for p in there if p.on.year == year - 1)
            if before > 0:
                amount = round(before * 1.25 / 100_000) * 100_000
                found.append(
                    YearTarget(
                        customer=account.customer, year=year, amount=max(amount, 100_000)
                    )
                )
    return found


def _entry(account: Account, subject: models.Model, on: date, **particulars: object) -> Entry:
    return Entry(_subject(subject), on, account.customer.pk, account.owner.pk, particulars)


def _subject(row: models.Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"


def _at(day: date, hour: int) -> datetime:
    return make_aware(datetime.combine(day, time(hour)), get_current_timezone())
