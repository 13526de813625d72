import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from zhike.trust.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("activities", "0001_initial"),
        ("activities", "0002_initial"),
        ("activities", "0003_initial"),
        ("activities", "0004_competitors"),
        ("activities", "0005_notes"),
        ("activities", "0006_milestones"),
        ("activities", "0007_promises_made_in"),
        ("activities", "0008_giving"),
        ("activities", "0009_visits"),
        ("activities", "0010_care_and_key_accounts"),
        ("activities", "0011_information_flow"),
        ("activities", "0012_programmes_and_assets"),
    ]

    initial = True

    dependencies = [
        ("customers", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="Programme",
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
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="programmes",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("guidance", "guidance"),
                                    ("support", "support"),
                                    ("promotion", "promotion"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("goal", models.CharField(max_length=200)),
                        ("plan", models.TextField()),
                        ("method", models.CharField(max_length=60)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programmes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("budget", models.BigIntegerField(default=0)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("asked", "asked"),
                                    ("agreed", "agreed"),
                                    ("running", "running"),
                                    ("ended", "ended"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("closed_on", models.DateField(null=True)),
                        ("spent", models.BigIntegerField(default=0)),
                        ("outcome", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["customer", "-begins_on"], name="programme_newest"
                            ),
                            models.Index(
                                fields=["stage", "-begins_on"], name="programme_by_stage"
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
                                name="programme_decided_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                                name="programme_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Session",
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
                                related_name="sessions",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="activities.programme",
                            ),
                        ),
                        ("means", models.CharField(max_length=12)),
                        ("topic", models.CharField(max_length=24)),
                        ("what", models.CharField(max_length=200)),
                        ("planned_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("held_on", models.DateField(null=True)),
                        ("others", models.PositiveSmallIntegerField(default=0)),
                        ("taught", models.TextField(blank=True)),
                        ("changed", models.TextField(blank=True)),
                        ("changed_on", models.DateField(null=True)),
                        ("cancelled_on", models.DateField(null=True)),
                        ("cancelled_why", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["programme", "planned_on"], name="session_of")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Learner",
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="learners",
                                to="activities.session",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="learnt",
                                to="customers.contact",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "contact"), name="learner_once"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="SalesStar",
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
                                related_name="stars",
                                to="customers.customer",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("because", models.JSONField(default=list)),
                        ("why", models.CharField(blank=True, max_length=200)),
                        ("method", models.CharField(max_length=60)),
                        ("given_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["year", "customer"], name="star_by_year")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "year"), name="one_star_a_year"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Asset",
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
                                related_name="assets",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="assets",
                                to="activities.programme",
                            ),
                        ),
                        ("offer", models.CharField(max_length=40)),
                        ("what", models.CharField(max_length=120)),
                        ("serial", models.CharField(max_length=60)),
                        ("worth", models.BigIntegerField()),
                        (
                            "terms",
                            models.CharField(
                                choices=[
                                    ("lent", "lent"),
                                    ("rent", "rent"),
                                    ("rent_sale", "rent_sale"),
                                    ("sale", "sale"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("fee", models.BigIntegerField(default=0)),
                        ("agreement", models.CharField(max_length=120)),
                        ("because", models.CharField(blank=True, max_length=200)),
                        ("method", models.CharField(max_length=60)),
                        ("placed_on", models.DateField()),
                        ("due_back_on", models.DateField(null=True)),
                        ("next_check_on", models.DateField(null=True)),
                        ("checked_on", models.DateField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("placed", "placed"),
                                    ("repair", "repair"),
                                    ("returned", "returned"),
                                    ("sold", "sold"),
                                ],
                                default="placed",
                                max_length=8,
                            ),
                        ),
                        ("left_on", models.DateField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-placed_on"], name="asset_newest"
                            ),
                            models.Index(
                                condition=models.Q(("left_on", None)),
                                fields=["next_check_on"],
                                name="asset_to_check",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None)),
                                fields=("serial",),
                                name="asset_in_one_place",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("agreement", ""), _negated=True),
                                name="asset_has_written_terms",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssetCheck",
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
                            "asset",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="activities.asset",
                            ),
                        ),
                        (
                            "found",
                            models.CharField(
                                choices=[
                                    ("used", "used"),
                                    ("idle", "idle"),
                                    ("damaged", "damaged"),
                                    ("missing", "missing"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("checked_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["asset", "-checked_on"], name="check_newest")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Touch",
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
                                related_name="touches",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="touches",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "visit"),
                                    ("call", "call"),
                                    ("message", "message"),
                                    ("letter", "letter"),
                                    ("meeting", "meeting"),
                                    ("gift", "gift"),
                                    ("note", "note"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("touched_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="touches",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("summary", models.TextField(blank=True)),
                        ("origin", models.CharField(max_length=120, null=True, unique=True)),
                        ("batch", models.BigIntegerField(db_index=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-touched_on"], name="touch_newest"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
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
                                related_name="promises",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="promises",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "touch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="promises",
                                to="activities.touch",
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        ("made_in", models.CharField(blank=True, max_length=12)),
                        ("made_on", models.DateField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("settled_on", models.DateField(null=True)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("kept", "kept"),
                                    ("exceeded", "exceeded"),
                                    ("late", "late"),
                                    ("broken", "broken"),
                                ],
                                max_length=8,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled_on", None)),
                                fields=["due_on"],
                                name="promise_open",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Task",
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
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="tasks",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="activities.promise",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("reply", "reply"),
                                    ("promise", "promise"),
                                    ("contact", "contact"),
                                    ("rhythm", "rhythm"),
                                    ("birthday", "birthday"),
                                    ("festival", "festival"),
                                    ("standing", "standing"),
                                    ("service", "service"),
                                    ("other", "other"),
                                ],
                                default="other",
                                max_length=8,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("title_en", models.CharField(blank=True, max_length=200)),
                        ("why", models.CharField(blank=True, max_length=400)),
                        ("why_en", models.CharField(blank=True, max_length=400)),
                        ("due_on", models.DateField()),
                        ("due_at", models.DateTimeField(null=True)),
                        ("opens_on", models.DateField(null=True)),
                        (
                            "assignee",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("weight", models.BigIntegerField(default=0)),
                        ("method", models.CharField(blank=True, max_length=60)),
                        ("origin", models.CharField(max_length=120, null=True, unique=True)),
                        ("family", models.CharField(blank=True, max_length=20)),
                        ("checklist", models.JSONField(blank=True, default=list)),
                        (
                            "repeat",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("workday", "workday"),
                                    ("week", "week"),
                                    ("month", "month"),
                                    ("quarter", "quarter"),
                                    ("year", "year"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="repeated",
                                to="activities.task",
                            ),
                        ),
                        ("laid_on", models.DateField()),
                        ("snoozed_until", models.DateField(null=True)),
                        ("ended_on", models.DateField(null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "done"),
                                    ("waived", "waived"),
                                    ("settled", "settled"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("outcome", models.CharField(blank=True, max_length=400)),
                        (
                            "touch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="tasks",
                                to="activities.touch",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_on", None)),
                                fields=["assignee", "due_on"],
                                name="task_open",
                            ),
                            models.Index(fields=["assignee", "ended_on"], name="task_ended"),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                                related_name="milestones",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="milestones",
                                to="customers.contact",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("what", models.CharField(max_length=200)),
                        ("happens_on", models.DateField()),
                        (
                            "deal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="course",
                                to="activities.milestone",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("noted_on", models.DateField()),
                        ("origin", models.CharField(max_length=120, null=True, unique=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-happens_on"], name="milestone_newest"
                            ),
                            models.Index(
                                fields=["kind", "happens_on"], name="milestone_of_kind"
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Competitor",
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
                        ("name", models.CharField(max_length=120, unique=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="CompetitorNote",
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
                            "competitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="activities.competitor",
                            ),
                        ),
                        ("what", models.TextField()),
                        (
                            "source_type",
                            models.CharField(
                                choices=[
                                    ("public", "public"),
                                    ("disclosed", "disclosed"),
                                    ("told", "told"),
                                    ("research", "research"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("source", models.CharField(max_length=200)),
                        ("noted_on", models.DateField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["competitor", "-noted_on"],
                                name="competitor_note_newest",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="CompetitorContact",
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
                            "competitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="activities.competitor",
                            ),
                        ),
                        ("met_on", models.DateField()),
                        ("whom", models.CharField(max_length=120)),
                        ("occasion", models.CharField(max_length=200)),
                        ("summary", models.TextField()),
                        ("is_clean", models.BooleanField()),
                        ("raised", models.CharField(blank=True, max_length=400)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_clean", True),
                                    models.Q(("raised", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="competitor_contact_says_what_was_raised",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Note",
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
                        ("key", models.UUIDField(unique=True)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField()),
                        (
                            "customer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="notes",
                                to="customers.customer",
                            ),
                        ),
                        ("settled_on", models.DateField(null=True)),
                        (
                            "into",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("touch", "touch"),
                                    ("promise", "promise"),
                                    ("task", "task"),
                                    ("fact", "fact"),
                                    ("nothing", "nothing"),
                                ],
                                max_length=8,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled_on", None)),
                                fields=["author", "-received_at"],
                                name="note_open",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="CallHours",
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
                            "contact",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="call_hours",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="customers.customer",
                            ),
                        ),
                        ("opens", models.TimeField()),
                        ("closes", models.TimeField()),
                        ("note", models.CharField(blank=True, max_length=80)),
                    ],
                ),
                migrations.CreateModel(
                    name="CallBack",
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
                                related_name="call_backs",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="call_backs",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("purpose", models.CharField(max_length=200)),
                        ("wanted_on", models.DateField()),
                        ("better_at", models.DateTimeField(null=True)),
                        ("consented", models.BooleanField(null=True)),
                        ("answers", models.JSONField(blank=True, default=list)),
                        ("minutes", models.PositiveSmallIntegerField(null=True)),
                        (
                            "touch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="activities.touch",
                            ),
                        ),
                        ("ended_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_on", None)),
                                fields=["by", "wanted_on"],
                                name="call_back_open",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Slip",
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
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="slips",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="slips",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("message", "message"),
                                    ("handed_on", "handed on"),
                                    ("ring_back", "ring back"),
                                    ("lead", "lead"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("caller", models.CharField(blank=True, max_length=120)),
                        ("number", models.CharField(blank=True, max_length=40)),
                        ("purpose", models.CharField(max_length=300)),
                        ("is_urgent", models.BooleanField(default=False)),
                        (
                            "taken_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("taken_at", models.DateTimeField()),
                        (
                            "for_whom",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slips",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ring_at", models.DateTimeField(null=True)),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="slips",
                                to="activities.task",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["for_whom", "-taken_at"], name="slip_newest")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Tour",
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
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tours",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("place", models.CharField(max_length=80)),
                        ("tour_on", models.DateField()),
                        (
                            "repeat",
                            models.CharField(
                                blank=True,
                                choices=[("month", "month"), ("quarter", "quarter")],
                                max_length=8,
                            ),
                        ),
                        (
                            "follows",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="next",
                                to="activities.tour",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["by", "-tour_on"], name="tour_newest")]
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
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
                                related_name="visits",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "manner",
                            models.CharField(
                                choices=[
                                    ("on_site", "on site"),
                                    ("phone", "phone"),
                                    ("at_ours", "at ours"),
                                ],
                                default="on_site",
                                max_length=8,
                            ),
                        ),
                        ("is_formal", models.BooleanField(default=False)),
                        ("purpose", models.CharField(max_length=200)),
                        ("points", models.TextField(blank=True)),
                        ("starts_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField(default=60)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("agreed_at", models.DateTimeField(null=True)),
                        (
                            "agreed_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("call", "call"),
                                    ("message", "message"),
                                    ("letter", "letter"),
                                    ("meeting", "meeting"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("late_why", models.CharField(blank=True, max_length=200)),
                        ("arrived_at", models.DateTimeField(null=True)),
                        ("travel_minutes", models.PositiveSmallIntegerField(null=True)),
                        ("cancelled_on", models.DateField(null=True)),
                        ("cancelled_why", models.CharField(blank=True, max_length=200)),
                        (
                            "tour",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="visits",
                                to="activities.tour",
                            ),
                        ),
                        ("tour_place", models.PositiveSmallIntegerField(null=True)),
                        ("planned_on", models.DateField()),
                        (
                            "colleagues",
                            models.ManyToManyField(
                                blank=True, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["by", "starts_at"], name="visit_of"),
                            models.Index(
                                fields=["customer", "-starts_at"], name="visit_newest"
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="VisitGuest",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guests",
                                to="activities.visit",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="visits",
                                to="customers.contact",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("visit", "contact"), name="visit_guest_once"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="VisitOutcome",
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
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcome",
                                to="activities.visit",
                            ),
                        ),
                        (
                            "touch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="activities.touch",
                            ),
                        ),
                        ("ended_at", models.DateTimeField()),
                        ("points", models.JSONField(blank=True, default=list)),
                        (
                            "behaviour",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unwilling", "unwilling"),
                                    ("dissatisfied", "dissatisfied"),
                                    ("angry", "angry"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "ours",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="activities.promise",
                            ),
                        ),
                        (
                            "repair",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="activities.promise",
                            ),
                        ),
                        ("theirs", models.CharField(blank=True, max_length=200)),
                        ("none_why", models.CharField(blank=True, max_length=200)),
                        (
                            "told",
                            models.ManyToManyField(
                                blank=True, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Reception",
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
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reception",
                                to="activities.visit",
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("plain", "plain"),
                                    ("warm", "warm"),
                                    ("high", "high"),
                                ],
                                default="plain",
                                max_length=8,
                            ),
                        ),
                        (
                            "met_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("room", models.CharField(blank=True, max_length=80)),
                        ("vehicle", models.CharField(blank=True, max_length=120)),
                        ("note", models.CharField(blank=True, max_length=300)),
                    ],
                ),
                migrations.CreateModel(
                    name="RelationMove",
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
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="customers.customer",
                            ),
                        ),
                        ("ladder", models.CharField(max_length=8)),
                        ("stage", models.CharField(max_length=12)),
                        ("moved_on", models.DateField()),
                        ("evidence", models.CharField(max_length=300)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["contact", "ladder", "-moved_on"],
                                name="relation_newest",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Feedback",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("need", "need"),
                                    ("product", "product"),
                                    ("competitor", "competitor"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(max_length=400)),
                        ("product", models.CharField(blank=True, max_length=120)),
                        (
                            "competitor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="feedback",
                                to="activities.competitor",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feedback",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="activities.visit",
                            ),
                        ),
                        (
                            "deal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="activities.milestone",
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("raised_on", models.DateField()),
                        (
                            "receiver",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "new"),
                                    ("looked_at", "looked at"),
                                    ("answered", "answered"),
                                    ("done", "done"),
                                ],
                                default="new",
                                max_length=10,
                            ),
                        ),
                        ("looked_at_on", models.DateField(null=True)),
                        ("answer", models.TextField(blank=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answered_on", models.DateField(null=True)),
                        ("done_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["-raised_on"], name="feedback_newest"),
                            models.Index(fields=["receiver", "state"], name="feedback_for"),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackDesk",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("need", "need"),
                                    ("product", "product"),
                                    ("competitor", "competitor"),
                                ],
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        (
                            "receiver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Gathering",
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
                        ("title", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("symposium", "symposium"),
                                    ("circle", "circle"),
                                    ("seminar", "seminar"),
                                    ("other", "other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("held_on", models.DateField()),
                        ("agenda", models.TextField(blank=True)),
                        ("minutes", models.TextField(blank=True)),
                        (
                            "host",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("called_off_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["held_on"], name="gathering_by_day")]
                    },
                ),
                migrations.CreateModel(
                    name="Guest",
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
                            "gathering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guests",
                                to="activities.gathering",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="invitations",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[("open", "open"), ("yes", "yes"), ("no", "no")],
                                default="open",
                                max_length=4,
                            ),
                        ),
                        ("has_come", models.BooleanField(null=True)),
                        ("invited_on", models.DateField()),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["gathering", "customer"], name="guest_of_gathering"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
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
                            "guest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="activities.guest",
                            ),
                        ),
                        ("words", models.CharField(max_length=400)),
                        ("noted_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="opinions",
                                to="activities.promise",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Gift",
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
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="gifts",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="gifts",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[("gift", "gift"), ("meal", "meal")],
                                default="gift",
                                max_length=4,
                            ),
                        ),
                        (
                            "receiver",
                            models.CharField(
                                choices=[
                                    ("official", "official"),
                                    ("state_owned", "state_owned"),
                                    ("public_service", "public_service"),
                                    ("company", "company"),
                                    ("person", "person"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("occasion", models.CharField(max_length=20)),
                        ("season", models.CharField(blank=True, max_length=24)),
                        ("what", models.CharField(max_length=120)),
                        ("why", models.CharField(blank=True, max_length=200)),
                        ("value", models.BigIntegerField()),
                        ("given_on", models.DateField()),
                        ("needs_approval", models.BooleanField(default=False)),
                        ("method", models.CharField(max_length=60)),
                        (
                            "touch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="gifts",
                                to="activities.touch",
                            ),
                        ),
                        ("sent_back_on", models.DateField(null=True)),
                        ("sent_back_why", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["customer", "-given_on"], name="gift_newest"),
                            models.Index(fields=["contact", "given_on"], name="gift_of_person"),
                            models.Index(fields=["given_on"], name="gift_by_day"),
                            models.Index(fields=["season"], name="gift_of_season"),
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
                                name="gift_decided_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)), name="gift_has_a_value"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
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
                                related_name="deliveries",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="deliveries",
                                to="customers.contact",
                            ),
                        ),
                        ("service", models.CharField(max_length=80)),
                        ("delivered_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("channel", models.CharField(max_length=24)),
                        ("proof", models.CharField(blank=True, max_length=400)),
                        ("asked_on", models.DateField(null=True)),
                        ("promised_on", models.DateField(null=True)),
                        ("cost", models.BigIntegerField(default=0)),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="activities.task",
                            ),
                        ),
                        ("is_latest", models.BooleanField(default=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-delivered_on"], name="delivery_newest"
                            ),
                            models.Index(
                                condition=models.Q(("is_latest", True)),
                                fields=["service", "customer", "delivered_on"],
                                name="delivery_latest",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Effort",
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
                                related_name="efforts",
                                to="customers.customer",
                            ),
                        ),
                        ("spent_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("minutes", models.PositiveIntegerField(default=0)),
                        ("cost", models.BigIntegerField(default=0)),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("personal", "personal"),
                                    ("dedication", "dedication"),
                                    ("professional", "professional"),
                                    ("value", "value"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        (
                            "purpose",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("relationship", "relationship"),
                                    ("reputation", "reputation"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "delivery",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="efforts",
                                to="activities.delivery",
                            ),
                        ),
                        (
                            "touch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="efforts",
                                to="activities.touch",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "spent_on"], name="effort_of_customer"
                            ),
                            models.Index(fields=["spent_on"], name="effort_by_day"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minutes__gt", 0), ("cost__gt", 0), _connector="OR"
                                ),
                                name="effort_is_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extra",
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
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extras",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="extras",
                                to="customers.contact",
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        ("why", models.CharField(max_length=200)),
                        ("for_whom", models.CharField(blank=True, max_length=120)),
                        ("cost", models.BigIntegerField(default=0)),
                        ("given_on", models.DateField()),
                        (
                            "felt",
                            models.CharField(
                                choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")],
                                default="unknown",
                                max_length=8,
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=200)),
                        ("past_supplier", models.CharField(blank=True, max_length=120)),
                        (
                            "before",
                            models.CharField(
                                choices=[
                                    ("more", "more"),
                                    ("same", "same"),
                                    ("less", "less"),
                                    ("unknown", "unknown"),
                                ],
                                default="unknown",
                                max_length=8,
                            ),
                        ),
                        ("pitfalls", models.JSONField(default=list)),
                        ("is_billable", models.BooleanField(default=False)),
                        ("is_out_of_scope", models.BooleanField(default=False)),
                        ("needs_approval", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["customer", "-given_on"], name="extra_newest"),
                            models.Index(fields=["given_on"], name="extra_by_day"),
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
                                name="extra_decided_by_another",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupportGrant",
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
                                related_name="support",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("support", "support"), ("reward", "reward")],
                                max_length=8,
                            ),
                        ),
                        ("grade", models.CharField(max_length=24)),
                        ("amount", models.BigIntegerField()),
                        ("what", models.CharField(max_length=200)),
                        ("terms", models.CharField(max_length=200)),
                        ("account", models.CharField(max_length=200)),
                        ("granted_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["granted_on", "grade"], name="support_by_day"),
                            models.Index(
                                fields=["customer", "granted_on"], name="support_of_customer"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="support_is_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Idea",
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
                                related_name="ideas",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="ideas",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("channel", "channel"),
                                    ("saving", "saving"),
                                    ("productivity", "productivity"),
                                    ("product", "product"),
                                    ("other", "other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        ("offered_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ask_on", models.DateField()),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="activities.task",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("taken", "taken"),
                                    ("trying", "trying"),
                                    ("declined", "declined"),
                                    ("silent", "silent"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("outcome", models.CharField(blank=True, max_length=200)),
                        ("worth", models.BigIntegerField(default=0)),
                        ("settled_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-offered_on"], name="idea_newest"
                            ),
                            models.Index(fields=["-offered_on"], name="idea_by_day"),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Observation",
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
                                related_name="observations",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "whose",
                            models.CharField(
                                choices=[("theirs", "theirs"), ("rival", "rival")], max_length=6
                            ),
                        ),
                        ("product", models.CharField(max_length=120)),
                        ("maker", models.CharField(blank=True, max_length=120)),
                        ("good", models.CharField(blank=True, max_length=400)),
                        ("weak", models.CharField(blank=True, max_length=400)),
                        ("used_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("shared_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-used_on"], name="observation_newest"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Bulletin",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("product", "product"),
                                    ("price", "price"),
                                    ("policy", "policy"),
                                    ("supply", "supply"),
                                    ("event", "event"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("words", models.TextField()),
                        ("from_on", models.DateField(null=True)),
                        ("made_on", models.DateField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closed_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-made_on"], name="bulletin_newest")]
                    },
                ),
                migrations.CreateModel(
                    name="Addressee",
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
                            "bulletin",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addressees",
                                to="activities.bulletin",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bulletins",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="bulletins",
                                to="customers.contact",
                            ),
                        ),
                        ("added_on", models.DateField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("told_on", models.DateField(null=True)),
                        (
                            "told_way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("letter", "letter"),
                                    ("message", "message"),
                                    ("call", "call"),
                                    ("visit", "visit"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("read_on", models.DateField(null=True)),
                        ("answered_on", models.DateField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["bulletin", "customer"], name="addressee_of_bulletin"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Rival",
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
                                related_name="rivals",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "competitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rivals",
                                to="activities.competitor",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("supplies", "supplies"),
                                    ("gone", "gone"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("why", models.CharField(max_length=200)),
                        (
                            "deal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="rivals",
                                to="activities.milestone",
                            ),
                        ),
                        ("since", models.DateField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["customer"],
                                name="rival_waiting",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Greeting",
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
                                related_name="greetings",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="greetings",
                                to="customers.contact",
                            ),
                        ),
                        ("festival", models.CharField(max_length=24)),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("greeted", "greeted"), ("left", "left")], max_length=8
                            ),
                        ),
                        ("way", models.CharField(blank=True, max_length=8)),
                        ("why", models.CharField(blank=True, max_length=120)),
                        ("done_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "touch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="greetings",
                                to="activities.touch",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["festival", "year", "customer"],
                                name="greeting_of_season",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Shortage",
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
                        ("product", models.CharField(max_length=120)),
                        ("quantity", models.PositiveIntegerField()),
                        ("unit", models.CharField(blank=True, max_length=12)),
                        ("noted_on", models.DateField()),
                        ("until", models.DateField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closed_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-noted_on"], name="shortage_newest")]
                    },
                ),
                migrations.CreateModel(
                    name="Allotment",
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
                            "shortage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="allotments",
                                to="activities.shortage",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="allotments",
                                to="customers.customer",
                            ),
                        ),
                        ("quantity", models.PositiveIntegerField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["shortage", "customer"], name="allotment_of_shortage"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Trial",
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
                        ("product", models.CharField(max_length=120)),
                        ("terms", models.CharField(max_length=400)),
                        ("begins_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        ("answered_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-begins_on"], name="trial_newest")]
                    },
                ),
                migrations.CreateModel(
                    name="TrialGuest",
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
                            "trial",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guests",
                                to="activities.trial",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trials",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("liked", "liked"),
                                    ("mixed", "mixed"),
                                    ("declined", "declined"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("feedback", models.CharField(blank=True, max_length=400)),
                        ("told_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["trial", "customer"], name="guest_of_trial")
                        ]
                    },
                ),
            ]
        )
    ]
