import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from zhike.trust.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("care", "0001_runs"),
        ("care", "0002_messages"),
        ("care", "0003_plans"),
        ("care", "0004_development_plans"),
    ]

    initial = True

    dependencies = [
        ("activities", "0001_tables"),
        ("customers", "0001_tables"),
        ("users", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="DevelopmentPlan",
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
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="development_plans",
                                to="customers.customer",
                            ),
                        ),
                        ("card", models.CharField(max_length=40)),
                        ("signature", models.CharField(max_length=60)),
                        ("grade_then", models.CharField(max_length=24)),
                        ("points_then", models.IntegerField()),
                        ("goal", models.CharField(max_length=24)),
                        ("goal_points", models.IntegerField()),
                        ("retest_on", models.DateField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_on", models.DateField()),
                        ("retested_on", models.DateField(null=True)),
                        (
                            "retested_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("grade_after", models.CharField(blank=True, max_length=24)),
                        ("points_after", models.IntegerField(null=True)),
                        ("outcome", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-made_on"], name="development_newest"
                            ),
                            models.Index(
                                fields=["retested_on", "retest_on"], name="development_due"
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="DevelopmentStep",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="care.developmentplan",
                            ),
                        ),
                        ("criterion", models.CharField(max_length=40)),
                        ("title", models.JSONField()),
                        ("value_then", models.BigIntegerField(null=True)),
                        ("value_to", models.BigIntegerField(null=True)),
                        ("points_then", models.IntegerField()),
                        ("points_best", models.IntegerField()),
                        ("action", models.CharField(max_length=120)),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="activities.task",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Letter",
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
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="letters",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="letters",
                                to="activities.task",
                            ),
                        ),
                        ("document", models.CharField(max_length=60)),
                        ("method", models.CharField(max_length=60)),
                        ("occasion", models.CharField(max_length=10)),
                        ("language", models.CharField(max_length=2)),
                        ("values", models.JSONField(default=dict)),
                        ("subject", models.CharField(max_length=200)),
                        ("body", models.TextField()),
                        ("to", models.CharField(blank=True, max_length=240)),
                        ("written_on", models.DateField()),
                        ("changed_at", models.DateTimeField()),
                        (
                            "given",
                            models.CharField(
                                blank=True,
                                choices=[("mail", "mail"), ("hand", "hand")],
                                max_length=4,
                            ),
                        ),
                        ("given_on", models.DateField(null=True)),
                        (
                            "touch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="letters",
                                to="activities.touch",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["contact", "-given_on"], name="letter_to_person"
                            ),
                            models.Index(
                                fields=["author", "-changed_at"], name="letter_of_author"
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="MailServer",
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
                        ("host", models.CharField(blank=True, max_length=120)),
                        ("port", models.PositiveIntegerField(default=587)),
                        (
                            "security",
                            models.CharField(
                                choices=[
                                    ("none", "none"),
                                    ("starttls", "STARTTLS"),
                                    ("tls", "TLS"),
                                ],
                                default="starttls",
                                max_length=8,
                            ),
                        ),
                        ("username", models.CharField(blank=True, max_length=120)),
                        ("sealed", models.TextField(blank=True)),
                        ("from_address", models.EmailField(blank=True, max_length=254)),
                        ("site", models.CharField(blank=True, max_length=120)),
                        ("open_from", models.TimeField(default=datetime.time(8, 30))),
                        ("open_until", models.TimeField(default=datetime.time(19, 0))),
                        ("gap_days", models.PositiveSmallIntegerField(default=7)),
                    ],
                ),
                migrations.CreateModel(
                    name="Robot",
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
                        ("name", models.CharField(max_length=60, unique=True)),
                        ("kind", models.CharField(max_length=20)),
                        ("sealed", models.TextField()),
                        ("tells_names", models.BooleanField(default=False)),
                        ("is_on", models.BooleanField(default=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Outgoing",
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
                        ("key", models.CharField(max_length=120, unique=True)),
                        (
                            "way",
                            models.CharField(
                                choices=[("mail", "mail"), ("robot", "robot")], max_length=5
                            ),
                        ),
                        (
                            "letter",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outgoing",
                                to="care.letter",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "robot",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="care.robot",
                            ),
                        ),
                        ("language", models.CharField(max_length=2)),
                        ("subject", models.CharField(blank=True, max_length=200)),
                        ("text", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("sending", "sending"),
                                    ("sent", "sent"),
                                    ("failed", "failed"),
                                    ("unknown", "unknown"),
                                    ("held", "held"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="waiting",
                                max_length=9,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("not_before", models.DateTimeField()),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("claim", models.CharField(blank=True, max_length=24)),
                        ("claimed_at", models.DateTimeField(null=True)),
                        ("handed_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("problem", models.CharField(blank=True, max_length=20)),
                        ("detail", models.CharField(blank=True, max_length=300)),
                        ("message_id", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["not_before"],
                                name="outgoing_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("state", "sending")),
                                fields=["claimed_at"],
                                name="outgoing_sending",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("key", models.CharField(max_length=120)),
                        ("kind", models.CharField(max_length=16)),
                        (
                            "customer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="customers.customer",
                            ),
                        ),
                        ("zh", models.CharField(max_length=200)),
                        ("en", models.CharField(max_length=200)),
                        ("path", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("read_at", None)),
                                fields=["user"],
                                name="notice_unread",
                            ),
                            models.Index(fields=["user", "-made_at"], name="notice_newest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "key"), name="one_notice_per_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeWishes",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="notice_wishes",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ways", models.JSONField(default=dict)),
                        (
                            "robot",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="care.robot",
                            ),
                        ),
                        ("quiet_from", models.TimeField(default=datetime.time(20, 0))),
                        ("quiet_until", models.TimeField(default=datetime.time(8, 0))),
                        ("urgent_anyway", models.BooleanField(default=False)),
                        ("digest_at", models.TimeField(default=datetime.time(8, 0))),
                        ("digest_by_mail", models.BooleanField(default=False)),
                        ("digest_by_robot", models.BooleanField(default=False)),
                        ("digest_on_rest_days", models.BooleanField(default=False)),
                    ],
                ),
                migrations.CreateModel(
                    name="ReadMark",
                    fields=[
                        (
                            "reader",
                            models.CharField(max_length=20, primary_key=True, serialize=False),
                        ),
                        ("event_id", models.BigIntegerField(default=0)),
                        ("day", models.DateField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="CareLine",
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
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="care_lines",
                                to="customers.customer",
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("title", models.CharField(max_length=80)),
                        ("content", models.CharField(blank=True, max_length=200)),
                        ("means", models.CharField(max_length=8)),
                        ("every", models.PositiveSmallIntegerField()),
                        ("carer", models.CharField(max_length=10)),
                        ("is_off", models.BooleanField(default=False)),
                        ("review_on", models.DateField()),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("set_on", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "key"], name="care_line_of_customer"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Sponsor",
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
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sponsors",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("since", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-since"], name="sponsor_of_customer"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="PlaybookText",
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
                        ("name", models.CharField(max_length=60)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("text", models.TextField()),
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
                        ("name", models.CharField(max_length=60)),
                        (
                            "text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="care.playbooktext",
                            ),
                        ),
                        ("key", models.CharField(max_length=80)),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="runs",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="runs",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("weight", models.BigIntegerField(default=0)),
                        ("values", models.JSONField(default=dict)),
                        ("started_on", models.DateField()),
                        ("ended_on", models.DateField(null=True)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("finished", "finished"), ("stopped", "stopped")],
                                max_length=8,
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["customer", "-started_on"], name="run_newest"),
                            models.Index(
                                condition=models.Q(("ended_on", None)),
                                fields=["name", "started_on"],
                                name="run_open",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("name", "key"), name="one_run_per_event"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunStep",
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
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="care.run",
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="customers.contact",
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("held", "held"),
                                    ("open", "open"),
                                    ("done", "done"),
                                    ("waived", "waived"),
                                    ("left_out", "left_out"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="run_steps",
                                to="activities.task",
                            ),
                        ),
                        ("due_on", models.DateField(null=True)),
                        ("event_at", models.DateTimeField(null=True)),
                        ("ended_on", models.DateField(null=True)),
                        ("because", models.JSONField(blank=True, default=list)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "held")),
                                fields=["state", "due_on"],
                                name="run_step_held",
                            )
                        ]
                    },
                ),
            ]
        )
    ]
