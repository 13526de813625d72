"""What a customer expects is asked at the start and compared at the end; a low value gets one of three causes."""

from datetime import date, timedelta

import pytest

from tests.care.test_satisfaction import FULL, answered, measured
from tests.conftest import DAY, Cast
from zhike.activities.models import Task
from zhike.care import expecting as care
from zhike.care import satisfaction
from zhike.care.contracts import sign_contract
from zhike.care.expecting import ComparedAlready, NoCause, Wish
from zhike.care.jobs import watch_satisfaction
from zhike.care.milestones import note_milestone
from zhike.customers.actions.erasure import erase_contact
from zhike.customers.models import Customer
from zhike.sales.actions.contracts import Signed
from zhike.service import expectations
from zhike.service.models import Expectation, ValueCause

END = DAY + timedelta(days=40)


def expected(cast: Cast, on: date = DAY, **what: object) -> Expectation:
    wish = {
        "kind": "project", "about": "二号线改造", "expected": "半年回本", "compare_on": END,
        "contact_id": cast.yu.pk,
    } | what  # fmt: skip
    return care.expect(
        cast.actor(cast.lin, on=on),
        cast.hengyuan.pk,
        Wish(**wish),  # type: ignore[arg-type]  # plain words
        on=on,
    )


@pytest.mark.row("S0-22")
def test_what_he_expected_comes_back_on_its_day_and_is_compared_once(cast: Cast) -> None:
    made = expected(cast)
    assert watch_satisfaction(END - timedelta(days=1)) == 0
    assert watch_satisfaction(END) == 1
    task = Task.objects.unscoped().get(origin__startswith="expectation_due.")
    assert "二号线改造" in task.title
    assert "半年回本" in task.why
    lin = cast.actor(cast.lin, on=END)
    care.compare(lin, made.pk, met="above", outcome="四个月就回本了", on=END)
    task.refresh_from_db()
    assert task.ended_on == END
    with pytest.raises(ComparedAlready):
        care.compare(lin, made.pk, met="as", outcome="又想了想", on=END)
    assert watch_satisfaction(END + timedelta(days=1)) == 0


@pytest.mark.row("S0-22")
def test_less_than_expected_asks_for_one_of_the_three_causes(cast: Cast) -> None:
    made, lin = expected(cast), cast.actor(cast.lin, on=END)
    for cause in ("", "made_up"):
        with pytest.raises(NoCause):
            care.compare(lin, made.pk, met="below", outcome="一年", cause=cause, on=END)
    assert expectations.expectation(lin, made.pk).compared_on is None
    care.compare(
        lin, made.pk, met="below", outcome="一年", cause="expectation", why="说得太满", on=END
    )
    [(row, words)] = care.causes_found(lin, cast.hengyuan.pk)
    assert (row.expectation, row.why, words.zh) == (made, "说得太满", "原先的期望太高")


@pytest.mark.row("S0-22")
def test_a_low_value_asks_for_its_cause_until_somebody_found_it(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    answered(cast, FULL | {"worth_price": 1, "as_expected": 1})
    measured(cast)
    watch_satisfaction(DAY)
    task = Task.objects.unscoped().get(origin__startswith="satisfaction_low.")
    for words in ("原先的期望太高", "价格高过了实际的价值", "双方对价值的看法不一样"):
        assert words in task.why
    asked = satisfaction.asked_of(lin, cast.hengyuan.pk)
    assert care.wants_cause(asked, [], is_low=True)
    assert not care.wants_cause(asked, [], is_low=False)
    with pytest.raises(NoCause):
        care.explain(lin, cast.hengyuan.pk, cause="weather", why="-", on=DAY)
    care.explain(lin, cast.hengyuan.pk, cause="price", why="比去年贵一成", on=DAY)
    found = care.causes_found(lin, cast.hengyuan.pk)
    assert not care.wants_cause(asked, found, is_low=True)
    answered(cast, FULL | {"worth_price": 1}, contact=cast.yu, on=DAY + timedelta(days=200))
    again = satisfaction.asked_of(lin, cast.hengyuan.pk)
    assert care.wants_cause(again, found, is_low=True)
    book = satisfaction.book(lin, ["period"], owner_id=None, on=DAY)
    assert [(words.zh, n, ours) for words, n, ours in book.causes] == [
        ("价格高过了实际的价值", 0, 1)
    ]


@pytest.mark.row("S0-22")
def test_signing_and_winning_ask_at_once_what_he_expects(cast: Cast) -> None:
    lin, ends = cast.actor(cast.lin), DAY + timedelta(days=365)
    signed = Signed("K-1", "维保", DAY, DAY, ends)
    sign_contract(lin, cast.hengyuan.pk, signed, on=DAY, expected="随叫随到")
    sign_contract(lin, cast.hengyuan.pk, Signed("K-2", "供货", DAY, DAY, ends), on=DAY)
    note_milestone(
        lin, customer_id=cast.hengyuan.pk, kind="deal_won", what="驱动器", happens_on=DAY, on=DAY,
        expected="三天到货",
    )  # fmt: skip
    deal, _ = note_milestone(
        lin, customer_id=cast.hengyuan.pk, kind="deal_won", what="柜子", happens_on=DAY, on=DAY
    )
    kept = {row.about: row for row in care.of_customer(lin, cast.hengyuan.pk)}
    assert (kept["维保"].expected, kept["维保"].compare_on) == ("随叫随到", ends)
    assert (kept["驱动器"].expected, kept["驱动器"].compare_on) == (
        "三天到货",
        DAY + timedelta(days=90),
    )
    unasked = care.begun_unasked(lin, cast.hengyuan.pk, on=DAY)
    assert {each.title for each in unasked} == {"供货", "柜子"}
    expected(cast, about="柜子", deal_id=deal.pk)
    assert [b.title for b in care.begun_unasked(lin, cast.hengyuan.pk, on=DAY)] == ["供货"]


@pytest.mark.row("S0-22")
def test_what_he_expected_is_read_beside_his_answer(cast: Cast) -> None:
    made = expected(cast)
    later = DAY + timedelta(days=20)
    survey = answered(cast, FULL | {"as_expected": 2}, "还差一点", on=later)
    lin = cast.actor(cast.lin, on=later)
    assert care.expected_of(lin, survey) == [made]
    newest, answers = care.answers_since(lin, made)
    assert newest == survey
    assert {a.item: a.number for a in answers}["as_expected"] == 2


def test_others_see_nothing_of_it(cast: Cast) -> None:
    made, zhao = expected(cast), cast.actor(cast.zhao)
    with pytest.raises(Expectation.DoesNotExist):
        expectations.expectation(zhao, made.pk)
    with pytest.raises(Customer.DoesNotExist):
        care.explain(zhao, cast.hengyuan.pk, cause="price", why="-", on=DAY)
    assert not ValueCause.objects.unscoped().exists()


def test_somebody_erased_takes_what_he_expected_along(cast: Cast) -> None:
    made = expected(cast)
    erase_contact(cast.actor(cast.zheng), cast.yu, why="他要求", on=DAY)
    made.refresh_from_db()
    assert (made.expected, made.contact) == ("", None)
    assert watch_satisfaction(END) == 0
