"""Whether everything really runs: what `zhike doctor` prints and the health page shows."""

import shutil
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.timezone import localtime

from zhike.care.messages.server import mail_server
from zhike.exchange.queries import queue
from zhike.lib.words import Words
from zhike.methods.reading import MethodError
from zhike.serving.clock import night_due
from zhike.serving.nights import newest_whole_night
from zhike.serving.prepare import is_static_stale, pending_migrations
from zhike.serving.worker import LEASE, LIVES
from zhike.trust import append_only, leases
from zhike.trust.chain import last_check as last_journal_check
from zhike.trust.chain import unsealed
from zhike.users.editions.in_use import in_use
from zhike.users.queries import company
from zhike.value.queries import last_night

_LOW_DISK = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: its name, whether it is well (None: not set up, which is allowed), and what was seen."""

    name: Words
    ok: bool | None
    detail: Words


def health(at: datetime) -> tuple[Finding, ...]:
    """Look at everything once; `at` is the present moment. What lies in tables is asked when they have their shape."""
    house = tuple(look(at) for look in _OF_THE_HOUSE)
    return house if pending_migrations() else house + tuple(look(at) for look in _OF_TABLES)


def database(_at: datetime) -> Finding:
    """Which database, and whether a commit survives a power cut."""
    name = Words("数据库", "Database")
    if connection.vendor == "sqlite":
        wanted = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
        found = {setting: _ask(f"PRAGMA {setting}") for setting in wanted}
        version = _ask("SELECT sqlite_version()")
    else:
        wanted = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
        found = {setting: _ask(f"SHOW {setting}") for setting in wanted}
        version = _ask("SHOW server_version")
    wrong = ", ".join(
        f"{setting}={found[setting]}" for setting in wanted if found[setting] != wanted[setting]
    )
    kind = f"{connection.display_name} {version}"
    if wrong:
        return Finding(
            name,
            False,
            Words(
                f"{kind}：{wrong}，断电可能丢数据，请改回默认设置",
                f"{kind}: {wrong}; a power cut may lose data, please restore the default",
            ),
        )
    return Finding(
        name, True, Words(f"{kind}，提交后断电不丢", f"{kind}, commits survive a power cut")
    )


def disk(_at: datetime) -> Finding:
    """Room left where the home lies."""
    free = shutil.disk_usage(settings.HOME).free
    size = f"{free / 1e9:,.1f} GB"
    return Finding(
        Words("磁盘", "Disk"),
        free >= _LOW_DISK,
        Words(f"剩余 {size}", f"{size} free")
        if free >= _LOW_DISK
        else Words(f"只剩 {size}，请腾出空间", f"only {size} free, please make room"),
    )


def migrations(_at: datetime) -> Finding:
    """Whether the database has the shape this version needs."""
    pending = pending_migrations()
    return Finding(
        Words("数据库结构", "Schema"),
        not pending,
        Words("已是最新", "up to date")
        if not pending
        else Words(
            f"有 {pending} 步未更新，请重新启动 zhike serve",
            f"{pending} steps behind, please restart zhike serve",
        ),
    )


def worker(at: datetime) -> Finding:
    """When the worker was last heard of; the clock is part of it."""
    name = Words("后台工作与时钟", "Worker and clock")
    lease = leases.find(LEASE)
    if lease is None or lease.beat_at is None:
        return Finding(
            name,
            False,
            Words("从未运行，请启动 zhike serve", "never ran, please start zhike serve"),
        )
    silent = at - lease.beat_at
    seconds = max(int(silent.total_seconds()), 0)
    if lease.held_until is None or silent > LIVES:
        return Finding(
            name,
            False,
            Words(
                f"已停止，{_long_ago(silent).zh}还在，请启动 zhike serve",
                f"stopped, last heard of {_long_ago(silent).en}, please start zhike serve",
            ),
        )
    return Finding(name, True, Words(f"{seconds} 秒前有心跳", f"beat {seconds} s ago"))


def night(at: datetime) -> Finding:
    """The last night: for which day, when it ended, how long it took, and whether one is owed."""
    name = Words("夜间计算", "Night")
    if company() is None:
        return Finding(name, None, Words("建立公司后开始", "begins once there is a company"))
    ran = last_night()
    if ran is None:
        return Finding(
            name, False, Words("还没有做过，请看后台工作", "none has run yet, see the worker")
        )
    ended = f"{localtime(ran.ended_at):%m-%d %H:%M}"
    done = Words(
        f"{ran.day} 的在 {ended} 完成，{len(ran.steps)} 步 {ran.seconds:.1f} 秒",
        f"that of {ran.day} ended {ended}, {len(ran.steps)} steps in {ran.seconds:.1f} s",
    )
    if night_due(localtime(at), newest_whole_night()):
        return Finding(
            name,
            False,
            Words(
                f"最近一次是 {ran.day}，今天的还没做完，请看后台工作",
                f"the last was for {ran.day}, today's has not ended, see the worker",
            ),
        )
    return Finding(name, True, done)


def imports(at: datetime) -> Finding:
    """Whether imports are being worked on or were forgotten."""
    name = Words("导入", "Imports")
    found = queue(at)
    if found.silent:
        return Finding(
            name,
            False,
            Words(
                f"{found.silent} 个停住了，请看后台工作",
                f"{found.silent} stand still, see the worker",
            ),
        )
    if found.waiting:
        return Finding(name, True, Words(f"{found.waiting} 个在做", f"{found.waiting} at work"))
    return Finding(name, True, Words("没有等着的", "none waiting"))


def journal(_at: datetime) -> Finding:
    """Whether the journal is whole: what the last look over all of it found, and whether its triggers are there."""
    name = Words("日志链", "Journal chain")
    checked = last_journal_check()
    if checked is None:
        return Finding(
            name, None, Words("今晚第一次查验", "looked over for the first time tonight")
        )
    if lost := append_only.missing():
        return Finding(
            name,
            False,
            Words(
                f"触发器 {lost[0].name} 不在，请执行 zhike verify",
                f"the trigger {lost[0].name} is gone, run zhike verify",
            ),
        )
    if checked.problem:
        return Finding(
            name,
            False,
            Words(
                f"{checked.problem['zh']}，请执行 zhike verify",
                f"{checked.problem['en']}; run zhike verify",
            ),
        )
    seen = f"{localtime(checked.checked_at):%m-%d %H:%M}"
    waiting = unsealed()
    return Finding(
        name,
        True,
        Words(
            f"完整，查到事件 {checked.up_to}（{seen}），{waiting} 条待封",
            f"whole up to event {checked.up_to} ({seen}), {waiting} not closed yet",
        ),
    )


def method_files(_at: datetime) -> Finding:
    """Whether the company's own method files can be read, and what it published fits them."""
    name = Words("方法文件", "Methods")
    folder = settings.METHODS_DIR
    try:
        aside = in_use().set_aside
    except MethodError as error:
        return Finding(
            name, False, Words(f"{error}，请改正这个文件", f"{error}; please mend this file")
        )
    if aside:
        told = str(next(iter(aside.values())))
        return Finding(
            name,
            False,
            Words(
                f"页面上发布的 {len(aside)} 个方法合不起来，暂时没有用（{told}），请在方法库改正",
                f"{len(aside)} published on the page fit no more and are set aside ({told}); please mend them under Methods",
            ),
        )
    if folder is None:
        return Finding(name, True, Words("用自带的方法", "those that ship with Zhike"))
    return Finding(
        name, True, Words(f"自带的与 {folder} 里的", f"those that ship and {folder}")
    )


