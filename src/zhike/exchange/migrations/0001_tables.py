import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from zhike.trust.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [("exchange", "0001_initial"), ("exchange", "0002_exports")]

    initial = True

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="Import",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("target", models.CharField(max_length=12)),
                        ("file_name", models.CharField(max_length=200)),
                        ("folder", models.CharField(max_length=40, unique=True)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.BigIntegerField()),
                        ("mapping", models.JSONField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "uploaded"),
                                    ("checking", "checking"),
                                    ("checked", "checked"),
                                    ("committing", "committing"),
                                    ("committed", "committed"),
                                    ("reverting", "reverting"),
                                    ("reverted", "reverted"),
                                    ("failed", "failed"),
                                ],
                                default="uploaded",
                                max_length=12,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("counts", models.JSONField(default=dict)),
                        ("notes", models.JSONField(default=list)),
                        ("step", models.CharField(blank=True, max_length=12)),
                        ("position", models.BigIntegerField(default=0)),
                        ("share", models.FloatField(default=0)),
                        ("problem", models.JSONField(null=True)),
                        ("heartbeat", models.DateTimeField(null=True)),
                        ("created_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["state", "heartbeat"], name="import_queue")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Overwritten",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "imported",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="overwritten",
                                to="exchange.import",
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("row_id", models.BigIntegerField()),
                        ("customer_id", models.BigIntegerField(null=True)),
                        ("before", models.JSONField()),
                        ("after", models.JSONField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["kind", "row_id"], name="overwritten_row")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="ColumnMap",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("target", models.CharField(max_length=12)),
                        ("names_key", models.CharField(max_length=64)),
                        ("mapping", models.JSONField()),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("used_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("target", "names_key"), name="one_map_per_names"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Export",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("is_granted", models.BooleanField(default=False)),
                        ("decision", models.CharField(blank=True, max_length=200)),
                        ("what", models.CharField(max_length=12)),
                        ("form", models.CharField(max_length=4)),
                        ("address", models.TextField(blank=True)),
                        ("columns", models.JSONField(default=list)),
                        ("purpose", models.CharField(max_length=200)),
                        ("language", models.CharField(max_length=8)),
                        ("rows", models.PositiveIntegerField()),
                        ("level", models.PositiveSmallIntegerField()),
                        ("is_personal", models.BooleanField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("queued", "queued"),
                                    ("ready", "ready"),
                                    ("taken", "taken"),
                                    ("refused", "refused"),
                                    ("expired", "expired"),
                                    ("ended", "ended"),
                                    ("failed", "failed"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("mark", models.CharField(max_length=16, unique=True)),
                        ("folder", models.CharField(blank=True, max_length=40)),
                        ("file_name", models.CharField(blank=True, max_length=120)),
                        ("size", models.BigIntegerField(default=0)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("holds", models.BinaryField(default=bytes)),
                        ("ready_at", models.DateTimeField(null=True)),
                        ("expires_at", models.DateTimeField(null=True)),
                        ("taken_at", models.DateTimeField(null=True)),
                        ("purged_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["state", "asked_at"], name="export_queue"),
                            models.Index(
                                fields=["asked_by", "asked_at"], name="export_by_person"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by", None),
                                    models.Q(
                                        ("decided_by", models.F("asked_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="export_decided_by_another",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
