from typing import ClassVar

from django.db import models

from zhike.activities.querysets import (
    MilestoneQuerySet,
    NoteQuerySet,
    PromiseQuerySet,
    TaskQuerySet,
    TouchQuerySet,
)
from zhike.customers.models import Contact, Customer
from zhike.trust.actor import Level
from zhike.users.models import User


class Touch(models.Model):
    """Something that was done with a customer. Who did it and when stay what they were, however late it is written.

    `origin` names where an imported touch came from, so that the same row twice is the same touch.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class Kind(models.TextChoices):
        VISIT = "visit", "visit"
        CALL = "call", "call"
        MESSAGE = "message", "message"
        LETTER = "letter", "letter"
        MEETING = "meeting", "meeting"
        GIFT = "gift", "gift"
        NOTE = "note", "note"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="touches")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="touches"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    touched_on = models.DateField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="touches")
    summary = models.TextField(blank=True)
    origin = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001 - unique, so empty is NULL
    batch = models.BigIntegerField(null=True, db_index=True)

    objects = TouchQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-touched_on"], name="touch_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.touched_on}"


class Promise(models.Model):
    """What we told a customer we would do, by when, and where we said it; kept, more than kept, late or broken (S1-20)."""

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class Result(models.TextChoices):
        KEPT = "kept", "kept"
        EXCEEDED = "exceeded", "exceeded"
        LATE = "late", "late"
        BROKEN = "broken", "broken"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="promises")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="promises"
    )
    touch = models.ForeignKey(
        Touch, null=True, on_delete=models.SET_NULL, related_name="promises"
    )
    what = models.CharField(max_length=200)
    made_in = models.CharField(max_length=12, blank=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    settled_on = models.DateField(null=True)
    result = models.CharField(max_length=8, choices=Result, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_on"], name="promise_open", condition=models.Q(settled_on=None)
            )
        ]

    def __str__(self) -> str:
        return self.what


class Task(models.Model):
    """Something to do, by a day or an hour, with the reason it exists in both languages.

    The same `origin` twice is the same task. Before `opens_on` it would be too early. `family` names tasks that
    become one when they fall together, `checklist` what to tick: [{"zh", "en", "done"}]. `repeat` lays the next of
    its `series` when this one ends. `ended_on` with `result` says how it ended: done, waived with a reason, or
    settled by something else that happened.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class Kind(models.TextChoices):
        REPLY = "reply", "reply"
        PROMISE = "promise", "promise"
        CONTACT = "contact", "contact"
        RHYTHM = "rhythm", "rhythm"
        BIRTHDAY = "birthday", "birthday"
        FESTIVAL = "festival", "festival"
        STANDING = "standing", "standing"
        SERVICE = "service", "service"
        OTHER = "other", "other"

    class Repeat(models.TextChoices):
        WORKDAY = "workday", "workday"
        WEEK = "week", "week"
        MONTH = "month", "month"
        QUARTER = "quarter", "quarter"
        YEAR = "year", "year"

    class Result(models.TextChoices):
        DONE = "done", "done"
        WAIVED = "waived", "waived"
        SETTLED = "settled", "settled"

    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.CASCADE, related_name="tasks"
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    promise = models.ForeignKey(
        Promise, null=True, on_delete=models.CASCADE, related_name="tasks"
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.OTHER)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=400, blank=True)
    why_en = models.CharField(max_length=400, blank=True)
    due_on = models.DateField()
    due_at = models.DateTimeField(null=True)
    opens_on = models.DateField(null=True)
    assignee = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    weight = models.BigIntegerField(default=0)
    method = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001 - unique, so empty is NULL
    family = models.CharField(max_length=20, blank=True)
    checklist = models.JSONField(default=list, blank=True)
    repeat = models.CharField(max_length=8, choices=Repeat, blank=True)
    series = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="repeated"
    )
    laid_on = models.DateField()
    snoozed_until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=8, choices=Result, blank=True)
    outcome = models.CharField(max_length=400, blank=True)
    touch = models.ForeignKey(Touch, null=True, on_delete=models.SET_NULL, related_name="tasks")

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["assignee", "due_on"],
                name="task_open",
                condition=models.Q(ended_on=None),
            ),
            models.Index(fields=["assignee", "ended_on"], name="task_ended"),
        ]

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """Something that happened at a customer, or is going to: a deal won, goods delivered, a promotion, their own event.

    What belongs to a deal names it in `deal`, so that one run follows it from thanks to the next order (S1-05).
    The same `origin` twice is the same milestone.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="milestones")
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="milestones"
    )
    kind = models.CharField(max_length=20)
    what = models.CharField(max_length=200)
    happens_on = models.DateField()
    deal = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="course")
    noted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()
    origin = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001 - unique, so empty is NULL

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-happens_on"], name="milestone_newest"),
            models.Index(fields=["kind", "happens_on"], name="milestone_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


class Competitor(models.Model):
    """A company that courts our customers too."""

    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class CompetitorNote(models.Model):
    """What is known of a competitor, and by which lawful way we know it (S4-34). Written once; a newer note says more."""

    class Source(models.TextChoices):
        PUBLIC = "public", "public"
        DISCLOSED = "disclosed", "disclosed"
        TOLD = "told", "told"
        RESEARCH = "research", "research"

    competitor = models.ForeignKey(Competitor, on_delete=models.PROTECT, related_name="notes")
    what = models.TextField()
    source_type = models.CharField(max_length=12, choices=Source)
    source = models.CharField(max_length=200)
    noted_on = models.DateField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["competitor", "-noted_on"], name="competitor_note_newest")
        ]

    def __str__(self) -> str:
        return f"{self.competitor_id}: {self.what[:40]}"


class CompetitorContact(models.Model):
    """Somebody of ours met somebody of theirs, and says that nothing was spoken of that must not be (S4-35)."""

    competitor = models.ForeignKey(
        Competitor, on_delete=models.PROTECT, related_name="contacts"
    )
    met_on = models.DateField()
    whom = models.CharField(max_length=120)
    occasion = models.CharField(max_length=200)
    summary = models.TextField()
    is_clean = models.BooleanField()
    raised = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_clean=True) | ~models.Q(raised=""),
                name="competitor_contact_says_what_was_raised",
            )
        ]

    def __str__(self) -> str:
        return f"{self.competitor_id} {self.met_on}"


class Note(models.Model):
    """Something somebody jotted down, on a phone perhaps without network; later made a touch, a promise, a task or a fact (S1-67).

    `key` was made where the note was written, so that however often it is sent it is one note.
    """

    class Into(models.TextChoices):
        TOUCH = "touch", "touch"
        PROMISE = "promise", "promise"
        TASK = "task", "task"
        FACT = "fact", "fact"
        NOTHING = "nothing", "nothing"

    LEVELS: ClassVar[dict[str, Level]] = {"text": Level.PERSONAL}

    key = models.UUIDField(unique=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    written_at = models.DateTimeField()
    received_at = models.DateTimeField()
    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.SET_NULL, related_name="notes"
    )
    settled_on = models.DateField(null=True)
    into = models.CharField(max_length=8, choices=Into, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["author", "-received_at"],
                name="note_open",
                condition=models.Q(settled_on=None),
            )
        ]

    def __str__(self) -> str:
        return self.text[:40]
