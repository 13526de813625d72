from django.db import models

from zhike.customers.models.customer import Customer
from zhike.customers.querysets import FavouriteQuerySet, SeenQuerySet, ViewQuerySet
from zhike.users.models import Team, User


class View(models.Model):
    """A way of looking at the customer list that has a name: conditions, order and columns (S1-63).

    `asked` holds the conditions as `value.filters` writes them. A segment is a view that may stand in the conditions of others.
    """

    class Reach(models.TextChoices):
        OWN = "own", "own"
        TEAM = "team", "team"
        ALL = "all", "all"

    name = models.CharField(max_length=60)
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="views")
    reach = models.CharField(max_length=4, choices=Reach, default=Reach.OWN)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="views")
    is_segment = models.BooleanField(default=False)
    asked = models.JSONField(default=dict)
    sort = models.CharField(max_length=40, blank=True)
    columns = models.JSONField(default=list)

    objects = ViewQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Pin(models.Model):
    """Somebody keeps a view above his list."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pins")
    view = models.ForeignKey(View, on_delete=models.CASCADE, related_name="pins")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "view"], name="one_pin_per_view")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.view_id}"


class ListSetting(models.Model):
    """How somebody has his customer list: the columns of what is not saved, and the view it opens with."""

    user = models.OneToOneField(
        User, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    columns = models.JSONField(default=list)
    opens_with = models.ForeignKey(View, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.user_id}"


class Seen(models.Model):
    """Somebody opened a customer, and when he did so last."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    objects = SeenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "customer"], name="seen_once_each")
        ]
        indexes = [models.Index(fields=["user", "-seen_at"], name="seen_newest")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.customer_id}"


class Favourite(models.Model):
    """A star somebody gave a customer for himself."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")

    objects = FavouriteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "customer"], name="one_star_each")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.customer_id}"
