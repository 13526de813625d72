"""A customer is in several classifications at once; the data proposes, a person decides and says why."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import DAY, Cast
from zhike.customers import classes
from zhike.customers.actions.classes import NotSmart, classify, make_scheme, review_scheme
from zhike.customers.models import Customer, SchemeReview, Standing, StandingMove
from zhike.customers.reviewing import schemes_due
from zhike.lib.months import months_after
from zhike.sales.models import Contract, Order
from zhike.trust.models import Event
from zhike.value.classing import propose_classes
from zhike.value.models import Measures

pytestmark = pytest.mark.django_db


def measured(customer: Customer, *, revenue: int, first: date | None, before: int = 0) -> None:
    Measures.objects.create(
        customer=customer, as_of=DAY, buying_days=3, orders_12m=3, revenue_12m=revenue,
        revenue_prev_12m=0, target_basis="none", first_order_on=first, last_order_on=first,
        share_before=before,
    )  # fmt: skip
    Order.objects.create(customer=customer, number=f"N{customer.pk}", ordered_on=DAY, amount=1)


def of(customer: Customer) -> dict[str, str]:
    return dict(Standing.objects.filter(customer=customer).values_list("scheme", "grade"))


@pytest.mark.row("S1-54", "S2-07")
def test_the_night_proposes_all_four_axes_and_the_stage(cast: Cast) -> None:
    small = Customer.objects.create(name="小", name_key="小", pinyin="x", kind="person")
    idle = Customer.objects.create(name="静", name_key="静", pinyin="j", kind="organisation")
    measured(cast.hengyuan, revenue=9_000, first=DAY - timedelta(days=800))
    measured(small, revenue=300, first=DAY - timedelta(days=20), before=9_677)
    propose_classes(DAY)
    assert of(cast.hengyuan) == {
        "nature": "group", "progress": "actual", "time": "old", "position": "main",
        "relation_stage": "after_signing",
    }  # fmt: skip
    assert of(small) == {
        "nature": "individual", "progress": "actual", "time": "new", "position": "scattered",
        "relation_stage": "after_signing",
    }  # fmt: skip
    assert of(idle) == {
        "nature": "group", "progress": "potential", "relation_stage": "before_signing",
    }  # fmt: skip
    assert not StandingMove.objects.exists(), "a first class is no move"
    assert propose_classes(DAY) == 0


@pytest.mark.row("S1-54", "S1-63")
def test_what_somebody_said_stays_and_the_data_only_proposes(cast: Cast) -> None:
    lin, time = cast.actor(cast.lin), classes.scheme("time")
    measured(cast.hengyuan, revenue=9_000, first=DAY - timedelta(days=20))
    propose_classes(DAY)
    classify(lin, cast.hengyuan, time, "old", why="换名前就是老客户", on=DAY)
    propose_classes(DAY + timedelta(days=1))
    held = next(h for h in classes.held_by(lin, cast.hengyuan.pk) if h.scheme.name == "time")
    assert held.standing is not None
    assert (held.standing.grade, held.standing.proposed) == ("old", "new")
    assert (str(held.standing.set_by), held.moves[0].why) == ("林一", "换名前就是老客户")
    classify(lin, cast.hengyuan, time, "", why="", on=DAY + timedelta(days=2))
    assert of(cast.hengyuan)["time"] == "new"
    assert Event.objects.filter(kind="customer.classified").count() == 2


@pytest.mark.row("S1-54")
def test_a_company_makes_a_classification_of_its_own(cast: Cast) -> None:
    make_scheme(
        cast.actor(cast.zheng),
        name="vip",
        title=("贵宾级别", "VIP level"),
        classes=[("gold", "金", "Gold"), ("silver", "银", "Silver")],
        smart=["两档", "看收入", "多买就到", "人人一样", "一季一次"],
        review_months=6,
        on=DAY,
    )
    lin = cast.actor(cast.lin)
    classify(lin, cast.hengyuan, classes.scheme("vip"), "gold", why="合作十年", on=DAY)
    held = {h.scheme.name: h.title for h in classes.held_by(lin, cast.hengyuan.pk)}
    assert held["vip"] is not None
    assert held["vip"].en == "Gold"
    assert set(held) == {each.name for each in classes.schemes()}


def test_a_class_needs_a_reason_and_must_be_one_of_them(as_lin: Client, cast: Cast) -> None:
    address = f"/customers/{cast.hengyuan.pk}/classes/time/"
    for said in ({"class": "old"}, {"class": "ancient", "why": "x"}):
        as_lin.post(address, said)
        assert of(cast.hengyuan) == {}
    as_lin.post(address, {"class": "old", "why": "合作十年"})
    assert of(cast.hengyuan) == {"time": "old"}
    assert "合作十年" in as_lin.get(f"/customers/{cast.hengyuan.pk}/file/").content.decode()


def test_a_scheme_written_badly_says_what_is_wrong(client: Client, cast: Cast) -> None:
    client.force_login(cast.zheng)
    said = {
        "name": "vip", "title_zh": "贵宾", "title_en": "VIP", "classes": "gold 金", "specific": "两档",
        "measurable": "看收入", "attainable": "多买就到", "reasonable": "人人一样", "timed": "一季一次",
        "review_months": "6",
    }  # fmt: skip
    answer = client.post("/customers/classes/new/", said)
    assert answer.status_code == 422
    assert "用逗号隔开" in answer.content.decode()
    client.post(
        "/customers/classes/new/", said | {"classes": "gold,金,Gold\nsilver，银，Silver"}
    )
    assert classes.scheme("vip").title.en == "VIP"


@pytest.mark.row("S2-07")
def test_a_classification_of_ones_own_fills_the_five_and_is_itself_looked_at_anew(
    client: Client, cast: Cast
) -> None:
    zheng = cast.actor(cast.zheng)
    made = {
        "name": "vip",
        "title": ("贵宾", "VIP"),
        "classes": [("gold", "金", "Gold")],
        "on": DAY,
    }
    five = ["两档", "看收入", "多买就到", "人人一样", "一季一次"]
    for smart, months in ((five[:4], 6), ([*five[:4], " "], 6), (five, 0)):
        with pytest.raises(NotSmart):
            make_scheme(zheng, smart=smart, review_months=months, **made)  # type: ignore[arg-type]  # as named above
    make_scheme(zheng, smart=five, review_months=6, **made)  # type: ignore[arg-type]  # as named above
    half = months_after(DAY, 6)
    assert "vip" not in {each.name for each in schemes_due(half - timedelta(days=1))}
    assert "vip" in {each.name for each in schemes_due(half)}
    review_scheme(zheng, "vip", outcome="还合适", on=half)
    assert "vip" not in {each.name for each in schemes_due(half)}
    due = next(each for each in schemes_due(months_after(half, 6)) if each.name == "vip")
    assert (due.last, due.due_on) == (half, months_after(half, 6))
    client.force_login(cast.lin)
    assert "人人一样" in client.get("/customers/classes/").content.decode()
    assert "SMART 五项" in client.get("/methods/schemes/direction/").content.decode()
    assert "SMART 五项" in client.get("/methods/scorecards/evaluation/").content.decode()


@pytest.mark.row("S2-07")
def test_a_classification_due_is_reviewed_on_the_page_of_moves(
    client: Client, cast: Cast
) -> None:
    make_scheme(
        cast.actor(cast.zheng), name="vip", title=("贵宾级别", "VIP"), classes=[("gold", "金", "Gold")],
        smart=["一", "二", "三", "四", "五"], review_months=1, on=localdate() - timedelta(days=60),
    )  # fmt: skip
    client.force_login(cast.zheng)
    assert "贵宾级别" in client.get("/value/moves/").content.decode()
    client.post("/value/moves/schemes/vip/", {"outcome": ""})
    assert not SchemeReview.objects.exists()
    client.post("/value/moves/schemes/vip/", {"outcome": "加一档"})
    assert SchemeReview.objects.get().outcome == "加一档"
    assert "分法自己该复看" not in client.get("/value/moves/").content.decode()


@pytest.mark.row("S2-39")
def test_a_running_contract_is_signing_enough() -> None:
    for name, last in (("约内", DAY), ("约满", DAY - timedelta(days=1))):
        customer = Customer.objects.create(name=name, name_key=name, pinyin="y")
        Contract.objects.create(
            customer=customer, number=name, title="年度", ends_on=last,
            signed_on=DAY - timedelta(days=90), starts_on=DAY - timedelta(days=90),
        )  # fmt: skip
    propose_classes(DAY)
    held = Standing.objects.filter(scheme="relation_stage")
    assert held.get(customer__name="约内").grade == "after_signing"
    assert held.get(customer__name="约满").grade == "before_signing"
