"""The register agrees with an independent count, problems are checked on their day, and loyalty is said only of enough customers."""

import csv
import gzip
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import product
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.care.test_watches import measure
from tests.cases import satisfied
from tests.conftest import DAY, Cast
from tests.facts import customer, order
from tests.shared_data import shared
from zhike.activities.models import Task
from zhike.care import actions as care
from zhike.care import replying
from zhike.care.cases import problems as improving
from zhike.care.cases import stepping
from zhike.care.cases.loyalty import A_YEAR, count_loyalty, loyalty
from zhike.customers.models import Customer
from zhike.lib.workhours import minutes_between
from zhike.sales.models import Order
from zhike.service import problems
from zhike.service.actions import CauseMissing, Intake, Noted, name_cause
from zhike.service.models import Case, Entry, LoyalYear, Problem, Resolution
from zhike.service.register import Asked, listed, middle, register
from zhike.value.models import Measures

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
TEN = datetime(2026, 11, 23, 10, tzinfo=CHINA)
YEAR = Asked(date(2026, 1, 1), date(2026, 12, 31))


def take(cast: Cast, *, at: datetime = TEN, department: str = "工程部") -> Case:
    """A complaint about the works."""
    return care.receive_case(
        cast.actor(cast.wu), customer_id=cast.hengyuan.pk, kind="complaint", summary="又断电",
        at=at, intake=Intake(lane="", department=department, product="功放"),
    )  # fmt: skip


@pytest.mark.row("S0-09")
def test_a_complaint_is_not_closed_before_its_cause_is_named_and_nothing_typed_is_lost(
    cast: Cast, as_lin: Client
) -> None:
    lin, case = cast.actor(cast.lin), take(cast)
    satisfied(lin, case, at=TEN)
    stepping.settle(lin, case.pk, how="换了", ours="", at=TEN)
    with pytest.raises(CauseMissing):
        stepping.note_step(lin, case.pk, Noted("follow_up", "好了", satisfied=True), at=TEN)
    assert not Entry.objects.filter(kind="follow_up").exists()
    said = {"kind": "follow_up", "words": "一直没再断", "satisfied": "yes", "way": "call", "level": "staff"}  # fmt: skip
    refused = as_lin.post(f"/service/{case.pk}/step/", said)
    assert refused.status_code == 422
    assert "一直没再断" in refused.content.decode()
    as_lin.post(f"/service/{case.pk}/cause/", {"cause": "promise", "department": "客服部"})
    as_lin.post(f"/service/{case.pk}/step/", said)
    case.refresh_from_db()
    assert (case.cause, case.department) == ("promise", "客服部")
    assert case.closed_at
    assert len(Case.Cause) == 6


@pytest.mark.row("S1-43")
def test_every_count_of_the_register_leads_to_a_list_of_as_many(
    cast: Cast, as_lin: Client
) -> None:
    lin = cast.actor(cast.lin)
    for department, cause in (("工程部", "quality"), ("工程部", "late"), ("", "")):
        case = take(cast, department=department)
        if cause:
            name_cause(lin, case, cause, department=department, on=DAY)
    found = register(lin, YEAR, on=DAY)
    assert found.crossed == {("工程部", "quality"): 1, ("工程部", "late"): 1, ("", ""): 1}
    for (department, cause), n in found.crossed.items():
        asked = Asked(YEAR.since, YEAR.until, department=department or "-", cause=cause or "-")
        assert listed(lin, asked).count() == n
    shown = as_lin.get("/service/register/?since=2026-01-01&until=2026-12-31&cause=late")
    assert shown.context["register"].cases == 1
    assert register(cast.actor(cast.zhao), YEAR, on=DAY).cases == 0, "another's customer"


