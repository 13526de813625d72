"""A milestone that was noted wrongly is put right, or taken back, with what it set off."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.activities.models import Milestone, Task
from zhike.care import milestones
from zhike.care.models import Run
from zhike.trust.models import Event

pytestmark = pytest.mark.django_db


def _deal(cast: Cast, kind: str = "deal_won", deal: Milestone | None = None) -> Milestone:
    noted, _ = milestones.note_milestone(
        cast.actor(cast.lin), customer_id=cast.hengyuan.pk, kind=kind, what="一期", happens_on=DAY, on=DAY,
        deal_id=deal.pk if deal else None,
    )  # fmt: skip
    return noted


def test_what_was_wrong_is_put_right_and_what_it_set_off_moves_along(
    as_lin: Client, cast: Cast
) -> None:
    deal = _deal(cast)
    inspect = Task.objects.get(origin=f"after_deal.inspect:milestone:{deal.pk}")
    before = inspect.due_on
    day = DAY - timedelta(days=4)
    as_lin.post(f"/milestones/{deal.pk}/", {"what": "二期", "happens_on": str(day)})
    inspect.refresh_from_db()
    assert inspect.due_on < before
    assert "二期" in inspect.title
    event = Event.objects.unscoped().get(kind="milestone.corrected")
    assert (event.particulars["was"], event.particulars["what"]) == ("一期", "二期")


def test_a_deal_that_never_was_is_taken_back_with_its_tasks(as_lin: Client, cast: Cast) -> None:
    deal = _deal(cast)
    as_lin.post(f"/milestones/{deal.pk}/", {"do": "withdraw", "why": ""})
    assert Milestone.objects.count() == 1, "nothing is taken back without a reason"
    as_lin.post(f"/milestones/{deal.pk}/", {"do": "withdraw", "why": "记到别家了"})
    assert not Milestone.objects.exists()
    assert not Task.objects.open().exists()
    assert Run.objects.get().result == "stopped"
    assert (
        Event.objects.unscoped().get(kind="milestone.withdrawn").particulars["why"]
        == "记到别家了"
    )


def test_a_delivery_noted_too_early_may_come_again(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    deal = _deal(cast)
    delivered = _deal(cast, "delivered", deal)
    with pytest.raises(milestones.HasCourse):
        milestones.withdraw_milestone(lin, deal.pk, why="错了", on=DAY)
    assert Task.objects.open().filter(origin__startswith="after_deal.thank:").count() == 1
    milestones.withdraw_milestone(lin, delivered.pk, why="还没到货", on=DAY)
    assert not Task.objects.open().filter(origin__startswith="after_deal.thank:").exists()
    assert Task.objects.open().filter(origin__startswith="after_deal.confirm:").count() == 1
    _deal(cast, "delivered", deal)
    assert Task.objects.open().filter(origin__startswith="after_deal.thank:").count() == 1


def test_a_colleague_elsewhere_changes_nothing(client: Client, cast: Cast) -> None:
    deal = _deal(cast)
    client.force_login(cast.zhao)
    assert client.get(f"/milestones/{deal.pk}/").status_code == 404
