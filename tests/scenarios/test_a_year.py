"""A customer's year, day by day, with the published calendar of 2025; what was to be done is written by hand from the rows.

2025: the Spring Festival is off from 28 January to 4 February, with Sunday 26 January worked instead; National Day
and Mid-Autumn from 1 to 8 October, with Sunday 28 September and Saturday 11 October worked. The sixth moon is doubled:
its second begins on 25 July.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.care.test_watches import grade
from tests.cases import satisfied
from tests.conftest import Cast
from zhike.activities.models import Milestone, Promise, Task
from zhike.care import actions as care
from zhike.care import jobs
from zhike.care.milestones import note_milestone
from zhike.care.models import Run
from zhike.care.queries import agenda
from zhike.customers.models import Contact, Customer
from zhike.service.models import Case
from zhike.users.models import Deputy

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
type Deed = Callable[[date], None]

# What each day of the year was to see done at the customer, and by when: (title, not before, due, why the row says so).
OWED = [
    (
        "绿色通道：四个工作小时内答复投诉",
        None,
        "2025-01-24",
    ),  # S1-37: the same day; it came at 17:30
    ("首问负责：看看客户得到答复没有", None, "2025-01-26"),  # S2-18: the desk was asked first
    (
        "书面答复投诉",
        None,
        "2025-01-27",
    ),  # S4-15: two working days, the Sunday worked is the first
    (
        "投诉解决后再联系一次：管不管用",
        None,
        "2025-02-03",
    ),  # S1-73: a week at most, holidays or not
    (
        "发一份问卷：从头到尾办得怎么样",
        "2025-02-04",
        "2025-02-10",
    ),  # S1-71: after the follow-up
    (
        "联系一次",
        None,
        "2025-03-06",
    ),  # S4-25: nothing for 30 days since 3 February, a quiet quarter
    ("兑现：发案例", None, "2025-05-16"),  # S1-20
    ("联系一次", None, "2025-06-06"),  # while Lin is away
    ("送生日祝福", None, "2025-08-08"),  # S0-31: 15th of the second sixth moon
    ("联系一次", None, "2025-08-08"),
    ("联系一次", None, "2025-09-08"),
    (
        "谢谢客户，说好接下来的安排",
        None,
        "2025-09-28",
    ),  # S1-04: Saturday 27 is off, Sunday 28 worked
    ("发货前核对：控制柜 20 套", None, "2025-09-30"),  # before the week of holidays
    ("道谢：信、电话或上门", "2025-10-11", "2025-10-12"),  # S1-06: the second to the third day
    ("单独问一次：东西对不对、满意不满意", None, "2025-10-14"),
    ("告诉他买对了，再发一份问卷", "2025-10-19", "2025-10-29"),  # S1-71: used for a while
    ("安装后复验，直到运行正常", None, "2025-10-13"),  # two working days, Saturday 11 the first
    ("教会使用和日常保养", None, "2025-10-16"),
    ("定下今后的联系节奏", None, "2025-11-13"),
    ("问问下一次需要：什么、大概什么时候", None, "2026-01-12"),
    ("送生日祝福", None, "2025-12-04"),  # 15th of the tenth moon
]
FESTIVALS = ["2025-01-29", "2025-05-31", "2025-10-01", "2025-10-06", "2025-11-27"]
MONTHS = [
    "2025-01-06", "2025-02-07", "2025-03-05", "2025-04-03", "2025-05-08", "2025-06-05",
    "2025-07-03", "2025-08-04", "2025-09-03", "2025-10-11", "2025-11-05", "2025-12-03",
]  # fmt: skip


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def night(as_of: date) -> None:
    """The second half of a night, in its order; the first measures, which this year does not ask for."""
    jobs.settle(as_of)
    jobs.watch_quiet(as_of)
    jobs.watch_birthdays(as_of)
    jobs.watch_promises(as_of)
    jobs.watch_festivals(as_of)
    jobs.watch_periods(as_of)
    jobs.watch_money(as_of)
    jobs.advance_runs(as_of)


class Year:
    """What people did, each on its day."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.deputy_saw: set[str] = set()
        self.deal: Milestone | None = None

    def deeds(self) -> dict[date, list[Deed]]:
        def on(text: str) -> date:
            return date.fromisoformat(f"2025-{text}")

        return {
            on("01-10"): [self.call],
            on("01-24"): [self.complaint, self.done("绿色通道：四个工作小时内答复投诉")],
            on("01-27"): [self.resolve],
            on("02-03"): [self.done("投诉解决后再联系一次：管不管用")],
            on("05-06"): [self.promise],
            on("05-19"): [self.break_promise],
            on("06-06"): [self.deputy_looks],
            on("06-09"): [self.deputy_visits],
            on("07-08"): [self.call],
            on("08-08"): [self.done("送生日祝福", "message")],
            on("09-08"): [self.call],
            on("09-26"): [self.milestone("deal_won")],
            on("09-28"): [self.done("谢谢客户，说好接下来的安排")],
            on("09-30"): [self.done("发货前核对：控制柜 20 套", "note")],
            on("10-09"): [self.milestone("delivered")],
            on("10-10"): [self.milestone("installed")],
            on("10-11"): [self.done("道谢：信、电话或上门", "letter")],
            on("10-13"): [self.done("安装后复验，直到运行正常", "visit")],
            on("10-14"): [self.done("单独问一次：东西对不对、满意不满意")],
            on("10-16"): [self.done("教会使用和日常保养", "visit")],
            on("11-13"): [self.done("定下今后的联系节奏")],
            on("12-04"): [self.done("送生日祝福", "message")],
        }

    def call(self, day: date) -> None:
        self._touch(day)

    def promise(self, day: date) -> None:
        self._touch(day, promise="发案例", promise_due_on=date(2025, 5, 16))

    def _touch(self, day: date, **more: object) -> None:
        care.log_touch(
            self.cast.actor(self.cast.lin, on=day),
            customer_id=self.cast.hengyuan.pk,
            kind="call",
            summary="聊了近况",
            on=day,
            **more,  # type: ignore[arg-type]  # promise and its day
        )

    def complaint(self, day: date) -> None:
        care.receive_case(
            self.cast.actor(self.cast.wu, on=day),
            customer_id=self.cast.hengyuan.pk,
            kind="complaint",
            summary="少了一箱",
            at=datetime(day.year, day.month, day.day, 17, 30, tzinfo=CHINA),
        )

    def resolve(self, day: date) -> None:
        case = Case.objects.get()
        satisfied(
            self.cast.actor(self.cast.lin, on=day),
            case,
            at=datetime(day.year, day.month, day.day, 9, tzinfo=CHINA),
        )
        care.resolve_case(self.cast.actor(self.cast.lin, on=day), case.pk, how="补了", on=day)

    def break_promise(self, day: date) -> None:
        mine = self.cast.actor(self.cast.lin, on=day)
        found = agenda(mine, now=datetime(day.year, day.month, day.day, 9, tzinfo=CHINA))
        assert found.sections[0].lines[0].title.zh == "兑现：发案例", "what is overdue leads"
        task = Task.objects.get(kind=Task.Kind.PROMISE)
        care.waive_step(mine, task.pk, why="案例不能外传", on=day)

    def deputy_looks(self, day: date) -> None:
        mine = self.cast.actor(self.cast.zhao, on=day)
        found = agenda(mine, now=datetime(day.year, day.month, day.day, 9, tzinfo=CHINA))
        self.deputy_saw = {line.title.zh for s in found.sections for line in s.lines}

    def deputy_visits(self, day: date) -> None:
        task = Task.objects.get(kind=Task.Kind.CONTACT, ended_on=None)
        actor = self.cast.actor(self.cast.zhao, on=day)
        care.finish_step(actor, task.pk, kind="visit", summary="代林一去看过", on=day)

    def milestone(self, kind: str) -> Deed:
        def note(day: date) -> None:
            noted, _ = note_milestone(
                self.cast.actor(self.cast.lin, on=day),
                customer_id=self.cast.hengyuan.pk,
                kind=kind,
                what="控制柜 20 套",
                happens_on=day,
                on=day,
                deal_id=self.deal.pk if self.deal else None,
            )
            self.deal = self.deal or noted

        return note

    def done(self, title: str, kind: str = "call") -> Deed:
        def finish(day: date) -> None:
            task = Task.objects.get(title=title, ended_on=None)
            actor = self.cast.actor(self.cast.lin, on=day)
            care.finish_step(actor, task.pk, kind=kind, summary="做了", on=day)

        return finish


