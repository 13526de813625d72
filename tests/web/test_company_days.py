"""The company's own working days: changed by hand or pasted, and counted with at once, in every process."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import get_current_timezone

from tests.conftest import Cast
from zhike.activities.models import Task
from zhike.lib import workdays
from zhike.lib.workdays import Given, add_workdays, is_announced, is_workday
from zhike.methods.clocks import Clock, ClockKind
from zhike.trust.models import Event
from zhike.users import days
from zhike.users.models import CompanyDay

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def as_zheng(client: Client, cast: Cast) -> Client:
    """The data steward's browser."""
    client.force_login(cast.zheng)
    return client


def _set(client: Client, day: date, what: str, why: str = "公司年会") -> int:
    said = {"day": str(day), "what": what, "why": why}
    return client.post(f"/calendar/days/{day.year}/set/", said).status_code


@pytest.mark.row("S4-15")
def test_a_company_holiday_counts_at_once_in_every_clock(as_zheng: Client) -> None:
    written = datetime(2026, 11, 25, 10, tzinfo=get_current_timezone())
    clock = Clock(ClockKind.WORKING_DAYS, 2)
    assert clock.due(written).on == FRIDAY
    assert _set(as_zheng, FRIDAY, "off") == 302
    html = as_zheng.get("/calendar/days/2026/").content.decode()
    assert "公司年会" in html
    assert "与公布的不同" in html
    assert clock.due(written).on == date(2026, 11, 30)
    event = Event.objects.unscoped().get(kind="days.set")
    assert event.particulars["days"] == {"2026-11-27": False}

    as_zheng.post("/calendar/days/2026/drop/", {"day": str(FRIDAY)})
    as_zheng.get("/calendar/")
    assert clock.due(written).on == FRIDAY
    assert Event.objects.unscoped().filter(kind="days.dropped").count() == 1


def test_another_process_knows_at_its_next_request_and_pays_nothing_before(
    as_zheng: Client, cast: Cast
) -> None:
    _set(as_zheng, FRIDAY, "off")
    workdays.give(Given())  # a process that knows nothing of it yet
    assert is_workday(FRIDAY)
    as_zheng.get("/calendar/feed/")
    assert not is_workday(FRIDAY)
    with CaptureQueriesContext(connection) as asked:
        as_zheng.get("/calendar/feed/")
    assert not [q for q in asked.captured_queries if "companyday" in q["sql"]]
    with CaptureQueriesContext(connection) as asked:
        assert add_workdays(date(2026, 11, 20), 200)
    assert len(asked) == 0


def test_a_command_learns_of_them_with_its_first_question(as_zheng: Client) -> None:
    _set(as_zheng, FRIDAY, "off")
    workdays._Known.given = None  # as at the start of a process
    assert not is_workday(FRIDAY)
    workdays.give(Given())
    days.catch_up()
    assert not is_workday(FRIDAY)


@pytest.mark.row("S4-15")
def test_a_pasted_notice_announces_its_year(as_zheng: Client) -> None:
    before = as_zheng.get("/calendar/days/2027/").content.decode()
    assert "还没有公布" in before
    text = "1月1日至3日放假调休，共3天。\n2月5日至11日放假。1月31日、2月20日上班。"
    answer = as_zheng.post("/calendar/days/2027/paste/", {"text": text, "source": "notice"})
    assert answer.status_code == 302
    html = as_zheng.get("/calendar/days/2027/").content.decode()
    assert "还没有公布" not in html
    assert is_announced(2027)
    assert is_workday(date(2027, 1, 31))
    assert not is_workday(date(2027, 2, 11))
    assert CompanyDay.objects.count() == 12
    assert Event.objects.unscoped().filter(kind="days.set").count() == 1
    assert "还没有公布" not in as_zheng.get("/calendar/2027/2/").content.decode()


def test_a_list_with_one_wrong_line_keeps_nothing_and_loses_nothing(as_zheng: Client) -> None:
    text = "10月1日 休\n2月30日 休\n10月9日 班"
    answer = as_zheng.post("/calendar/days/2027/paste/", {"text": text, "source": "notice"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "第 2 行" in html
    assert "没有 2月30日 这一天" in html
    assert text in html  # still in the box
    assert not CompanyDay.objects.exists()


def test_the_same_day_again_is_the_newer_word(as_zheng: Client) -> None:
    _set(as_zheng, FRIDAY, "off")
    _set(as_zheng, FRIDAY, "work", "照常上班")
    row = CompanyDay.objects.get()
    assert (row.works, row.why) == (True, "照常上班")


def test_only_who_keeps_the_days_changes_them(client: Client, cast: Cast) -> None:
    client.force_login(cast.lin)
    page = client.get("/calendar/days/2026/")
    assert page.status_code == 200
    assert "改一天" not in page.content.decode()
    assert _set(client, FRIDAY, "off") == 403
    for verb in ("paste", "drop"):
        assert client.post(f"/calendar/days/2026/{verb}/", {}).status_code == 403


def test_a_clock_that_ends_in_a_year_not_announced_says_so(as_lin: Client, cast: Cast) -> None:
    task = Task.objects.create(
        customer=cast.hengyuan, kind=Task.Kind.REPLY, title="书面答复", why="来信",
        due_on=date(2027, 1, 4), laid_on=date(2026, 12, 31), assignee=cast.lin,
        origin="complaint_same_day.write:case:1",
    )  # fmt: skip
    said = "放假安排未公布，按法定节假日推算"
    page = f"/customers/{cast.hengyuan.pk}/"
    assert said in as_lin.get(page).content.decode()
    assert said in as_lin.get("/calendar/week/?on=2027-01-04").content.decode()
    workdays.give(Given(0, {}, frozenset({2027})))
    assert said not in as_lin.get(page).content.decode()
    workdays.give(Given())
    Task.objects.filter(pk=task.pk).update(origin="complaint_same_day.answer:case:1")
    assert said not in as_lin.get(page).content.decode()
