from typing import ClassVar

from django.conf import settings
from django.db import models


class Customer(models.Model):
    """A customer as the floor knows it."""

    name = models.CharField(max_length=200, db_index=True)
    city = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True, db_index=True)
    number = models.CharField(max_length=20, blank=True, db_index=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    objects: ClassVar[models.Manager["Customer"]] = models.Manager()

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody at a customer as the floor knows him."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    mobile = models.CharField(max_length=40)

    objects: ClassVar[models.Manager["Person"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.name} {self.mobile}"


class Order(models.Model):
    """An order as the floor knows it; money in fen."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    number = models.CharField(max_length=60)
    ordered_on = models.DateField()
    amount = models.BigIntegerField()

    objects: ClassVar[models.Manager["Order"]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["customer", "-ordered_on"], name="floor_newest")]

    def __str__(self) -> str:
        return self.number


class Task(models.Model):
    """Something to do as the floor knows it."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    title = models.CharField(max_length=200)
    due_on = models.DateField(db_index=True)

    objects: ClassVar[models.Manager["Task"]] = models.Manager()

    def __str__(self) -> str:
        return self.title