@pytest.mark.row(
    "S1-04", "S1-05", "S1-06", "S1-20", "S1-37", "S1-73", "S4-15", "S4-25", "S0-31", "S1-70"
)
def test_the_year_owes_what_the_rows_say_and_nothing_else(cast: Cast) -> None:
    grade(cast.hengyuan, "A", as_of=date(2025, 1, 1))
    Customer.objects.update(last_touch_on=date(2024, 12, 20))
    Contact.objects.create(
        customer=cast.hengyuan,
        name="王闰",
        pinyin="wr",
        birth_calendar="moon",
        birth_month=6,
        birth_day=15,
        birth_leap=True,
    )
    Deputy.objects.create(
        absent=cast.lin,
        deputy=cast.zhao,
        from_on=date(2025, 6, 2),
        until_on=date(2025, 6, 13),
    )
    year = Year(cast)
    deeds = year.deeds()
    for day in days_of(2025):
        night(day)
        for deed in deeds.get(day, []):
            deed(day)

    laid = Task.objects.filter(customer=cast.hengyuan)
    got = sorted(
        (t.title, str(t.opens_on) if t.opens_on else None, str(t.due_on)) for t in laid
    )
    assert got == sorted(OWED)
    greetings = Task.objects.filter(kind=Task.Kind.FESTIVAL)
    assert sorted(str(t.due_on) for t in greetings) == FESTIVALS
    months = Task.objects.filter(origin__startswith="month_begins.")
    assert sorted(str(t.due_on) for t in months) == MONTHS
    assert year.deputy_saw >= {"联系一次"}
    assert Promise.objects.get().result == "broken"
    assert {run.name: run.result for run in Run.objects.all()} == {
        "complaint_same_day": "finished",
        "after_deal": "",
    }


def test_the_year_again_lays_nothing(cast: Cast) -> None:
    grade(cast.hengyuan, "A", as_of=date(2025, 1, 1))
    for day in days_of(2025):
        if day.month == 1:
            night(day)
    before = Task.objects.count()
    for day in days_of(2025):
        if day.month == 1:
            night(day)
    assert Task.objects.count() == before
