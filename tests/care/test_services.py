"""What a customer is owed in services: by class, by group, given, due, reminded of."""

from datetime import date, timedelta

import pytest

from tests.conftest import DAY, Cast
from tests.facts import customer
from zhike.activities.actions.giving import NotYet
from zhike.activities.models import Delivery, Task
from zhike.care import coverage, giving
from zhike.care.actions import finish_step
from zhike.care.coverage import Chosen
from zhike.care.giving import NoProof, deliver_service
from zhike.care.jobs import watch_services
from zhike.care.owed import Owed, owed
from zhike.customers import classes
from zhike.customers.actions.classes import classify
from zhike.customers.actions.groups import mark_key_person
from zhike.customers.models import Customer, Standing
from zhike.methods.library import library
from zhike.methods.services import Catalogue, best_of
from zhike.methods.staffing import Staffing, is_enough

ONSITE, PAYMENT = "group_services.onsite", "group_services.payment"
LONG_AGO = DAY - timedelta(days=400)
SHELF = library()


def graded(
    customer: Customer, grade: str, *, scheme: str = "evaluation", since: date = LONG_AGO
) -> Standing:
    return Standing.objects.create(
        customer=customer,
        scheme=scheme,
        grade=grade,
        points=0,
        since=since,
        as_of=since,
        version=1,
    )


def of(rows: list[Owed], key: str) -> Owed:
    return next(row for row in rows if row.service.key == key)


@pytest.mark.row("S3-05", "S3-06", "S3-11", "S3-13")
@pytest.mark.parametrize("catalogue", SHELF.services.values(), ids=lambda m: m.head.name)
def test_a_catalogue_owes_what_its_examples_say(catalogue: Catalogue) -> None:
    for example in catalogue.examples:
        claims = [
            claim
            for scheme, grade in example.classes.items()
            for claim in catalogue.claims(scheme, grade, 1, DAY)
        ]
        best = {b.claim.service.key: b.claim for b in best_of(claims)}.get(example.service)
        assert (best.times if best else 0) == example.times
        assert (best.entitlement.scheme if best else "") == example.by


@pytest.mark.row("S3-03", "S3-15")
@pytest.mark.parametrize("staff", SHELF.staffing.values(), ids=lambda m: m.head.name)
def test_a_class_wants_the_grade_its_examples_say(staff: Staffing) -> None:
    for example in staff.examples:
        want = staff.wanted([(example.scheme, example.grade)])
        assert is_enough(example.rank, want) is example.is_enough


@pytest.mark.row("S3-13")
def test_a_card_holds_for_its_months_and_is_then_looked_at_anew(cast: Cast) -> None:
    sun = cast.actor(cast.sun)
    vip = classes.scheme("vip_card")
    assert [c.key for c in vip.classes] == ["ordinary", "silver", "gold", "diamond"]
    classify(sun, cast.hengyuan, vip, "gold", why="开卡", on=date(2024, 2, 29))
    held = {h.scheme.name: h for h in classes.held_by(sun, cast.hengyuan.pk)}
    assert held["vip_card"].valid_until == date(2026, 2, 28)
    assert held["nature"].valid_until is None


def test_the_catalogues_have_the_items_the_source_counts() -> None:
    group, hall = SHELF.services["group_services"], SHELF.services["hall_services"]
    assert [sum(s.category == c for s in group.services) for c in ("basic", "special")] == [
        8,
        8,
    ]
    assert [s.category for s in hall.services] == ["hall"] * 9


def test_who_is_in_a_class_is_owed_its_services_and_it_is_late_when_it_was_not_given(
    cast: Cast,
) -> None:
    lin = cast.actor(cast.lin)
    assert owed(lin, cast.hengyuan, on=DAY) == []
    graded(cast.hengyuan, "A")
    late = of(owed(lin, cast.hengyuan, on=DAY), ONSITE)
    assert (late.state, late.times, late.given, late.last_on) == ("overdue", 6, 0, None)
    deliver_service(lin, cast.hengyuan.pk, ONSITE, delivered_on=DAY, on=DAY, proof="设备科签字")
    now = of(owed(lin, cast.hengyuan, on=DAY), ONSITE)
    assert (now.state, now.given, now.last_on) == ("fine", 1, DAY)
    assert now.next_on == DAY + timedelta(days=60)
    assert of(owed(lin, cast.hengyuan, on=DAY), "group_services.faults").state == "asked"


