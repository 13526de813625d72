"""Key accounts: heads call on them, scarce goods go to them first, they try what is new, and they are heard (S3-20 to S3-29)."""

from datetime import date, timedelta

import pytest

from tests import facts
from tests.conftest import DAY, Cast
from zhike.activities.models import Milestone, Promise, Task, Touch
from zhike.care import actions as care
from zhike.care import executives, gatherings, jobs, plans, supply, trials
from zhike.care.gatherings import GatheringDraft
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.models import Customer, Standing
from zhike.sales.models import Order

pytestmark = pytest.mark.django_db


def grade(customer: Customer, letter: str) -> None:
    Standing.objects.create(
        customer=customer, scheme="evaluation", grade=letter, points=0, since=DAY, as_of=DAY, version=1
    )  # fmt: skip


def another(cast: Cast, name: str, letter: str) -> Customer:
    made = open_customer(
        cast.actor(cast.lin), CustomerDraft(name), owner_id=cast.lin.pk, on=DAY
    )
    grade(made, letter)
    return made


@pytest.mark.row("S3-24", "S3-10")
def test_a_head_of_the_company_is_sent_to_those_his_class_allows_to_wait_no_longer(
    cast: Cast,
) -> None:
    grade(cast.hengyuan, "A")
    another(cast, "明德塑料", "C")
    assert jobs.watch_executives(DAY) == 1
    assert jobs.watch_executives(DAY) == 0
    task = Task.objects.get(origin__startswith="executive_visit.visit:")
    assert (task.customer, task.assignee) == (cast.hengyuan, cast.sun)
    assert "上次高层拜访：从未" in task.why
    with pytest.raises(care.Unproven):
        care.finish_step(cast.actor(cast.sun), task.pk, kind="call", summary="打了电话", on=DAY)
    care.finish_step(
        cast.actor(cast.sun), task.pk, kind="visit", summary="见了对方总经理", on=DAY,
        promise="三月前派专人驻场", promise_due_on=date(2027, 3, 1),
    )  # fmt: skip
    assert Promise.objects.get().what == "三月前派专人驻场"
    [row] = executives.visits(cast.actor(cast.sun), on=DAY, only_due=False)
    assert (row.last_on, row.next_on, row.late) == (DAY, DAY + timedelta(days=180), 0)
    assert jobs.watch_executives(DAY + timedelta(days=100)) == 0
    assert jobs.watch_executives(DAY + timedelta(days=181)) == 1


