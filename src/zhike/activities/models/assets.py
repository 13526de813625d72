"""What is placed at a customer to better its operating conditions: on written terms, looked after, given back or sold (S2-23)."""

from django.db import models

from zhike.activities.models.programmes import Programme
from zhike.activities.querysets import AssetCheckQuerySet, AssetQuerySet
from zhike.customers.models import Customer
from zhike.users.models import User


class Asset(models.Model):
    """A thing of ours at a customer's company: which offer of the catalogue, its serial, its worth (fen), its terms and their writing.

    `fee` (fen) is the rent a month, or the price. `because` is why somebody placed it although the class does not entitle to it.
    """

    class Terms(models.TextChoices):
        LENT = "lent", "lent"
        RENT = "rent", "rent"
        RENT_SALE = "rent_sale", "rent_sale"
        SALE = "sale", "sale"

    class State(models.TextChoices):
        PLACED = "placed", "placed"
        REPAIR = "repair", "repair"
        RETURNED = "returned", "returned"
        SOLD = "sold", "sold"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="assets")
    programme = models.ForeignKey(
        Programme, null=True, on_delete=models.SET_NULL, related_name="assets"
    )
    offer = models.CharField(max_length=40)
    what = models.CharField(max_length=120)
    serial = models.CharField(max_length=60)
    worth = models.BigIntegerField()
    terms = models.CharField(max_length=12, choices=Terms)
    fee = models.BigIntegerField(default=0)
    agreement = models.CharField(max_length=120)
    because = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=60)
    placed_on = models.DateField()
    due_back_on = models.DateField(null=True)
    next_check_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.PLACED)
    left_on = models.DateField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AssetQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-placed_on"], name="asset_newest"),
            models.Index(
                fields=["next_check_on"],
                name="asset_to_check",
                condition=models.Q(left_on=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["serial"], condition=models.Q(left_on=None), name="asset_in_one_place"
            ),
            models.CheckConstraint(
                condition=~models.Q(agreement=""), name="asset_has_written_terms"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.serial}"

    @property
    def is_there(self) -> bool:
        """Whether it is still ours and with the customer."""
        return self.left_on is None


class AssetCheck(models.Model):
    """Somebody looked after it, or it changed its state: how it was found, and what was said."""

    class Found(models.TextChoices):
        USED = "used", "used"
        IDLE = "idle", "idle"
        DAMAGED = "damaged", "damaged"
        MISSING = "missing", "missing"

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="checks")
    found = models.CharField(max_length=8, choices=Found)
    words = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AssetCheckQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["asset", "-checked_on"], name="check_newest")]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.checked_on} {self.found}"
