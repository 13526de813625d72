"""The sample company at home: built once, kept, and never in place of a real one."""

import io
import os
import re
import socket
import subprocess
import sys
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests.conftest import DAY, Cast
from zhike.lib.words import Words
from zhike.serving.health import health
from zhike.serving.home import keep_sample, start_over
from zhike.serving.worker import LEASE
from zhike.trust import leases
from zhike.users.models import Company

NOW = timezone.make_aware(datetime.combine(DAY, time(9)))


def _silent(_words: Words) -> None:
    return


@pytest.mark.django_db
def test_a_home_with_a_real_company_gets_no_sample(cast: Cast) -> None:
    with pytest.raises(CommandError, match="zhike serve"):
        keep_sample(fresh=False, now=NOW, say=_silent)
    assert Company.objects.get().name == "恒信科技"


@pytest.mark.django_db
def test_starting_over_refuses_a_real_company(cast: Cast) -> None:
    with pytest.raises(CommandError, match="ZHIKE_HOME"):
        start_over(now=NOW, say=_silent)
    assert Company.objects.get().name == "恒信科技"


@pytest.mark.django_db
def test_starting_over_refuses_while_a_worker_is_at_work() -> None:
    holder = f"{socket.gethostname()} {os.getppid()} ab12"
    leases.take(LEASE, holder, at=NOW, lives=timedelta(minutes=1))
    with pytest.raises(CommandError, match="stop it"):
        start_over(now=NOW, say=_silent)


@pytest.mark.django_db
def test_a_link_from_the_terminal_lets_somebody_in_once(cast: Cast, client: Client) -> None:
    said = io.StringIO()
    call_command("link", "lin", stdout=said)
    found = re.search(r"http://127\.0\.0\.1:8765(/\S+)", said.getvalue())
    assert found
    client.post(found[1])
    assert client.session["_auth_user_id"] == str(cast.lin.pk)
    other = Client()
    other.post(found[1])
    assert "_auth_user_id" not in other.session


@pytest.mark.django_db
def test_links_for_several_people_come_in_the_order_asked(cast: Cast) -> None:
    said = io.StringIO()
    call_command("link", "zhao", "lin", stdout=said)
    for user, line in zip((cast.zhao, cast.lin), said.getvalue().split(), strict=True):
        client = Client()
        client.post(line.removeprefix("http://127.0.0.1:8765"))
        assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.django_db
def test_a_link_for_nobody_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="sign-in name"):
        call_command("link", "nobody")


@pytest.mark.django_db
def test_health_says_every_finding_in_both_languages(cast: Cast) -> None:
    for finding in health(NOW):
        assert re.search(r"[\u4e00-\u9fff]", finding.name.zh + finding.detail.zh)
        assert finding.name.en
        assert finding.detail.en


@pytest.mark.django_db
def test_health_tells_a_worker_that_never_ran_and_a_night_that_is_owed(cast: Cast) -> None:
    findings = {finding.name.en: finding for finding in health(NOW)}
    assert findings["Worker and clock"].ok is False
    assert findings["Night"].ok is False
    assert findings["Mail"].ok is None


def test_the_doctor_of_a_home_that_was_never_started_says_so(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "ZHIKE_DATABASE_URL"}
    asked = subprocess.run(
        [sys.executable, "-m", "zhike", "doctor", "--lang", "en"],
        env=env | {"ZHIKE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert "steps behind, please restart zhike serve" in asked.stdout
    assert "of these need attention" in asked.stderr
    assert "Traceback" not in asked.stderr
