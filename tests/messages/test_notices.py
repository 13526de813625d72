"""Our own people are told what happened, once, by the ways they chose, and never in their quiet hours."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.urls import resolve

from tests.conftest import DAY, Cast
from tests.messages.post import NOON, later, letter_to_yu, mail_sink, web_receiver
from zhike.activities.models import Promise, Task
from zhike.care.actions import hand_over_step, plan_step
from zhike.care.handover import hand_over
from zhike.care.messages.digest import write_digests
from zhike.care.messages.notices import WishesDraft, notices, unread, wish
from zhike.care.messages.noticing import notice_what_happened
from zhike.care.messages.outbox import deliver_waiting
from zhike.care.messages.robots import BadRobot, RobotDraft, add_robot
from zhike.care.messages.sending import send_letter
from zhike.care.models import Notice, Outgoing, ReadMark, Robot
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.trust import journal, loans
from zhike.trust.actor import Actor
from zhike.trust.models import Event
from zhike.users.models import User

USUAL = WishesDraft(
    ways={}, robot_id=None, quiet_from=time(20), quiet_until=time(8), urgent_anyway=False,
    digest_at=time(8), digest_by_mail=False, digest_by_robot=False, digest_on_rest_days=False,
)  # fmt: skip


@pytest.fixture
def reading(cast: Cast) -> Callable[[], int]:
    """The reader of the journal, which began before anything happened; events bear the machine's time."""
    ReadMark.objects.create(
        reader="notices",
        day=DAY,
        event_id=Event.objects.unscoped().order_by("-pk").values_list("pk", flat=True)[0],
    )
    return lambda: notice_what_happened(NOON)


def kinds(user: User) -> list[str]:
    return list(Notice.objects.unscoped().filter(user=user).values_list("kind", flat=True))


def test_a_task_handed_over_is_told_to_whoever_has_it_now_once(
    cast: Cast, reading: Callable[[], int]
) -> None:
    sun = cast.actor(cast.sun)
    task = plan_step(sun, customer_id=cast.hengyuan.pk, title="寄样品", due_on=DAY, on=DAY)
    hand_over_step(sun, task.pk, to_user_id=cast.lin.pk, on=DAY)
    assert reading() == 1
    assert reading() == 0
    (shown,) = notices(cast.actor(cast.lin))
    assert shown.words.zh == "孙四把一项待办交给了你"
    assert shown.customer == "深圳市恒远机械有限公司"
    assert unread(cast.actor(cast.lin)) == 1
    assert unread(cast.actor(cast.sun)) == 0


def test_customers_that_change_hands_are_one_notice_with_all_their_tasks(
    cast: Cast, reading: Callable[[], int]
) -> None:
    sun = cast.actor(cast.sun)
    other = open_customer(
        sun, CustomerDraft("东莞市和信塑料有限公司"), owner_id=cast.lin.pk, on=DAY
    )
    for customer in (cast.hengyuan, other):
        plan_step(
            sun,
            customer_id=customer.pk,
            title="寄样品",
            due_on=DAY,
            on=DAY,
            assignee_id=cast.lin.pk,
        )
        hand_over(sun, customer.pk, owner_id=cast.zhao.pk, on=DAY)
    reading()
    assert kinds(cast.zhao) == ["customer"]


def test_what_is_late_is_told_to_whoever_it_was_passed_up_to(
    cast: Cast, reading: Callable[[], int]
) -> None:
    late = Task.objects.create(
        customer=cast.hengyuan, assignee=cast.qian, title="迟办", due_on=DAY, laid_on=DAY
    )
    journal.record(Actor.clock(), "task.escalated", late, on=DAY, customer_id=cast.hengyuan.pk)
    reading()
    assert kinds(cast.qian) == ["escalation"]


def test_an_approval_is_awaited_by_those_who_may_give_it(
    cast: Cast, reading: Callable[[], int]
) -> None:
    loans.ask(
        cast.actor(cast.zhao),
        customer_id=cast.hengyuan.pk,
        team_id=cast.east.pk,
        named="恒远",
        purpose="同行",
        from_on=DAY,
        until_on=DAY,
        at=NOON,
        on=DAY,
    )
    reading()
    told = set(Notice.objects.unscoped().values_list("user__username", flat=True))
    assert told == {"qian", "sun", "zheng", "feng"}


