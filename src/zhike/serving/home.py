"""The sample company at home: built once, kept as it was typed, shown through one-time links.

Importing this module loads the analytic engine: the process that serves must not.
"""

import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection, models
from django.utils.timezone import localtime

from zhike.lib.words import Words
from zhike.nightly import run_night
from zhike.sample.actions import build_sample, discard
from zhike.sample.history import grade_the_past
from zhike.serving.nights import newest_whole_night
from zhike.serving.prepare import prepare
from zhike.serving.terminal import Say
from zhike.serving.worker import LEASE, free_what_the_dead_hold
from zhike.trust import anchors, leases
from zhike.trust.actor import Actor
from zhike.trust.models import Lease
from zhike.users.models import Company
from zhike.users.queries import company


def keep_sample(*, fresh: bool, now: datetime, say: Say) -> None:
    """Have a sample company here with today's night done; build it the first time, or anew when asked to."""
    if fresh:
        start_over(now=now, say=say)
    prepare(say)
    day = localtime(now).date()
    house = company()
    if house is None:
        build_sample(Actor.clock(), now=now, say=say)
        say(Words("正在补评过去一年的等级 …", "Grading the past year …"))
        grade_the_past(day)
    elif not house.is_sample:
        raise CommandError(
            f"{settings.HOME} 里已有一家真实公司，演示不会动它。请用 zhike serve，或换一个 ZHIKE_HOME。 / "
            f"{settings.HOME} holds a real company, which a demo leaves alone. "
            "Please use zhike serve, or another ZHIKE_HOME."
        )
    last = newest_whole_night()
    if last is None or last < day:
        say(Words("正在做夜间计算 …", "Running the night …"))
        run_night(day, say=print)


def start_over(*, now: datetime, say: Say) -> None:
    """Delete the database, facts and uploads of a home that holds nothing but a sample company; on PostgreSQL empty its tables."""
    if _holds_something_real():
        raise CommandError(
            f"{settings.HOME} 里不是样例公司，不能清空。请换一个 ZHIKE_HOME。 / "
            f"{settings.HOME} does not hold a sample company and is not emptied. "
            "Please choose another ZHIKE_HOME."
        )
    if _is_in_use(now):
        raise CommandError(
            "知客正在运行，请先停止它（Ctrl-C），过一分钟再试。 / "
            "Zhike is running here; please stop it (Ctrl-C) and try again in a minute."
        )
    say(Words("正在清空上一次的样例 …", "Clearing the last sample away …"))
    if connection.vendor != "sqlite":
        if _has_table(Company) and company():
            discard(Actor.clock())
        return
    connection.close()
    name = settings.DATABASES["default"]["NAME"]
    for suffix in ("", "-wal", "-shm"):
        Path(f"{name}{suffix}").unlink(missing_ok=True)
    for folder in (settings.FACTS_DIR, settings.UPLOADS_DIR, settings.EXPORTS_DIR):
        shutil.rmtree(folder, ignore_errors=True)
    anchors.begin_anew("sample.started_over", now)


def _holds_something_real() -> bool:
    """Whether a company that is no sample lives here; a database that cannot be read raises, and stays."""
    return _has_table(Company) and Company.objects.filter(is_sample=False).exists()


def _is_in_use(now: datetime) -> bool:
    """Whether a worker holds this home; deleting the files under it would lose what it writes."""
    if not _has_table(Lease):
        return False
    free_what_the_dead_hold()
    lease = leases.find(LEASE)
    return bool(lease and lease.held_until and lease.held_until > now)


def _has_table(model: type[models.Model]) -> bool:
    return model._meta.db_table in connection.introspection.table_names()
