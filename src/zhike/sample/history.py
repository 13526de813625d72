"""Gives the sample company's customers a past: the grades they would have held in the months before, and what the book came to.

Importing this module loads the analytic engine.
"""

from datetime import date, timedelta

from zhike.value import jobs as value
from zhike.value.headlines import keep_headlines

_DAYS_AGO = (270, 180, 90, 30)


def grade_the_past(day: date) -> int:
    """Measure, score and hand down as of some days of the last year; say how many grades changed."""
    changed = 0
    for days in _DAYS_AGO:
        as_of = day - timedelta(days=days)
        value.extract(as_of)
        value.measure(as_of)
        value.score(as_of)
        keep_headlines(as_of)
        changed += value.hand_down_standings(as_of)
    return changed
