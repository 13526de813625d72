"""What two people decide: one asks, another one grants or refuses. Nobody decides for himself (I16); the database refuses it too."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zhike.trust.actor import Actor, Forbidden, Permission, Scope, demand
from zhike.trust.scope import Scoped


class OwnRequest(ValueError):
    """Somebody tried to decide what he asked for himself."""


class AlreadyDecided(ValueError):
    """The request was decided, or taken back, before."""


class RequestQuerySet[M: models.Model](Scoped[M]):
    """Requests one made oneself, those one may decide, and all of them for whoever reads the registers.

    `by_team` is the lookup path from a request to the team whose lead may decide it.
    """

    to_customer: ClassVar[str | None] = None
    by_team: ClassVar[str] = "asked_by__teams"

    def visible_to(self, actor: Actor) -> Self:
        """One's own, those one may decide; all for who reads registers."""
        if actor.may(Permission.READ_REGISTERS):
            return self.unscoped()
        return self.filter(
            Q(asked_by_id=actor.user_id) | Q(pk__in=self._for(actor).values("pk"))
        ).unscoped()

    def waiting(self) -> Self:
        """Those nobody has decided yet."""
        return self.filter(decided_at=None)

    def decidable_by(self, actor: Actor) -> Self:
        """Those waiting that this actor may decide: not his own, of his team or, seeing all, of anybody."""
        return self._for(actor).waiting().unscoped()

    def _for(self, actor: Actor) -> Self:
        if not actor.may(Permission.APPROVE):
            return self.none()
        others = self.exclude(asked_by_id=actor.user_id)
        if actor.scope is Scope.ALL:
            return others
        # Distinct by a subquery: somebody in two teams of this lead must not be counted twice.
        ours = self.filter(**{f"{self.by_team}__in": actor.team_ids})
        return others.filter(pk__in=ours.values("pk"))


class Request(models.Model):
    """Asked by one person, decided by another."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(default=False)
    decision = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="%(class)s_decided_by_another",
            )
        ]

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None


def asker(actor: Actor) -> int:
    """Whoever asks is a person; the clock asks for nothing."""
    if actor.user_id is None:
        raise Forbidden("Only a person asks.")
    return actor.user_id


def decide[M: Request](
    actor: Actor, asked: RequestQuerySet[M], *, grant: bool, why: str, at: datetime
) -> None:
    """Grant or refuse the one request in `asked`, exactly once; `OwnRequest` for one's own, `AlreadyDecided` for an old one."""
    demand(actor, Permission.APPROVE)
    if asked.unscoped().filter(asked_by_id=actor.user_id).exists():
        raise OwnRequest
    decided = asked.decidable_by(actor).update(
        decided_by_id=actor.user_id, decided_at=at, is_granted=grant, decision=why
    )
    if not decided:
        raise AlreadyDecided