@pytest.mark.row("S3-14")
def test_a_person_who_carries_a_group_s_mark_is_owed_the_better_of_both(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    group = Customer.objects.create(
        name="恒远集团",
        name_key="恒远集团",
        pinyin="hy",
        kind="group",
        owner=cast.lin,
        team=cast.east,
    )
    graded(cast.hengyuan, "C")
    graded(group, "A")
    mark_key_person(lin, group, cast.yu, why="集团采购", on=DAY)
    own = of(owed(lin, cast.hengyuan, on=DAY), PAYMENT)
    his = of(owed(lin, cast.hengyuan, on=DAY, contact=cast.yu), PAYMENT)
    assert (own.times, own.is_by_group) == (4, False)
    assert (his.times, his.is_by_group, his.holder) == (12, True, "恒远集团")
    assert [str(w.zh) for w in his.above] == ["客户评估 C"]


def test_a_class_with_priority_decides_alone_and_says_so(cast: Cast) -> None:
    graded(cast.hengyuan, "A")
    graded(cast.hengyuan, "main", scheme="position")
    meeting = of(owed(cast.actor(cast.lin), cast.hengyuan, on=DAY), "group_services.high_level")
    assert (meeting.times, meeting.best.is_by_priority) == (4, True)


def test_a_service_that_needs_proof_is_not_given_without_it_nor_on_a_day_to_come(
    cast: Cast,
) -> None:
    lin, pk = cast.actor(cast.lin), cast.hengyuan.pk
    with pytest.raises(NoProof):
        deliver_service(lin, pk, ONSITE, delivered_on=DAY, on=DAY, proof=" ")
    with pytest.raises(NotYet):
        deliver_service(lin, pk, PAYMENT, delivered_on=DAY + timedelta(days=1), on=DAY)
    assert not Delivery.objects.exists()


def test_what_was_given_later_than_promised_is_late(cast: Cast) -> None:
    lin, pk = cast.actor(cast.lin), cast.hengyuan.pk
    asked = DAY - timedelta(days=10)
    row = deliver_service(lin, pk, PAYMENT, delivered_on=DAY, on=DAY, asked_on=asked)
    assert row.is_late
    assert not deliver_service(lin, pk, PAYMENT, delivered_on=DAY, on=DAY, asked_on=DAY).is_late


def test_a_delivery_written_down_afterwards_does_not_stand_for_the_newest(cast: Cast) -> None:
    lin, pk = cast.actor(cast.lin), cast.hengyuan.pk
    for days in (5, 30):
        deliver_service(lin, pk, PAYMENT, delivered_on=DAY - timedelta(days=days), on=DAY)
    newest = Delivery.objects.get(is_latest=True)
    assert newest.delivered_on == DAY - timedelta(days=5)


@pytest.mark.row("S3-05", "S3-06")
def test_the_night_asks_for_what_is_owed_once_and_giving_it_settles_the_task(
    cast: Cast,
) -> None:
    lin = cast.actor(cast.lin)
    graded(cast.hengyuan, "C")
    laid = watch_services(DAY)
    tasks = Task.objects.filter(kind="service")
    assert laid == tasks.count() == 5
    assert watch_services(DAY) == 0
    assert watch_services(DAY + timedelta(days=1)) == 0
    one = tasks.get(origin__contains=PAYMENT)
    assert one.title == "为他做：缴费服务"
    assert one.assignee == cast.lin
    deliver_service(lin, cast.hengyuan.pk, PAYMENT, delivered_on=DAY, on=DAY)
    one.refresh_from_db()
    assert (one.result, one.ended_on) == ("settled", DAY)
    assert Delivery.objects.get().task == one
    assert watch_services(DAY + timedelta(days=2)) == 0


def test_who_is_new_in_a_class_is_owed_what_he_was_given_too_long_ago(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    graded(cast.hengyuan, "C", since=DAY)
    assert watch_services(DAY) == 0
    deliver_service(lin, cast.hengyuan.pk, PAYMENT, delivered_on=LONG_AGO, on=DAY)
    assert watch_services(DAY) == 1
    assert PAYMENT in (Task.objects.get().origin or "")


def test_a_customer_nobody_looks_after_is_owed_it_though_every_list_is_full(
    cast: Cast,
) -> None:
    for n in range(11):
        graded(customer(f"第{n}家", cast.lin), "A")
    watch_services(DAY)
    assert Task.objects.filter(assignee=cast.lin).count() == 10
    graded(customer("没人管的", None), "C")
    graded(customer("西边的", cast.zhao), "C")
    assert watch_services(DAY) == 10
    assert Task.objects.filter(assignee=None).count() == 5
    assert Task.objects.filter(assignee=cast.zhao).count() == 5


def test_finishing_the_task_is_giving_the_service(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    graded(cast.hengyuan, "B")
    watch_services(DAY)
    task = Task.objects.get(origin__contains=ONSITE)
    finish_step(lin, task.pk, kind="visit", summary="换了耗材，王工签字", on=DAY)
    given = Delivery.objects.get()
    assert (given.service, given.proof, given.by) == (ONSITE, "换了耗材，王工签字", cast.lin)
    assert giving.service_of(task) == ONSITE


def test_nobody_has_more_of_these_tasks_before_him_than_the_cap(cast: Cast) -> None:
    for n in range(30):
        name = f"第{n}家"
        graded(
            Customer.objects.create(
                name=name, name_key=name, pinyin=name, owner=cast.lin, team=cast.east
            ),
            "A",
        )
    watch_services(DAY)
    assert Task.objects.filter(kind="service", assignee=cast.lin).count() == 10


def test_the_manager_sees_how_far_services_are_given_and_whose_are_late(cast: Cast) -> None:
    others = [
        Customer.objects.create(
            name=f"第{n}家", name_key=f"{n}", pinyin=f"a{n}", owner=cast.lin, team=cast.east
        )
        for n in range(3)
    ]
    foreign = Customer.objects.create(
        name="西边", name_key="x", pinyin="x", owner=cast.zhao, team=cast.west
    )
    graded(cast.hengyuan, "A")
    graded(cast.hengyuan, "gold", scheme="vip_card")
    for each in (*others, foreign):
        graded(each, "A", since=DAY if each == others[2] else LONG_AGO)
    lin = cast.actor(cast.lin)
    give = cast.actor(cast.sun)
    deliver_service(give, cast.hengyuan.pk, PAYMENT, delivered_on=DAY, on=DAY)
    deliver_service(give, others[0].pk, PAYMENT, delivered_on=DAY - timedelta(days=90), on=DAY)
    deliver_service(give, foreign.pk, PAYMENT, delivered_on=DAY, on=DAY)
    rows = coverage.coverage(lin, Chosen(), on=DAY)
    row = next(
        r for r in rows if r.line.service.key == PAYMENT and r.line.entitlement.grade == "A"
    )
    # Hengyuan had it; the first too long ago, the second never, the third is new in its class.
    assert (row.owed, row.given, row.overdue, row.waiting) == (4, 1, 2, 1)
    for state, names in (
        ("overdue", {"第0家", "第1家"}),
        ("given", {"深圳市恒远机械有限公司"}),
    ):
        found = coverage.customers_of(lin, row.line, Chosen(), state, on=DAY)
        assert {each.customer.name for each in found} == names
    all_of_west = coverage.coverage(cast.actor(cast.sun), Chosen(team_id=cast.west.pk), on=DAY)
    west = next(
        r
        for r in all_of_west
        if r.line.service.key == PAYMENT and r.line.entitlement.grade == "A"
    )
    assert (west.owed, west.given) == (1, 1)
    assert {
        r.line.service.key.split(".")[0]
        for r in coverage.coverage(lin, Chosen(channel="hall"), on=DAY)
    } == {
        "group_services",
        "hall_services",
    }


def test_a_colleague_who_may_not_see_the_customer_gives_him_nothing(cast: Cast) -> None:
    with pytest.raises(Customer.DoesNotExist):
        deliver_service(
            cast.actor(cast.zhao), cast.hengyuan.pk, PAYMENT, delivered_on=DAY, on=DAY
        )
