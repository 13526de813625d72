"""Chainable filters over what was measured."""

from typing import TYPE_CHECKING

from zhike.trust.scope import Scoped

if TYPE_CHECKING:
    from zhike.value.models import Forecast, Measures  # noqa: F401


class MeasuresQuerySet(Scoped["Measures"]):
    """Measures of customers one may see."""


class ForecastQuerySet(Scoped["Forecast"]):
    """Forecasts of customers one may see."""
