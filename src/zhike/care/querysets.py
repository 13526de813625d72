"""Chainable filters over the runs of playbooks."""

from typing import TYPE_CHECKING, Self

from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.care.models import Run  # noqa: F401


class RunQuerySet(Scoped["Run"]):
    """The runs of customers one may see."""

    def open(self) -> Self:
        return self.filter(ended_on=None)
