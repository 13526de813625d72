"""What happened in a case, told line by line, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from zhike.care.cases.dossier import Dossier
from zhike.lib.words import Words
from zhike.service.queries import Entry
from zhike.service.rules import Step
from zhike.web.cases.words import CHANNELS, LEVELS, OTHERS, STEPS, UNSAID_CHANNEL


@dataclass(frozen=True, slots=True)
class Line:
    """One line: when, who, its head, what was said, and its tone (good, bad or none)."""

    at: datetime
    title: Words
    detail: str
    who: str
    tone: str
    note: Words | None = None
    amount: int | None = None
    hour: datetime | None = None


def story(found: Dossier) -> list[Line]:
    """All of it."""
    case = found.case
    channel = CHANNELS.get(case.channel, UNSAID_CHANNEL)
    lines = [
        Line(
            case.received_at,
            Words("受理", "Taken down"),
            case.words,
            str(case.first_asked or ""),
            "bad",
            channel,
        )
    ]
    lines += [_entry(entry) for entry in found.entries]
    lines += [
        Line(
            given.noted_at,
            Words("补偿", "Compensation"),
            given.what,
            str(given.noted_by or ""),
            "",
            amount=given.amount or None,
        )
        for given in found.compensations
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _entry(entry: Entry) -> Line:
    title = STEPS[Step(entry.kind)] if entry.kind in Step else OTHERS[entry.kind]
    if entry.side:
        title = Words(f"{entry.side}的看法", f"The view of {entry.side}")
    return Line(
        entry.at,
        title,
        entry.words,
        str(entry.by or ""),
        _tone(entry),
        _note(entry),
        entry.amount,
        entry.at_hour,
    )


def _tone(entry: Entry) -> str:
    if entry.agreed is False or entry.satisfied is False:
        return "bad" if not entry.agreed else ""
    return "good" if entry.kind in Step else ""


def _note(entry: Entry) -> Words | None:
    if entry.satisfied:
        return (
            Words("同意且满意", "agreed and satisfied")
            if entry.agreed
            else Words("满意", "satisfied")
        )
    if entry.agreed is not None:
        if entry.kind == Step.SOLVE:
            return (
                Words("同意，还不满意", "agreed, not satisfied yet")
                if entry.agreed
                else Words("不同意", "not agreed")
            )
        return Words("认可", "agreed") if entry.agreed else Words("不认可", "not agreed")
    if entry.satisfied is False:
        return Words("还不满意", "not satisfied")
    return LEVELS[entry.level] if entry.level != "staff" else None
