"""What waits for somebody stands in one list, and Today says so."""

from datetime import UTC, datetime

from django.test import Client

from tests.conftest import Cast
from tests.guard.helpers import made_for_the_guard
from zhike.trust import disclosures
from zhike.trust.actor import Level
from zhike.web.guard import waiting


def test_approvals_of_all_kinds_wait_in_one_list(client: Client, cast: Cast) -> None:
    made_for_the_guard(cast)
    qian = cast.actor(cast.qian)
    assert {str(each.kind) for each in waiting.waiting(qian)} == {"借阅", "披露", "答复"}
    assert waiting.count(qian) == 3
    assert waiting.count(cast.actor(cast.lin)) == 0
    client.force_login(cast.qian)
    assert "等我批准：3 件" in client.get("/today/").content.decode()
    client.force_login(cast.lin)
    assert "等我批准" not in client.get("/today/").content.decode()


def test_ones_own_request_waits_for_somebody_else(cast: Cast) -> None:
    made_for_the_guard(cast)
    now, qian, sun = datetime.now(UTC), cast.actor(cast.qian), cast.actor(cast.sun)
    before = waiting.count(qian), waiting.count(sun)
    disclosures.ask(
        qian, content="x", level=Level.OPEN, recipient="x", manner="x", purpose="x", at=now,
        on=now.date(),
    )  # fmt: skip
    assert (waiting.count(qian), waiting.count(sun)) == (before[0], before[1] + 1)


def test_a_lead_in_two_teams_counts_a_colleague_in_both_once(cast: Cast) -> None:
    cast.qian.teams.add(cast.west)
    cast.lin.teams.add(cast.west)
    made_for_the_guard(cast)
    assert waiting.count(cast.actor(cast.qian)) == 3


def test_the_steward_reads_every_register_and_decides_by_right(
    client: Client, cast: Cast
) -> None:
    made_for_the_guard(cast)
    client.force_login(cast.zheng)
    for page in ("exports", "loans", "disclosures", "enquiries"):
        html = client.get(f"/guard/{page}/").content.decode()
        assert "林一" in html or "赵二" in html
    client.force_login(cast.wu)
    html = client.get("/guard/exports/").content.decode()
    assert "林一" not in html


def test_the_journal_is_looked_over_on_demand(client: Client, cast: Cast) -> None:
    client.force_login(cast.zheng)
    html = client.post("/guard/journal/", follow=True).content.decode()
    assert "完整" in html
    client.force_login(cast.lin)
    assert client.get("/guard/journal/").status_code == 403
