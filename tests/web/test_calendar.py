"""The calendar: what stands on which day, whose, and how a task goes to another day."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils.timezone import get_current_timezone, localdate

from tests.conftest import Cast
from zhike.activities.models import Promise, Task
from zhike.care import rescheduling
from zhike.methods.clocks import ClockKind
from zhike.trust.models import Event
from zhike.value.queries import methods

DAY = timedelta(days=1)


def _task(cast: Cast, **fields: object) -> Task:
    given: dict[str, object] = {
        "customer": cast.hengyuan,
        "title": "送样品",
        "title_en": "Bring samples",
        "due_on": localdate() + DAY,
        "laid_on": localdate(),
        "assignee": cast.lin,
    }
    return Task.objects.create(**{**given, **fields})


@pytest.fixture
def step(cast: Cast) -> Task:
    """Something Lin planned herself for tomorrow at three."""
    at = datetime.combine(localdate() + DAY, time(15), get_current_timezone())
    return _task(cast, due_at=at)


@pytest.fixture
def promised(cast: Cast) -> Task:
    """A promise due in two days, with the task that reminds of it."""
    promise = Promise.objects.create(
        customer=cast.hengyuan,
        what="同业案例",
        made_on=localdate(),
        made_by=cast.lin,
        due_on=localdate() + 2 * DAY,
    )
    return _task(
        cast, kind=Task.Kind.PROMISE, promise=promise, title="兑现：同业案例",
        due_on=localdate() + 2 * DAY,
    )  # fmt: skip


@pytest.mark.parametrize("page", ["/calendar/", "/calendar/week/", "/calendar/agenda/"])
def test_a_task_with_an_hour_shows_it_in_every_view(
    as_lin: Client, step: Task, page: str
) -> None:
    html = as_lin.get(
        page, {"on": str(localdate() + DAY), "day": str(localdate() + DAY)}
    ).content.decode()
    assert "送样品" in html
    assert "15:00" in html


def test_a_promise_nobody_is_reminded_of_yet_stands_on_its_day(
    as_lin: Client, cast: Cast
) -> None:
    Promise.objects.create(
        customer=cast.hengyuan,
        what="带图纸",
        made_on=localdate(),
        made_by=cast.lin,
        due_on=localdate(),
    )
    assert "带图纸" in as_lin.get("/calendar/agenda/").content.decode()


def test_a_birthday_by_the_moon_stands_on_its_day_of_the_sun(as_lin: Client) -> None:
    html = as_lin.get("/calendar/2026/11/?day=2026-11-23").content.decode()
    assert "于海 生日" in html  # the fifteenth of the tenth moon
    assert "农历十月十五" in html


def test_a_colleagues_days_are_for_who_may_see_them(client: Client, cast: Cast) -> None:
    _task(cast, title="林的事")
    client.force_login(cast.qian)
    assert "林的事" not in client.get("/calendar/agenda/").content.decode()
    for whose in (cast.lin.pk, "team"):
        page = client.get("/calendar/agenda/", {"whose": whose})
        assert "林的事" in page.content.decode()
    assert client.get("/calendar/", {"whose": cast.zhao.pk}).status_code == 404
    client.force_login(cast.zhao)
    for whose in (cast.lin.pk, "team", "x"):
        assert client.get("/calendar/", {"whose": whose}).status_code == 404


@pytest.mark.parametrize("day", ["2026-02-30", "heute", "1500-01-01", "2200-01-01"])
def test_a_day_there_is_not_is_no_page(as_lin: Client, day: str) -> None:
    assert as_lin.get("/calendar/week/", {"on": day}).status_code == 404
    assert as_lin.get("/calendar/", {"day": day}).status_code == 404


def test_planning_from_a_square_begins_with_its_day(as_lin: Client) -> None:
    assert 'value="2030-05-06"' in as_lin.get("/touches/plan/?due=2030-05-06").content.decode()


def test_what_nobody_waits_for_moves_and_keeps_its_hour(as_lin: Client, step: Task) -> None:
    to = localdate() + 5 * DAY
    answer = as_lin.post(f"/calendar/move/{step.pk}/", {"to": str(to), "next": "/calendar/"})
    assert answer.status_code == 302
    step.refresh_from_db()
    assert (step.due_on, step.snoozed_until) == (to, None)
    assert step.due_at is not None
    assert step.due_at.astimezone(get_current_timezone()).replace(
        tzinfo=None
    ) == datetime.combine(to, time(15))
    told = Event.objects.unscoped().get(kind="task.moved").particulars
    assert (told["was"], told["to"]) == (str(localdate() + DAY), str(to))


@pytest.mark.row("S1-20")
def test_a_promise_is_not_put_later_without_a_reason(as_lin: Client, promised: Task) -> None:
    later = {"to": str(localdate() + 9 * DAY)}
    for said in (later, later | {"is_agreed": "on"}, later | {"why": "  "}):
        answer = as_lin.post(f"/calendar/move/{promised.pk}/", said)
        assert answer.status_code == 422
        assert "请写明为什么" in answer.content.decode()
    promised.refresh_from_db()
    assert (promised.due_on, promised.snoozed_until) == (localdate() + 2 * DAY, None)


@pytest.mark.row("S1-20")
def test_a_promise_put_later_keeps_its_day_unless_the_customer_agreed(
    as_lin: Client, cast: Cast, promised: Task
) -> None:
    to = localdate() + 9 * DAY
    as_lin.post(f"/calendar/move/{promised.pk}/", {"to": str(to), "why": "等打样"})
    promised.refresh_from_db()
    assert promised.promise is not None
    assert promised.promise.due_on == promised.due_on == localdate() + 2 * DAY
    assert promised.snoozed_until == to
    page = as_lin.get("/calendar/agenda/").content.decode()
    assert "到期日" in page

    as_lin.post(
        f"/calendar/move/{promised.pk}/",
        {"to": str(to), "why": "于总要等新图纸", "is_agreed": "on"},
    )
    promised.refresh_from_db()
    promised.promise.refresh_from_db()
    assert promised.promise.due_on == promised.due_on == to
    told = as_lin.get(f"/customers/{cast.hengyuan.pk}/").content.decode()
    assert "承诺改期：同业案例" in told
    assert "客户同意：于总要等新图纸" in told


@pytest.mark.row("S1-37")
def test_an_answers_clock_never_moves(cast: Cast, as_lin: Client) -> None:
    task = _task(cast, kind=Task.Kind.REPLY, due_on=localdate())
    as_lin.post(f"/calendar/move/{task.pk}/", {"to": str(localdate() + DAY), "why": "等工厂"})
    task.refresh_from_db()
    assert (task.due_on, task.snoozed_until) == (localdate(), localdate() + DAY)
    assert Event.objects.unscoped().get(kind="task.snoozed").particulars["why"] == "等工厂"


def test_a_step_with_a_clock_of_hours_keeps_its_day_too(as_lin: Client, cast: Cast) -> None:
    books = methods().playbooks.values()
    origin = next(
        f"{book.head.name}.{step.key}:x:1"
        for book in books
        for step in book.steps
        if step.kind == "other" and (step.clock.kind is ClockKind.HOURS or step.escalations)
    )
    task = _task(cast, origin=origin, due_on=localdate())
    page = f"/calendar/move/{task.pk}/"
    assert as_lin.post(page, {"to": str(localdate() + DAY)}).status_code == 422
    as_lin.post(page, {"to": str(localdate() + DAY), "why": "出差"})
    task.refresh_from_db()
    assert (task.due_on, task.snoozed_until) == (localdate(), localdate() + DAY)


def test_nothing_is_planned_before_it_makes_sense(as_lin: Client, cast: Cast) -> None:
    task = _task(cast, opens_on=localdate() + 2 * DAY, due_on=localdate() + 3 * DAY)
    answer = as_lin.post(f"/calendar/move/{task.pk}/", {"to": str(localdate() + DAY)})
    assert "不宜更早做" in answer.content.decode()


def test_doing_it_earlier_needs_no_reason(cast: Cast, promised: Task) -> None:
    moved = rescheduling.reschedule(
        cast.actor(cast.lin, on=localdate()), promised.pk, to=localdate(), on=localdate()
    )
    assert (moved.snoozed_until, moved.due_on) == (localdate(), localdate() + 2 * DAY)


def test_the_past_and_festivals_are_refused_with_words(as_lin: Client, cast: Cast) -> None:
    task = _task(cast)
    answer = as_lin.post(f"/calendar/move/{task.pk}/", {"to": str(localdate() - DAY)})
    assert "已经过去" in answer.content.decode()
    feast = _task(cast, kind=Task.Kind.FESTIVAL)
    answer = as_lin.post(f"/calendar/move/{feast.pk}/", {"to": str(localdate() + DAY)})
    assert "不会改期" in answer.content.decode()


def test_nobody_moves_what_he_cannot_see(client: Client, cast: Cast) -> None:
    task = _task(cast)
    client.force_login(cast.zhao)
    assert (
        client.post(f"/calendar/move/{task.pk}/", {"to": str(localdate())}).status_code == 404
    )
