from typing import ClassVar

from django.db import models

from zhike.activities.models import Task
from zhike.care.querysets import RunQuerySet
from zhike.customers.models import Contact, Customer
from zhike.users.models import User


class PlaybookText(models.Model):
    """The words of a playbook as some run began with them; a run keeps its version however the method changes."""

    name = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


class Run(models.Model):
    """A playbook on its way with one customer, for one event: where it is, and what comes next.

    `key` names the event (`case:12`); `values` fills the blanks of its sentences: {blank: [zh, en]}.
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {"values": {}}}

    class Result(models.TextChoices):
        FINISHED = "finished", "finished"
        STOPPED = "stopped", "stopped"

    name = models.CharField(max_length=60)
    text = models.ForeignKey(PlaybookText, on_delete=models.PROTECT, related_name="runs")
    key = models.CharField(max_length=80)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="runs")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.SET_NULL, related_name="runs"
    )
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    weight = models.BigIntegerField(default=0)
    values = models.JSONField(default=dict)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    result = models.CharField(max_length=8, choices=Result, blank=True)
    why = models.CharField(max_length=400, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "key"], name="one_run_per_event")
        ]
        indexes = [
            models.Index(fields=["customer", "-started_on"], name="run_newest"),
            models.Index(
                fields=["name", "started_on"],
                name="run_open",
                condition=models.Q(ended_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"


class RunStep(models.Model):
    """A step of a run, for one person where it is done for each: waiting, held, open as a task, or over.

    `because` says in both languages why it is held or was left out: [zh, en].
    """

    ERASED: ClassVar[dict[str, dict[str, object] | None]] = {"contact": {}}

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        HELD = "held", "held"
        OPEN = "open", "open"
        DONE = "done", "done"
        WAIVED = "waived", "waived"
        LEFT_OUT = "left_out", "left_out"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=40)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    task = models.ForeignKey(
        Task, null=True, on_delete=models.SET_NULL, related_name="run_steps"
    )
    due_on = models.DateField(null=True)
    event_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    because = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["state", "due_on"],
                name="run_step_held",
                condition=models.Q(state="held"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.key}: {self.state}"
