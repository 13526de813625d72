"""The night's last look at a large book: the pictures of its pages are drawn, so that nobody waits for them in the morning."""

from collections.abc import Callable
from datetime import date
from functools import partial

from zhike.lib.months import months_before
from zhike.lib.spoken_days import years_before
from zhike.trust.actor import Actor
from zhike.value.keeping import cohorts, counting, economics
from zhike.value.keeping.spans import months_until, years_until
from zhike.value.night_sums import NightSums
from zhike.value.pictures import attention, composing, cut, flows, maps, shares
from zhike.value.pictures.cut import Cut, night_of_a_large_book
from zhike.value.pictures.shown_first import ACROSS, DOWN, MONTHS

GROUPED = ("value_matrix", "rfm", "pyramid")


def draw_pictures(as_of: date) -> int:
    """Draw what is asked for first, as everybody sees it who sees the whole book; say how many. None of a smaller book."""
    kept_under = night_of_a_large_book()
    if not kept_under:
        return 0
    whole = Cut(kept_under=kept_under)
    sums = NightSums(date.fromisoformat(kept_under.partition(":")[0]))
    pictures = _pictures(Actor.clock(), whole, as_of, sums)
    for draw in pictures:
        draw()
    return len(pictures)


def _pictures(
    actor: Actor, whole: Cut, on: date, sums: NightSums
) -> list[Callable[[], object]]:
    year = years_before(on, 1)
    periods = [*months_until(on, MONTHS), *years_until(on, 2)]
    return [
        partial(cut.choices, actor, whole),
        partial(cut.count, actor, whole),
        partial(shares.curve, actor, whole),
        *(partial(shares.groups, actor, whole, name) for name in (whole.scheme, *GROUPED)),
        partial(flows.flows, actor, whole, since=months_before(on, whole.months)),
        partial(maps.rfm, actor, whole),
        partial(maps.matrix, actor, whole),
        partial(composing.crossed, actor, whole, DOWN, ACROSS),
        partial(composing.profiles, actor, whole, DOWN, sums.spent),
        partial(attention.attention, actor, whole, since=year, order=()),
        partial(counting.by_period, actor, whole, periods),
        partial(counting.by_side, actor, whole, years_until(on, 1)[0], "owner"),
        partial(cohorts.cohorts, actor, whole, on=on, bought=sums.bought_by_quarter),
        partial(economics.economics, actor, whole, on=on),
        partial(economics.years, actor, whole, on=on, bought=sums.bought_by_year),
        partial(economics.standing, actor, whole),
    ]
