import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from zhike.trust.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("sales", "0001_initial"),
        ("sales", "0002_worth"),
        ("sales", "0003_complements"),
        ("sales", "0004_proposals"),
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
                    name="Complement",
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
                        ("other", models.CharField(max_length=120)),
                        ("why", models.CharField(max_length=200)),
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("product", "other"), name="complement_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("product", models.F("other")), _negated=True
                                ),
                                name="complement_of_another",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Contract",
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
                                related_name="contracts",
                                to="customers.customer",
                            ),
                        ),
                        ("number", models.CharField(max_length=60, unique=True)),
                        ("title", models.CharField(max_length=120)),
                        ("signed_on", models.DateField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("amount", models.BigIntegerField(default=0)),
                        ("users", models.PositiveIntegerField(default=0)),
                        ("is_sticky", models.BooleanField(default=False)),
                        (
                            "renews",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="renewed_by",
                                to="sales.contract",
                            ),
                        ),
                        ("ended_on", models.DateField(null=True)),
                        ("ended_why", models.CharField(blank=True, max_length=200)),
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
                                fields=["customer", "-ends_on"], name="contract_newest"
                            ),
                            models.Index(fields=["ends_on"], name="contract_by_end"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="contract_ends_after_it_starts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Order",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="orders",
                                to="customers.customer",
                            ),
                        ),
                        ("number", models.CharField(max_length=60, unique=True)),
                        ("ordered_on", models.DateField()),
                        ("amount", models.BigIntegerField()),
                        ("cost", models.BigIntegerField(null=True)),
                        ("product", models.CharField(blank=True, max_length=120)),
                        ("batch", models.BigIntegerField(db_index=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-ordered_on"], name="order_newest"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="payments",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="payments",
                                to="sales.order",
                            ),
                        ),
                        ("number", models.CharField(max_length=60, unique=True)),
                        ("amount", models.BigIntegerField()),
                        ("due_on", models.DateField(null=True)),
                        ("paid_on", models.DateField(null=True)),
                        ("batch", models.BigIntegerField(db_index=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["customer", "-due_on"], name="payment_newest")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="YearTarget",
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
                                related_name="targets",
                                to="customers.customer",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("amount", models.BigIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "year"), name="one_target_a_year"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="LedgerRevision",
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
                        ("number", models.BigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Proposal",
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
                                related_name="proposals",
                                to="customers.customer",
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("gist", models.CharField(max_length=400)),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_on", models.DateField()),
                        (
                            "released_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("released_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["customer", "-written_on"], name="proposal_newest"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="ProposalView",
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
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="views",
                                to="sales.proposal",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("peer", "peer"), ("client", "client")], max_length=6
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
                        ("words", models.CharField(blank=True, max_length=400)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("noted_on", models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name="ProposalMark",
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
                            "view",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="sales.proposalview",
                            ),
                        ),
                        ("criterion", models.CharField(max_length=40)),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("view", "criterion"), name="one_mark_a_criterion"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Wallet",
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
                                related_name="wallets",
                                to="customers.customer",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "amount",
                            models.BigIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)]
                            ),
                        ),
                        ("source", models.CharField(max_length=120)),
                        ("noted_on", models.DateField()),
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
                                fields=["customer", "-year", "-noted_on"], name="wallet_newest"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="CreditTerms",
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
                                related_name="credit_terms",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(365)]
                            ),
                        ),
                        ("why", models.CharField(max_length=200)),
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
                            models.Index(
                                fields=["customer", "-granted_on"], name="terms_newest"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="SpillOver",
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
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spills",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "led",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spilled_from",
                                to="customers.customer",
                            ),
                        ),
                        (
                            "share",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ]
                            ),
                        ),
                        ("why", models.CharField(max_length=200)),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
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
                            models.Index(fields=["leader", "since"], name="spill_of_leader"),
                            models.Index(fields=["led", "since"], name="spill_of_led"),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Departure",
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
                                related_name="departures",
                                to="customers.customer",
                            ),
                        ),
                        ("left_on", models.DateField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("price", "price"),
                                    ("quality", "quality"),
                                    ("service", "service"),
                                    ("neglect", "neglect"),
                                    ("rival", "rival"),
                                    ("person", "person"),
                                    ("need", "need"),
                                    ("closed", "closed"),
                                    ("other", "other"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("why", models.CharField(max_length=300)),
                        ("to_whom", models.CharField(blank=True, max_length=120)),
                        ("may_return", models.BooleanField(default=True)),
                        ("back_on", models.DateField(null=True)),
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
                                fields=["customer", "-left_on"], name="departure_newest"
                            )
                        ]
                    },
                ),
            ]
        )
    ]
