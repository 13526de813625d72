import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from zhike.trust.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("trust", "0001_initial"),
        ("trust", "0002_initial"),
        ("trust", "0003_facts"),
        ("trust", "0003_guard"),
        ("trust", "0005_persons"),
    ]

    initial = True

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="Loan",
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
                        ("customer_id", models.BigIntegerField()),
                        ("team_id", models.BigIntegerField(null=True)),
                        ("named", models.CharField(max_length=200)),
                        ("purpose", models.CharField(max_length=200)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("returned_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["asked_by", "until_on"], name="loan_running")
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
                                name="loan_decided_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))),
                                name="loan_days_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisclosureRequest",
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
                        ("content", models.TextField()),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "open"),
                                    (1, "internal"),
                                    (2, "personal"),
                                    (3, "sealed"),
                                ]
                            ),
                        ),
                        ("recipient", models.CharField(max_length=200)),
                        ("manner", models.CharField(max_length=200)),
                        ("purpose", models.CharField(max_length=200)),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by", None),
                                    models.Q(
                                        ("decided_by", models.F("asked_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosurerequest_decided_by_another",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disclosure",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="trust.disclosurerequest",
                            ),
                        ),
                        ("content", models.TextField()),
                        ("recipient", models.CharField(max_length=200)),
                        ("manner", models.CharField(max_length=200)),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "open"),
                                    (1, "internal"),
                                    (2, "personal"),
                                    (3, "sealed"),
                                ]
                            ),
                        ),
                        ("level_zh", models.CharField(max_length=20)),
                        ("level_en", models.CharField(max_length=30)),
                        ("agreement", models.CharField(max_length=200)),
                        ("agreed_on", models.DateField()),
                        ("disclosed_on", models.DateField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        (
                            "corrects",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="trust.disclosure",
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="Enquiry",
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
                        (
                            "asker_type",
                            models.CharField(
                                choices=[
                                    ("media", "media"),
                                    ("operator", "operator"),
                                    ("supplier", "supplier"),
                                    ("government", "government"),
                                    ("customer", "customer"),
                                    ("other", "other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("asker", models.CharField(max_length=200)),
                        ("question", models.TextField()),
                        ("received_on", models.DateField()),
                        ("answer", models.TextField(blank=True)),
                        ("proposed_at", models.DateTimeField(null=True)),
                        ("answered_on", models.DateField(null=True)),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by", None),
                                    models.Q(
                                        ("decided_by", models.F("asked_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="enquiry_decided_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_on", None), ("is_granted", True), _connector="OR"
                                ),
                                name="enquiry_answered_only_with_approval",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
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
                        ("kind", models.CharField(max_length=60)),
                        ("subject", models.CharField(max_length=80)),
                        ("customer_id", models.BigIntegerField(null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("door", models.CharField(max_length=12)),
                        ("happened_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        ("particulars", models.JSONField(default=dict)),
                        ("batch", models.BigIntegerField(db_index=True, null=True)),
                        ("redacted_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer_id", "-happened_on", "-id"],
                                name="event_timeline",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="JournalBlock",
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
                        ("first_id", models.BigIntegerField(unique=True)),
                        ("last_id", models.BigIntegerField(unique=True)),
                        ("count", models.BigIntegerField()),
                        ("root", models.CharField(max_length=64)),
                        ("chain", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_id__gte", models.F("first_id"))),
                                name="block_ids_in_order",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Redaction",
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
                            "event",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redaction",
                                to="trust.event",
                            ),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        ("why", models.CharField(max_length=200)),
                        ("redacted_on", models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name="JournalCheck",
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
                        ("checked_at", models.DateTimeField()),
                        ("holds", models.BooleanField()),
                        ("blocks", models.BigIntegerField()),
                        ("up_to", models.BigIntegerField()),
                        ("problem", models.JSONField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="LevelName",
                    fields=[
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "open"),
                                    (1, "internal"),
                                    (2, "personal"),
                                    (3, "sealed"),
                                ],
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("zh", models.CharField(max_length=20)),
                        ("en", models.CharField(max_length=30)),
                    ],
                ),
                migrations.CreateModel(
                    name="Lease",
                    fields=[
                        (
                            "name",
                            models.CharField(max_length=20, primary_key=True, serialize=False),
                        ),
                        ("holder", models.CharField(blank=True, max_length=120)),
                        ("beat_at", models.DateTimeField(null=True)),
                        ("held_until", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="SubjectKey",
                    fields=[
                        (
                            "subject",
                            models.CharField(max_length=60, primary_key=True, serialize=False),
                        ),
                        ("wrapped", models.CharField(max_length=160)),
                        ("master", models.CharField(db_index=True, max_length=20)),
                    ],
                ),
                migrations.CreateModel(
                    name="Opening",
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
                        ("customer_id", models.BigIntegerField(db_index=True)),
                        ("subject", models.CharField(db_index=True, max_length=60)),
                        ("field", models.CharField(max_length=120)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("purpose", models.CharField(max_length=200)),
                        ("opened_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["user", "opened_at"], name="opening_by_user")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Erasure",
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
                        ("subject", models.CharField(max_length=60, unique=True)),
                        ("prints", models.JSONField(default=list)),
                        ("why", models.CharField(max_length=200)),
                        ("erased_on", models.DateField()),
                        (
                            "erased_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
            ]
        )
    ]
