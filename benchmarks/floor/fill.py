"""Fills the floor from the two CSV files; run inside its home (`benchmarks.inside`)."""

import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import batched
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.timezone import localdate

from benchmarks.book import OWNERS
from benchmarks.crowd import Firm, crowd
from benchmarks.floor.models import Customer, Person, Task
from benchmarks.sessions import session_of

_BATCH = 20_000
_INSERT = (
    "INSERT INTO floor_order (customer_id, number, ordered_on, amount) VALUES (%s, %s, %s, %s)"
)


def fill(customers: str, orders: str) -> None:
    """Make the tables, fill them, and print the keys of two sessions as JSON."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    director = User.objects.create_user("director")
    managers = {
        name: User.objects.create_user(f"manager{n}") for n, name in enumerate(OWNERS, 1)
    }
    _fill_customers(customers, managers)
    _fill_orders(orders)
    _fill_tasks(managers[OWNERS[0]])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(
        json.dumps(
            {"director": session_of(director), "manager": session_of(managers[OWNERS[0]])}
        )
    )


def fill_crowd(count: str) -> None:
    """Make the tables and fill them with the crowd instead."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    User.objects.create_user("director")
    manager = User.objects.create_user("manager1")
    for firms in batched(crowd(1, int(count)), _BATCH, strict=False):
        with transaction.atomic():
            Customer.objects.bulk_create(_customer(each, manager) for each in firms)
            Person.objects.bulk_create(
                Person(
                    pk=2 * each.place + nth,
                    customer_id=each.place,
                    name=body.name,
                    mobile=body.mobile,
                )
                for each in firms
                for nth, body in enumerate(each.people)
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sessions()


def sessions() -> None:
    """Print the keys of two sessions as JSON."""
    people = {name: User.objects.get(username=name) for name in ("director", "manager1")}
    keys = {name.rstrip("1"): session_of(user) for name, user in people.items()}
    print(json.dumps(keys))


def _customer(each: Firm, owner: User) -> Customer:
    return Customer(
        pk=each.place,
        name=each.name,
        city=each.city,
        phone=each.phone,
        number=each.number,
        owner=owner,
    )


def _fill_customers(path: str, managers: dict[str, User]) -> None:
    for rows in batched(_rows(path), _BATCH, strict=False):
        Customer.objects.bulk_create(
            Customer(
                pk=int(row["客户编号"][1:]),
                name=row["客户名称"],
                city=row["城市"],
                phone=row["电话"],
                owner=managers[row["客户经理"]],
            )
            for row in rows
        )


def _fill_orders(path: str) -> None:
    for rows in batched(_rows(path), _BATCH, strict=False):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                _INSERT,
                [
                    (
                        int(row["客户编号"][1:]),
                        row["订单号"],
                        row["下单日期"],
                        int(float(row["金额"]) * 100),
                    )
                    for row in rows
                ],
            )


def _fill_tasks(manager: User) -> None:
    today = localdate()
    Task.objects.bulk_create(
        Task(
            customer_id=pk,
            assignee=manager,
            title=f"联系 {pk}",
            due_on=today + timedelta(days=pk % 30),
        )
        for pk in Customer.objects.filter(owner=manager).values_list("pk", flat=True)[:500]
    )


def _rows(path: str) -> Iterator[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