@pytest.mark.row("S1-44")
def test_a_problem_is_checked_on_its_day_by_counting_what_came_since(cast: Cast) -> None:
    lin, first, second = cast.actor(cast.lin), take(cast), take(cast)
    opened = date(2026, 11, 23)
    draft = problems.Draft(
        "功放断电", "quality", "换模块", owner_id=cast.lin.pk, check_on=date(2026, 12, 23), department="工程部"
    )  # fmt: skip
    found = improving.open_problem(lin, draft, [first.pk, second.pk], on=opened)
    task = Task.objects.get(origin=f"problem.check:problem:{found.pk}")
    assert (task.assignee, task.due_on) == (cast.lin, date(2026, 12, 23))
    assert set(Case.objects.values_list("cause", flat=True)) == {"quality"}
    later = take(cast, at=datetime(2026, 12, 2, 10, tzinfo=CHINA))
    elsewhere = take(cast, at=datetime(2026, 12, 3, 10, tzinfo=CHINA), department="财务部")
    for case in (later, elsewhere):
        name_cause(lin, case, "quality", department=case.department, on=DAY)
    again = improving.check_problem(lin, found.pk, result="少了，还要查", on=date(2026, 12, 23))
    assert again == 1, "one of the same cause and department since the action"
    assert not Task.objects.open().filter(pk=task.pk).exists(), "the check ends its task"
    with pytest.raises(problems.CheckedAlready):
        improving.check_problem(lin, found.pk, result="再看", on=date(2026, 12, 24))
    with pytest.raises(Problem.DoesNotExist):
        problems.problem(cast.actor(cast.zhao), found.pk)


@pytest.mark.row("S1-44")
def test_cases_join_a_problem_later_and_leave_it_and_its_check_names_whose_they_are(
    cast: Cast, as_lin: Client
) -> None:
    lin, first, second = cast.actor(cast.lin), take(cast), take(cast)
    other = Customer.objects.create(name="西部机电", owner=cast.zhao)
    hidden = Case.objects.create(
        customer=other, kind="complaint", summary="也断电", received_at=TEN
    )
    draft = problems.Draft("功放断电", "quality", "换模块", owner_id=cast.lin.pk, check_on=date(2026, 12, 23))  # fmt: skip
    found = improving.open_problem(lin, draft, [first.pk], on=DAY)
    page = f"/service/problems/{found.pk}/"
    typed = f"#{second.pk}, {hidden.pk}、三十四"
    told = as_lin.post(f"{page}join/", {"cases": typed}, follow=True).content.decode()
    assert "归进来 1 件" in told
    assert f"没有归的：{hidden.pk}, 三十四。" in told
    second.refresh_from_db()
    hidden.refresh_from_db()
    assert (second.problem_id, second.cause, hidden.problem_id) == (found.pk, "quality", None)
    problems.join(cast.actor(cast.sun), found, [hidden], on=DAY)
    as_lin.post(f"/service/{first.pk}/take-out/", {"from": "problem"})
    task = Task.objects.get(origin=f"problem.check:problem:{found.pk}")
    assert "功放断电" in task.title
    assert "恒远机械" in task.why
    assert "西部机电" not in task.why, "its owner may not see that customer"
    assert "另有 1 件您看不到" in task.why
    assert "换模块" in task.why_en
    assert f"#{first.pk} " not in as_lin.get(page).content.decode()
    as_lin.post(f"/service/{first.pk}/join/", {"problem": found.pk})
    assert f"#{first.pk} " in as_lin.get(page).content.decode()
    improving.check_problem(lin, found.pk, result="好了", on=date(2026, 12, 23))
    as_lin.post(f"/service/{first.pk}/take-out/")
    first.refresh_from_db()
    assert first.problem_id == found.pk, "what was checked stays as it was counted"


