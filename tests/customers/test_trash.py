"""What lies in the trash is nowhere else, comes back whole, and is gone for good after thirty days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.conftest import DAY, Cast
from tests.facts import order, touch
from zhike.activities.models import Task, Touch
from zhike.care import queries as care
from zhike.care.watches import quiet
from zhike.customers import desk, doubles, history, queries
from zhike.customers.actions import marks
from zhike.customers.actions.standing import Graded, Scheme, hand_down
from zhike.customers.actions.trash import purge, restore_customer, trash_customer
from zhike.customers.doubles import Typed
from zhike.customers.jobs import empty_trash
from zhike.customers.models import Contact, Customer
from zhike.sales.models import Order
from zhike.trust.actor import Actor, Forbidden
from zhike.trust.models import Event
from zhike.trust.scope import Scoped
from zhike.value.queries import methods


def _trash(cast: Cast) -> None:
    trash_customer(cast.actor(cast.lin), cast.hengyuan, at=timezone.now(), on=DAY)


def test_a_trashed_customer_is_in_no_list_no_search_and_no_watch(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    touch(cast.hengyuan, "2026-01-01")
    order(cast.hengyuan, "2026-01-01")
    Task.objects.create(
        customer=cast.hengyuan, kind="contact", title="联系", due_on=DAY, laid_on=DAY, assignee=cast.lin
    )  # fmt: skip
    hand_down(
        Actor.clock(), Scheme("evaluation", 1), [Graded(cast.hengyuan.pk, "A", 9000)], as_of=DAY
    )
    marks.saw(lin, cast.hengyuan.pk, at=timezone.now())
    marks.star(lin, cast.hengyuan, starred=True)
    _trash(cast)
    for actor in (lin, cast.actor(cast.sun)):
        assert not queries.customers(actor).exists()
        assert not queries.find(actor, "恒远")
        assert not Contact.objects.visible_to(actor).exists()
        assert not Order.objects.visible_to(actor).exists()
        assert not Touch.objects.visible_to(actor).exists()
        assert not care.birthdays(actor, first=DAY, last=DAY + timedelta(40))
    assert not care.agenda(lin, now=timezone.now()).sections[1].lines
    assert not desk.recent(lin)
    assert not desk.favourites(lin)
    assert not doubles.lookalikes(cast.actor(cast.zhao), Typed("恒远机械"))
    assert not quiet.quiet_standings(methods().standards["contact_rhythm"], DAY).exists()
    assert not Customer.objects.exists()


def test_every_room_s_rows_leave_with_their_customer(cast: Cast) -> None:
    """No table that hangs below a customer may forget the trash."""
    from django.apps import apps

    _trash(cast)
    sun = cast.actor(cast.sun)
    asked = 0
    for model in apps.get_models():
        rows = model._default_manager.all()
        if isinstance(rows, Scoped) and rows.to_customer is not None:
            asked += 1
            assert not rows.visible_to(sun).exists(), model
            assert "trashed_at" in str(rows.visible_to(sun).query), model
    assert asked >= 12


def test_it_comes_back_whole_for_whoever_could_see_it(cast: Cast) -> None:
    _trash(cast)
    assert not history.in_trash(cast.actor(cast.zhao)).exists()
    with pytest.raises(Customer.DoesNotExist):
        restore_customer(cast.actor(cast.zhao), cast.hengyuan.pk, on=DAY)
    assert history.in_trash(cast.actor(cast.lin)).get() == cast.hengyuan
    restore_customer(cast.actor(cast.lin), cast.hengyuan.pk, on=DAY)
    assert [hit.customer_id for hit in queries.find(cast.actor(cast.lin), "于海")] == [
        cast.hengyuan.pk
    ]


def test_the_service_desk_throws_nothing_away(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        trash_customer(cast.actor(cast.wu), cast.hengyuan, at=timezone.now(), on=DAY)


@pytest.mark.row("S2-27")
def test_after_thirty_days_it_is_gone_and_an_event_stays(cast: Cast) -> None:
    at = timezone.now()
    _trash(cast)
    assert purge(Actor.clock(), at=at + timedelta(29), on=DAY) == 0
    assert empty_trash((at + timedelta(32)).date()) == 1
    assert not Customer.everyone.exists()
    assert not Contact.everyone.exists()
    assert Event.objects.filter(kind="customer.purged", customer_id=cast.hengyuan.pk).exists()
    assert empty_trash((at + timedelta(33)).date()) == 0
