"""What people note of a customer's worth, which no ledger says: his whole spending, the credit he has, whom he leads, and why he left."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from zhike.customers.models import Customer
from zhike.sales.querysets import (
    CreditTermsQuerySet,
    DepartureQuerySet,
    SpillOverQuerySet,
    WalletQuerySet,
)
from zhike.users.models import User


class Wallet(models.Model):
    """What a customer spends in a year on what we could sell him, with us and with others; fen, and where we know it from (S4-60)."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="wallets")
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField(validators=[MinValueValidator(1)])
    source = models.CharField(max_length=120)
    noted_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = WalletQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-year", "-noted_on"], name="wallet_newest")
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.year}: {self.amount}"


class CreditTerms(models.Model):
    """So many days to pay were agreed; the newest count. A longer term is a favour with a reason (S4-58)."""

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="credit_terms"
    )
    days = models.PositiveSmallIntegerField(validators=[MaxValueValidator(365)])
    why = models.CharField(max_length=200)
    granted_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = CreditTermsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-granted_on"], name="terms_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.days}"


class SpillOver(models.Model):
    """`share` percent of what `led` buys comes to us because of `leader`: its own line beside his revenue, never inside it (S4-59).

    Two that were merged into one may stand on both sides: such a link counts nothing.
    """

    leader = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="spills")
    led = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="spilled_from")
    share = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    why = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = SpillOverQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["leader", "since"], name="spill_of_leader"),
            models.Index(fields=["led", "since"], name="spill_of_led"),
        ]

    def __str__(self) -> str:
        return f"{self.leader_id} → {self.led_id}: {self.share}%"


class Departure(models.Model):
    """A customer left: when, why and to whom, and what we do about it; `back_on` when he came back (S2-42)."""

    class Reason(models.TextChoices):
        PRICE = "price", "price"
        QUALITY = "quality", "quality"
        SERVICE = "service", "service"
        NEGLECT = "neglect", "neglect"
        RIVAL = "rival", "rival"
        PERSON = "person", "person"
        NEED = "need", "need"
        CLOSED = "closed", "closed"
        OTHER = "other", "other"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="departures")
    left_on = models.DateField()
    reason = models.CharField(max_length=8, choices=Reason)
    why = models.CharField(max_length=300)
    to_whom = models.CharField(max_length=120, blank=True)
    may_return = models.BooleanField(default=True)
    back_on = models.DateField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = DepartureQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-left_on"], name="departure_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.left_on}"
