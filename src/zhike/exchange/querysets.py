"""Chainable filters over imports."""

from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q

from zhike.trust.actor import Actor
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.exchange.models import Import  # noqa: F401


class ImportQuerySet(Scoped["Import"]):
    """Imports one made oneself; whoever sees every customer sees every import."""

    to_customer: ClassVar[str | None] = None

    def seen_by(self, actor: Actor) -> Q:
        """Nobody else's files: they may name customers one may not see."""
        return Q(user_id=actor.user_id)
