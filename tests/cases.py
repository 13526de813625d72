"""A complaint led through the steps that come before its end."""

from datetime import datetime

from zhike.service import actions as service
from zhike.service.actions import Noted
from zhike.service.models import Case
from zhike.trust.actor import Actor


def satisfied(actor: Actor, case: Case, *, at: datetime) -> None:
    """They were heard and asked, agreed to what it is about, and to a solution that satisfies them."""
    said = {
        "listen": (None, None),
        "ask": (None, None),
        "restate": (True, None),
        "solve": (True, True),
    }
    for kind, (agreed, content) in said.items():
        noted = Noted(kind, "说清楚了", agreed=agreed, satisfied=content)
        service.note(actor, case, noted, at=at)
