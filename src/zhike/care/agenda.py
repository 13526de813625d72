"""The agenda of a day: what has a clock, who should hear from us, whose day it is; each line says why."""

from dataclasses import dataclass
from datetime import date, datetime

from zhike.activities.models import Task
from zhike.care.guessing import GUESSED, is_guessed
from zhike.customers.badges import Badge
from zhike.lib.moon import moon_day
from zhike.lib.spoken_days import days_words, near_words
from zhike.lib.words import Words

CLOCKED = {
    Task.Kind.REPLY,
    Task.Kind.PROMISE,
    Task.Kind.OTHER,
    Task.Kind.STANDING,
    Task.Kind.SERVICE,
}
CONTACT = {Task.Kind.CONTACT, Task.Kind.RHYTHM}

CHIPS = {
    Task.Kind.REPLY: (Words("答复", "Reply"), "bad"),
    Task.Kind.PROMISE: (Words("承诺", "Promise"), "warn"),
    Task.Kind.RHYTHM: (Words("订货变慢", "Slowing"), "bad"),
    Task.Kind.STANDING: (Words("等级变动", "Grade moved"), "warn"),
    Task.Kind.SERVICE: (Words("应得的服务", "Service owed"), "info"),
    Task.Kind.BIRTHDAY: (Words("个人名义", "In your own name"), "info"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do. `lead` is what the eye meets first (how late, how long, which day), `sub_lead` what it is measured by."""

    task_id: int
    customer_id: int | None
    customer_name: str
    contact_id: int | None
    contact_name: str
    grade: str
    kind: str
    title: Words
    why: Words
    lead: Words
    sub_lead: Words
    late: bool
    chip: Words | None
    chip_tone: str
    due_on: date
    assignee: str
    guessed: Words | None
    case_id: int | None = None
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one sort, and how many more wait behind them."""

    key: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The five numbers above the agenda; money in fen. `quiet_waiting` customers stand behind the cap of a day's list."""

    to_do: int
    done: int
    promises: int
    promise_note: Words | None
    quiet: int
    quiet_waiting: int
    quiet_note: Words | None
    birthdays: int
    moon_birthdays: int
    leaving: int
    leaving_revenue: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """A day's work for one person, or for all he sees."""

    on: date
    figures: Figures
    sections: tuple[Section, ...]

    @property
    def is_empty(self) -> bool:
        return not any(section.lines for section in self.sections)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a customer is doing against its rhythms: days since the last touch, days allowed, own order cycle, how far beyond it."""

    since_touch: int | None
    every: int
    cycle_days: int | None
    overdue_pct: int | None


def section_of(kind: str) -> str:
    """Which part of the agenda a kind of task belongs to."""
    if kind in CONTACT:
        return "contact"
    return "clocked" if kind in CLOCKED else "dates"


def case_of(task: Task) -> int | None:
    """The case a task belongs to, if one."""
    _, _, number = (task.origin or "").rpartition(":case:")
    return int(number) if number.isdecimal() else None


def line_of(
    task: Task, *, grade: str, pace: Pace, now: datetime, badges: tuple[Badge, ...] = ()
) -> Line:
    """A task as it is shown."""
    section = section_of(task.kind)
    if section == "clocked":
        lead, sub_lead, late = _by_the_clock(task, now)
    elif section == "contact":
        lead, sub_lead, late = _by_the_rhythm(task, grade, pace)
    else:
        lead, sub_lead, late = _by_the_calendar(task, now.date())
    chip, tone = CHIPS.get(Task.Kind(task.kind), (None, ""))
    return Line(
        task_id=task.pk,
        customer_id=task.customer_id,
        customer_name=str(task.customer) if task.customer else "",
        contact_id=task.contact_id,
        contact_name=task.contact.greeting if task.contact else "",
        grade=grade,
        kind=task.kind,
        title=Words(task.title, task.title_en or task.title),
        why=Words(task.why, task.why_en or task.why)
        if task.why
        else _planned(task, now.date()),
        lead=lead,
        sub_lead=sub_lead,
        late=late,
        chip=chip,
        chip_tone=tone,
        due_on=task.due_on,
        assignee=str(task.assignee) if task.assignee else "",
        case_id=case_of(task),
        guessed=GUESSED if is_guessed(task) else None,
        badges=badges,
    )


def _planned(task: Task, today: date) -> Words:
    """The reason of a task somebody planned himself."""
    day = near_words(task.laid_on, seen_on=today)
    return Words(f"{day.zh}自己安排的下一步", f"a next step, planned {day.en}")


def _by_the_clock(task: Task, now: datetime) -> tuple[Words, Words, bool]:
    today = now.date()
    if task.due_on < today:
        days = days_words((today - task.due_on).days)
        due = near_words(task.due_on, seen_on=today)
        return (
            Words(f"逾期 {days.zh}", f"{days.en} late"),
            Words(f"{due.zh}到期", f"due {due.en}"),
            True,
        )
    if task.due_at is None:
        due = near_words(task.due_on, seen_on=today)
        return due, Words("当天之内", "any time that day"), False
    at = task.due_at.astimezone(now.tzinfo)
    minutes = int((at - now).total_seconds() // 60)
    day = near_words(at.date(), seen_on=today)
    by = Words(f"{day.zh} {at:%H:%M}", f"{day.en} {at:%H:%M}")
    if minutes < 0:
        over = _span(-minutes)
        return Words(f"超时 {over.zh}", f"{over.en} over"), by, True
    left = _span(minutes)
    return Words(f"剩 {left.zh}", f"{left.en} left"), by, minutes < 120


def _span(minutes: int) -> Words:
    if minutes < 60:
        return Words(f"{minutes} 分", f"{minutes} min")
    if minutes < 6 * 60:
        return Words(f"{minutes // 60}:{minutes % 60:02}", f"{minutes // 60}:{minutes % 60:02}")
    if minutes < 48 * 60:
        return Words(f"{minutes // 60} 小时", f"{minutes // 60} hours")
    return days_words(minutes // (24 * 60))


def _by_the_rhythm(task: Task, grade: str, pace: Pace) -> tuple[Words, Words, bool]:
    if task.kind == Task.Kind.RHYTHM and pace.overdue_pct and pace.cycle_days:
        times = f"{pace.overdue_pct / 100:.1f}"
        cycle = days_words(pace.cycle_days)
        return (
            Words(f"{times} 倍", f"{times}×"),
            Words(f"平时 {cycle.zh}一单", f"usually every {cycle.en}"),
            pace.overdue_pct >= 300,
        )
    named = Words(
        f"{grade} 类" if grade else "未评级", f"grade {grade}" if grade else "ungraded"
    )
    every = days_words(pace.every)
    allowed = Words(f"{named.zh}应 {every.zh}", f"{named.en}: {every.en}")
    if pace.since_touch is None:
        return Words("从未", "Never"), allowed, False
    return days_words(pace.since_touch), allowed, pace.since_touch >= 2 * pace.every


def _by_the_calendar(task: Task, today: date) -> tuple[Words, Words, bool]:
    return (
        near_words(task.due_on, seen_on=today),
        moon_day(task.due_on).words,
        task.due_on < today,
    )
