"""A customer changes hands, and nothing about it is lost."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.activities.models import Task
from zhike.care.actions import log_touch, plan_step
from zhike.care.handover import hand_over, pack
from zhike.care.jobs import watch_handovers
from zhike.customers.actions.strokes import GiveTo
from zhike.customers.models import Customer, Handover

pytestmark = pytest.mark.django_db


@pytest.mark.row("S0-01")
def test_open_work_goes_along_and_the_new_manager_is_told_how_to_begin(cast: Cast) -> None:
    lin, sun = cast.actor(cast.lin), cast.actor(cast.sun)
    log_touch(
        lin, customer_id=cast.hengyuan.pk, kind="call", summary="谈续约", on=DAY,
        promise="发案例", promise_due_on=DAY + timedelta(days=3), contact_id=cast.yu.pk,
    )  # fmt: skip
    plan_step(lin, customer_id=cast.hengyuan.pk, title="送样机", due_on=DAY, on=DAY)
    hand_over(sun, cast.hengyuan.pk, owner_id=cast.zhao.pk, on=DAY, why="林一休假")
    zhao = cast.actor(cast.zhao)
    assert set(Task.objects.filter(ended_on=None).values_list("assignee", flat=True)) == {
        cast.zhao.pk
    }
    titles = set(Task.objects.values_list("title", flat=True))
    assert {"送样机", "读交接包", "亲自打招呼：今后由我负责"} <= titles
    found = pack(zhao, cast.hengyuan.pk, on=DAY)
    assert [p.what for p in found.promises] == ["发案例"]
    assert found.people[0].avoid is not None
    assert found.people[0].avoid.zh == "前任供应商的诉讼"
    assert [item.key for item, _ in found.people[0].known] == ["likes"]
    assert str(found.touches[0].summary) == "谈续约"
    with pytest.raises(Customer.DoesNotExist):
        pack(lin, cast.hengyuan.pk, on=DAY)


@pytest.mark.row("S0-01")
def test_the_new_manager_says_that_he_has_read_it(client: Client, cast: Cast) -> None:
    hand_over(cast.actor(cast.sun), cast.hengyuan.pk, owner_id=cast.zhao.pk, on=DAY)
    client.force_login(cast.zhao)
    address = f"/customers/{cast.hengyuan.pk}/pack/"
    page = client.get(address).content.decode()
    assert "还没读" in page
    assert "普洱茶" in page
    client.post(address + "read/")
    assert Handover.objects.get().read_on is not None
    assert "还没读" not in client.get(address).content.decode()


def test_a_customer_handed_to_another_team_is_gone_from_the_lead_s_list(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.qian)
    answer = client.post(
        f"/customers/{cast.hengyuan.pk}/assign/", {"owner_id": cast.zhao.pk, "why": "换区"}
    )
    assert answer["Location"] == "/customers/"
    assert Handover.objects.get().why == "换区"


@pytest.mark.row("S0-01")
def test_many_handed_over_at_once_have_their_work_moved_in_the_night(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    plan_step(lin, customer_id=cast.hengyuan.pk, title="送样机", due_on=DAY, on=DAY)
    stroke = GiveTo(cast.zhao)
    before = stroke.now([cast.hengyuan.pk])
    wanted = stroke.wanted(lin, DAY)
    stroke.write(cast.actor(cast.sun), {cast.hengyuan.pk: wanted}, before, on=DAY)
    assert watch_handovers(DAY) == 1
    assert watch_handovers(DAY) == 0
    assert Task.objects.get(title="送样机").assignee == cast.zhao
    assert Task.objects.filter(title="读交接包", assignee=cast.zhao).count() == 1
