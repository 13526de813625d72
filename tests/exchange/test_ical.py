"""One's own calendar at a secret address: what is in it, what never is, and when the address is dead."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import get_current_timezone, localdate
from icalendar import Calendar
from pytest_django import Settings

from tests.conftest import Cast
from zhike.activities.actions.tasks import move_task, plan_task
from zhike.activities.models import Promise, Task
from zhike.customers.models import Contact, Customer
from zhike.trust.actor import Actor
from zhike.trust.models import Event
from zhike.users.actions import Farewell, change_person, leave
from zhike.users.feeds import Chosen, NotOwn, close_feed, feed_of, open_feed
from zhike.users.models import CalendarFeed
from zhike.users.rules import Role

TODAY = localdate()
DAY = timedelta(days=1)
HERE = get_current_timezone()
NOW = datetime.now(HERE)
NAMED = Chosen(shows_names=True, has_birthdays=True, has_festivals=True)


def _open(cast: Cast, chosen: Chosen = NAMED) -> str:
    token = open_feed(cast.actor(cast.lin, on=TODAY), cast.lin, chosen, at=NOW)
    return f"/calendar/feed/{token}.ics"


def _plan(cast: Cast, title: str, *, at: datetime | None = None) -> Task:
    task = plan_task(
        cast.actor(cast.lin, on=TODAY),
        cast.hengyuan,
        title=title,
        due_on=at.date() if at else TODAY + DAY,
        assignee_id=cast.lin.pk,
        on=TODAY,
    )
    if at:
        Task.objects.filter(pk=task.pk).update(due_at=at)
    return task


def _events(client: Client, address: str) -> list[Any]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    read = Calendar.from_ical(answer.content)
    assert read.to_ical() == answer.content
    return list(read.walk("VEVENT"))


def _titles(client: Client, address: str) -> set[str]:
    return {str(event["summary"]) for event in _events(client, address)}


def test_a_task_with_an_hour_is_timed_in_the_companys_zone_and_the_others_are_all_day(
    client: Client, cast: Cast
) -> None:
    at = datetime.combine(TODAY + DAY, time(15), HERE)
    _plan(cast, "送样品", at=at)
    _plan(cast, "打电话")
    address = _open(cast)
    by_title = {str(e["summary"]): e for e in _events(client, address)}
    timed, whole = by_title["恒远机械 · 送样品"], by_title["恒远机械 · 打电话"]
    assert timed["dtend"].dt == at
    assert timed["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert type(whole["dtstart"].dt) is date
    assert (whole["dtstart"].dt, whole["dtend"].dt) == (TODAY + DAY, TODAY + 2 * DAY)
    assert b"BEGIN:VTIMEZONE" in client.get(address).content


@pytest.mark.parametrize(
    "title",
    [
        "行一\n行二\r\nBEGIN:VEVENT",
        "a,b;c\\d:e\"f'",
        "🎉🧧👨‍👩‍👧 生日快乐",
        "\u202eevil\u0007\u0000bell",
        "长" * 200,
        "SUMMARY:x\nX-EVIL:1",
    ],
)
def test_a_hostile_title_stays_one_title(client: Client, cast: Cast, title: str) -> None:
    Task.objects.create(
        customer=cast.hengyuan, title=title.replace("\0", ""), due_on=TODAY, laid_on=TODAY,
        assignee=cast.lin,
    )  # fmt: skip
    address = _open(cast, Chosen(shows_names=True))
    (event,) = _events(client, address)
    assert "X-EVIL" not in event
    assert "\n" not in str(event["summary"])
    raw = client.get(address).content
    assert raw.count(b"\r\nBEGIN:VEVENT") == 1
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_without_leave_no_name_and_no_title_goes_out(client: Client, cast: Cast) -> None:
    _plan(cast, "和于总谈续约")
    promise = Promise.objects.create(
        customer=cast.hengyuan,
        what="给于总寄样品",
        made_on=TODAY,
        made_by=cast.lin,
        due_on=TODAY,
    )
    assert promise.pk
    titles = _titles(client, _open(cast, Chosen()))
    assert titles == {"待办 · HYJX", "兑现承诺 · HYJX"}


def test_a_birthday_is_counted_and_never_named(client: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.yu.pk).update(
        birth_calendar="sun", birth_month=TODAY.month, birth_day=min(TODAY.day, 28)
    )
    Task.objects.create(
        customer=cast.hengyuan, contact=cast.yu, kind=Task.Kind.BIRTHDAY, title="祝于总生日快乐",
        why="喜欢普洱茶", due_on=TODAY, laid_on=TODAY, assignee=cast.lin,
    )  # fmt: skip
    address = _open(cast)
    told = client.get(address).content.decode()
    assert "客户生日 1 位" in told.replace("\r\n ", "")
    for secret in ("于海", "于总", "普洱茶", "诉讼", "13800138000"):
        assert secret not in told.replace("\r\n ", "")


def test_another_persons_customers_are_not_in_it(client: Client, cast: Cast) -> None:
    other = Customer.objects.create(name="别家", name_key="别家", pinyin="bj", owner=cast.zhao)
    Task.objects.create(
        customer=other, title="别人的事", due_on=TODAY, laid_on=TODAY, assignee=cast.zhao
    )
    assert not any("别人的事" in title for title in _titles(client, _open(cast)))


def test_a_moved_task_keeps_its_uid_and_counts_its_changes(client: Client, cast: Cast) -> None:
    task, address = _plan(cast, "回访"), _open(cast, Chosen(shows_names=True))
    (before,) = _events(client, address)
    move_task(cast.actor(cast.lin, on=TODAY), task, to=TODAY + 3 * DAY, on=TODAY)
    (after,) = _events(client, address)
    assert before["uid"] == after["uid"]
    assert str(task.pk) not in str(before["uid"]).split("@")[0] or len(before["uid"]) > 30
    assert (before["sequence"], after["sequence"]) == (0, 1)
    written = Event.objects.unscoped().filter(subject=f"activities.task:{task.pk}").latest("pk")
    assert after["dtstamp"].dt == written.recorded_at.replace(microsecond=0)
    assert after["dtstart"].dt == TODAY + 3 * DAY


def test_it_speaks_its_owners_language(client: Client, cast: Cast) -> None:
    _plan(cast, "回访")
    cast.lin.language = "en"
    cast.lin.save()
    assert "To do · HYJX" in _titles(client, _open(cast, Chosen()))


def test_what_was_not_chosen_is_left_out(client: Client, cast: Cast) -> None:
    _plan(cast, "回访")
    chosen = Chosen(has_tasks=False, has_promises=False, has_festivals=True)
    titles = _titles(client, _open(cast, chosen))
    assert "元旦" in titles
    assert not any("HYJX" in title for title in titles)


def test_nothing_changed_is_said_without_sending_it_again(client: Client, cast: Cast) -> None:
    task, address = _plan(cast, "回访"), _open(cast)
    first = client.get(address)
    assert first["Last-Modified"]
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    move_task(cast.actor(cast.lin, on=TODAY), task, to=TODAY + 3 * DAY, on=TODAY)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_it_needs_no_cookie_and_sets_none(client: Client, cast: Cast) -> None:
    for address in (_open(cast), "/calendar/feed/unknown.ics"):
        answer = client.get(address)
        assert not answer.cookies
        assert "no-cache" in answer.get("Cache-Control", "no-cache")


def test_an_unknown_address_is_a_plain_404(client: Client, cast: Cast) -> None:
    for token in ("unknown", "x" * 43, "é"):
        answer = client.get(f"/calendar/feed/{token}.ics")
        assert (answer.status_code, answer.content) == (404, b"")


def test_only_the_hash_is_kept_and_the_address_is_shown_once(
    as_lin: Client, cast: Cast
) -> None:
    shown = as_lin.post("/calendar/feed/", {"has_tasks": "on"}).content.decode()
    token = shown.split(".ics")[0].rsplit("/", 1)[1]
    assert len(token) >= 43  # 256 bits
    kept = CalendarFeed.objects.get()
    assert token not in {str(value) for value in vars(kept).values()}
    assert token not in str(
        list(Event.objects.unscoped().values_list("particulars", flat=True))
    )
    assert token not in as_lin.get("/calendar/feed/").content.decode()
    assert Client().get(f"/calendar/feed/{token}.ics").status_code == 200


def test_a_new_address_kills_the_old_one_and_stopping_kills_both(
    client: Client, cast: Cast
) -> None:
    old, new = _open(cast), _open(cast)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    client.force_login(cast.lin)
    client.post("/calendar/feed/close/")
    assert Client().get(new).status_code == 404


def _leaves(cast: Cast, admin: Actor) -> None:
    farewell = Farewell(TODAY + 365 * DAY, "", 0, 0)
    leave(admin, cast.lin, farewell, at=NOW, on=TODAY)


def _is_shut_out_and_let_in_again(cast: Cast, admin: Actor) -> None:
    for is_active in (False, True):
        change_person(
            admin, cast.lin, name="林一", role=Role.ACCOUNT_MANAGER, title="",
            team_ids=[], is_active=is_active, on=TODAY,
        )  # fmt: skip


def _gets_another_seat(cast: Cast, admin: Actor) -> None:
    change_person(
        admin, cast.lin, name="林一", role=Role.SERVICE_DESK, title="",
        team_ids=[], is_active=True, on=TODAY,
    )  # fmt: skip


def _changes_her_password(cast: Cast, _admin: Actor) -> None:
    cast.lin.set_password("a new and long password")
    cast.lin.save()


@pytest.mark.row("S4-30")
@pytest.mark.parametrize(
    "what", [_leaves, _is_shut_out_and_let_in_again, _gets_another_seat, _changes_her_password]
)
def test_the_address_dies_with_the_seat_and_the_password(
    client: Client, cast: Cast, what: Any
) -> None:
    address = _open(cast)
    assert client.get(address).status_code == 200
    what(cast, cast.actor(cast.feng))
    assert client.get(address).status_code == 404
    cast.lin.refresh_from_db()
    assert feed_of(cast.lin) is None


def test_too_many_knocks_are_turned_away(
    client: Client, cast: Cast, settings: Settings
) -> None:
    settings.RATE_LIMITS = {"calendar_feed": "20/m/ip,3/h/key"}
    address = _open(cast)
    answers = [client.get(address) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"]


def test_nobody_opens_or_closes_anothers(cast: Cast) -> None:
    _open(cast)
    feed = feed_of(cast.lin)
    assert feed
    with pytest.raises(NotOwn):
        open_feed(cast.actor(cast.feng), cast.lin, Chosen(), at=NOW)
    with pytest.raises(NotOwn):
        close_feed(cast.actor(cast.feng), feed, at=NOW)
