"""Complaints and tickets from a file: each keeps its own times, and the register counts them as plain arithmetic does."""

import csv
import io
import random
from collections import Counter
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import localdate

from tests.conftest import DAY, Cast
from tests.exchange.helpers import brought_in, reasons, taken_back
from tests.exchange.test_shared_data import brought_in as brought_in_with
from tests.exchange.test_shared_data import plain
from zhike.customers.models import Customer
from zhike.exchange.fields import Target
from zhike.lib.workhours import minutes_between
from zhike.service.actions import name_cause
from zhike.service.models import Case, Entry, Resolution
from zhike.service.register import Asked, listed, register
from zhike.trust.journal import of_customer

CHINA = ZoneInfo("Asia/Shanghai")
CHINESE = """工单号,客户名称,投诉人,工单类型,受理渠道,标题,投诉内容,涉及部门,投诉原因,提出时间,首次答复时间,解决时间,处理结果,是否满意,处理人
A-1,深圳市恒远机械有限公司,于海,投诉,电话,又断电,一开机就断,工程部,质量,2026-03-02 10:00,2026-03-02 11:30,2026年3月4日 下午2:00,换了模块,满意,林一
A-2,深圳市恒远机械有限公司,老王,投诉,微信,送错型号,,物流部,延误,{day} 16:00,{day} 16:20,{day} 17:00,重发,不满意,小周
A-3,恒远机械,,报修,热线,打不开,,,,20261120091500,,,,,
A-4,深圳市恒远机械有限公司,,投诉,电话,先解决后提出,,,,2026-03-02 10:00,,2026-03-01 09:00,,,
A-5,深圳市恒远机械有限公司,,投诉,电话,没写时间,,,,,,,,,
A-6,深圳市恒远机械有限公司,,吵架,电话,种类不认识,,,,2026-03-02,,,,,
A-1,深圳市恒远机械有限公司,,投诉,电话,编号重复,,,,2026-03-02,,,,,
A-7,深圳市恒远机械有限公司,,咨询,电话,还没到的日子,,,,2099-03-02,,,,,
""".format(day=f"{localdate() - timedelta(days=3):%Y/%m/%d}")


@pytest.mark.row("S1-43")
def test_complaints_of_the_past_keep_their_own_times_and_a_wrong_line_says_why(
    cast: Cast,
) -> None:
    zheng = cast.actor(cast.zheng)
    row = brought_in(zheng, Target.CASES, CHINESE)
    assert (row.counts["new"], row.counts["wrong"]) == (2, 6)
    said = reasons(zheng, row)
    assert "恒远机械" in said[4], "the short name alone is no name on the books"
    assert "before it was asked" in said[5]
    assert "when it was asked" in said[6]
    assert "吵架" in said[7]
    assert "row 2" in said[8]
    assert "still to come" in said[9]
    old, new = Case.objects.order_by("received_at")
    assert old.received_at == datetime(2026, 3, 2, 10, tzinfo=CHINA)
    assert (old.answer_minutes, old.settle_minutes) == (90, 60 * (8 + 9 + 5))
    assert (old.contact, old.answered_by, old.cause) == (cast.yu, cast.lin, "quality")
    assert old.closed_at == datetime(2026, 3, 4, 14, tzinfo=CHINA), "its week has gone by"
    assert new.closed_at is None, "settled within the week: still to be asked about"
    assert new.words == "[小周 · 老王]"
    assert Entry.objects.get(case=old).satisfied is True
    assert Entry.objects.get(case=new).satisfied is False
    told = [(e.kind, str(e.happened_on)) for e in of_customer(cast.hengyuan.pk) if e.batch]
    assert ("case.resolved", "2026-03-04") in told
    assert ("case.received", "2026-03-02") in told


def test_the_same_tickets_twice_are_written_once_and_go_when_they_are_taken_back(
    cast: Cast,
) -> None:
    zheng = cast.actor(cast.zheng)
    row = brought_in(zheng, Target.CASES, CHINESE)
    assert brought_in(zheng, Target.CASES, CHINESE).counts["same"] == 2
    case = Case.objects.get(summary="送错型号")
    name_cause(cast.actor(cast.lin), case, "errors", department="仓库", on=DAY)
    counts = taken_back(zheng, row.id).counts
    assert (counts["deleted"], counts["kept"]) == (1, 1), "what somebody worked on stays"
    assert list(Case.objects.all()) == [case]


def test_english_columns_and_days_without_an_hour_never_look_faster_than_they_were(
    cast: Cast,
) -> None:
    text = (
        "Customer,Type,Subject,Received,First Response,Resolved,Satisfied\n"
        "深圳市恒远机械有限公司,Complaint,late again,2026-03-02,2026-03-02,2026-03-03,4\n"
        "深圳市恒远机械有限公司,Complaint,late again,2026-03-02,2026-03-02,2026-03-03,3\n"
        "深圳市恒远机械有限公司,Fault,dead,2026-03-02T01:00:00Z,2026-03-02T02:00:00Z,,\n"
    )
    row = brought_in(cast.actor(cast.zheng), Target.CASES, text)
    assert row.counts["new"] == 3, "the same words twice are two tickets without a number"
    one, two, fault = Case.objects.order_by("pk")
    assert (one.answer_minutes, one.settle_minutes) == (9 * 60, 18 * 60)
    assert [e.satisfied for e in Entry.objects.order_by("case")] == [True, None]
    assert fault.received_at == datetime(2026, 3, 2, 9, tzinfo=CHINA)
    assert (fault.answer_minutes, fault.closed_at) == (60, None)
    found = register(cast.actor(cast.lin), Asked(date(2026, 3, 1), date(2026, 3, 31)), on=DAY)
    assert (found.answer.kept, found.answer.of, found.settle.kept) == (3, 3, 2)
    assert two.channel == ""


