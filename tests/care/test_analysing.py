"""Classified, in order, current: what is missing is counted by hand and becomes work."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from tests.facts import rate
from zhike.activities.models import Task
from zhike.care.analysing import gaps, make_work
from zhike.customers.models import Customer, Standing
from zhike.trust.actor import Forbidden

pytestmark = pytest.mark.django_db


@pytest.mark.row("S1-53")
def test_each_step_counts_what_is_missing_and_makes_work_once_a_month(cast: Cast) -> None:
    bare = Customer.objects.create(
        name="空", name_key="空", pinyin="k", owner=cast.lin, team=cast.east
    )
    Customer.objects.filter(pk=cast.hengyuan.pk).update(industry="机械")
    Standing.objects.create(
        customer=cast.hengyuan, scheme="evaluation", grade="B", points=7_000, since=DAY, as_of=DAY, version=1
    )  # fmt: skip
    for key in ("attitude", "information"):
        rate(cast.hengyuan, key, 80, str(DAY - timedelta(days=179)))
    lin, sun = cast.actor(cast.lin), cast.actor(cast.sun)
    found = {gap.step.key: (gap.customers, gap.of, gap.share) for gap in gaps(lin, on=DAY)}
    assert found == dict.fromkeys(("classified", "industry", "people", "evaluated"), (1, 2, 50))
    later = {gap.step.key: gap.customers for gap in gaps(lin, on=DAY + timedelta(days=1))}
    assert later["evaluated"] == 2, "a rating of half a year ago is not current"
    with pytest.raises(Forbidden):
        make_work(lin, "industry", on=DAY)
    assert make_work(sun, "industry", on=DAY) == 1
    task = Task.objects.get()
    assert (task.assignee, task.due_on) == (cast.lin, DAY + timedelta(days=14))
    assert "1 位" in task.why
    assert make_work(sun, "industry", on=DAY) == 0
    assert bare.owner == cast.lin


@pytest.mark.row("S1-53")
def test_the_page_leads_to_the_lists_behind(client: Client, cast: Cast) -> None:
    client.force_login(cast.sun)
    page = client.get("/value/analysis/").content.decode()
    assert "f1=grade" in page
    client.post("/value/analysis/classified/")
    assert Task.objects.filter(origin__startswith="analysis.classified:").exists()
    assert client.post("/value/analysis/nothing/").status_code == 404
