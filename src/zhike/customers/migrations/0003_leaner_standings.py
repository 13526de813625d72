"""Indexes of standings nobody asked are dropped, without the table being made anew; moves are found by their day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_DROPPED = (
    ("customers_standing_customer_id_db3abd2e", "customers_standing", "customer_id"),
    ("customers_standing_set_by_id_2584e1bc", "customers_standing", "set_by_id"),
    ("customers_standingmove_customer_id_0bffbec6", "customers_standingmove", "customer_id"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_grams_of_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX IF EXISTS "{name}"',
                    f'CREATE INDEX "{name}" ON "{table}" ("{column}")',
                )
                for name, table, column in _DROPPED
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="standing",
                    name="customer",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standings",
                        to="customers.customer",
                    ),
                ),
                migrations.AlterField(
                    model_name="standing",
                    name="set_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="standingmove",
                    name="customer",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="customers.customer",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("set_by__isnull", False)),
                fields=["set_by"],
                name="standing_by_hand",
            ),
        ),
        migrations.AddIndex(
            model_name="standingmove",
            index=models.Index(fields=["scheme", "moved_on"], name="move_by_day"),
        ),
    ]