@pytest.mark.row("S1-73")
@pytest.mark.row("S1-71")
@pytest.mark.parametrize("content", [True, False])
def test_the_contact_within_a_week_and_the_questionnaire_after_it_do_not_double_each_other(
    cast: Cast, *, content: bool
) -> None:
    lin, case = cast.actor(cast.lin), take(cast)
    satisfied(lin, case, at=TEN)
    stepping.settle(lin, case.pk, how="换了", ours="", at=TEN)
    name_cause(lin, case, "quality", department="", on=DAY)
    laid = {task.origin.split(":")[0]: task for task in Task.objects.open() if task.origin}
    again, ask = laid["complaint_same_day.call_back"], laid["ask_after_case.ask"]
    assert again.due_on <= DAY + timedelta(days=7) < (ask.opens_on or DAY)
    assert "管不管用" in again.title
    assert "只问过程" in ask.why
    stepping.note_step(lin, case.pk, Noted("follow_up", "说了", satisfied=content), at=TEN)
    open_now = set(Task.objects.open().values_list("pk", flat=True))
    assert again.pk not in open_now
    assert (ask.pk in open_now) is content, "taken back where the solution did not hold"


@pytest.mark.row("S4-18")
@pytest.mark.row("S0-09")
def test_a_complaint_that_gets_a_no_by_letter_is_told_its_cause_at_once(
    cast: Cast, as_lin: Client
) -> None:
    case = take(cast)
    satisfied(cast.actor(cast.lin), case, at=TEN)
    said = {"kind": "letter", "manner": "refused", "how": "合同没有写", "alternative": "可以租一台"}  # fmt: skip
    with pytest.raises(CauseMissing):
        replying.reply(cast.actor(cast.lin), case.pk, replying.Reply(**said), on=DAY)
    refused = as_lin.post(f"/replies/{case.pk}/", said)
    assert refused.status_code == 422
    assert "根源" in refused.content.decode()
    assert not Resolution.objects.exists()
    as_lin.post(f"/replies/{case.pk}/", said | {"cause": "promise"})
    case.refresh_from_db()
    assert (case.cause, case.resolution.manner) == ("promise", "refused")


@pytest.mark.row("S1-43")
def test_the_register_counts_in_as_many_statements_for_many_cases_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lin = cast.actor(cast.lin)
    for _ in range(2):
        take(cast)
        with django_assert_num_queries(5):
            register(lin, YEAR, on=DAY)


@pytest.mark.parametrize(
    "values", [[], [5], [3, 9], [1, 1, 2], [1, 2, 2, 8], [4, 4, 6, 6], [7, 7, 7]]
)
def test_the_median_of_counted_values_is_that_of_the_values(values: list[int]) -> None:
    counted = sorted(Counter(values).items())
    assert middle(counted) == (median(values) if values else None)


@pytest.mark.row("S1-33")
def test_loyalty_is_counted_by_group_and_said_only_of_enough_customers(cast: Cast) -> None:
    settled = date(2025, 6, 2)
    at = datetime(2025, 6, 1, 10, tzinfo=CHINA)
    for place in range(45):
        customer = Customer.objects.create(name=f"老客户{place}", owner=cast.lin)
        days = [date(2025, 5, 1)]
        if place < 20:
            days += [date(2026, 5, 1)] if place < 15 else [date(2026, 6, 20)]
            case = Case.objects.create(
                customer=customer, kind="complaint", summary="断", received_at=at
            )
            Resolution.objects.create(case=case, resolved_on=settled, how="换了")
            Entry.objects.create(
                case=case, kind="solve", words="换", at=at, agreed=True, satisfied=True
            )
        elif place < 22:
            Case.objects.create(customer=customer, kind="grumble", summary="慢", received_at=at)
        else:
            days = [date(2025, 9, 1)] + ([date(2026, 9, 1)] if place < 30 else [])
        for day in days:
            Order.objects.create(
                customer=customer, number=f"{place}-{day}", ordered_on=day, amount=100
            )
    lin = cast.actor(cast.lin)
    written = count_loyalty(date(2026, 8, 1))
    assert (written, count_loyalty(date(2026, 8, 1))) == (22, 0), "twice writes nothing"
    groups = {g.group: g for g in loyalty(lin)}
    content, unsettled, none = groups["content"], groups["unsettled"], groups["none"]
    assert (content.customers, content.again, content.share) == (20, 15, 7_500)
    assert (unsettled.customers, unsettled.share) == (2, None), "too few to say"
    assert groups["not_content"].customers == 0
    count_loyalty(date(2026, 10, 1))
    later = {g.group: g for g in loyalty(lin)}
    assert none.customers == 0, "none of them was a customer by then"
    assert (later["none"].customers, later["none"].again) == (23, 8)
    seen_by_another = loyalty(cast.actor(cast.zhao))
    assert {g.customers for g in seen_by_another} == {0}, "another's customers"