@pytest.mark.row("S1-43")
def test_tickets_of_many_customers_are_counted_as_by_hand(cast: Cast) -> None:
    """The shape of a public set of tickets: a third open, a third answered, a third settled, of which half end before they begin."""
    draw = random.Random(31)
    head = ["Ticket ID", "Customer", "Customer Name", "Type", "Channel", "Subject", "Product", "Department", "Created", "First Response Time", "Resolved At", "Satisfaction"]  # fmt: skip
    rows = []
    for number in range(600):
        asked = datetime(2026, 5, 31, 21, tzinfo=CHINA) + timedelta(
            minutes=draw.randrange(3_000)
        )
        answered = asked + timedelta(minutes=draw.randrange(1, 1_500))
        settled = answered + timedelta(minutes=draw.randrange(-900, 6_000))
        state = number % 3
        rows.append([
            str(number), f"C{number % 97}", f"客户{number % 97}", draw.choice(["complaint", "fault", "question"]),
            draw.choice(["Email", "Phone", "Chat"]), "Network problem", draw.choice(["GoPro", "LG Smart TV", ""]),
            draw.choice(["Billing", "Works"]), f"{asked:%Y-%m-%d %H:%M:%S}",
            f"{answered:%Y-%m-%d %H:%M:%S}" if state else "", f"{settled:%Y-%m-%d %H:%M:%S}" if state == 2 else "",
            str(draw.randrange(1, 6)) if state == 2 else "",
        ])  # fmt: skip
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    row = brought_in(
        cast.actor(cast.zheng), Target.CASES, out.getvalue(), create_customers=True
    )
    kept = [r for r in rows if not r[10] or r[9] <= r[10]]
    assert (row.counts["new"], row.counts["wrong"]) == (len(kept), 600 - len(kept))
    assert Customer.objects.filter(number__startswith="C").count() == row.counts["customers"]
    sun = cast.actor(cast.sun)
    period = Asked(date(2026, 5, 1), date(2026, 6, 30))
    found = register(sun, period, on=DAY)
    assert found.cases == len(kept)
    assert found.departments == Counter(r[7] for r in kept)
    assert found.products == Counter(r[6] for r in kept)
    assert {f"{m:%Y-%m}": n for m, n in found.months.items()} == Counter(r[8][:7] for r in kept)
    answers = [_worked(r[8], r[9]) for r in kept if r[9]]
    ends = [_worked(r[8], r[10]) for r in kept if r[10]]
    assert (found.answer.median, found.settle.median) == (median(answers), median(ends))
    assert found.answer.kept == sum(r[8][:10] == r[9][:10] for r in kept)
    assert Resolution.objects.count() == len(ends)
    open_now = Asked(period.since, period.until, state="open")
    assert listed(sun, open_now).count() == len(kept) - len(ends)


def test_real_tickets_are_taken_as_far_as_their_times_can_be_true(cast: Cast) -> None:
    content = plain("support_tickets_kaggle/customer_support_tickets.csv.gz")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    first, last = "First Response Time", "Time to Resolution"
    found = brought_in_with(cast, content, "support_tickets")
    shared_name = [
        n for n, why in reasons(cast.actor(cast.zheng), found).items() if "ago" in why
    ]
    assert len(shared_name) == 3, "two customers of one name, told apart by nothing else"
    rows = [row for line, row in enumerate(rows, 2) if line not in shared_name]
    good = [r for r in rows if r[first] and not (r[last] and r[last] < r[first])]
    assert (found.counts["rows"], found.counts["new"]) == (8_469, len(good)) == (8_469, 4_282)
    asked = Asked(date(2023, 5, 1), date(2023, 6, 30))
    counted = register(cast.actor(cast.sun), asked, on=DAY)
    assert counted.products == Counter(r["Product Purchased"] for r in good)
    ended = [_worked(r[first], r[last]) for r in good if r[last]]
    assert (counted.settle.counted, counted.settle.median) == (len(ended), median(ended))


@pytest.mark.row("S1-43")
@pytest.mark.parametrize(
    ("path", "name", "day", "part", "new"),
    [
        ("complaints_sla_boston311/boston311-100.csv.gz", "boston311", "open_dt", "department", 100),
        ("complaints_cfpb/data-products__consumer_complaints.csv.gz", "cfpb_complaints", "date_received", "company", 145),
    ],
)  # fmt: skip
def test_real_complaints_come_in_with_their_own_times(
    cast: Cast, path: str, name: str, day: str, part: str, new: int
) -> None:
    content = plain(path)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    found = brought_in_with(cast, content, name)
    assert (found.counts["new"], found.counts["wrong"]) == (new, 0)
    counted = register(cast.actor(cast.sun), Asked(date(2010, 1, 1), date(2026, 1, 1)), on=DAY)
    assert counted.departments == Counter(r[part] for r in rows)
    assert {f"{m:%Y-%m}": n for m, n in counted.months.items()} == Counter(
        r[day][:7] for r in rows
    )


def _worked(since: str, until: str) -> int:
    start, end = (datetime.fromisoformat(text).replace(tzinfo=CHINA) for text in (since, until))
    return minutes_between(start, end)
