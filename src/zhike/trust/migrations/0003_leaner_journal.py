"""Indexes of the journal hold only what is looked for by them; the table is not made anew, for its triggers would go with it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_DROPPED = (
    ("trust_event_user_id_2c230adb", "user_id"),
    ("trust_event_batch_9d5e4ef3", "batch"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("trust", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX IF EXISTS "{name}"',
                    f'CREATE INDEX "{name}" ON "trust_event" ("{column}")',
                )
                for name, column in _DROPPED
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="event",
                    name="user",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="batch",
                    field=models.BigIntegerField(null=True),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("user__isnull", False)),
                fields=["user"],
                name="event_by_user",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)),
                fields=["batch"],
                name="event_by_batch",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("kind", "import.reverted")),
                fields=["batch"],
                name="event_reverted",
            ),
        ),
    ]
