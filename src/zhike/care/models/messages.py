from datetime import time
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from zhike.activities.models import Task, Touch
from zhike.customers.models import Contact, Customer
from zhike.trust.actor import Actor, Level
from zhike.trust.scope import Scoped
from zhike.users.models import User


class LetterQuerySet(Scoped["Letter"]):
    """Letters are read by whoever wrote them and whoever looks after the customer."""

    def readable_by(self, actor: Actor) -> Self:
        """Those one may read: of customers one sees, one's own and those of customers one looks after."""
        near = Letter.objects.near(actor).unscoped().values("pk")
        return self.visible_to(actor).filter(Q(author_id=actor.user_id) | Q(pk__in=near))


class OutgoingQuerySet(Scoped["Outgoing"]):
    """What waits to leave the house; a reader meets it through the letter it carries, the administrator as a log."""

    to_customer: ClassVar[str | None] = None


class NoticeQuerySet(Scoped["Notice"]):
    """Notices are nobody's but the receiver's."""

    to_customer: ClassVar[str | None] = None

    def visible_to(self, actor: Actor) -> Self:
        """One's own."""
        return self.filter(user_id=actor.user_id).unscoped()


class Letter(models.Model):
    """Words to somebody at a customer, made from a document and gone over by whoever signs them.

    `given` says how it left: by mail through the outbox, or by the writer's own hand. Once it has left nobody edits it.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {
        "contact": {"subject": "", "body": "", "values": {}, "to": ""}
    }
    LEVELS: ClassVar[dict[str, Level]] = dict.fromkeys(
        ("subject", "body", "values", "to"), Level.PERSONAL
    )

    class Given(models.TextChoices):
        MAIL = "mail", "mail"
        HAND = "hand", "hand"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="letters")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="letters"
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="letters")
    task = models.ForeignKey(Task, null=True, on_delete=models.SET_NULL, related_name="letters")
    document = models.CharField(max_length=60)
    method = models.CharField(max_length=60)
    occasion = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    values = models.JSONField(default=dict)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    to = models.CharField(max_length=240, blank=True)
    written_on = models.DateField()
    changed_at = models.DateTimeField()
    given = models.CharField(max_length=4, choices=Given, blank=True)
    given_on = models.DateField(null=True)
    touch = models.ForeignKey(
        Touch, null=True, on_delete=models.SET_NULL, related_name="letters"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["contact", "-given_on"], name="letter_to_person"),
            models.Index(fields=["author", "-changed_at"], name="letter_of_author"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.written_on}"


class MailServer(models.Model):
    """How the company sends mail, and when customers may be written to; one row. The password is sealed."""

    class Security(models.TextChoices):
        NONE = "none", "none"
        STARTTLS = "starttls", "STARTTLS"
        TLS = "tls", "TLS"

    host = models.CharField(max_length=120, blank=True)
    port = models.PositiveIntegerField(default=587)
    security = models.CharField(max_length=8, choices=Security, default=Security.STARTTLS)
    username = models.CharField(max_length=120, blank=True)
    sealed = models.TextField(blank=True)
    from_address = models.EmailField(blank=True)
    site = models.CharField(max_length=120, blank=True)
    open_from = models.TimeField(default=time(8, 30))
    open_until = models.TimeField(default=time(19))
    gap_days = models.PositiveSmallIntegerField(default=7)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class Robot(models.Model):
    """A channel outside to which notices for our own people may go; its address holds a secret and is sealed."""

    name = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    sealed = models.TextField()
    tells_names = models.BooleanField(default=False)
    is_on = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Outgoing(models.Model):
    """One thing that leaves the house, once: a letter, a notice or a digest, by mail or to a robot.

    The same `key` twice is the same thing. `claimed_at` says that a worker took it, `handed_at` that the receiver was
    told its words: who dies before that has not sent it, who dies after it may have.
    """

    class Way(models.TextChoices):
        MAIL = "mail", "mail"
        ROBOT = "robot", "robot"

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENDING = "sending", "sending"
        SENT = "sent", "sent"
        FAILED = "failed", "failed"
        UNKNOWN = "unknown", "unknown"
        HELD = "held", "held"
        WITHDRAWN = "withdrawn", "withdrawn"

    key = models.CharField(max_length=120, unique=True)
    way = models.CharField(max_length=5, choices=Way)
    letter = models.OneToOneField(
        Letter, null=True, on_delete=models.CASCADE, related_name="outgoing"
    )
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    robot = models.ForeignKey(Robot, null=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=24, blank=True)
    claimed_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=200, blank=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"],
                name="outgoing_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["claimed_at"], name="outgoing_sending", condition=Q(state="sending")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"


class Notice(models.Model):
    """Something one of our own people should know; the same key is told to the same person once.

    The words are ours and name no customer; whose it is stands in `customer` and is shown to who may see it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)
    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    zh = models.CharField(max_length=200)
    en = models.CharField(max_length=200)
    path = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_notice_per_key")
        ]
        indexes = [
            models.Index(fields=["user"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["user", "-made_at"], name="notice_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.user_id}"


class NoticeWishes(models.Model):
    """How somebody wants to be told: each kind by each way on or off, when not, and the digest of the morning.

    `ways` holds what he chose otherwise than the house: `{"promise.mail": false}`.
    """

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="notice_wishes"
    )
    ways = models.JSONField(default=dict)
    robot = models.ForeignKey(Robot, null=True, on_delete=models.SET_NULL, related_name="+")
    quiet_from = models.TimeField(default=time(20))
    quiet_until = models.TimeField(default=time(8))
    urgent_anyway = models.BooleanField(default=False)
    digest_at = models.TimeField(default=time(8))
    digest_by_mail = models.BooleanField(default=False)
    digest_by_robot = models.BooleanField(default=False)
    digest_on_rest_days = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.user_id)


class ReadMark(models.Model):
    """How far a reader of the journal has read; the same event again tells nobody anything new."""

    reader = models.CharField(max_length=20, primary_key=True)
    event_id = models.BigIntegerField(default=0)
    day = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.reader}: {self.event_id}"
