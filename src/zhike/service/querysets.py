"""Chainable filters over cases."""

from typing import TYPE_CHECKING, Self

from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.service.models import Case  # noqa: F401


class CaseQuerySet(Scoped["Case"]):
    def open(self) -> Self:
        return self.filter(resolution=None)
