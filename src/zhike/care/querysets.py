"""Chainable filters over the runs of playbooks, and over what is agreed for single customers."""

from typing import TYPE_CHECKING, ClassVar, Self

from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.care.models import (  # noqa: F401
        CareLine,
        DevelopmentPlan,
        DevelopmentStep,
        Run,
        Sponsor,
    )


class RunQuerySet(Scoped["Run"]):
    """The runs of customers one may see."""

    def open(self) -> Self:
        return self.filter(ended_on=None)


class CareLineQuerySet(Scoped["CareLine"]):
    """What the plans of customers one may see say otherwise."""


class SponsorQuerySet(Scoped["Sponsor"]):
    """Who calls on the customers one may see."""


class DevelopmentPlanQuerySet(Scoped["DevelopmentPlan"]):
    """Development plans of customers one may see."""

    def open(self) -> Self:
        """Those not re-tested yet."""
        return self.filter(retested_on=None)


class DevelopmentStepQuerySet(Scoped["DevelopmentStep"]):
    """Steps of the development plans of customers one may see."""

    to_customer: ClassVar[str | None] = "plan__customer__"