@pytest.mark.row("S1-70")
def test_the_care_plan_gives_each_department_its_part(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    jobs.watch_plans(DAY)
    who = {t.title: t.assignee for t in Task.objects.filter(origin__startswith="care_plan.")}
    assert who == {"季度回顾": cast.lin, "主管致电": cast.qian, "服务台回访": cast.wu}
    assert jobs.watch_plans(DAY) == 0, "twice a night lays nothing"
    assert jobs.watch_plans(DAY + timedelta(days=200)) == 0, "what is open is not laid again"
    task = Task.objects.get(title="服务台回访")
    care.finish_step(cast.actor(cast.wu), task.pk, kind="call", summary="一切正常", on=DAY)
    assert jobs.watch_plans(DAY + timedelta(days=59)) == 0
    assert jobs.watch_plans(DAY + timedelta(days=60)) == 1
    progress = {p.act.key: p for p in plans.progress(cast.actor(cast.qian), on=DAY)}
    assert (progress["a_service"].customers, progress["a_service"].done) == (1, 1)
    assert progress["a_review"].open == 1


@pytest.mark.row("S1-70")
def test_the_service_desk_has_no_more_of_a_line_before_it_than_the_plan_says(
    cast: Cast,
) -> None:
    for n in range(8):
        grade(facts.customer(f"客户{n}", cast.zhao if n % 2 else cast.lin), "A")
    jobs.watch_plans(DAY)
    desk = Task.objects.open().filter(assignee=cast.wu)
    assert desk.count() == 6
    assert jobs.watch_plans(DAY) == 0
    desk.filter(pk=desk[0].pk).update(ended_on=DAY, result="done")
    assert jobs.watch_plans(DAY) == 1
    assert desk.count() == 6


@pytest.mark.row("S1-70")
def test_one_customer_may_get_it_otherwise_until_it_is_looked_at_again(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    lin = cast.actor(cast.lin)
    agreed = plans.Agreed("每月走访", "看新线", "visit", 30, "owner", DAY + timedelta(days=90))
    plans.agree(lin, cast.hengyuan.pk, "a_review", agreed, on=DAY)
    off = plans.Agreed(
        "主管致电", "", "call", 120, "superior", DAY + timedelta(days=90), is_off=True
    )
    plans.agree(lin, cast.hengyuan.pk, "a_lead", off, on=DAY)
    jobs.watch_plans(DAY)
    titles = set(
        Task.objects.filter(origin__startswith="care_plan.").values_list("title", flat=True)
    )
    assert titles == {"每月走访", "服务台回访"}
    assert jobs.watch_plans(DAY) == 0
    lines = {line.key: line for line in plans.lines(lin, cast.hengyuan)}
    assert (lines["a_review"].every, lines["a_lead"].is_off) == (30, True)
    assert [line.title for line in plans.to_review(lin, on=DAY + timedelta(days=90))] == [
        "每月走访",
        "主管致电",
    ]


@pytest.mark.row("S3-20")
def test_scarce_goods_go_by_class_and_value_and_never_beyond_what_there_is(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    other = another(cast, "明德塑料", "C")
    for n, (customer, amount) in enumerate([(cast.hengyuan, 30_000), (other, 90_000)]):
        Order.objects.create(
            customer=customer,
            number=f"N{n}",
            ordered_on=DAY,
            amount=amount,
            product="节能驱动器",
        )
    qian = cast.actor(cast.qian)
    short = supply.note_shortage(
        qian, product="驱动器", quantity=40, unit="台", until=None, on=DAY
    )
    claims = supply.claims(qian, short, on=DAY)
    assert [(c.customer, c.grade) for c in claims] == [(cast.hengyuan, "A"), (other, "C")]
    assert sum(c.proposed for c in claims) == 40
    with pytest.raises(supply.TooMuch) as much:
        supply.allot(qian, short.pk, {cast.hengyuan.pk: 30, other.pk: 15}, on=DAY)
    assert much.value.over == 5
    assert not Milestone.objects.exists()
    supply.allot(qian, short.pk, {cast.hengyuan.pk: 30, other.pk: 10}, on=DAY)
    supply.allot(qian, short.pk, {cast.hengyuan.pk: 28, other.pk: 10}, on=DAY)
    assert Milestone.objects.filter(kind="stock_short").count() == 2, "each is told once"
    assert Task.objects.filter(title="告诉客户：缺什么、缺多久").count() == 2


@pytest.mark.row("S3-22")
def test_key_accounts_try_what_is_new_and_hear_back(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    another(cast, "明德塑料", "C")
    lin = cast.actor(cast.lin)
    draft = trials.TrialDraft("新驱动器", "不合适全退", DAY, DAY + timedelta(days=60))
    trial = trials.begin_trial(lin, draft, on=DAY)
    assert trials.candidates(lin, trial.pk, grade="A") == [cast.hengyuan]
    assert trials.invite(lin, trial.pk, [cast.hengyuan.pk], on=DAY) == 1
    assert trials.invite(lin, trial.pk, [cast.hengyuan.pk], on=DAY) == 0
    assert Task.objects.filter(origin__startswith="new_product.invite").count() == 1
    guest = trials.guests(lin, trial.pk).get()
    trials.told(lin, guest.pk, result="mixed", feedback="风扇声音大", on=DAY)
    found = trials.answer(lin, trial.pk, "下一批换静音风扇", on=DAY)
    assert (found.answer, found.answered_on) == ("下一批换静音风扇", DAY)
    assert not trials.guests(cast.actor(cast.zhao), trial.pk).exists()


@pytest.mark.row("S3-29", "S1-72")
def test_what_a_guest_asks_for_at_a_symposium_becomes_a_promise(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    lin = cast.actor(cast.lin)
    held = gatherings.call_gathering(
        lin, GatheringDraft("秋季座谈会", "symposium", DAY + timedelta(days=7)), on=DAY
    )
    assert [c.pk for c in gatherings.candidates(lin, held.pk, grade="A", text="")] == [
        cast.hengyuan.pk
    ]
    gatherings.invite(lin, held.pk, [cast.hengyuan.pk], on=DAY)
    assert gatherings.candidates(lin, held.pk, grade="A", text="") == []
    [guest] = gatherings.guests(lin, held.pk)
    assert guest.contact == cast.yu
    with pytest.raises(gatherings.NotHeldYet):
        gatherings.attended(lin, guest.pk, has_come=True, on=DAY)
    then = DAY + timedelta(days=8)
    mine = cast.actor(cast.lin, on=then)
    gatherings.answered(mine, guest.pk, "yes", on=then)
    gatherings.attended(mine, guest.pk, has_come=True, on=then)
    gatherings.attended(mine, guest.pk, has_come=True, on=then)
    touch = Touch.objects.get()
    assert (touch.kind, touch.touched_on) == ("meeting", DAY + timedelta(days=7))
    gatherings.heard(
        mine,
        guest.pk,
        "交期要早说",
        on=then,
        answer="给出提前通知的办法",
        due_on=then + timedelta(days=7),
    )
    promise = Promise.objects.get()
    assert (promise.what, promise.customer) == ("给出提前通知的办法", cast.hengyuan)
    [listed] = gatherings.gatherings_list(mine)
    assert (listed.invited, listed.yes, listed.came, listed.owed) == (1, 1, 1, 1)
    [unseen] = gatherings.gatherings_list(cast.actor(cast.zhao))
    assert (unseen.invited, unseen.owed) == (0, 0), "whom one may not see one does not count"
