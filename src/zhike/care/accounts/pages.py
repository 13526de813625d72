"""Where a task of a programme is done: on the page of its session, its thing, or the programme itself."""

from zhike.activities.models import Task

_AT = {
    "guidance_session.hold": "session",
    "guidance_session.look": "session",
    "asset_check.check": "asset",
    "account_programme.effect": "programme",
}


def done_at(task: Task) -> tuple[str, int] | None:
    """Which page, and the number of the thing; None where any touch will do."""
    step, _, event = (task.origin or "").partition(":")
    page = _AT.get(step)
    number = event.split(":")[1:2]
    return (page, int(number[0])) if page and number and number[0].isdecimal() else None
