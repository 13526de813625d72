"""Orders and payments from a file: lines become orders, returns become credit notes, nothing is counted twice."""

import pytest

from tests.conftest import Cast
from tests.exchange.helpers import brought_in, checked, reasons, taken_back
from zhike.customers.models import Customer
from zhike.exchange.fields import Target
from zhike.sales.models import LedgerRevision, Order, Payment
from zhike.trust.models import Event

LINES = """InvoiceNo,Description,Quantity,InvoiceDate,UnitPrice,CustomerID
536365,LANTERN,6,2010-12-01 08:26:00,2.55,17850.0
536366,MUG,1,2010-12-01 08:28:00,"1,000.00",17850.0
536365,CANDLE,2,2010-12-01 08:26:00,3.335,17850.0
C536379,Discount,-1,2010-12-02 09:41:00,27.50,14527
536367,NOBODY,1,2010-12-02 10:00:00,5,
"""


@pytest.mark.row("S1-74", "S1-68")
def test_lines_of_one_number_are_one_order_wherever_they_stand(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    row = brought_in(zheng, Target.ORDERS, LINES, create_customers=True)
    orders = dict(Order.objects.values_list("number", "amount"))
    assert orders == {"536365": 1530 + 667, "536366": 100000, "C536379": -2750}
    assert Customer.objects.filter(number="17850", name="17850").count() == 1
    assert row.counts["customers"] == 2
    assert "No customer" in reasons(zheng, row)[6]


def test_unknown_customers_are_wrong_unless_they_may_be_created(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    row = checked(zheng, Target.ORDERS, LINES)
    assert row.counts["new"] == 0
    assert "17850" in reasons(zheng, row)[2]
    row = checked(zheng, Target.ORDERS, LINES, create_customers=True)
    assert (row.counts["new"], row.counts["customers"]) == (3, 2)


@pytest.mark.row("S1-68")
def test_the_same_ledger_twice_changes_nothing(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    brought_in(zheng, Target.ORDERS, LINES, create_customers=True)
    before = list(Order.objects.order_by("pk").values())
    events = Event.objects.filter(kind="orders.imported").count()
    row = brought_in(zheng, Target.ORDERS, LINES, create_customers=True)
    assert (row.counts["new"], row.counts["updated"], row.counts["same"]) == (0, 0, 3)
    assert list(Order.objects.order_by("pk").values()) == before
    assert Event.objects.filter(kind="orders.imported").count() == events
    assert not LedgerRevision.objects.exists()


def test_a_corrected_order_is_updated_and_the_night_is_told(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    brought_in(
        zheng,
        Target.ORDERS,
        "订单号,客户,日期,金额\nA1,恒远,2026-01-03,1.2万\n",
        create_customers=True,
    )
    row = brought_in(
        zheng,
        Target.ORDERS,
        "订单号,客户,日期,金额\nA1,恒远,2026-01-03,¥12,500.00\n".replace(
            "¥12,500.00", '"¥12,500.00"'
        ),
    )
    assert row.counts["updated"] == 1
    assert Order.objects.get().amount == 1_250_000
    assert LedgerRevision.objects.get().number == 1
    taken_back(zheng, row.id)
    assert Order.objects.get().amount == 1_200_000


def test_half_an_order_is_no_order(cast: Cast) -> None:
    text = "订单号,客户,日期,金额\nA1,恒远,2026-01-03,100\nA1,恒远,2026-01-03,一百\nA2,恒远,2026-01-03,5\nA3,恒远,2026-01-03,5\nA3,金茂,2026-01-03,5\n"
    zheng = cast.actor(cast.zheng)
    row = brought_in(zheng, Target.ORDERS, text, create_customers=True)
    assert list(Order.objects.values_list("number", flat=True)) == ["A2"]
    said = reasons(zheng, row)
    assert "half an order" in said[2]
    assert "not a number" in said[3]
    assert "more than one customer" in said[5]
    assert "more than one customer" in said[6]


def test_orders_without_numbers_get_the_same_ones_every_time(cast: Cast) -> None:
    text = "客户,日期,金额\n恒远,20260103,5\n恒远,20260103,5\n恒远,20260104,5\n"
    zheng = cast.actor(cast.zheng)
    assert brought_in(zheng, Target.ORDERS, text, create_customers=True).counts["new"] == 3
    assert brought_in(zheng, Target.ORDERS, text).counts["same"] == 3
    assert Order.objects.count() == 3


def test_a_customer_is_met_by_number_then_code_then_name(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    book = "客户编号,客户名称,统一社会信用代码\nK1,甲公司,\nK2,乙公司,91330100799655058B\n"
    brought_in(zheng, Target.CUSTOMERS, book)
    text = "订单号,客户,日期,金额\n1,K1,2026-01-03,1\n2,91330100799655058b,2026-01-03,1\n3,甲有限公司,2026-01-03,1\n"
    brought_in(zheng, Target.ORDERS, text)
    owners = Order.objects.order_by("number").values_list("customer__number", flat=True)
    assert list(owners) == ["K1", "K2", "K1"]


def test_each_customer_gets_one_event_that_sums_up(cast: Cast) -> None:
    brought_in(cast.actor(cast.zheng), Target.ORDERS, LINES, create_customers=True)
    event = Event.objects.get(
        kind="orders.imported", customer_id=Customer.objects.get(number="17850").pk
    )
    assert event.particulars == {
        "count": 2,
        "amount": 102197,
        "first": "2010-12-01",
        "last": "2010-12-01",
    }


def test_only_rows_the_map_wants_are_taken(cast: Cast) -> None:
    text = "订单号,客户,日期,金额,阶段\n1,恒远,01/02/17,5,Won\n2,恒远,01/02/17,5,Lost\n"
    from zhike.lib.dates import DateOrder

    zheng = cast.actor(cast.zheng)
    row = brought_in(
        zheng,
        Target.ORDERS,
        text,
        create_customers=True,
        only={"阶段": ("Won",)},
        dates=DateOrder.DAY_FIRST,
    )
    assert (row.counts["new"], row.counts["aside"]) == (1, 1)
    assert str(Order.objects.get().ordered_on) == "2017-02-01"


def test_an_account_manager_writes_orders_only_for_his_own_customers(cast: Cast) -> None:
    zheng, zhao = cast.actor(cast.zheng), cast.actor(cast.zhao)
    brought_in(zheng, Target.CUSTOMERS, "客户编号,客户名称,客户经理\nK1,甲公司,林一\n")
    brought_in(zheng, Target.ORDERS, "订单号,客户,日期,金额\nA1,K1,2026-01-03,1\n")
    row = brought_in(
        zhao,
        Target.ORDERS,
        "订单号,客户,日期,金额\nA2,K1,2026-01-03,1\nA1,新客,2026-01-03,9\n",
        create_customers=True,
    )
    said = reasons(zhao, row)
    assert "somebody else" in said[2]
    assert "somebody else" in said[3]
    assert Order.objects.get().amount == 100
    assert Customer.objects.get(name="新客").owner == cast.zhao


def test_taking_a_ledger_back_takes_the_customers_it_created(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    customers = Customer.objects.count()
    row = brought_in(zheng, Target.ORDERS, LINES, create_customers=True)
    back = taken_back(zheng, row.id)
    assert back.counts["deleted"] == 3 + 2
    assert not Order.objects.exists()
    assert Customer.objects.count() == customers
    assert LedgerRevision.objects.get().number == 1


def test_a_customer_created_on_the_way_stays_when_somebody_worked_with_him(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    first = brought_in(zheng, Target.ORDERS, LINES, create_customers=True)
    brought_in(zheng, Target.ORDERS, "订单号,客户,日期,金额\nZ1,17850,2026-01-03,1\n")
    back = taken_back(zheng, first.id)
    assert (back.counts["deleted"], back.counts["kept"]) == (4, 1)
    assert Order.objects.get().number == "Z1"


@pytest.mark.row("S1-59")
def test_payments_find_their_customer_through_their_order(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    brought_in(
        zheng,
        Target.ORDERS,
        "订单号,客户,日期,金额\nA1,恒远,2026-01-03,100\n",
        create_customers=True,
    )
    text = "订单号,金额,应付日期,付款日期\nA1,60,2026-02-01,2026-02-10\nA1,40,2026-03-01,\nA9,1,2026-02-01,\n"
    row = brought_in(zheng, Target.PAYMENTS, text)
    assert row.counts["new"] == 2
    assert "no order" in reasons(zheng, row)[4]
    assert {p.customer.name for p in Payment.objects.all()} == {"恒远"}
    paid = text.replace("2026-03-01,\n", "2026-03-01,2026-03-05\n")
    row = brought_in(zheng, Target.PAYMENTS, paid)
    assert (row.counts["updated"], row.counts["same"]) == (1, 1)
    taken_back(zheng, row.id)
    assert Payment.objects.filter(paid_on=None).count() == 1
