"""The digest of the morning: the most important lines of somebody's day, at the hour he chose."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from zhike.activities.models import Task
from zhike.care import queries as care
from zhike.care.agenda import Agenda, Line
from zhike.care.messages.telling import linked, put_out
from zhike.care.models import NoticeWishes, Outgoing, Robot
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.lib.workdays import is_workday
from zhike.trust.actor import Door
from zhike.users.queries import actor_for

LINES = 8
_LATEST = timedelta(hours=4)
_SAYS_MUCH = {Task.Kind.BIRTHDAY, Task.Kind.FESTIVAL}


def write_digests(at: datetime) -> int:
    """Put today's digests that are due into the outbox, each once; how many are new."""
    local = localtime(at)
    wanted = NoticeWishes.objects.filter(
        Q(digest_by_mail=True) | Q(digest_by_robot=True),
        user__is_active=True,
        digest_at__lte=local.time(),
    ).select_related("user", "robot")
    return sum(_write(wishes, local) for wishes in wanted if _is_due(wishes, local))


def _is_due(wishes: NoticeWishes, local: datetime) -> bool:
    """On a working day, or on any where he said so; not hours late, after a worker stood still."""
    due = local.replace(
        hour=wishes.digest_at.hour, minute=wishes.digest_at.minute, second=0, microsecond=0
    )
    on_duty = wishes.digest_on_rest_days or is_workday(local.date())
    return on_duty and due <= local < due + _LATEST


def _write(wishes: NoticeWishes, local: datetime) -> int:
    user, day = wishes.user, local.date()
    ways: list[tuple[str, Robot | None]] = []
    if wishes.digest_by_mail and user.email:
        ways.append(("mail", None))
    if wishes.digest_by_robot and wishes.robot and wishes.robot.is_on:
        ways.append(("robot", wishes.robot))
    keys = {way: f"digest:{user.pk}:{day}:{way}" for way, _ in ways}
    written = set(
        Outgoing.objects.unscoped().filter(key__in=keys.values()).values_list("key", flat=True)
    )
    ways = [(way, robot) for way, robot in ways if keys[way] not in written]
    if not ways:
        return 0
    agenda = care.agenda(actor_for(user, Door.CLOCK, on=day), now=local)
    if agenda.is_empty:
        return 0
    title = _title(agenda)
    for way, robot in ways:
        names = robot is None or robot.tells_names
        put_out(
            user, keys[way], title, linked(told(agenda, with_names=names, who=str(user) if robot else ""), "/today/"),
            local, local, robot_id=robot.pk if robot else None,
        )  # fmt: skip
    return len(ways)


def told(agenda: Agenda, *, with_names: bool, who: str = "") -> Words:
    """The day in lines; without names only how many there are of each sort."""
    head = Words(f"{who}，今天：" if who else "今天：", f"{who}, today:" if who else "Today:")
    lines = [line for section in agenda.sections for line in section.lines]
    parts = (
        [_line(n, line) for n, line in enumerate(lines[:LINES], 1)]
        if with_names
        else _counted(agenda)
    )
    rest = len(lines) - LINES
    if with_names and rest > 0:
        parts.append(Words(f"还有 {rest} 件。", f"{rest} more."))
    return Words(
        "\n".join((head.zh, *(part.zh for part in parts))),
        "\n".join((head.en, *(part.en for part in parts))),
    )


def _title(agenda: Agenda) -> Words:
    day = day_words(agenda.on, seen_on=agenda.on)
    figures = agenda.figures
    return Words(f"{day.zh}：{figures.to_do} 件要办", f"{day.en}: {figures.to_do} to do")


def _line(number: int, line: Line) -> Words:
    """What, for whom and how late; birthdays and likes are personal and stay on the page."""
    at = f" · {line.customer_name}" if line.customer_name else ""
    says = line.kind not in _SAYS_MUCH
    return Words(
        f"{number}. {line.lead.zh} {line.title.zh}{at}" + (f"：{line.why.zh}" if says else ""),
        f"{number}. {line.lead.en} {line.title.en}{at}" + (f": {line.why.en}" if says else ""),
    )


_SORTS = {
    "clocked": Words("有时限的 {n} 件", "{n} with a clock"),
    "contact": Words("该联系的 {n} 位", "{n} to get in touch with"),
    "dates": Words("近日有日子的 {n} 位", "{n} whose day is near"),
}


def _counted(agenda: Agenda) -> list[Words]:
    return [
        _SORTS[section.key].format(n=len(section.lines) + section.more)
        for section in agenda.sections
        if section.lines
    ]
