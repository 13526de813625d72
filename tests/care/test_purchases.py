"""After a purchase he is told that he chose well, and hears later of what goes with it: a suggestion with its reason."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.care.test_satisfaction import put
from tests.conftest import DAY, Cast
from tests.facts import customer, order
from zhike.activities.models import Milestone, Task
from zhike.care.ideas import offer_idea
from zhike.care.jobs import watch_purchases
from zhike.care.keeping_content import duties
from zhike.care.satisfaction import asked_of
from zhike.care.watches import purchases
from zhike.customers.models import Customer
from zhike.lib.spoken_days import day_words
from zhike.sales.complements import Doubled, put_together, suggested, take_apart
from zhike.sales.models import Complement, Order
from zhike.trust.actor import Forbidden
from zhike.users.models import User
from zhike.value.models import Measures


def bought(cast: Cast, product: str, on: date = DAY, amount: int = 100) -> Order:
    """He buys, and the night before the watches has measured it."""
    measured = Measures.objects.filter(customer=cast.hengyuan)
    if not measured.update(last_order_on=on):
        Measures.objects.create(
            customer=cast.hengyuan, as_of=on, last_order_on=on, buying_days=1, orders_12m=1,
            revenue_12m=amount, revenue_prev_12m=0, target_basis="new",
        )  # fmt: skip
    return Order.objects.create(
        customer=cast.hengyuan,
        number=f"{product}{on}{amount}",
        ordered_on=on,
        amount=amount,
        product=product,
    )


def together(cast: Cast, product: str = "打印机", other: str = "硒鼓") -> Complement:
    return put_together(
        cast.actor(cast.qian), product=product, other=other, why="用得快", on=DAY
    )


def tasks(book: str) -> list[Task]:
    return list(Task.objects.unscoped().filter(origin__startswith=f"{book}."))


@pytest.mark.row("S1-71")
def test_a_first_purchase_is_followed_by_a_word_that_it_was_a_good_choice(cast: Cast) -> None:
    bought(cast, "打印机")
    watch_purchases(DAY)
    [task] = tasks("bought_reassure")
    assert task.title == "告诉他买对了：打印机"
    assert task.assignee == cast.lin
    assert (task.opens_on, task.due_on) == (DAY + timedelta(days=3), DAY + timedelta(days=10))
    watch_purchases(DAY)
    watch_purchases(DAY + timedelta(days=1))
    assert len(tasks("bought_reassure")) == 1


@pytest.mark.row("S1-71")
def test_who_buys_the_same_again_or_is_followed_through_a_deal_is_not_asked_twice(
    cast: Cast,
) -> None:
    bought(cast, "硒鼓", on=DAY - timedelta(days=90))
    bought(cast, "硒鼓")
    bought(cast, "退货", amount=-5)
    watch_purchases(DAY)
    assert tasks("bought_reassure") == []
    bought(cast, "打印机")
    Milestone.objects.create(
        customer=cast.hengyuan, kind="delivered", what="打印机", happens_on=DAY, noted_on=DAY
    )
    watch_purchases(DAY)
    assert tasks("bought_reassure") == []


@pytest.mark.row("S1-71")
def test_what_goes_with_it_is_mentioned_with_its_reason_once(cast: Cast) -> None:
    together(cast)
    together(cast, other="打印纸")
    bought(cast, "打印纸", on=DAY - timedelta(days=300))
    bought(cast, "打印机")
    watch_purchases(DAY)
    [task] = tasks("complement")
    assert task.title == "问一句要不要配：硒鼓"
    assert "用得快" in task.why
    assert task.opens_on == DAY + timedelta(days=14)
    bought(cast, "打印机", on=DAY + timedelta(days=60))
    watch_purchases(DAY + timedelta(days=60))
    assert len(tasks("complement")) == 1


@pytest.mark.row("S1-71")
def test_a_customer_page_shows_what_he_lacks_until_it_was_offered(
    client: Client, cast: Cast
) -> None:
    together(cast)
    bought(cast, "打印机")
    client.force_login(cast.lin)
    page = f"/customers/{cast.hengyuan.pk}/"
    for address in (page, f"{page}satisfaction/"):
        shown = client.get(address).content.decode()
        assert "配套的，他还没有" in shown
        assert "用得快" in shown
    lin = cast.actor(cast.lin)
    offer_idea(lin, cast.hengyuan.pk, kind="product", what="硒鼓", worth=0, ask_on=DAY, on=DAY)
    assert not suggested(lin, cast.hengyuan.pk, on=DAY).exists()
    assert suggested(lin, cast.hengyuan.pk, on=DAY + timedelta(days=200)).exists()
    bought(cast, "硒鼓")
    assert not suggested(lin, cast.hengyuan.pk, on=DAY + timedelta(days=200)).exists()


@pytest.mark.row("S1-71")
def test_whoever_leads_keeps_the_list_on_a_form(client: Client, cast: Cast) -> None:
    said = {"product": "打印机", "other": "硒鼓", "why": "用得快"}
    client.force_login(cast.lin)
    assert client.post("/complements/", said).status_code == 403
    client.force_login(cast.qian)
    client.post("/complements/", said)
    assert client.post("/complements/", said).status_code == 422
    row = Complement.objects.get()
    client.post(f"/complements/{row.pk}/", said | {"why": "三百页一个"})
    row.refresh_from_db()
    assert row.why == "三百页一个"
    assert "三百页一个" in client.get("/complements/").content.decode()
    client.post(f"/complements/{row.pk}/", {"do": "drop"})
    assert not Complement.objects.exists()


def test_nothing_goes_with_itself_or_twice_and_only_who_leads_keeps_the_list(
    cast: Cast,
) -> None:
    row = together(cast)
    for product, other in (("打印机", "硒鼓"), ("纸", " 纸 ")):
        with pytest.raises(Doubled):
            together(cast, product, other)
    with pytest.raises(Forbidden):
        take_apart(cast.actor(cast.lin), row.pk, on=DAY)


@pytest.mark.row("S1-71")
def test_his_page_says_how_each_of_the_four_tasks_stands(cast: Cast) -> None:
    lin = cast.actor(cast.lin)

    def stands(on: date) -> list[str]:
        found = duties(
            lin, cast.hengyuan.pk, asked=asked_of(lin, cast.hengyuan.pk), lacks=0, on=on
        )
        return [each.stands.zh for each in found]

    assert stands(DAY) == ["还没有", "还没有", "没有可提的", "还没有"]
    bought(cast, "打印机")
    watch_purchases(DAY)
    [task] = tasks("bought_reassure")
    put(cast)
    due = day_words(task.due_on or DAY, seen_on=DAY).zh
    today = day_words(DAY, seen_on=DAY).zh
    assert stands(DAY) == [
        f"{due}前去说", f"上次买是{today}", "没有可提的", f"上次问是{today}",
    ]  # fmt: skip
    task.ended_on, task.result = DAY, Task.Result.DONE
    task.save()
    assert stands(DAY)[0] == f"{today}说过"


def someone_bought(owner: User, name: str, product: str, amount: int, on: date = DAY) -> None:
    """A customer of this owner's buys, and the night has measured it."""
    who = Customer.objects.filter(name=name).first() or customer(name, owner)
    Measures.objects.update_or_create(
        customer=who,
        defaults={
            "as_of": on, "last_order_on": on, "buying_days": 1, "orders_12m": 1,
            "revenue_12m": amount, "revenue_prev_12m": 0, "target_basis": "new",
        },
    )  # fmt: skip
    order(who, str(on), amount, product=product)


