"""A classification that asks for the class of another one of rules is told the class of the same night."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.night.company import NIGHT, found
from zhike.customers.models import Standing
from zhike.value import jobs
from zhike.value.ruled_classes import hand_down_ruled

pytestmark = pytest.mark.django_db

# Its name comes before the one it asks for.
_OWN = """
name = "a_first"
version = 1
source = ["S2-07"]
title = { zh = "先看的", en = "Seen first" }
note = { zh = "份额 A 的先看", en = "Share A is seen first" }
by = "rules"

[smart]
review_months = 6
specific = { zh = "先看", en = "First" }
measurable = { zh = "先看", en = "First" }
attainable = { zh = "先看", en = "First" }
reasonable = { zh = "先看", en = "First" }
timed = { zh = "先看", en = "First" }

[[classes]]
key = "first"
title = { zh = "先看", en = "First" }
care = { zh = "先看", en = "First" }

[[rules]]
class = "first"
when = [{ fact = "class.abc_share", is = "share_a" }]

[[examples]]
values = { "class.abc_share" = "share_a" }
class = "first"
"""


@pytest.mark.row("S2-07")
def test_the_first_night_already_knows_the_class_asked_for(
    settings: Settings, tmp_path: Path
) -> None:
    own = tmp_path / "schemes" / "a_first.toml"
    own.parent.mkdir()
    own.write_text(_OWN, "utf-8")
    settings.METHODS_DIR = tmp_path
    found(24)
    for job in (jobs.extract, jobs.measure, jobs.score, jobs.keep_measures, hand_down_ruled):
        job(NIGHT)

    def among(scheme: str, grade: str) -> set[int]:
        held = Standing.objects.filter(scheme=scheme, grade=grade)
        return set(held.values_list("customer_id", flat=True))

    assert among("a_first", "first") == among("abc_share", "share_a") != set()
