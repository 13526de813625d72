"""`zhike today` says in a terminal what the page says."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.night.company import NIGHT, found
from zhike.nightly import run_night

pytestmark = pytest.mark.django_db


def told(**options: Any) -> str:
    out = StringIO()
    call_command("today", as_of=NIGHT, stdout=out, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _night(db: None) -> None:
    found(12)
    run_night(NIGHT, say=lambda _: None)


def test_each_line_says_whom_and_why() -> None:
    text = told(user="u1")
    assert "该联系了" in text
    assert "类客户应每" in text
    assert "客户1" in text


def test_it_speaks_english() -> None:
    assert "should hear from us every" in told(lang="en")


def test_it_gives_the_same_as_json() -> None:
    answer = json.loads(told(json=True))
    assert answer["on"] == NIGHT.isoformat()
    lines = [line for section in answer["sections"] for line in section["lines"]]
    assert lines
    assert all(line["why"] for line in lines)


def test_one_sees_only_one_s_own() -> None:
    assert "客户1\n" not in told(user="u0")


def test_an_unknown_user_is_told_so() -> None:
    with pytest.raises(CommandError, match="sign-in name"):
        told(user="nobody")
