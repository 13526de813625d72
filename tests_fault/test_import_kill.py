"""An import killed at any moment goes on where it stood: nothing is lost, nothing is written twice."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests_fault.house import ZHIKE

ROUNDS = 7
PEOPLE = ["林一", "赵二", "钱三"]

TABLES = {
    "customers": "customers_customer",
    "orders": "sales_order",
    "touches": "activities_touch",
}

# What the books say, without the numbers the database gives and the moments of writing.
BOOKS = {
    "customers": "SELECT number, name, city, phone, last_touch_on, name_key FROM customers_customer",
    "search": "SELECT c.number, c.name, s.haystack FROM customers_searchentry s JOIN customers_customer c ON c.id = s.customer_id",
    "orders": "SELECT o.number, c.name, ordered_on, amount, product FROM sales_order o JOIN customers_customer c ON c.id = o.customer_id",
    "touches": "SELECT origin, c.name, t.kind, touched_on, summary FROM activities_touch t JOIN customers_customer c ON c.id = t.customer_id",
    "events": "SELECT kind, happened_on, particulars FROM trust_event WHERE kind NOT LIKE 'import.%'",
    "imports": "SELECT counts, notes FROM exchange_import WHERE state = 'committed'",
    "unfinished": "SELECT state FROM exchange_import WHERE state NOT IN ('committed', 'uploaded')",
}


@dataclass
class Book:
    """A home folder with one file to bring in."""

    home: Path
    arguments: list[str]

    def start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*ZHIKE, "import", *self.arguments, "--lang", "en"],
            env={**os.environ, "ZHIKE_HOME": str(self.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def says(self) -> dict[str, list[str]]:
        """Everything in the books, sorted."""
        with sqlite3.connect(self.home / "zhike.sqlite3") as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return {
                name: sorted(
                    json.dumps(row, ensure_ascii=False) for row in database.execute(sql)
                )
                for name, sql in BOOKS.items()
            }

    def written(self) -> int:
        """How many rows of the file's kind are in the books now."""
        sql = f"SELECT count(*) FROM {TABLES[self.arguments[0]]}"  # noqa: S608 - one of three names
        with sqlite3.connect(self.home / "zhike.sqlite3") as database:
            return int(database.execute(sql).fetchone()[0])

    def is_done(self) -> bool:
        """Whether the kill came too late; the command again would be a second import."""
        return bool(self.says()["imports"])

    def tamper(self, sql: str) -> None:
        with sqlite3.connect(self.home / "zhike.sqlite3") as database:
            database.execute(sql)


def customers(folder: Path) -> list[str]:
    lines = [
        f"K{n},客户{n}有限公司,城市{n % 40},0571-8502{n % 10_000:04}" for n in range(6_000)
    ]
    return _file(folder, "customers", ["客户编号,客户名称,城市,电话", *lines])


def orders(folder: Path) -> list[str]:
    luck = random.Random(5)
    lines = [
        f"SO{n:06},C{luck.randrange(1500)},2026-01-{n % 28 + 1:02},{luck.randrange(10_000) / 100},茶{n % 7}"
        for n in range(30_000)
    ]
    return [
        *_file(folder, "orders", ["订单号,客户,日期,金额,产品", *lines]),
        "--create-customers",
    ]


def touches(folder: Path) -> list[str]:
    lines = [
        f"客户{n % 900},拜访,2025-{n % 12 + 1:02}-{n % 28 + 1:02},{PEOPLE[n % 3]},谈了第 {n % 50} 件事"
        for n in range(12_000)
    ]
    return [
        *_file(folder, "touches", ["客户,方式,日期,经手人,内容", *lines]),
        "--create-customers",
    ]


def _file(folder: Path, target: str, lines: list[str]) -> list[str]:
    path = folder / f"{target}.csv"
    path.write_text("\n".join(lines), "utf-8")
    return [target, str(path)]


@pytest.mark.parametrize("make", [customers, orders, touches], ids=lambda make: make.__name__)
def test_an_import_killed_at_random_moments_ends_as_if_nothing_had_happened(
    tmp_path: Path, empty_home: Path, make: object
) -> None:
    assert callable(make)
    arguments = make(tmp_path)
    whole = Book(shutil.copytree(empty_home, tmp_path / "whole"), arguments)
    assert whole.start().wait() == 0
    expected = whole.says()
    assert expected[arguments[0]]
    luck = random.Random(arguments[0])
    halfway = 0
    for round_ in range(ROUNDS):
        book = Book(shutil.copytree(empty_home, tmp_path / f"round{round_}"), arguments)
        for moment in _moments(luck, len(expected[arguments[0]])):
            halfway += _killed_halfway(book, moment, expected)
            if book.is_done():
                break
        assert book.is_done() or book.start().wait() == 0
        assert _differences(book.says(), expected) == [], f"round {round_}"
        shutil.rmtree(book.home)
    assert halfway >= ROUNDS // 4, "the kills missed the writing; choose other moments"


def test_the_comparison_sees_a_batch_written_twice(tmp_path: Path, empty_home: Path) -> None:
    """If the mark of how far we are did not move with the rows, this is what it would look like."""
    book = Book(shutil.copytree(empty_home, tmp_path / "home"), orders(tmp_path))
    assert book.start().wait() == 0
    expected = book.says()
    book.tamper(
        "UPDATE exchange_import SET state = 'committing', step = 'events', position = 0"
    )
    assert book.start().wait() == 0
    assert "events" in _differences(book.says(), expected)


@dataclass(frozen=True)
class Moment:
    """When to kill: once so many rows are written, and so many seconds later."""

    rows: int
    later: float


def _moments(luck: random.Random, rows: int) -> Iterator[Moment]:
    """One to three kills: before, between and after the first rows, at any point of a transaction."""
    for _ in range(luck.randint(1, 3)):
        if luck.random() < 0.4:
            yield Moment(0, luck.uniform(0.2, 2.5))
        else:
            yield Moment(luck.randrange(1, rows), luck.uniform(0, 0.2))


def _killed_halfway(book: Book, moment: Moment, expected: dict[str, list[str]]) -> bool:
    """Start, kill, and say whether some but not all rows were written."""
    process = book.start()
    while book.written() < moment.rows and process.poll() is None:
        time.sleep(0.005)
    time.sleep(moment.later)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return 0 < book.written() < len(expected[book.arguments[0]])


def _differences(found: dict[str, list[str]], expected: dict[str, list[str]]) -> list[str]:
    return [name for name in BOOKS if found[name] != expected[name]]
