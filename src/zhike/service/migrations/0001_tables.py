import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from zhike.trust.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("service", "0001_initial"),
        ("service", "0002_initial"),
        ("service", "0003_ours"),
        ("service", "0004_replies"),
        ("service", "0005_questions"),
        ("service", "0006_cases"),
        ("service", "0007_old_cases"),
        ("service", "0008_surveys"),
        ("service", "0009_causes"),
        ("service", "0010_brought_in_cases"),
        ("service", "0011_expectations"),
    ]

    initial = True

    dependencies = [
        ("activities", "0001_tables"),
        ("customers", "0001_tables"),
        ("sales", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="Case",
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
                                related_name="cases",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="cases",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("complaint", "complaint"),
                                    ("grumble", "grumble"),
                                    ("request", "request"),
                                    ("letter", "letter"),
                                    ("fault", "fault"),
                                    ("question", "question"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("summary", models.CharField(max_length=300)),
                        ("words", models.TextField(blank=True)),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("phone", "phone"),
                                    ("visit", "visit"),
                                    ("message", "message"),
                                    ("mail", "mail"),
                                    ("letter", "letter"),
                                    ("counter", "counter"),
                                    ("hotline", "hotline"),
                                ],
                                default="phone",
                                max_length=10,
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("objection", "objection"),
                                    ("protest", "protest"),
                                    ("claim", "claim"),
                                    ("demand", "demand"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                blank=True,
                                choices=[("product", "product"), ("service", "service")],
                                max_length=10,
                            ),
                        ),
                        ("product", models.CharField(blank=True, max_length=60)),
                        ("site", models.CharField(blank=True, max_length=60)),
                        ("department", models.CharField(blank=True, max_length=60)),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("quote", "dishonest quotation"),
                                    ("late", "late delivery"),
                                    ("promise", "promises that come to nothing"),
                                    ("quality", "work quality not good enough"),
                                    ("errors", "execution full of errors"),
                                    (
                                        "hasty",
                                        "proposals turned out hastily without enough communication",
                                    ),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "severity",
                            models.CharField(
                                choices=[
                                    ("ordinary", "ordinary"),
                                    ("serious", "serious"),
                                    ("severe", "severe"),
                                ],
                                default="ordinary",
                                max_length=10,
                            ),
                        ),
                        ("lane", models.CharField(default="business", max_length=10)),
                        ("is_green", models.BooleanField(default=False)),
                        ("received_at", models.DateTimeField()),
                        (
                            "received_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "first_asked",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visited",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("first_answer_at", models.DateTimeField(null=True)),
                        ("answer_minutes", models.PositiveIntegerField(null=True)),
                        ("settle_minutes", models.PositiveIntegerField(null=True)),
                        ("checks", models.JSONField(default=list)),
                        (
                            "merged_into",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="merged",
                                to="service.case",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="cases",
                                to="service.problem",
                            ),
                        ),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("origin", models.CharField(max_length=120, null=True, unique=True)),
                        ("batch", models.BigIntegerField(db_index=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-received_at"], name="case_newest"
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["due_at", "id"],
                                name="case_due",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["answered_by", "due_at"],
                                name="case_mine",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["kind", "due_at"],
                                name="case_kinds",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["lane", "due_at"],
                                name="case_lanes",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("closed_at", None), ("settle_minutes__isnull", False)
                                ),
                                fields=["due_at"],
                                name="case_follow",
                            ),
                            models.Index(
                                fields=["product", "-received_at"], name="case_product"
                            ),
                            models.Index(fields=["-received_at", "-id"], name="case_register"),
                            models.Index(
                                condition=models.Q(("merged_into__isnull", False)),
                                fields=["merged_into", "received_at"],
                                name="case_merged",
                            ),
                            models.Index(
                                condition=models.Q(("merged_into", None)),
                                fields=[
                                    "received_at",
                                    "customer",
                                    "kind",
                                    "cause",
                                    "department",
                                    "product",
                                    "first_answer_at",
                                    "answer_minutes",
                                    "settle_minutes",
                                    "closed_at",
                                ],
                                name="case_counted",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into", None),
                                    models.Q(("merged_into", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_not_in_self",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resolution",
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
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="resolution",
                                to="service.case",
                            ),
                        ),
                        ("resolved_on", models.DateField()),
                        (
                            "resolved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("how", models.CharField(max_length=400)),
                        ("ours", models.CharField(blank=True, max_length=400)),
                        (
                            "manner",
                            models.CharField(
                                choices=[
                                    ("answered", "answered"),
                                    ("not_offered", "not offered"),
                                    ("refused", "refused"),
                                ],
                                default="answered",
                                max_length=12,
                            ),
                        ),
                        ("alternative", models.CharField(blank=True, max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="Entry",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="service.case",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("listen", "listen"),
                                    ("ask", "ask"),
                                    ("restate", "restate"),
                                    ("solve", "solve"),
                                    ("apologise", "apologise"),
                                    ("follow_up", "follow up"),
                                    ("goodwill", "goodwill"),
                                    ("told", "told"),
                                    ("holding", "holding"),
                                    ("note", "note"),
                                    ("position", "position"),
                                    ("quote", "quote"),
                                    ("appointment", "appointment"),
                                    ("remedy", "remedy"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        ("agreed", models.BooleanField(null=True)),
                        ("satisfied", models.BooleanField(null=True)),
                        ("side", models.CharField(blank=True, max_length=60)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("staff", "staff"),
                                    ("lead", "lead"),
                                    ("head", "head"),
                                ],
                                default="staff",
                                max_length=6,
                            ),
                        ),
                        ("remedy", models.CharField(blank=True, max_length=40)),
                        ("amount", models.BigIntegerField(null=True)),
                        ("at_hour", models.DateTimeField(null=True)),
                        (
                            "came_from",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="service.case",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["case", "at"], name="entry_of_case"),
                            models.Index(fields=["remedy", "case"], name="entry_remedy"),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Expectation",
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
                                related_name="expectations",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("project", "project"),
                                    ("delivery", "delivery"),
                                    ("contract", "contract"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("about", models.CharField(max_length=200)),
                        (
                            "contract",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="expectations",
                                to="sales.contract",
                            ),
                        ),
                        (
                            "deal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="expectations",
                                to="activities.milestone",
                            ),
                        ),
                        ("expected", models.CharField(max_length=400)),
                        ("ours", models.CharField(blank=True, max_length=300)),
                        ("compare_on", models.DateField()),
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
                        (
                            "met",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("above", "above"),
                                    ("as", "as expected"),
                                    ("below", "below"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("outcome", models.CharField(blank=True, max_length=400)),
                        (
                            "compared_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("compared_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-noted_on"], name="expectation_newest"
                            ),
                            models.Index(
                                condition=models.Q(("compared_on", None)),
                                fields=["compare_on"],
                                name="expectation_due",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="ValueCause",
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
                                related_name="value_causes",
                                to="customers.customer",
                            ),
                        ),
                        ("cause", models.CharField(max_length=40)),
                        ("why", models.CharField(max_length=300)),
                        (
                            "expectation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="causes",
                                to="service.expectation",
                            ),
                        ),
                        (
                            "found_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("found_on", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-found_on"], name="value_cause_newest"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="transfers",
                                to="service.case",
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
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("why", models.CharField(max_length=300)),
                        ("asked_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("is_accepted", models.BooleanField(default=False)),
                        ("answer", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("settled_at", None)),
                                fields=("case",),
                                name="one_open_transfer",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Pause",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pauses",
                                to="service.case",
                            ),
                        ),
                        ("why", models.CharField(max_length=300)),
                        ("begun_at", models.DateTimeField()),
                        ("ask_again_on", models.DateField()),
                        (
                            "begun_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("minutes", models.PositiveIntegerField(default=0)),
                        ("held", models.JSONField(default=dict)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("case",),
                                name="one_open_pause",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Compensation",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="compensations",
                                to="service.case",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("what", models.CharField(max_length=200)),
                        ("amount", models.BigIntegerField()),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "leave",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="compensations",
                                to="service.leave",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Limit",
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
                        ("role", models.CharField(max_length=20)),
                        ("matter", models.CharField(max_length=40)),
                        ("amount", models.BigIntegerField(null=True)),
                        ("note", models.CharField(blank=True, max_length=120)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("role", "matter"), name="one_limit_per_role"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Leave",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="leaves",
                                to="service.case",
                            ),
                        ),
                        ("matter", models.CharField(max_length=40)),
                        ("what", models.CharField(max_length=300)),
                        ("amount", models.BigIntegerField(null=True)),
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
                                name="leave_decided_by_another",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LoyalYear",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("content", "content"),
                                    ("not_content", "not content"),
                                    ("unsettled", "unsettled"),
                                    ("none", "none"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("again", models.BooleanField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Poll",
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
                                related_name="polls",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("complaint", "complaint"),
                                    ("lost_deal", "lost deal"),
                                    ("lost_customer", "lost customer"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="polls",
                                to="service.case",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("opened_on", models.DateField()),
                        ("closed_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["customer", "-opened_on"], name="poll_newest")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Vote",
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
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="votes",
                                to="service.poll",
                            ),
                        ),
                        (
                            "voter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("side", models.CharField(max_length=20)),
                        ("why", models.CharField(blank=True, max_length=300)),
                        ("voted_on", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("poll", "voter"), name="one_vote_a_colleague"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="PositionCheck",
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
                                related_name="positions",
                                to="customers.customer",
                            ),
                        ),
                        ("right", models.CharField(blank=True, max_length=20)),
                        ("improper", models.JSONField(default=list)),
                        ("why", models.CharField(blank=True, max_length=300)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("checked_on", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-checked_on"], name="position_newest"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Problem",
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
                            "cause",
                            models.CharField(
                                choices=[
                                    ("quote", "dishonest quotation"),
                                    ("late", "late delivery"),
                                    ("promise", "promises that come to nothing"),
                                    ("quality", "work quality not good enough"),
                                    ("errors", "execution full of errors"),
                                    (
                                        "hasty",
                                        "proposals turned out hastily without enough communication",
                                    ),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("department", models.CharField(blank=True, max_length=60)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="problems",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("action", models.CharField(max_length=400)),
                        ("check_on", models.DateField()),
                        ("opened_on", models.DateField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("checked_on", models.DateField(null=True)),
                        ("again", models.PositiveIntegerField(null=True)),
                        ("result", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["checked_on", "check_on"], name="problem_to_check"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Survey",
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
                                related_name="surveys",
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
                        ("questionnaire", models.CharField(max_length=40)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("occasion", models.CharField(max_length=12)),
                        ("about", models.CharField(blank=True, max_length=120)),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="surveys",
                                to="service.case",
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="surveys",
                                to="activities.callback",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("language", models.CharField(max_length=2)),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("link", "link"),
                                    ("call", "call"),
                                    ("paper", "paper"),
                                ],
                                max_length=6,
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
                        ("asked_on", models.DateField()),
                        ("holds_until", models.DateField()),
                        ("nonce", models.CharField(max_length=32)),
                        ("token_hash", models.CharField(max_length=64, null=True, unique=True)),
                        ("experience", models.TextField(blank=True)),
                        ("professional", models.PositiveSmallIntegerField(null=True)),
                        ("personal", models.PositiveSmallIntegerField(null=True)),
                        ("value", models.PositiveSmallIntegerField(null=True)),
                        ("dedication", models.PositiveSmallIntegerField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_on", models.DateField(null=True)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("declined_on", models.DateField(null=True)),
                        ("withdrawn_on", models.DateField(null=True)),
                        ("reply", models.TextField(blank=True)),
                        ("replied_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-answered_on"], name="survey_answered"
                            ),
                            models.Index(fields=["customer", "-asked_on"], name="survey_asked"),
                            models.Index(
                                fields=["person", "-answered_on"], name="survey_about"
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
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
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="service.survey",
                            ),
                        ),
                        ("item", models.CharField(max_length=40)),
                        ("number", models.PositiveSmallIntegerField(null=True)),
                        ("causes", models.JSONField(default=list)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("survey", "item"), name="one_answer_an_item"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Signal",
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
                                related_name="signals",
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
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("beside_business", "beside the business"),
                                    ("another_person", "another person"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
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
                        ("settled_on", models.DateField(null=True)),
                        ("outcome", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["customer", "settled_on"], name="signal_open")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Offering",
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
                        ("name", models.CharField(max_length=80, unique=True)),
                        ("opened_on", models.DateField(null=True)),
                        (
                            "opened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Waiting",
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
                            "offering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waiting",
                                to="service.offering",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waiting_for",
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
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="service.case",
                            ),
                        ),
                        ("alternative", models.CharField(max_length=200)),
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
                        ("told_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("told_on", None)),
                                fields=("offering", "customer"),
                                name="waits_once",
                            )
                        ]
                    },
                ),
            ]
        )
    ]