def told(owner: User) -> list[str]:
    """What this owner is asked to say, in the order it was laid."""
    rows = Task.objects.filter(origin__startswith="bought_reassure.", assignee=owner)
    return [task.title.partition("：")[2] for task in rows.order_by("pk")]


@pytest.mark.row("S1-71")
def test_the_largest_first_purchases_are_found_however_many_larger_ones_are_none(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purchases, "_AT_ONCE", 2)
    for n in range(5):
        someone_bought(cast.lin, f"回头客{n}", "硒鼓", 100, on=DAY - timedelta(days=90))
        someone_bought(cast.lin, f"回头客{n}", "硒鼓", 9_000 - n)
    someone_bought(cast.lin, "回头客0", "打印纸", 30)
    for n in range(4):
        someone_bought(cast.lin, f"新客{n}", f"新品{n}", 20 - n)
    someone_bought(cast.lin, "新客0", "又一件", 10)
    someone_bought(cast.zhao, "西边的", "铅笔", 1)
    watch_purchases(DAY)
    assert told(cast.lin) == ["打印纸", "新品0", "新品1"], "three at a time, one a customer"
    assert told(cast.zhao) == ["铅笔"], "however small, his list has room"


def test_while_no_list_has_room_no_purchase_is_looked_at(cast: Cast) -> None:
    for n in range(4):
        someone_bought(cast.lin, f"新客{n}", f"新品{n}", 20 - n)
    watch_purchases(DAY)
    with CaptureQueriesContext(connection) as asked:
        assert watch_purchases(DAY) == 0
    assert not any("sales_order" in query["sql"] for query in asked.captured_queries)
    Task.objects.filter(title__endswith="新品1").update(ended_on=DAY, result="done")
    watch_purchases(DAY)
    assert told(cast.lin) == ["新品0", "新品1", "新品2", "新品3"]
