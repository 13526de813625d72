"""The breach drill finds exactly what was opened and taken (P32)."""

import io
from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from django.utils import timezone

from tests.conftest import Cast
from zhike.exchange.out import actions
from zhike.exchange.out.actions import Order
from zhike.exchange.out.columns import What
from zhike.exchange.out.sighting import seen
from zhike.trust import journal, loans


def test_a_theft_is_told_to_the_last_person_and_field(cast: Cast) -> None:
    now, today = datetime.now(UTC), timezone.localdate()
    lin, zhao = cast.actor(cast.lin, on=today), cast.actor(cast.zhao, on=today)
    order = Order(What.CONTACTS, "", ("name", "mobile"), "csv", "节日问候", "zh")
    taken = actions.ask(lin, order, at=now)
    actions.take(lin, taken.pk, at=now)
    actions.ask(lin, order, at=now)  # written, never fetched: not taken
    journal.record(
        lin, "sealed.opened", cast.yu, on=today, customer_id=cast.hengyuan.pk,
        person=f"contact:{cast.yu.pk}", field="health", purpose="订餐",
    )  # fmt: skip
    span = (now - timedelta(hours=1), now + timedelta(hours=1))
    found = {
        (line.way, line.customer, line.person, line.fields) for line in seen(cast.lin.pk, *span)
    }
    name = cast.hengyuan.name
    assert found == {
        ("export", name, "", ("name", "mobile")),
        ("export", name, "于海", ("name", "mobile")),
        ("sealed", name, "于海", ("health",)),
    }
    assert seen(cast.zhao.pk, *span) == []
    assert seen(cast.lin.pk, span[1], span[1] + timedelta(days=1)) == []

    loan = loans.ask(
        zhao, customer_id=cast.hengyuan.pk, team_id=cast.east.pk, named="恒远", purpose="代班",
        from_on=today, until_on=today, at=now, on=today,
    )  # fmt: skip
    loans.decide(cast.actor(cast.qian, on=today), loan.pk, grant=True, why="", at=now, on=today)
    loans.visited(cast.actor(cast.zhao, on=today), cast.hengyuan.pk, page="file", on=today)
    said = io.StringIO()
    call_command(
        "seen",
        "--user",
        "zhao",
        "--from",
        str(today),
        "--until",
        str(today),
        lang="en",
        stdout=said,
    )
    assert "opened on loan" in said.getvalue()
    assert "1 customers, 0 persons" in said.getvalue()
