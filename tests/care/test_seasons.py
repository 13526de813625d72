"""The list of a festival is worked through: greeted, left alone, wishes respected, letters sent by hand (S0-31, S1-72)."""

from datetime import UTC, date, datetime

import pytest

from tests.conftest import DAY, Cast
from zhike.activities.models import Greeting, Task, Touch
from zhike.care import jobs, seasons
from zhike.care import season_letters as batch
from zhike.care.actions import receive_case
from zhike.care.models import Letter, Outgoing
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.actions.reach import respect_wish
from zhike.customers.models import Customer, Standing

pytestmark = pytest.mark.django_db
EVE = date(2027, 2, 3)  # spring festival of 2027 is on the 6th
MORNING = datetime(2027, 2, 3, 2, tzinfo=UTC)


def another(cast: Cast, name: str) -> Customer:
    made = open_customer(
        cast.actor(cast.lin), CustomerDraft(name), owner_id=cast.lin.pk, on=DAY
    )
    add_contact(
        cast.actor(cast.lin), made, ContactDraft("陈某", email="chen@example.com"), on=DAY
    )
    return made


def spring(cast: Cast) -> seasons.Season:
    return seasons.season(cast.actor(cast.lin, on=EVE), "spring_festival", 2027, mine=True)


def shown(cast: Cast, show: str) -> list[tuple[str, str, str]]:
    lin, found = cast.actor(cast.lin, on=EVE), spring(cast)
    page = list(seasons.guests(lin, found, mine=True, show=show, grade="").order_by("pk"))
    return [(str(r.customer), r.state, r.manner.way) for r in seasons.rows(lin, found, page)]


@pytest.mark.row("S0-31", "S1-72")
def test_each_customer_is_greeted_as_his_class_is_and_ticked(cast: Cast) -> None:
    other = another(cast, "明德塑料")
    Standing.objects.create(
        customer=cast.hengyuan, scheme="evaluation", grade="A", points=0, since=DAY, as_of=DAY, version=1
    )  # fmt: skip
    assert shown(cast, "open") == [("恒远机械", "open", "call"), ("明德塑料", "open", "letter")]
    lin = cast.actor(cast.lin, on=EVE)
    seasons.greet(lin, "spring_festival", 2027, cast.hengyuan.pk, way="call", on=EVE)
    seasons.greet(lin, "spring_festival", 2027, cast.hengyuan.pk, way="call", on=EVE)
    touch = Touch.objects.get()
    assert (touch.kind, touch.summary, touch.contact) == ("call", "春节问候", cast.yu)
    found = spring(cast)
    assert (found.total, found.greeted, found.open, found.percent) == (2, 1, 1, 50)
    seasons.leave_alone(lin, "spring_festival", 2027, other.pk, why="已改名重组", on=EVE)
    assert shown(cast, "left") == [("明德塑料", "left", "letter")]
    seasons.undo(lin, "spring_festival", 2027, other.pk, on=EVE)
    assert spring(cast).open == 1


def test_the_task_of_the_night_ends_with_the_last_on_the_list(cast: Cast) -> None:
    other = another(cast, "明德塑料")
    jobs.watch_festivals(date(2027, 1, 31))
    task = Task.objects.get(kind="festival")
    assert seasons.season_of_task(task) == ("spring_festival", 2027)
    lin = cast.actor(cast.lin, on=EVE)
    for customer in (cast.hengyuan, other):
        task.refresh_from_db()
        assert task.ended_on is None
        seasons.greet(lin, "spring_festival", 2027, customer.pk, way="message", on=EVE)
    task.refresh_from_db()
    assert task.result == "done"


def test_who_asked_for_no_greetings_is_respected(cast: Cast) -> None:
    lin = cast.actor(cast.lin, on=EVE)
    respect_wish(lin, cast.yu, way="greeting", why="他说过", on=DAY)
    assert shown(cast, "open") == []
    assert shown(cast, "left") == [("恒远机械", "wished", "letter")]
    with pytest.raises(seasons.Wishes):
        seasons.greet(lin, "spring_festival", 2027, cast.hengyuan.pk, way="call", on=EVE)
    assert not Greeting.objects.exists()


def test_letters_are_drafted_together_and_only_the_ticked_ones_go(cast: Cast) -> None:
    lin, found = cast.actor(cast.lin, on=EVE), spring(cast)
    ids = [another(cast, name).pk for name in ("明德塑料", "永丰纸业", "大同轴承")]
    drafts = batch.draft_letters(
        lin, found, [*ids, cast.hengyuan.pk], language="zh", at=MORNING, on=EVE
    )
    assert drafts == (4, 0)
    assert batch.draft_letters(lin, found, ids, language="zh", at=MORNING, on=EVE) == (0, 0)
    assert all("春节到了" in letter.body for letter in Letter.objects.all())
    assert not Outgoing.objects.exists()
    receive_case(lin, customer_id=ids[1], kind="complaint", summary="少一箱", at=MORNING)
    by = {each.letter.customer_id: each for each in batch.looked_over(lin, found, now=MORNING)}
    assert by[ids[0]].obstacles == ()
    chosen = [by[pk].letter.pk for pk in (ids[0], ids[1], cast.hengyuan.pk)]
    sent, kept_back = batch.send_chosen(lin, found, chosen, now=MORNING)
    assert sent == 1
    assert {each.letter.customer_id for each in kept_back} == {ids[1], cast.hengyuan.pk}
    assert [g.customer_id for g in Greeting.objects.all()] == [ids[0]]
    assert Outgoing.objects.count() == 1


def test_a_colleague_of_another_team_sees_nothing_of_it(cast: Cast) -> None:
    zhao = cast.actor(cast.zhao, on=EVE)
    found = seasons.season(zhao, "spring_festival", 2027, mine=False)
    assert found.total == 0
    with pytest.raises(Customer.DoesNotExist):
        seasons.greet(zhao, "spring_festival", 2027, cast.hengyuan.pk, way="call", on=EVE)


def test_the_year_ahead_has_its_festivals_by_sun_and_moon(cast: Cast) -> None:
    year = seasons.seasons(cast.actor(cast.lin), mine=True, on=DAY)
    assert [(s.key, str(s.on)) for s in year] == [
        ("thanksgiving", "2026-11-26"), ("new_year", "2027-01-01"), ("spring_festival", "2027-02-06"),
        ("dragon_boat", "2027-06-09"), ("mid_autumn", "2027-09-15"), ("national_day", "2027-10-01"),
    ]  # fmt: skip
