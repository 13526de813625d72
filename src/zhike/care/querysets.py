"""Chainable filters over the runs of playbooks, and over what is agreed for single customers."""

from typing import TYPE_CHECKING, Self

from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.care.models import CareLine, Run, Sponsor  # noqa: F401


class RunQuerySet(Scoped["Run"]):
    """The runs of customers one may see."""

    def open(self) -> Self:
        return self.filter(ended_on=None)


class CareLineQuerySet(Scoped["CareLine"]):
    """What the plans of customers one may see say otherwise."""


class SponsorQuerySet(Scoped["Sponsor"]):
    """Who calls on the customers one may see."""
