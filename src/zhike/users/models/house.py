from django.contrib.auth.models import AbstractUser
from django.db import models

from zhike.users.rules import Role


class Company(models.Model):
    """The company that keeps its customers here; one row.

    `promise_defects` is how many of a million promises may fail (S3-04), `days_version` counts the changes of its own
    days, `methods_stamp` changes with every publication of a method and is empty before the first.
    """

    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3, default="CNY")
    is_sample = models.BooleanField(default=False)
    promise_defects = models.PositiveIntegerField(default=3)
    methods_stamp = models.CharField(max_length=32, blank=True)
    days_version = models.PositiveIntegerField(default=0)
    founded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People who serve customers together."""

    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """Somebody who works here. A name is one field: Chinese names have no first and last.

    `channel` is where he serves (S3-01), `post` his grade as account manager (S3-03), both by their keys in the staff method.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=80)
    role = models.CharField(
        max_length=20, choices=[(r.value, r.value) for r in Role], default=Role.ACCOUNT_MANAGER
    )
    title = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=8, blank=True)
    channel = models.CharField(max_length=24, blank=True)
    post = models.CharField(max_length=24, blank=True)
    teams = models.ManyToManyField(Team, related_name="members", blank=True)

    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Deputy(models.Model):
    """Somebody looks after a colleague's customers for some days."""

    absent = models.ForeignKey(User, on_delete=models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(User, on_delete=models.CASCADE, related_name="deputised")
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")),
                name="deputy_days_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(absent=models.F("deputy")), name="nobody_deputises_himself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} ← {self.absent} ({self.from_on}–{self.until_on})"


class SignInLink(models.Model):
    """A one-time way in, sent by a colleague: only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} until {self.expires_at:%Y-%m-%d %H:%M}"


class Departure(models.Model):
    """Somebody left: on which day, what was looked through, and until when he is bound to keep silent (S4-30)."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="departure")
    left_on = models.DateField()
    obligation_until = models.DateField()
    agreement = models.CharField(max_length=200, blank=True)
    exports_seen = models.PositiveIntegerField()
    customers_left = models.PositiveIntegerField()
    note = models.CharField(max_length=400, blank=True)
    seen_off_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(obligation_until__gte=models.F("left_on")),
                name="departure_days_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(user=models.F("seen_off_by")),
                name="nobody_sees_himself_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.left_on}"


class Edition(models.Model):
    """One published text of a method. Never changed but for `is_current`; `based_on` is the digest of the text that lay
    below it (shipped, or in the company's folder). One that `returns` gives the method back to that text.
    """

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    text = models.TextField()
    based_on = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=400)
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField()
    published_at = models.DateTimeField(auto_now_add=True)
    is_current = models.BooleanField(default=True)
    returns = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                condition=models.Q(is_current=True),
                name="one_current_edition",
            )
        ]
        indexes = [models.Index(fields=["kind", "name", "-id"], name="edition_history")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.name}@{self.version}"


class MethodDraft(models.Model):
    """What somebody is making of a method, not published yet; `begun_from` is the digest of the text he began with."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    begun_from = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=400, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "author"], name="one_draft_of_a_method_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.name} ({self.author})"


class CompanyDay(models.Model):
    """A day the company works, or does not, whatever is published: by a notice entered by hand, or by its own decision."""

    class Source(models.TextChoices):
        NOTICE = "notice", "notice"
        COMPANY = "company", "company"

    day = models.DateField(unique=True)
    works = models.BooleanField()
    source = models.CharField(max_length=8, choices=Source, default=Source.COMPANY)
    why = models.CharField(max_length=200)
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.day} {'works' if self.works else 'off'}"


class CalendarFeed(models.Model):
    """The secret address under which somebody's own calendar program reads his days: only its hash is kept.

    `password_digest` is the session digest of his password: a new password, or none, and the address is dead.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    password_digest = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    shows_names = models.BooleanField(default=False)
    has_tasks = models.BooleanField(default=True)
    has_promises = models.BooleanField(default=True)
    has_birthdays = models.BooleanField(default=False)
    has_festivals = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%Y-%m-%d}"


class Acknowledgement(models.Model):
    """Somebody read the charter of conduct of a year and says he keeps to it (S0-38); `method` is the text he read."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acknowledgements")
    year = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=60)
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "year", "method"], name="charter_acknowledged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.year}"
