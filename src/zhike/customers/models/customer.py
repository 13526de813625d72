from django.db import models

from zhike.customers.querysets import CustomerManager, CustomerQuerySet
from zhike.users.models import Team, User


class Customer(models.Model):
    """An organisation or a person we serve, now or perhaps soon (S1-55, S1-56, S1-63).

    `number` is the customer's number in the company's own books, the key imports meet again; `name_key` the
    name without legal form and spaces, `pinyin` the name as it sounds, `sound_key` and `block_key` what sounds alike
    and what is looked at together for doubles: all are kept by the actions (`spelled`).
    `last_touch_on` is handed up by activities: the day we last heard from each other. `parent` is the head of the
    group it belongs to, `place` what it is there; `actions.groups` keeps the tree free of circles.

    A customer in the trash has `trashed_at`; one merged into another has that and `merged_into`. `objects` passes over
    both, `everyone` does not.
    """

    class Kind(models.TextChoices):
        """What somebody is by nature (S1-54): the source's government, group and individual, and an ordinary company."""

        ORGANISATION = "organisation", "organisation"
        GOVERNMENT = "government", "government"
        GROUP = "group", "group"
        SOLE = "sole", "sole"
        PERSON = "person", "person"

    class Place(models.TextChoices):
        """What a customer is within its group."""

        BRANCH = "branch", "branch"
        MEMBER = "member", "member"
        SUBSIDIARY = "subsidiary", "subsidiary"

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=60, null=True, unique=True)  # noqa: DJ001 - unique, so empty is NULL
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ORGANISATION)
    credit_code = models.CharField(max_length=18, null=True, unique=True)  # noqa: DJ001 - as above
    industry = models.CharField(max_length=80, blank=True)
    city = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    is_key = models.BooleanField(default=False)
    since = models.DateField(null=True)
    owner = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="customers"
    )
    team = models.ForeignKey(
        Team, null=True, on_delete=models.PROTECT, related_name="customers"
    )
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="members"
    )
    place = models.CharField(max_length=10, choices=Place, blank=True)
    last_touch_on = models.DateField(null=True)
    name_key = models.CharField(max_length=200, db_index=True)
    pinyin = models.CharField(max_length=400)
    opened_at = models.DateTimeField(auto_now_add=True)
    batch = models.BigIntegerField(null=True, db_index=True)
    sound_key = models.CharField(max_length=120, default="", db_index=True)
    block_key = models.CharField(max_length=24, default="", db_index=True)
    trashed_at = models.DateTimeField(null=True)
    trashed_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    merged_into = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.CASCADE,
        related_name="merged",
    )

    objects = CustomerManager()
    everyone = CustomerQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["pinyin", "id"], name="customer_by_name"),
            models.Index(fields=["owner", "pinyin", "id"], name="customer_by_owner"),
            models.Index(fields=["team", "pinyin", "id"], name="customer_by_team"),
            models.Index(fields=["last_touch_on", "id"], name="customer_by_last_touch"),
            models.Index(fields=["city", "id"], name="customer_by_city"),
            models.Index(fields=["industry", "id"], name="customer_by_industry"),
            models.Index(fields=["phone"], name="customer_by_phone"),
            models.Index(
                fields=["trashed_at"],
                name="customer_in_trash",
                condition=models.Q(trashed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class SearchEntry(models.Model):
    """Everything a customer can be found by, one line per way of saying it; see `customers.search`.

    `personal` holds what only those near the customer may search in part: others must know the whole of a line.
    """

    customer = models.OneToOneField(
        Customer, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    haystack = models.TextField()
    personal = models.TextField(default="")

    def __str__(self) -> str:
        return self.haystack[:40]
