"""Days as whole numbers: how the facts and the measures count them."""

from dataclasses import dataclass
from datetime import date

from zhike.lib.spoken_days import years_before

_EPOCH = date(1970, 1, 1).toordinal()
SEASON = 90


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def day_of(number: int | None) -> date | None:
    """The day of a number, None for none."""
    return None if number is None else date.fromordinal(number + _EPOCH)


@dataclass(frozen=True, slots=True)
class Windows:
    """The 12 months up to `today` begin after `year_ago`, the 12 before them after `two_years_ago`.

    A season is the 90 days up to a day: this year's begins after `season_ago`, last year's ends with `year_ago`.
    """

    today: int
    year_ago: int
    two_years_ago: int

    @classmethod
    def ending(cls, as_of: date) -> "Windows":
        """The windows of one night."""
        return cls(*(day_number(years_before(as_of, years)) for years in (0, 1, 2)))

    @property
    def season_ago(self) -> int:
        return self.today - SEASON

    @property
    def last_season_ago(self) -> int:
        return self.year_ago - SEASON
