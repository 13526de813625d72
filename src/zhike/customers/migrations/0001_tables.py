import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zhike.trust.actor
from zhike.trust.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("customers", "0001_initial"),
        ("customers", "0002_initial"),
        ("customers", "0004_facts"),
        ("customers", "0005_schemes"),
        ("customers", "0006_handover"),
        ("customers", "0007_people"),
        ("customers", "0008_book"),
        ("customers", "0009_persons"),
        ("customers", "0010_packed"),
        ("customers", "0011_speed"),
        ("customers", "0012_review_on"),
        ("customers", "0013_move_decision"),
        ("customers", "0014_smart_and_reviews"),
        ("customers", "0015_standing_by_people"),
    ]

    initial = True

    dependencies = [
        ("users", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="Customer",
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
                        ("name", models.CharField(max_length=200)),
                        ("short_name", models.CharField(blank=True, max_length=80)),
                        ("number", models.CharField(max_length=60, null=True, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("organisation", "organisation"),
                                    ("government", "government"),
                                    ("group", "group"),
                                    ("sole", "sole"),
                                    ("person", "person"),
                                ],
                                default="organisation",
                                max_length=12,
                            ),
                        ),
                        (
                            "credit_code",
                            models.CharField(max_length=18, null=True, unique=True),
                        ),
                        ("industry", models.CharField(blank=True, max_length=80)),
                        ("city", models.CharField(blank=True, max_length=80)),
                        ("address", models.CharField(blank=True, max_length=200)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("website", models.CharField(blank=True, max_length=200)),
                        ("note", models.TextField(blank=True)),
                        ("is_key", models.BooleanField(default=False)),
                        ("since", models.DateField(null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="customers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="customers",
                                to="users.team",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="members",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("branch", "branch"),
                                    ("member", "member"),
                                    ("subsidiary", "subsidiary"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("last_touch_on", models.DateField(null=True)),
                        ("name_key", models.CharField(db_index=True, max_length=200)),
                        ("pinyin", models.CharField(max_length=400)),
                        ("opened_at", models.DateTimeField(auto_now_add=True)),
                        ("batch", models.BigIntegerField(db_index=True, null=True)),
                        (
                            "sound_key",
                            models.CharField(db_index=True, default="", max_length=120),
                        ),
                        (
                            "block_key",
                            models.CharField(db_index=True, default="", max_length=24),
                        ),
                        ("trashed_at", models.DateTimeField(null=True)),
                        (
                            "trashed_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="merged",
                                to="customers.customer",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["pinyin", "id"], name="customer_by_name"),
                            models.Index(
                                fields=["owner", "pinyin", "id"], name="customer_by_owner"
                            ),
                            models.Index(
                                fields=["team", "pinyin", "id"], name="customer_by_team"
                            ),
                            models.Index(
                                fields=["last_touch_on", "id"], name="customer_by_last_touch"
                            ),
                            models.Index(fields=["city", "id"], name="customer_by_city"),
                            models.Index(
                                fields=["industry", "id"], name="customer_by_industry"
                            ),
                            models.Index(fields=["phone"], name="customer_by_phone"),
                            models.Index(
                                condition=models.Q(("trashed_at__isnull", False)),
                                fields=["trashed_at"],
                                name="customer_in_trash",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="SearchEntry",
                    fields=[
                        (
                            "customer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="search_entry",
                                serialize=False,
                                to="customers.customer",
                            ),
                        ),
                        ("haystack", models.TextField()),
                        ("personal", models.TextField(default="")),
                    ],
                ),
                migrations.CreateModel(
                    name="Contact",
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
                                related_name="contacts",
                                to="customers.customer",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("pinyin", models.CharField(max_length=160)),
                        ("address_as", models.CharField(blank=True, max_length=40)),
                        ("title", models.CharField(blank=True, max_length=80)),
                        ("part", models.CharField(blank=True, max_length=40)),
                        ("mobile", models.CharField(blank=True, max_length=40)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("email", models.CharField(blank=True, max_length=120)),
                        ("wechat", models.CharField(blank=True, max_length=60)),
                        (
                            "birth_calendar",
                            models.CharField(
                                choices=[("sun", "sun"), ("moon", "moon")],
                                default="sun",
                                max_length=4,
                            ),
                        ),
                        ("birth_year", models.PositiveSmallIntegerField(null=True)),
                        ("birth_month", models.PositiveSmallIntegerField(null=True)),
                        ("birth_day", models.PositiveSmallIntegerField(null=True)),
                        ("birth_leap", models.BooleanField(default=False)),
                        ("note", models.TextField(blank=True)),
                        ("is_main", models.BooleanField(default=False)),
                        ("batch", models.BigIntegerField(db_index=True, null=True)),
                        ("trashed_at", models.DateTimeField(null=True)),
                        (
                            "merged_into",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="merged",
                                to="customers.contact",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["birth_calendar", "birth_month", "birth_day"],
                                name="contact_by_birthday",
                            ),
                            models.Index(fields=["pinyin"], name="contact_by_sound"),
                            models.Index(fields=["mobile"], name="contact_by_mobile"),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="BulkChange",
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
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bulk_changes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("what", models.CharField(max_length=12)),
                        ("said", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("doing", "doing"),
                                    ("done", "done"),
                                    ("undoing", "undoing"),
                                    ("undone", "undone"),
                                ],
                                default="doing",
                                max_length=8,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["made_by", "-made_at"], name="bulk_newest"),
                            models.Index(
                                condition=models.Q(("state__in", ["doing", "undoing"])),
                                fields=["state"],
                                name="bulk_waiting",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="BulkRow",
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
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="customers.bulkchange",
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
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("done", "done"),
                                    ("same", "same"),
                                    ("refused", "refused"),
                                    ("undone", "undone"),
                                    ("left", "left"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("before", models.JSONField(null=True)),
                        ("after", models.JSONField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["change", "state"], name="bulk_row_by_state")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
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
                            "winner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "loser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "kept_contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "lost_contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_on", models.DateField()),
                        ("moved", models.JSONField(default=dict)),
                        ("before", models.JSONField(default=list)),
                        ("undone_on", models.DateField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="LikelyPair",
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
                            "one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="customers.customer",
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField()),
                        ("reasons", models.JSONField(default=list)),
                        ("found_on", models.DateField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("decided_on__isnull", True)),
                                fields=["-score", "id"],
                                name="pairs_to_decide",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("one", "other"), name="a_pair_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
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
                                related_name="consents",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consents",
                                to="customers.contact",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("text", models.TextField()),
                        ("text_hash", models.CharField(max_length=64)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("paper", "paper"),
                                    ("mail", "mail"),
                                    ("message", "message"),
                                    ("spoken", "spoken"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=200)),
                        ("by_guardian", models.BooleanField(default=False)),
                        ("given_on", models.DateField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["contact", "kind"], name="consent_of_contact")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Document",
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
                                related_name="documents",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="documents",
                                to="customers.contact",
                            ),
                        ),
                        ("touch_id", models.BigIntegerField(db_index=True, null=True)),
                        ("title", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("contract", "contract"),
                                    ("quote", "quote"),
                                    ("minutes", "minutes"),
                                    ("letter", "letter"),
                                    ("card", "card"),
                                    ("photo", "photo"),
                                    ("other", "other"),
                                ],
                                default="other",
                                max_length=10,
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "open"), (1, "internal"), (2, "personal")],
                                default=zhike.trust.actor.Level["INTERNAL"],
                            ),
                        ),
                        ("removed_on", models.DateField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="DocumentVersion",
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
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="customers.document",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("file_name", models.CharField(max_length=160)),
                        ("form", models.CharField(max_length=8)),
                        ("size", models.BigIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("stored", models.CharField(max_length=40, unique=True)),
                        (
                            "brought_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("brought_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "number"), name="one_version_per_number"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Sheet",
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
                                related_name="sheets",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="sheets",
                                to="customers.contact",
                            ),
                        ),
                        ("form", models.CharField(max_length=40)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("about_on", models.DateField()),
                        (
                            "filled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("filled_on", models.DateField()),
                        ("closed_on", models.DateField(null=True)),
                        (
                            "with_people",
                            models.ManyToManyField(
                                blank=True,
                                related_name="shared_sheets",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "signed_by",
                            models.ManyToManyField(
                                blank=True,
                                related_name="signed_sheets",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "form", "-about_on"],
                                name="sheet_of_customer",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Fact",
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
                                related_name="facts",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="facts",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="customers.sheet",
                            ),
                        ),
                        ("key", models.CharField(max_length=100)),
                        ("method", models.CharField(max_length=60)),
                        ("value", models.JSONField(null=True)),
                        ("sealed", models.TextField(blank=True)),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                default=zhike.trust.actor.Level["INTERNAL"]
                            ),
                        ),
                        ("is_opinion", models.BooleanField(default=False)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("told", "told"),
                                    ("observed", "observed"),
                                    ("third_party", "third party"),
                                    ("public", "public"),
                                    ("imported", "imported"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("source_note", models.CharField(blank=True, max_length=120)),
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
                        ("confirmed_on", models.DateField()),
                        ("review_on", models.DateField(null=True)),
                        ("expires_on", models.DateField(null=True)),
                        ("ended_on", models.DateField(null=True)),
                        (
                            "ended_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("replaced", "replaced"),
                                    ("corrected", "corrected"),
                                    ("withdrawn", "withdrawn"),
                                    ("expired", "expired"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("batch", models.BigIntegerField(db_index=True, null=True)),
                        ("ended_by_batch", models.BigIntegerField(db_index=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "contact", "key"], name="fact_of_customer"
                            ),
                            models.Index(
                                condition=models.Q(("sheet", None), _negated=True),
                                fields=["sheet"],
                                name="fact_on_sheet",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("ended_on", None),
                                    models.Q(("expires_on", None), _negated=True),
                                ),
                                fields=["expires_on"],
                                name="fact_by_expiry",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("ended_on", None),
                                    models.Q(("review_on", None), _negated=True),
                                ),
                                fields=["review_on"],
                                name="fact_by_review",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("contact", None), ("ended_on", None), ("sheet", None)
                                ),
                                fields=("customer", "key"),
                                name="one_answer_of_a_customer",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    ("sheet", None),
                                    models.Q(("contact", None), _negated=True),
                                ),
                                fields=("contact", "key"),
                                name="one_answer_of_a_contact",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_on", None), models.Q(("sheet", None), _negated=True)
                                ),
                                fields=("sheet", "key"),
                                name="one_answer_on_a_sheet",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FactUse",
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
                        ("key", models.CharField(max_length=100)),
                        ("month", models.DateField()),
                        ("uses", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("key", "month"), name="one_count_a_month"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="ItemSwitch",
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
                        ("form", models.CharField(max_length=40)),
                        ("item", models.CharField(max_length=60)),
                        ("assessment", models.CharField(max_length=200)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_on", models.DateField()),
                        (
                            "granted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("granted_on", models.DateField(null=True)),
                        ("off_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("off_on", None)),
                                fields=("form", "item"),
                                name="one_switch_an_item",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("granted_by", None),
                                    models.Q(
                                        ("granted_by", models.F("asked_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="nobody_grants_his_own_switch",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Handover",
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
                                related_name="handovers",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "before",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "after",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        ("why", models.CharField(blank=True, max_length=200)),
                        ("handed_on", models.DateField()),
                        ("read_on", models.DateField(null=True)),
                        ("packed_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-handed_on"], name="handover_newest"
                            ),
                            models.Index(
                                condition=models.Q(("packed_on", None)),
                                fields=["handed_on"],
                                name="handover_to_pack",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Tag",
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
                        ("name", models.CharField(max_length=30, unique=True)),
                        ("name_en", models.CharField(blank=True, max_length=40)),
                        (
                            "colour",
                            models.CharField(
                                choices=[
                                    ("plain", "plain"),
                                    ("good", "good"),
                                    ("warn", "warn"),
                                    ("bad", "bad"),
                                    ("info", "info"),
                                ],
                                default="plain",
                                max_length=5,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=10)),
                    ],
                ),
                migrations.CreateModel(
                    name="Tagging",
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
                                related_name="taggings",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="taggings",
                                to="customers.tag",
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
                        ("since", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "tag"), name="a_tag_once_each"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="ManagedList",
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
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("company", "company"),
                                    ("region", "region"),
                                    ("team", "team"),
                                    ("person", "person"),
                                ],
                                default="company",
                                max_length=8,
                            ),
                        ),
                        ("purpose", models.CharField(blank=True, max_length=200)),
                        (
                            "made_by",
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
                    name="Listed",
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
                            "on_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="customers.managedlist",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="listed",
                                to="customers.customer",
                            ),
                        ),
                        ("since", models.DateField()),
                        ("why", models.CharField(blank=True, max_length=200)),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("left_on", models.DateField(null=True)),
                        ("left_why", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on__isnull", True)),
                                fields=("on_list", "customer"),
                                name="on_a_list_once",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="MoveDecision",
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
                                related_name="move_decisions",
                                to="customers.customer",
                            ),
                        ),
                        ("scheme", models.CharField(max_length=40)),
                        ("before", models.CharField(blank=True, max_length=24)),
                        ("proposed", models.CharField(blank=True, max_length=24)),
                        ("after", models.CharField(max_length=24)),
                        ("why", models.CharField(max_length=200)),
                        ("review_on", models.DateField()),
                        ("needs_approval", models.BooleanField(default=False)),
                        ("owed", models.JSONField(default=list)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["customer", "scheme", "-asked_at"],
                                name="move_decision_newest",
                            )
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
                                name="movedecision_decided_by_another",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonRequest",
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
                            "kind",
                            models.CharField(
                                choices=[("copy", "copy"), ("erase", "erase")], max_length=8
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
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="customers.contact",
                            ),
                        ),
                        ("subject", models.CharField(max_length=60)),
                        ("words", models.CharField(max_length=200)),
                        ("due_on", models.DateField()),
                        ("done_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["due_on"], name="person_request_due")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by", None),
                                    models.Q(
                                        ("decided_by", models.F("asked_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="personrequest_decided_by_another",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactPoint",
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
                                related_name="points",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("mobile", "mobile"),
                                    ("phone", "phone"),
                                    ("email", "email"),
                                    ("wechat", "wechat"),
                                    ("messenger", "messenger"),
                                    ("address", "address"),
                                    ("home", "home"),
                                    ("website", "website"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("label", models.CharField(blank=True, max_length=40)),
                        ("value", models.CharField(max_length=240)),
                        ("normal", models.CharField(max_length=240)),
                        ("do_not_use", models.BooleanField(default=False)),
                        ("batch", models.BigIntegerField(db_index=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["normal"], name="contact_point_normal")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contact", "kind", "normal"),
                                name="one_point_per_contact",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AlsoCalled",
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
                                related_name="also_called",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "situation",
                            models.CharField(
                                choices=[
                                    ("formal", "formal"),
                                    ("familiar", "familiar"),
                                    ("english", "english"),
                                    ("sound", "sound"),
                                    ("nickname", "nickname"),
                                    ("former", "former"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(max_length=80)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contact", "situation"), name="one_name_per_situation"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="DoNotContact",
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
                                related_name="do_not_contact",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("call", "call"),
                                    ("message", "message"),
                                    ("mail", "mail"),
                                    ("visit", "visit"),
                                    ("greeting", "greeting"),
                                    ("marketing", "marketing"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("why", models.CharField(max_length=200)),
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("contact", "way"),
                                name="one_do_not_per_way",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="KeyPerson",
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
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="key_persons",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="key_in",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="key_in",
                                to="customers.customer",
                            ),
                        ),
                        ("why", models.CharField(max_length=200)),
                        ("since", models.DateField()),
                        (
                            "marked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("contact", None), ("person__isnull", False)),
                                    models.Q(("contact__isnull", False), ("person", None)),
                                    _connector="OR",
                                ),
                                name="key_person_is_one",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("group", "contact"),
                                name="one_mark_per_contact",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("group", "person"),
                                name="one_mark_per_person",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="MapPlace",
                    fields=[
                        (
                            "contact",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="map_place",
                                serialize=False,
                                to="customers.contact",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("decides", "decides"),
                                    ("approves", "approves"),
                                    ("influences", "influences"),
                                    ("uses", "uses"),
                                    ("gatekeeper", "gatekeeper"),
                                    ("pays", "pays"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "rank",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("top", "top"),
                                    ("middle", "middle"),
                                    ("working", "working"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "influence",
                            models.PositiveSmallIntegerField(
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                            ),
                        ),
                        (
                            "reports_to",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reports",
                                to="customers.contact",
                            ),
                        ),
                        ("x", models.SmallIntegerField(null=True)),
                        ("y", models.SmallIntegerField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Stance",
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
                                related_name="stances",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("supports", "supports"),
                                    ("neutral", "neutral"),
                                    ("opposes", "opposes"),
                                    ("never_met", "never_met"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("grounds", models.CharField(max_length=300)),
                        (
                            "said_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("said_on", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["contact", "-said_on", "-id"], name="stance_newest"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Tie",
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
                                related_name="ties",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ties_to",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "colleague",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ties",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("knows", "knows"),
                                    ("colleague", "colleague"),
                                    ("relative", "relative"),
                                    ("friend", "friend"),
                                    ("rival", "rival"),
                                ],
                                default="knows",
                                max_length=10,
                            ),
                        ),
                        (
                            "closeness",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(3),
                                ],
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200)),
                        (
                            "said_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("said_on", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("colleague__isnull", False), ("other", None)),
                                    models.Q(("colleague", None), ("other__isnull", False)),
                                    _connector="OR",
                                ),
                                name="tie_has_one_other_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("other", None),
                                    models.Q(("other", models.F("contact")), _negated=True),
                                    _connector="OR",
                                ),
                                name="tie_is_no_loop",
                            ),
                            models.UniqueConstraint(
                                fields=("contact", "other"), name="one_tie_per_pair"
                            ),
                            models.UniqueConstraint(
                                fields=("contact", "colleague"), name="one_tie_per_colleague"
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
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
                            "referrer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="referrals_made",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="referrals",
                                to="customers.contact",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="referrals",
                                to="customers.customer",
                            ),
                        ),
                        ("referred_on", models.DateField()),
                        ("note", models.CharField(blank=True, max_length=200)),
                        (
                            "result",
                            models.CharField(
                                choices=[("open", "open"), ("won", "won"), ("lost", "lost")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("result_on", models.DateField(null=True)),
                        ("thanked_on", models.DateField(null=True)),
                        ("thanked_how", models.CharField(blank=True, max_length=120)),
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referrer", "customer"), name="one_referral_per_pair"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("referrer", models.F("customer")), _negated=True
                                ),
                                name="nobody_refers_himself",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="OwnScheme",
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
                        ("name", models.CharField(max_length=40, unique=True)),
                        ("title_zh", models.CharField(max_length=60)),
                        ("title_en", models.CharField(max_length=60)),
                        ("classes", models.JSONField()),
                        ("smart", models.JSONField(default=list)),
                        ("review_months", models.PositiveSmallIntegerField(default=12)),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_on", models.DateField()),
                        ("retired_on", models.DateField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="SchemeReview",
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
                        ("scheme", models.CharField(max_length=40)),
                        ("outcome", models.CharField(max_length=200)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reviewed_on", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["scheme", "-reviewed_on"], name="scheme_review_newest"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Rating",
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
                                related_name="ratings",
                                to="customers.customer",
                            ),
                        ),
                        ("criterion", models.CharField(max_length=40)),
                        ("value", models.PositiveSmallIntegerField()),
                        ("why", models.CharField(blank=True, max_length=200)),
                        (
                            "rated_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("rated_on", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "criterion", "-rated_on"],
                                name="rating_newest",
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Standing",
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
                                related_name="standings",
                                to="customers.customer",
                            ),
                        ),
                        ("scheme", models.CharField(max_length=40)),
                        ("grade", models.CharField(max_length=24)),
                        ("points", models.IntegerField()),
                        (
                            "set_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("review_on", models.DateField(null=True)),
                        ("proposed", models.CharField(blank=True, max_length=24)),
                        ("since", models.DateField()),
                        ("as_of", models.DateField()),
                        ("version", models.PositiveSmallIntegerField(null=True)),
                        ("because", models.JSONField(default=list)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["grade", "scheme", "customer"], name="standing_by_grade"
                            ),
                            models.Index(
                                condition=models.Q(("version", None)),
                                fields=["scheme"],
                                name="standing_by_people",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "scheme"), name="one_standing_per_scheme"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StandingMove",
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
                                related_name="moves",
                                to="customers.customer",
                            ),
                        ),
                        ("scheme", models.CharField(max_length=40)),
                        ("before", models.CharField(blank=True, max_length=24)),
                        ("after", models.CharField(max_length=24)),
                        ("why", models.CharField(blank=True, max_length=200)),
                        ("points", models.IntegerField()),
                        ("moved_on", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "scheme", "moved_on"), name="one_move_a_day"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="View",
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
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="views",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reach",
                            models.CharField(
                                choices=[("own", "own"), ("team", "team"), ("all", "all")],
                                default="own",
                                max_length=4,
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="views",
                                to="users.team",
                            ),
                        ),
                        ("is_segment", models.BooleanField(default=False)),
                        ("asked", models.JSONField(default=dict)),
                        ("sort", models.CharField(blank=True, max_length=40)),
                        ("columns", models.JSONField(default=list)),
                    ],
                ),
                migrations.CreateModel(
                    name="Pin",
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
                                related_name="pins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "view",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pins",
                                to="customers.view",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "view"), name="one_pin_per_view"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="ListSetting",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("columns", models.JSONField(default=list)),
                        (
                            "opens_with",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="customers.view",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Seen",
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
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        ("seen_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["user", "-seen_at"], name="seen_newest")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "customer"), name="seen_once_each"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Favourite",
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
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "customer"), name="one_star_each"
                            )
                        ]
                    },
                ),
            ]
        )
    ]
