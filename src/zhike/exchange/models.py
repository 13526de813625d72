from datetime import timedelta

from django.conf import settings
from django.db import models

from zhike.exchange.querysets import ExportQuerySet, ImportQuerySet
from zhike.trust.requests import Request


class Import(models.Model):
    """A file that was brought in, what was made of it, and how far that is.

    `folder` below UPLOADS_DIR holds the file and what was read from it. `step` and `position` say where writing
    stands: they move in the same transaction as the rows, so whoever goes on after a crash writes nothing twice.
    `user` brought the file in, `asked_by` asked for what is being done now; both are empty for the command line.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "uploaded"
        CHECKING = "checking", "checking"
        CHECKED = "checked", "checked"
        COMMITTING = "committing", "committing"
        COMMITTED = "committed", "committed"
        REVERTING = "reverting", "reverting"
        REVERTED = "reverted", "reverted"
        FAILED = "failed", "failed"

    target = models.CharField(max_length=12)
    file_name = models.CharField(max_length=200)
    folder = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    mapping = models.JSONField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    step = models.CharField(max_length=12, blank=True)
    position = models.BigIntegerField(default=0)
    share = models.FloatField(default=0)
    problem = models.JSONField(null=True)
    heartbeat = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "heartbeat"], name="import_queue")]

    def __str__(self) -> str:
        return f"{self.target} {self.file_name}"


# What the worker has to do; one not heard of for the silence was cut off and is taken up again.
ACTIVE = (Import.State.CHECKING, Import.State.COMMITTING, Import.State.REVERTING)
SILENCE = timedelta(seconds=60)


class Overwritten(models.Model):
    """A row an import changed, with what it said before and after, so that the import can be taken back."""

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="overwritten")
    kind = models.CharField(max_length=12)
    row_id = models.BigIntegerField()
    customer_id = models.BigIntegerField(null=True)
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["kind", "row_id"], name="overwritten_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}"


class ColumnMap(models.Model):
    """How somebody mapped these column names last time; the next file with the same ones starts from here."""

    target = models.CharField(max_length=12)
    names_key = models.CharField(max_length=64)
    mapping = models.JSONField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "names_key"], name="one_map_per_names")
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.names_key[:8]}"


class Export(Request):
    """A line of the export register: who takes what out of the house, for which purpose, who approved it, when it was fetched.

    The line is committed before the first byte leaves. `address` is the query of the list it was taken from, `holds` the
    customers and persons in the file (packed; they stay known when the file is gone), `mark` the invisible sign in the file.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        QUEUED = "queued", "queued"
        READY = "ready", "ready"
        TAKEN = "taken", "taken"
        REFUSED = "refused", "refused"
        EXPIRED = "expired", "expired"
        ENDED = "ended", "ended"
        FAILED = "failed", "failed"

    what = models.CharField(max_length=12)
    form = models.CharField(max_length=4)
    address = models.TextField(blank=True)
    columns = models.JSONField(default=list)
    purpose = models.CharField(max_length=200)
    language = models.CharField(max_length=8)
    rows = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    is_personal = models.BooleanField()
    state = models.CharField(max_length=8, choices=State)
    mark = models.CharField(max_length=16, unique=True)
    folder = models.CharField(max_length=40, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    holds = models.BinaryField(default=bytes)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta(Request.Meta):
        indexes = [
            models.Index(fields=["state", "asked_at"], name="export_queue"),
            models.Index(fields=["asked_by", "asked_at"], name="export_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.what}"