def test_loyalty_is_the_same_whether_the_night_has_measured_the_customers_or_not(
    cast: Cast,
) -> None:
    night = date(2026, 11, 23)
    start = night - A_YEAR
    edges = [start - A_YEAR, start - A_YEAR + timedelta(1), start, start + timedelta(1), night]
    for n, (one, other) in enumerate(product(edges, repeat=2)):
        who = customer(f"客户{n}", cast.lin)
        order(who, str(one))
        order(who, str(other), -500 if n % 4 == 3 else 500)
        order(who, str(night + timedelta(1)))
    count_loyalty(night)
    rows = LoyalYear.objects.order_by("customer").values_list("customer", "group", "again")
    counted = list(rows.all())
    assert {again for _, _, again in counted} == {True, False}
    measure(night)
    assert Measures.objects.filter(as_of=night).count() > len(counted)
    assert count_loyalty(night) == 0
    LoyalYear.objects.all().delete()
    assert count_loyalty(night) == len(counted)
    assert list(rows.all()) == counted


@pytest.mark.row("S1-43")
def test_real_requests_with_their_own_times_are_counted_as_by_hand(cast: Cast) -> None:
    with gzip.open(shared("complaints_sla_boston311") / "boston311-100.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    made, ends = [], []
    for row in rows:
        opened = datetime.fromisoformat(row["open_dt"]).replace(tzinfo=CHINA)
        closed = row["closed_dt"] and datetime.fromisoformat(row["closed_dt"]).replace(
            tzinfo=CHINA
        )
        worked = minutes_between(opened, closed) if closed else None
        case = Case(
            customer=cast.hengyuan, kind="request", summary=row["case_title"][:300],
            department=row["department"], product=row["reason"][:60], received_at=opened,
            due_at=opened, settle_minutes=worked, answer_minutes=worked,
            first_answer_at=closed or None, closed_at=closed or None,
        )  # fmt: skip
        made.append(case)
        if closed:
            ends.append((case, closed, worked))
    Case.objects.bulk_create(made)
    Resolution.objects.bulk_create(
        Resolution(case=case, resolved_on=at.date(), how="closed") for case, at, _ in ends
    )
    asked = Asked(date(2022, 1, 1), date(2022, 12, 31), kind="request")
    found = register(cast.actor(cast.lin), asked, on=DAY)
    assert found.cases == len(rows) == 100
    assert found.departments == Counter(row["department"] for row in rows)
    assert found.products == Counter(row["reason"][:60] for row in rows)
    months = Counter(row["open_dt"][:7] for row in rows)
    assert {f"{day:%Y-%m}": n for day, n in found.months.items()} == dict(months)
    assert found.settle.median == median(took for *_, took in ends if took is not None)
    same_day = sum(row["open_dt"][:10] == row["closed_dt"][:10] for row in rows)
    assert (found.answer.kept, found.answer.of) == (same_day, 100)
    open_now = Asked(asked.since, asked.until, state="open")
    assert listed(cast.actor(cast.lin), open_now).count() == sum(
        not row["closed_dt"] for row in rows
    )
    week = Asked(date(2022, 1, 3), date(2022, 1, 3) + timedelta(days=6))
    assert register(cast.actor(cast.lin), week, on=DAY).cases == sum(
        "2022-01-03" <= row["open_dt"][:10] <= "2022-01-09" for row in rows
    )