def test_a_promise_overdue_is_told_the_next_day_and_only_once(cast: Cast) -> None:
    Promise.objects.create(customer=cast.hengyuan, what="送图纸", made_on=DAY, due_on=DAY)
    assert notice_what_happened(NOON) == 0, "due today is not late"
    tomorrow = later(24 * 60)
    assert notice_what_happened(tomorrow) == 1
    assert notice_what_happened(later(48 * 60)) == 0
    assert kinds(cast.lin) == ["promise"]


def test_a_letter_that_failed_is_told_to_its_writer(
    cast: Cast, reading: Callable[[], int]
) -> None:
    with mail_sink() as sink:
        sink.rcpt = "550 no such user"
        found = letter_to_yu(cast)
        send_letter(cast.actor(cast.lin), found.pk, now=NOON)
        deliver_waiting(lambda: NOON)
    reading()
    assert kinds(cast.lin) == ["delivery"]
    assert Notice.objects.unscoped().get().path == f"/letters/{found.pk}/"


def test_every_notice_leads_to_a_page_of_the_house(
    cast: Cast, reading: Callable[[], int]
) -> None:
    for path in ("/today/", "/guard/", "/letters/1/", "/customers/1/", "/customers/1/pack/"):
        assert resolve(path)


def test_who_begins_today_is_not_told_of_the_years_before(cast: Cast) -> None:
    sun = cast.actor(cast.sun)
    task = plan_step(sun, customer_id=cast.hengyuan.pk, title="寄样品", due_on=DAY, on=DAY)
    hand_over_step(sun, task.pk, to_user_id=cast.lin.pk, on=DAY)
    assert notice_what_happened(datetime(2099, 1, 1, tzinfo=UTC)) == 0


@pytest.mark.parametrize(
    ("change", "zone_hour", "waits_until"),
    [
        ({}, 12, 12),
        ({}, 22, 8),
        ({"urgent_anyway": True}, 22, 22),
        ({"quiet_from": time(12), "quiet_until": time(14)}, 13, 14),
        ({"quiet_from": time(0), "quiet_until": time(0)}, 3, 3),
    ],
)
def test_mail_keeps_quiet_hours_unless_it_is_urgent_and_allowed(
    cast: Cast, change: dict[str, Any], zone_hour: int, waits_until: int
) -> None:
    cast.lin.email = "lin@hengxin.example"
    cast.lin.save()
    wish(cast.actor(cast.lin), replace(USUAL, **change), on=DAY)
    Promise.objects.create(
        customer=cast.hengyuan, what="送图纸", made_on=DAY, due_on=date(2026, 11, 20)
    )
    notice_what_happened(datetime(2026, 11, 23, (zone_hour - 8) % 24, 0, tzinfo=UTC))
    assert (Outgoing.objects.get().not_before.hour + 8) % 24 == waits_until


def test_a_kind_switched_off_does_not_come_that_way(cast: Cast) -> None:
    cast.lin.email = "lin@hengxin.example"
    cast.lin.save()
    wish(
        cast.actor(cast.lin),
        replace(USUAL, ways={"promise.mail": False, "promise.app": False}),
        on=DAY,
    )
    Promise.objects.create(
        customer=cast.hengyuan, what="送图纸", made_on=DAY, due_on=date(2026, 11, 20)
    )
    notice_what_happened(NOON)
    assert not Outgoing.objects.exists()
    assert unread(cast.actor(cast.lin)) == 0


def test_mail_of_the_house_says_that_a_machine_sent_it_in_the_receivers_language(
    cast: Cast,
) -> None:
    cast.lin.email, cast.lin.language = "lin@hengxin.example", "en"
    cast.lin.save()
    Promise.objects.create(
        customer=cast.hengyuan, what="送图纸", made_on=DAY, due_on=date(2026, 11, 20)
    )
    with mail_sink() as sink:
        notice_what_happened(NOON)
        deliver_waiting(lambda: NOON)
    (mail,) = sink.got
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == "Something promised to a customer is overdue"
    body = next(mail.iter_parts()).get_content()
    assert f"https://crm.hengxin.example/customers/{cast.hengyuan.pk}/" in body
    assert "恒远" not in body


