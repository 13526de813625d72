"""What care keeps of its own: the runs of playbooks, the letters and the outbox, what is told to our own people, and care plans."""

from zhike.care.models.development import DevelopmentPlan, DevelopmentStep
from zhike.care.models.messages import (
    Letter,
    MailServer,
    Notice,
    NoticeWishes,
    Outgoing,
    ReadMark,
    Robot,
)
from zhike.care.models.plans import CareLine, Sponsor
from zhike.care.models.runs import PlaybookText, Run, RunStep

__all__ = [
    "CareLine",
    "DevelopmentPlan",
    "DevelopmentStep",
    "Letter",
    "MailServer",
    "Notice",
    "NoticeWishes",
    "Outgoing",
    "PlaybookText",
    "ReadMark",
    "Robot",
    "Run",
    "RunStep",
    "Sponsor",
]
