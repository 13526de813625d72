"""What care keeps of its own: the letters, the outbox, and what is told to our own people."""

from zhike.care.models.messages import Letter as Letter
from zhike.care.models.messages import MailServer as MailServer
from zhike.care.models.messages import Notice as Notice
from zhike.care.models.messages import NoticeWishes as NoticeWishes
from zhike.care.models.messages import Outgoing as Outgoing
from zhike.care.models.messages import ReadMark as ReadMark
from zhike.care.models.messages import Robot as Robot