def robot(cast: Cast, host: str, *, names: bool) -> Robot:
    return add_robot(
        cast.actor(cast.feng), RobotDraft("群", "other", f"json://{host}/hook", names), on=DAY
    )


@pytest.mark.parametrize("names", [False, True])
def test_a_robot_hears_names_only_where_the_company_allows_it(
    cast: Cast, *, names: bool
) -> None:
    Task.objects.create(
        customer=cast.hengyuan,
        assignee=cast.lin,
        title="寄样品",
        why="周一说好的",
        due_on=DAY,
        laid_on=DAY,
    )
    with web_receiver() as (host, came):
        there = robot(cast, host, names=names)
        wish(
            cast.actor(cast.lin),
            replace(USUAL, robot_id=there.pk, digest_by_robot=True),
            on=DAY,
        )
        morning = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
        assert write_digests(morning) == 1
        assert write_digests(morning) == 0
        deliver_waiting(lambda: morning)
    said = json.loads(came[0])["message"]
    assert Outgoing.objects.get().state == "sent"
    assert ("恒远机械" in said) is names
    assert ("有时限的 1 件" in said) is not names


def test_a_robot_that_is_away_is_tried_again_and_its_address_is_sealed(cast: Cast) -> None:
    there = robot(cast, "127.0.0.1:9", names=False)
    assert "127.0.0.1" not in there.sealed
    wish(
        cast.actor(cast.lin),
        replace(USUAL, robot_id=there.pk, ways={"promise.robot": True}),
        on=DAY,
    )
    Promise.objects.create(
        customer=cast.hengyuan, what="送图纸", made_on=DAY, due_on=date(2026, 11, 20)
    )
    notice_what_happened(NOON)
    deliver_waiting(lambda: NOON)
    row = Outgoing.objects.get()
    assert (row.state, row.problem) == ("waiting", "robot")


def test_a_robots_address_that_makes_no_sense_is_refused(cast: Cast) -> None:
    with pytest.raises(BadRobot):
        add_robot(
            cast.actor(cast.feng),
            RobotDraft("群", "other", "nonsense", tells_names=False),
            on=DAY,
        )
    address = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa"
    assert add_robot(
        cast.actor(cast.feng), RobotDraft("群", "wecom", address, tells_names=False), on=DAY
    )


@pytest.mark.parametrize(
    ("at", "restful", "count"),
    [
        ("2026-11-23T00:10", False, 1),
        ("2026-11-22T23:50", False, 0),
        ("2026-11-23T06:00", False, 0),
        ("2026-11-22T00:10", False, 0),
        ("2026-11-22T00:10", True, 1),
    ],
)
def test_the_digest_comes_at_its_hour_and_not_on_rest_days(
    cast: Cast, at: str, *, restful: bool, count: int
) -> None:
    cast.lin.email = "lin@hengxin.example"
    cast.lin.save()
    Task.objects.create(
        customer=cast.hengyuan,
        assignee=cast.lin,
        title="寄样品",
        why="周一说好的",
        due_on=date(2026, 11, 20),
        laid_on=DAY,
    )
    wish(
        cast.actor(cast.lin),
        replace(USUAL, digest_by_mail=True, digest_on_rest_days=restful),
        on=DAY,
    )
    assert write_digests(datetime.fromisoformat(at + "+00:00")) == count
    if count:
        assert "寄样品 · 恒远机械：周一说好的" in Outgoing.objects.get().text


def test_a_birthday_in_a_digest_does_not_tell_its_day_or_what_he_likes(cast: Cast) -> None:
    cast.lin.email = "lin@hengxin.example"
    cast.lin.save()
    Task.objects.create(
        customer=cast.hengyuan,
        contact=cast.yu,
        assignee=cast.lin,
        kind="birthday",
        title="送生日祝福",
        why="于总今天生日；喜欢普洱茶",
        due_on=DAY,
        laid_on=DAY,
    )
    wish(cast.actor(cast.lin), replace(USUAL, digest_by_mail=True), on=DAY)
    write_digests(datetime(2026, 11, 23, 0, 30, tzinfo=UTC))
    said = Outgoing.objects.get().text
    assert "送生日祝福" in said
    assert "普洱茶" not in said
