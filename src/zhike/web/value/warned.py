"""The rows of the warnings of loss, on every page that shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhike.care import keeping
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.value import forecasts
from zhike.value import queries as value
from zhike.value.forecasts import Forecast, Warned
from zhike.value.pictures.cut import Cut
from zhike.value.queries import Measures

FIRST = 5
_HIGH, _SOME = 5_000, 2_500


@dataclass(frozen=True, slots=True)
class Line:
    """One customer who may leave: his forecast, grade, figures, the answer suggested, and the run that is under way (0: none)."""

    forecast: Forecast
    grade: str
    measures: Measures | None
    suggestion: Words
    run_id: int

    @property
    def loss(self) -> int:
        """The chance that he falls silent, from which the money at risk is reckoned."""
        return self.forecast.quiet_bp

    @property
    def tone(self) -> str:
        if self.loss >= _HIGH:
            return "bad"
        return "warn" if self.loss >= _SOME else ""


def warned(actor: Actor, cut: Cut, *, at_most: int) -> list[Line]:
    """Who may leave with at least the chance the method warns from, the dearest loss first."""
    least = value.methods().lifetimes[forecasts.RULE].warned_from_bp
    within = cut.within("customer__") | {"quiet_bp__gte": least}
    return lines(actor, forecasts.warnings(actor, at_most=at_most, within=within))


def lines(actor: Actor, found: Sequence[Warned]) -> list[Line]:
    """What stands in the table, in three statements."""
    ids = [each.forecast.customer_id for each in found]
    if not ids:
        return []
    grades = customers.grades(actor, ids)
    figures = value.measures_of(actor, ids)
    runs = keeping.under_way(actor, ids)
    books = value.methods().playbooks
    return [
        Line(
            each.forecast,
            grades.get(each.forecast.customer_id, ""),
            figures.get(each.forecast.customer_id),
            books[each.suggestion].steps[0].title
            if each.suggestion in books
            else Words("联系一次", "Get in touch"),
            runs.get(each.forecast.customer_id, 0),
        )
        for each in found
    ]
