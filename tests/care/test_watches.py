"""What the night notices, for whom it becomes a task, and that it says why."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.conftest import Cast
from tests.facts import customer, order, touch
from zhike.activities.models import Promise, Task
from zhike.care import jobs
from zhike.care.actions import log_touch, waive_step
from zhike.care.queries import quiet_by_grade
from zhike.customers.actions.reach import lift_wish, respect_wish
from zhike.customers.actions.standing import Graded, Scheme, hand_down
from zhike.customers.models import Contact, Customer
from zhike.methods.library import library
from zhike.trust.actor import Actor
from zhike.trust.models import Event
from zhike.users.models import User
from zhike.value import jobs as value
from zhike.value import runs
from zhike.value.queries import HANDED_DOWN

pytestmark = pytest.mark.django_db
NIGHT = date(2026, 11, 23)
SHELF = Path(__file__).parents[2] / "src" / "zhike" / "methods" / "shelf"


def grade(who: Customer, letter: str, *, as_of: date = NIGHT) -> None:
    row = Graded(who.pk, letter, {"A": 8500, "B": 7000, "C": 4000}[letter])
    hand_down(Actor.clock(), Scheme("evaluation", 1), [row], as_of=as_of)


def measure(as_of: date = NIGHT) -> None:
    for job in (value.extract, value.measure, value.score, value.keep_measures):
        job(as_of)


def born(who: Customer, month: int, day: int, **more: object) -> Contact:
    return Contact.objects.create(
        customer=who, name="王总", pinyin="wang", birth_month=month, birth_day=day, **more
    )


@pytest.mark.row("S1-61", "S1-72", "S4-25")
def test_a_customer_beyond_his_rhythm_is_to_be_contacted_and_the_line_says_why(
    cast: Cast,
) -> None:
    grade(cast.hengyuan, "A")
    touch(cast.hengyuan, "2026-10-11")
    assert jobs.watch_quiet(NIGHT) == 1
    task = Task.objects.get()
    assert task.assignee == cast.lin
    assert task.title == "联系一次"
    assert "上次联系 10月11日（电话），已 43 天；A 类客户应每 30 天联系一次" in task.why
    assert "last contact 11 Oct (call), 43 days ago" in task.why_en
    assert task.method == "quiet_customer@1"
    assert Event.objects.filter(kind="task.laid", customer_id=cast.hengyuan.pk).count() == 1


def test_a_customer_within_his_rhythm_is_left_in_peace(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    touch(cast.hengyuan, "2026-10-24")  # 30 days: still within
    assert jobs.watch_quiet(NIGHT) == 0


def test_a_customer_nobody_ever_spoke_to_is_quiet_too(cast: Cast) -> None:
    grade(cast.hengyuan, "C")
    assert jobs.watch_quiet(NIGHT) == 1
    assert "还没有联系记录" in Task.objects.get().why


def test_a_note_to_oneself_is_no_contact(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    touch(cast.hengyuan, "2026-10-11")
    touch(cast.hengyuan, "2026-11-20", "note")
    assert jobs.watch_quiet(NIGHT) == 1


def test_the_night_again_lays_nothing_twice_and_words_it_anew(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    touch(cast.hengyuan, "2026-10-11")
    jobs.watch_quiet(NIGHT)
    assert jobs.watch_quiet(NIGHT) == 0
    assert jobs.watch_quiet(NIGHT + timedelta(3)) == 0
    assert "已 46 天" in Task.objects.get().why


def test_a_logged_call_settles_the_reminder_and_starts_the_rhythm_anew(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    touch(cast.hengyuan, "2026-10-11")
    jobs.watch_quiet(NIGHT)
    log_touch(
        cast.actor(cast.lin),
        customer_id=cast.hengyuan.pk,
        kind="call",
        summary="聊了近况",
        on=NIGHT,
    )
    assert Task.objects.get().result == Task.Result.SETTLED
    assert jobs.watch_quiet(NIGHT + timedelta(30)) == 0
    assert jobs.watch_quiet(NIGHT + timedelta(31)) == 1


def test_an_imported_touch_settles_the_reminder_in_the_night(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    jobs.watch_quiet(NIGHT)
    touch(cast.hengyuan, "2026-11-24")
    assert jobs.settle(NIGHT + timedelta(2)) == 1
    task = Task.objects.get()
    assert (task.result, task.ended_on) == (Task.Result.SETTLED, NIGHT + timedelta(2))


def test_who_waived_a_contact_is_asked_again_after_another_rhythm(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    jobs.watch_quiet(NIGHT)
    waive_step(cast.actor(cast.lin), Task.objects.get().pk, why="他在休假", on=NIGHT)
    assert jobs.watch_quiet(NIGHT + timedelta(29)) == 0
    assert jobs.watch_quiet(NIGHT + timedelta(30)) == 1


def test_each_person_s_list_is_filled_to_the_cap_the_most_valuable_first(cast: Cast) -> None:
    cap = library().standards["contact_rhythm"].backlog_cap
    several = [customer(f"客户{n}", cast.lin) for n in range(cap + 3)]
    other = customer("赵的客户", cast.zhao)
    for n, who in enumerate([*several, other]):
        order(who, "2026-11-20", (n + 1) * 1000)
        grade(who, "C")
    grade(cast.hengyuan, "C", as_of=NIGHT)
    measure()
    assert jobs.watch_quiet(NIGHT) == cap + 1
    mine = Task.objects.filter(assignee=cast.lin).order_by("-weight")
    assert {task.customer_id for task in mine} == {who.pk for who in several[3:]}
    first = mine[0]
    waive_step(cast.actor(cast.lin), first.pk, why="不必", on=NIGHT)
    assert jobs.watch_quiet(NIGHT + timedelta(1)) == 1
    assert Task.objects.open().filter(assignee=cast.lin).count() == cap
    assert Task.objects.order_by("-pk")[0].customer_id == several[2].pk


def broken(owner: User, *, last: str = "2026-09-30") -> Customer:
    """Buys every 30 days, and then stops."""
    who = customer("粤海物流", owner)
    for day in ("2026-07-02", "2026-08-01", "2026-08-31", last):
        order(who, day, 1_000_000)
    return who


@pytest.mark.row("S1-46")
def test_a_customer_who_stopped_buying_is_noticed_by_his_own_rhythm(cast: Cast) -> None:
    who = broken(cast.lin)
    measure()
    assert jobs.watch_rhythms(NIGHT) == 1
    task = Task.objects.get()
    assert task.customer == who
    assert task.weight == 4_000_000
    assert "平时约 30 天买一次，已 54 天没有购买，是平时的 1.8 倍；上次购买 9月30日" in task.why
    assert "¥4万" in task.why
    measure(NIGHT + timedelta(1))
    assert jobs.watch_rhythms(NIGHT + timedelta(1)) == 0


def test_a_rhythm_of_two_purchases_is_no_rhythm(cast: Cast) -> None:
    who = customer("两单", cast.lin)
    order(who, "2026-08-01")
    order(who, "2026-08-11")
    measure()
    assert jobs.watch_rhythms(NIGHT) == 0


def test_who_buys_again_needs_no_asking(cast: Cast) -> None:
    who = broken(cast.lin)
    measure()
    jobs.watch_rhythms(NIGHT)
    order(who, "2026-11-24")
    next_night = NIGHT + timedelta(1)
    measure(next_night)
    assert jobs.settle(next_night) == 1
    assert jobs.watch_rhythms(next_night) == 0
    assert "又购买" in Task.objects.get().outcome


def test_a_touch_on_the_day_itself_leaves_the_line_that_was_laid_after_it(cast: Cast) -> None:
    who = broken(cast.lin)
    touch(who, "2026-11-23")
    measure()
    jobs.watch_rhythms(NIGHT)
    assert jobs.settle(NIGHT) == 0  # the same night again
    assert Task.objects.open().count() == 1


def test_one_customer_is_not_asked_for_twice_on_one_day(cast: Cast) -> None:
    who = broken(cast.lin)
    grade(who, "A")
    jobs.watch_quiet(NIGHT)
    measure()
    jobs.watch_rhythms(NIGHT)
    jobs.watch_quiet(NIGHT)
    assert [task.kind for task in Task.objects.open()] == [Task.Kind.RHYTHM]


@pytest.mark.row("S0-31", "S1-72")
def test_a_birthday_by_the_moon_is_near(cast: Cast) -> None:
    assert jobs.watch_birthdays(NIGHT - timedelta(4)) == 0
    assert jobs.watch_birthdays(NIGHT - timedelta(3)) == 1
    task = Task.objects.get()
    assert (task.due_on, task.contact, task.assignee) == (NIGHT, cast.yu, cast.lin)
    assert "于总11月23日生日（农历十月十五）" in task.why
    assert "喜欢普洱茶" in task.why
    assert jobs.watch_birthdays(NIGHT) == 0


def test_a_leap_day_birthday_is_kept_on_the_28th(cast: Cast) -> None:
    born(cast.hengyuan, 2, 29, birth_year=1988)
    assert jobs.watch_birthdays(date(2027, 2, 26)) == 1
    task = Task.objects.get()
    assert task.due_on == date(2027, 2, 28)
    assert "turning 39" in task.why_en


def test_a_birthday_missed_while_the_machine_was_off_is_made_up_for(cast: Cast) -> None:
    born(cast.hengyuan, 11, 30)
    born(cast.hengyuan, 12, 4)
    night = date(2026, 12, 8)
    runs.finish(HANDED_DOWN, date(2026, 11, 20), methods="", rows=0, seconds=0)
    assert jobs.watch_birthdays(night) == 1  # 4 December; 30 November is over a week ago
    assert Task.objects.get().due_on == date(2026, 12, 4)


def test_the_first_night_ever_makes_up_for_nothing(cast: Cast) -> None:
    born(cast.hengyuan, 12, 4)
    assert jobs.watch_birthdays(date(2026, 12, 8)) == 0


@pytest.mark.row("S1-51")
def test_a_customer_not_seen_for_three_years_gets_the_letter_that_misses_him(
    cast: Cast,
) -> None:
    touch(cast.hengyuan, "2023-05-01")
    measure()
    assert jobs.watch_birthdays(NIGHT) == 1
    task = Task.objects.get()
    assert task.method == "dormant_birthday@1"
    assert "上次联系 2023年5月1日" in task.why


def test_a_friend_found_again_is_not_greeted_twice(cast: Cast) -> None:
    touch(cast.hengyuan, "2023-05-01")
    measure(NIGHT - timedelta(2))
    jobs.watch_birthdays(NIGHT - timedelta(2))
    touch(cast.hengyuan, "2026-11-22")
    measure(NIGHT - timedelta(1))
    assert jobs.watch_birthdays(NIGHT - timedelta(1)) == 0


def test_a_birthday_long_past_leaves_the_agenda(cast: Cast) -> None:
    jobs.watch_birthdays(NIGHT)
    assert jobs.settle(NIGHT + timedelta(7)) == 0
    assert jobs.settle(NIGHT + timedelta(8)) == 1


@pytest.mark.row("S1-20")
def test_an_imported_promise_becomes_a_task_once(cast: Cast) -> None:
    Promise.objects.create(
        customer=cast.hengyuan,
        contact=cast.yu,
        what="发案例",
        made_on=date(2026, 11, 18),
        due_on=date(2026, 11, 25),
        made_by=cast.lin,
    )
    assert jobs.watch_promises(NIGHT) == 1
    assert jobs.watch_promises(NIGHT) == 0
    task = Task.objects.get()
    assert (task.title, task.due_on) == ("兑现：发案例", date(2026, 11, 25))
    assert task.why == "11月18日答应于总的，11月25日到期"


@pytest.mark.row("S2-08", "S1-60")
def test_a_grade_that_moved_is_told_and_a_first_grade_is_not(cast: Cast) -> None:
    grade(cast.hengyuan, "A", as_of=NIGHT - timedelta(10))
    assert jobs.watch_moves(NIGHT - timedelta(10)) == 0
    grade(cast.hengyuan, "B", as_of=NIGHT)
    assert jobs.watch_moves(NIGHT) == 1
    assert jobs.watch_moves(NIGHT + timedelta(1)) == 0
    task = Task.objects.get()
    assert task.title == "等级 A → B，看看原因"
    assert "今后每 60 天联系一次" in task.why


@pytest.mark.row("S0-31", "S1-70")
def test_a_festival_is_one_task_for_a_person_and_not_one_for_a_customer(cast: Cast) -> None:
    for n in range(3):
        customer(f"客户{n}", cast.lin)
    assert jobs.watch_festivals(NIGHT) == 1  # Thanksgiving on the 26th
    task = Task.objects.get()
    assert (task.customer, task.assignee, task.due_on) == (None, cast.lin, date(2026, 11, 26))
    assert task.title == "感恩节问候 4 位客户"
    assert jobs.watch_festivals(NIGHT + timedelta(1)) == 0


def test_how_many_wait_behind_the_list_can_be_asked(cast: Cast) -> None:
    grade(cast.hengyuan, "A")
    grade(customer("另一家", cast.lin), "C")
    grade(customer("赵的", cast.zhao), "C")
    assert quiet_by_grade(cast.actor(cast.lin), as_of=NIGHT) == {"A": 1, "C": 1}
    assert quiet_by_grade(cast.actor(cast.sun), as_of=NIGHT) == {"A": 1, "C": 2}


def test_the_company_s_own_rhythm_holds(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    text = (SHELF / "standards" / "contact_rhythm.toml").read_text("utf-8")
    own = tmp_path / "standards" / "contact_rhythm.toml"
    own.parent.mkdir()
    own.write_text(text.replace("contact_every_days = 30", "contact_every_days = 14"), "utf-8")
    settings.METHODS_DIR = tmp_path
    grade(cast.hengyuan, "A")
    touch(cast.hengyuan, "2026-11-08")
    assert jobs.watch_quiet(NIGHT) == 1


def test_every_playbook_makes_tasks_of_a_kind_there_is() -> None:
    kinds = {step.kind for book in library().playbooks.values() for step in book.steps}
    assert kinds <= set(Task.Kind.values)


def test_whoever_asked_for_no_greetings_gets_none(cast: Cast) -> None:
    person = born(cast.hengyuan, NIGHT.month, NIGHT.day)
    lin = cast.actor(cast.lin)
    wish = respect_wish(lin, person, way="greeting", why="不过生日", on=NIGHT)
    jobs.watch_birthdays(NIGHT)
    assert not Task.objects.filter(kind=Task.Kind.BIRTHDAY, contact=person).exists()
    lift_wish(lin, wish, on=NIGHT)
    jobs.watch_birthdays(NIGHT)
    assert Task.objects.filter(kind=Task.Kind.BIRTHDAY, contact=person).exists()
