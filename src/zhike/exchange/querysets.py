"""Chainable filters over imports."""

from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q

from zhike.trust.actor import Actor
from zhike.trust.requests import RequestQuerySet
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.exchange.models import Export, Import  # noqa: F401


class ImportQuerySet(Scoped["Import"]):
    """Imports one made oneself; whoever sees every customer sees every import."""

    to_customer: ClassVar[str | None] = None

    def seen_by(self, actor: Actor) -> Q:
        """Nobody else's files: they may name customers one may not see."""
        return Q(user_id=actor.user_id)


class ExportQuerySet(RequestQuerySet["Export"]):
    """Files one took out, those one may approve, and the whole register for whoever reads it."""

    def waiting(self) -> "ExportQuerySet":
        """Only those somebody else must approve, and has not yet."""
        return self.filter(state="waiting")
