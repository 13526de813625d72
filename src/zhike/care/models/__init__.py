"""What care keeps of its own: the runs of playbooks, the letters and the outbox, and what is told to our own people."""

from zhike.care.models.messages import (
    Letter,
    MailServer,
    Notice,
    NoticeWishes,
    Outgoing,
    ReadMark,
    Robot,
)
from zhike.care.models.runs import PlaybookText, Run, RunStep

__all__ = [
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
]
