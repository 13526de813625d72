"""A wholesaler's real ledger: brought in, one night, and three lines of the agenda explained by hand from the raw rows."""

import csv
import gzip
from collections import defaultdict
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from tests.conftest import Cast
from tests.shared_data import shared
from zhike.care.agenda import Line
from zhike.care.queries import agenda
from zhike.customers.models import Customer
from zhike.nightly import run_night
from zhike.sales.models import Order
from zhike.value.models import Measures

NIGHT = date(2011, 12, 10)
MAP = Path(__file__).parents[2] / "docs" / "howto" / "maps" / "online_retail.toml"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The raw file, unpacked."""
    packed = shared("online_retail/online_retail_2010-12_2011-12.csv.gz")
    file = tmp_path / "ledger.csv"
    file.write_bytes(gzip.decompress(packed.read_bytes()))
    return file


def _by_hand(ledger: Path) -> dict[str, dict[str, tuple[date, Decimal]]]:
    """Customer → invoice → its day and sum, with nothing but the raw rows and a pencil."""
    invoices: dict[str, dict[str, tuple[date, Decimal]]] = defaultdict(dict)
    with ledger.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["CustomerID"]:
                continue
            customer = row["CustomerID"].removesuffix(".0")
            day = datetime.fromisoformat(row["InvoiceDate"]).date()
            amount = Decimal(row["Quantity"]) * Decimal(row["UnitPrice"])
            _, so_far = invoices[customer].get(row["InvoiceNo"], (day, Decimal(0)))
            invoices[customer][row["InvoiceNo"]] = (day, so_far + amount)
    return invoices


@pytest.mark.row("S1-61", "S4-25", "S2-06", "S2-28")
def test_three_lines_of_the_agenda_are_what_the_raw_rows_say(
    cast: Cast, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import", "orders", str(ledger), map=MAP, user="lin", lang="en")
    run_night(NIGHT, say=print)
    now = datetime.combine(NIGHT, time(9), ZoneInfo("Asia/Shanghai"))
    found = agenda(cast.actor(cast.lin, on=NIGHT), now=now)
    lines = {section.key: section.lines for section in found.sections}
    assert lines["contact"], "the agenda of a real ledger is not empty"
    raw = _by_hand(ledger)
    assert Order.objects.count() == sum(len(invoices) for invoices in raw.values())

    never = next(line for line in lines["contact"] if line.kind == "contact")
    _explains_a_customer_never_heard_from(never, raw)
    slowest = [line for line in lines["contact"] if line.kind == "rhythm"]
    _explains_a_broken_rhythm(slowest[0], raw)
    _explains_a_broken_rhythm(slowest[-1], raw)
    _is_worth_what_the_raw_rows_say(raw)


def _is_worth_what_the_raw_rows_say(raw: dict[str, dict[str, tuple[date, Decimal]]]) -> None:
    """Three customers by hand (the largest, the middle, the smallest), and the whole book to the cent."""
    begins = date(2010, 12, 10)
    raw = {
        number: {key: (day, round(a, 2)) for key, (day, a) in invoices.items()}
        for number, invoices in raw.items()
    }
    year = {
        number: sum((a for day, a in invoices.values() if begins < day), Decimal(0))
        for number, invoices in raw.items()
    }
    rows = {row.customer.number: row for row in Measures.objects.select_related("customer")}
    assert (
        sum(row.revenue_12m for row in rows.values() if row.customer.number in year)
        == sum(year.values()) * 100
    )
    paying = sorted((n for n in year if year[n] > 0), key=lambda n: (-year[n], rows[n].pk))
    whole = sum(year[number] for number in paying)
    for place in (0, len(paying) // 2, len(paying) - 1):
        number = paying[place]
        row, invoices = rows[number], raw[number].values()
        days = sorted({day for day, amount in invoices if amount > 0})
        assert row.revenue_12m == year[number] * 100
        assert row.orders_12m == sum(begins < day and amount > 0 for day, amount in invoices)
        assert (row.first_order_on, row.last_order_on) == (days[0], days[-1])
        assert row.recency_days == (NIGHT - days[-1]).days
        first_day = sum(a for day, a in invoices if a > 0 and day == days[0])
        ever = sum((a for _, a in invoices if a > 0), Decimal(0))
        assert row.repeat_revenue == (ever - first_day) * 100
        before = sum(year[other] for other in paying[:place])
        assert row.share_before == before * 10_000 // whole // 50 * 50
        ever_bought = [n for n in rows if rows[n].first_order_on]
        fewer = sum(rows[n].revenue_12m < row.revenue_12m for n in ever_bought)
        assert row.rfm_m == 1 + fewer * 5 // len(ever_bought)
        assert row.book_pct == fewer * 100 // len(ever_bought)


def _explains_a_customer_never_heard_from(
    line: Line, raw: dict[str, dict[str, tuple[date, Decimal]]]
) -> None:
    """The ledger holds no visit or call, so the most valuable customer leads: his year's invoices less returns."""
    year = {
        customer: sum(
            (amount for day, amount in invoices.values() if day > date(2010, 12, 10)),
            Decimal(0),
        )
        for customer, invoices in raw.items()
    }
    number = _number(line)
    assert year[number] == max(year.values())
    assert line.why.en.startswith("no contact on record")
    assert f"¥{year[number] / 1000:.0f}K" in line.why.en


def _explains_a_broken_rhythm(
    line: Line, raw: dict[str, dict[str, tuple[date, Decimal]]]
) -> None:
    """Days on which he bought, the mean gap between them, and how much longer the last one is over."""
    days = sorted({day for day, amount in raw[_number(line)].values() if amount > 0})
    span, gaps = (days[-1] - days[0]).days, len(days) - 1
    usual = int(Decimal(span) / gaps + Decimal("0.5"))
    since = (NIGHT - days[-1]).days
    assert gaps >= 2
    assert f"buys about every {usual} days, has not for {since} days" in line.why.en
    assert since * 2 >= usual * 3, "one and a half times the usual gap, or more"


def _number(line: Line) -> str:
    assert line.customer_id
    number = Customer.objects.values_list("number", flat=True).get(pk=line.customer_id)
    assert number
    return number
