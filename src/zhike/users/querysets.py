"""What somebody wrote of himself is his, whatever else an actor may see."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db.models import Q

from zhike.trust.actor import Actor
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.users.models import SelfView  # noqa: F401


class SelfViewQuerySet(Scoped["SelfView"]):
    """Seen by who wrote it and by the one he shares it with; by no superior, deputy, administrator or clock (S0-28)."""

    to_customer: ClassVar[str | None] = None

    def visible_to(self, actor: Actor) -> Self:
        if actor.user_id is None:
            return self.none().unscoped()
        mine = Q(user_id=actor.user_id)
        return self.filter(mine | Q(shared_with_id=actor.user_id)).unscoped()

    def of_oneself(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.visible_to(actor).filter(user_id=actor.user_id)
