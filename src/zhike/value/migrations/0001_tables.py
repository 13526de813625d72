import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from zhike.trust.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("value", "0001_initial"),
        ("value", "0002_measures"),
        ("value", "0003_forecast"),
        ("value", "0004_taken"),
        ("value", "0005_satisfied"),
        ("value", "0006_headline"),
    ]

    initial = True

    dependencies = [
        ("customers", "0001_tables"),
        ("users", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="Measures",
                    fields=[
                        (
                            "customer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="measures",
                                serialize=False,
                                to="customers.customer",
                            ),
                        ),
                        ("as_of", models.DateField()),
                        ("first_order_on", models.DateField(null=True)),
                        ("last_order_on", models.DateField(null=True)),
                        ("recency_days", models.IntegerField(null=True)),
                        ("months_with_us", models.IntegerField(null=True)),
                        ("buying_days", models.IntegerField()),
                        ("active_months", models.IntegerField(default=0)),
                        ("orders_12m", models.IntegerField()),
                        ("lines_12m", models.IntegerField(default=0)),
                        ("revenue_12m", models.BigIntegerField()),
                        ("revenue_prev_12m", models.BigIntegerField()),
                        ("revenue_all", models.BigIntegerField(default=0)),
                        ("repeat_revenue", models.BigIntegerField(default=0)),
                        ("growth", models.BigIntegerField(null=True)),
                        ("season_revenue", models.BigIntegerField(default=0)),
                        ("season_prev_revenue", models.BigIntegerField(default=0)),
                        ("season_growth", models.BigIntegerField(null=True)),
                        ("cycle_days", models.IntegerField(null=True)),
                        ("overdue_pct", models.IntegerField(null=True)),
                        ("late_payments_12m", models.IntegerField(null=True)),
                        ("on_time_pct", models.IntegerField(null=True)),
                        ("days_late", models.IntegerField(null=True)),
                        ("owed_overdue", models.BigIntegerField(null=True)),
                        ("terms_days", models.IntegerField(null=True)),
                        ("margin_12m", models.BigIntegerField(null=True)),
                        ("costed_pct", models.BigIntegerField(null=True)),
                        ("cost_12m", models.BigIntegerField(default=0)),
                        ("profit_12m", models.BigIntegerField(null=True)),
                        ("spill_12m", models.BigIntegerField(default=0)),
                        ("wallet_pct", models.BigIntegerField(null=True)),
                        ("complaints_12m", models.IntegerField(default=0)),
                        ("referrals_12m", models.IntegerField(default=0)),
                        ("known_people", models.IntegerField(default=0)),
                        ("renewals", models.IntegerField(default=0)),
                        ("satisfied_professional", models.SmallIntegerField(null=True)),
                        ("satisfied_personal", models.SmallIntegerField(null=True)),
                        ("satisfied_value", models.SmallIntegerField(null=True)),
                        ("satisfied_dedication", models.SmallIntegerField(null=True)),
                        ("satisfied_lowest", models.SmallIntegerField(null=True)),
                        ("contract_end_on", models.DateField(null=True)),
                        ("gone_on", models.DateField(null=True)),
                        ("target_pct", models.BigIntegerField(null=True)),
                        (
                            "target_basis",
                            models.CharField(
                                choices=[
                                    ("target", "target"),
                                    ("previous", "previous"),
                                    ("none", "none"),
                                    ("new", "new"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("days_since_touch", models.IntegerField(null=True)),
                        ("share_before", models.IntegerField(null=True)),
                        ("share", models.IntegerField(null=True)),
                        ("rfm_r", models.SmallIntegerField(null=True)),
                        ("rfm_f", models.SmallIntegerField(null=True)),
                        ("rfm_m", models.SmallIntegerField(null=True)),
                        ("book_pct", models.SmallIntegerField(null=True)),
                        ("industry_pct", models.SmallIntegerField(null=True)),
                        ("city_pct", models.SmallIntegerField(null=True)),
                        ("score_current_value", models.IntegerField(null=True)),
                        ("score_potential_value", models.IntegerField(null=True)),
                        ("score_loyalty", models.IntegerField(null=True)),
                        ("score_overall_value", models.IntegerField(null=True)),
                        ("score_live", models.IntegerField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["-revenue_12m"], name="measures_by_revenue"),
                            models.Index(fields=["overdue_pct"], name="measures_by_overdue"),
                            models.Index(
                                condition=models.Q(("satisfied_lowest__isnull", False)),
                                fields=["satisfied_lowest"],
                                name="measures_by_satisfied",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Forecast",
                    fields=[
                        (
                            "customer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="forecast",
                                serialize=False,
                                to="customers.customer",
                            ),
                        ),
                        ("as_of", models.DateField()),
                        ("alive_bp", models.IntegerField()),
                        ("quiet_bp", models.IntegerField()),
                        ("expected_purchases", models.BigIntegerField()),
                        ("lifetime_value", models.BigIntegerField(null=True)),
                        ("lifetime_low", models.BigIntegerField(null=True)),
                        ("lifetime_high", models.BigIntegerField(null=True)),
                        ("year_value", models.BigIntegerField(null=True)),
                        ("at_risk", models.BigIntegerField(null=True)),
                        ("reasons", models.JSONField(default=list)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-at_risk"], name="forecast_by_risk")]
                    },
                ),
                migrations.CreateModel(
                    name="Headline",
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
                        ("month", models.DateField()),
                        ("as_of", models.DateField()),
                        (
                            "team",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="users.team",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("industry", models.CharField(blank=True, max_length=80)),
                        ("customers", models.IntegerField()),
                        ("loyalty", models.BigIntegerField()),
                        ("profit", models.BigIntegerField()),
                        ("profit_base", models.BigIntegerField()),
                        ("profit_known", models.IntegerField()),
                        ("cost", models.BigIntegerField()),
                        ("revenue", models.BigIntegerField()),
                        ("satisfied", models.BigIntegerField()),
                        ("satisfied_known", models.IntegerField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["month"], name="headline_by_month")]
                    },
                ),
                migrations.CreateModel(
                    name="Fit",
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
                        ("as_of", models.DateField(unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("fitted", "fitted"),
                                    ("no_money", "no_money"),
                                    ("small", "small"),
                                    ("unclear", "unclear"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "chance",
                            models.CharField(
                                choices=[("model", "model"), ("own", "own")],
                                default="model",
                                max_length=5,
                            ),
                        ),
                        ("customers", models.IntegerField()),
                        ("came_back", models.IntegerField()),
                        ("horizon_months", models.IntegerField()),
                        ("discount_bp", models.IntegerField()),
                        ("quiet_days", models.IntegerField()),
                        ("interval_pct", models.IntegerField()),
                        ("r", models.FloatField(null=True)),
                        ("alpha", models.FloatField(null=True)),
                        ("a", models.FloatField(null=True)),
                        ("b", models.FloatField(null=True)),
                        ("log_likelihood", models.FloatField(null=True)),
                        ("p", models.FloatField(null=True)),
                        ("q", models.FloatField(null=True)),
                        ("gamma", models.FloatField(null=True)),
                        ("tested_on", models.DateField(null=True)),
                        ("said", models.BigIntegerField(null=True)),
                        ("came", models.BigIntegerField(null=True)),
                        ("tenths", models.JSONField(default=list)),
                        ("auc_model", models.IntegerField(null=True)),
                        ("auc_own", models.IntegerField(null=True)),
                        ("brier_model", models.IntegerField(null=True)),
                        ("brier_own", models.IntegerField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Run",
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
                        ("step", models.CharField(max_length=40)),
                        ("day", models.DateField()),
                        ("methods", models.TextField()),
                        ("rows", models.BigIntegerField()),
                        ("seconds", models.FloatField()),
                        ("finished_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("step", "day"), name="one_run_per_step_and_day"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Taken",
                    fields=[
                        (
                            "name",
                            models.CharField(max_length=64, primary_key=True, serialize=False),
                        ),
                        ("mark", models.CharField(max_length=16)),
                        ("day", models.DateField()),
                        ("methods", models.CharField(max_length=16)),
                    ],
                ),
            ]
        )
    ]
