"""Before anything is served: the schema is brought up to date, static files are collected, what is wrong stops the start."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from zhike.lib.words import Words
from zhike.serving.terminal import Say
from zhike.trust import append_only

_STAMP = "collected"


def prepare(say: Say) -> None:
    """Make this home ready to serve; raise CommandError with words in both languages when it cannot be."""
    _check()
    _migrate(say)
    _keep_erased(say)
    _collect_static(say)


def pending_migrations() -> int:
    """How many migrations of the rooms have not reached the database yet."""
    executor = MigrationExecutor(connections["default"])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_static_stale() -> bool:
    """Whether the collected static files are missing or older than their sources."""
    stamp = Path(settings.STATIC_ROOT) / _STAMP
    return not stamp.exists() or stamp.read_text("utf-8") != _fingerprint()


def _check() -> None:
    """Django's checks and the rooms' own (routes without rights, method files that lie, a database left halfway)."""
    found = checks.run_checks(databases=["default"])
    errors = [each for each in found if each.is_serious()]
    if errors:
        listed = "\n".join(str(error) for error in errors)
        raise CommandError(
            "知客不能启动，请先改正以下问题 / Zhike cannot start; please mend this first:\n"
            + listed
        )


def _migrate(say: Say) -> None:
    if pending := pending_migrations():
        say(
            Words(
                f"正在更新数据库结构（{pending} 步）…",
                f"Updating the database ({pending} steps) …",
            )
        )
        call_command("migrate", verbosity=0, interactive=False)
        append_only.install()  # SQLite drops the triggers of a table a migration rebuilds
    call_command("createcachetable", verbosity=0)


def _keep_erased(say: Say) -> None:
    """Whoever was erased stays so, also when a backup older than his erasure was put back."""
    from zhike.exchange.erasing import replay

    if count := replay():
        say(
            Words(
                f"备份里有 {count} 位已删除的人，已重新删除。",
                f"The backup held {count} people who had been erased; they are erased again.",
            )
        )


def _collect_static(say: Say) -> None:
    if not is_static_stale():
        return
    say(Words("正在收集页面文件 …", "Collecting static files …"))
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    (Path(settings.STATIC_ROOT) / _STAMP).write_text(_fingerprint(), "utf-8")


def _fingerprint() -> str:
    """Changes whenever a static source file comes, goes or is written."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = Path(storage.path(path)).stat()
            seen.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return seen.hexdigest()
