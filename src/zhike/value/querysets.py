"""Chainable filters over what was measured."""

from typing import TYPE_CHECKING

from django.db.models import Q

from zhike.trust.actor import Actor, Scope
from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.value.models import Forecast, Headline, Measures  # noqa: F401


class MeasuresQuerySet(Scoped["Measures"]):
    """Measures of customers one may see."""


class HeadlineQuerySet(Scoped["Headline"]):
    """Sums by account manager: his own, those of a lead's teams, or all."""

    to_customer = None

    def seen_by(self, actor: Actor) -> Q:
        """What was lent is not in it: a sum cannot be taken apart."""
        mine = Q(owner_id__in=actor.stands_for)
        return mine | Q(team_id__in=actor.team_ids) if actor.scope is Scope.TEAM else mine


class ForecastQuerySet(Scoped["Forecast"]):
    """Forecasts of customers one may see."""