def mail(_at: datetime) -> Finding:
    """Whether the mail server answers; no mail is sent."""
    name = Words("邮件", "Mail")
    server = mail_server()
    if server is None:
        return Finding(
            name,
            None,
            Words(
                "未配置，知客不发邮件；请到“消息与邮件”里设置",
                "not set up, Zhike sends none; see “Messages and mail”",
            ),
        )
    link = server.backend(patience=5)
    try:
        link.open()
        link.close()
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            name,
            False,
            Words(
                f"连不上 {server}（{error}），请检查邮件设置",
                f"{server} does not answer ({error}); please check how mail is set up",
            ),
        )
    return Finding(name, True, Words(f"{server} 可连接", f"{server} answers"))


def static_files(_at: datetime) -> Finding:
    """Whether the pages' styles and scripts are those of this version."""
    stale = is_static_stale()
    return Finding(
        Words("页面文件", "Static files"),
        not stale,
        Words("需要更新，请重新启动 zhike serve", "out of date, please restart zhike serve")
        if stale
        else Words("已是最新", "up to date"),
    )


def secret_key(_at: datetime) -> Finding:
    """Whether nobody else on this machine can read the key that signs sessions."""
    path = Path(settings.HOME) / "secret_key"
    is_private = path.stat().st_mode & 0o077 == 0
    return Finding(
        Words("密钥", "Secret key"),
        is_private,
        Words("只有本账号可读", "readable by its owner only")
        if is_private
        else Words(
            f"别人也能读，请执行 chmod 600 {path}", f"others can read it, run chmod 600 {path}"
        ),
    )


_OF_THE_HOUSE: tuple[Callable[[datetime], Finding], ...] = (
    database,
    disk,
    migrations,
    static_files,
    secret_key,
)
_OF_TABLES: tuple[Callable[[datetime], Finding], ...] = (
    worker,
    night,
    imports,
    journal,
    method_files,
    mail,
)


def _ask(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0]).lower()


def _long_ago(silent: timedelta) -> Words:
    minutes = int(silent.total_seconds()) // 60
    if minutes < 120:
        return Words(f"{minutes} 分钟前", f"{minutes} min ago")
    return Words(f"{minutes // 60} 小时前", f"{minutes // 60} h ago")
