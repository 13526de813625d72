"""The night's last look at a large book: the pictures of its pages are drawn, so that nobody waits for them in the morning."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from zhike.lib.months import months_before
from zhike.lib.spoken_days import years_before
from zhike.trust.actor import Actor
from zhike.trust.beside import beside
from zhike.value.keeping import cohorts, counting, economics
from zhike.value.keeping.spans import months_until, years_until
from zhike.value.night_sums import NightSums
from zhike.value.pictures import attention, composing, cut, flows, maps, shares
from zhike.value.pictures.cut import Cut, night_of_a_large_book
from zhike.value.pictures.shown_first import ACROSS, DOWN, MONTHS

GROUPED = ("value_matrix", "rfm", "pyramid")

type Picture = Callable[[], object]


def draw_pictures(as_of: date) -> int:
    """Draw what is asked for first, as everybody sees it who sees the whole book; say how many. None of a smaller book."""
    kept_under = night_of_a_large_book()
    if not kept_under:
        return 0
    asked = Actor.clock(), Cut(kept_under=kept_under), as_of
    sums = NightSums(date.fromisoformat(kept_under.partition(":")[0]))
    of_the_database, of_the_files = _of_the_database(*asked), _of_the_files(*asked, sums)
    with beside(lambda: _draw(of_the_database)):
        _draw(of_the_files)
    return len(of_the_database) + len(of_the_files)


def _draw(pictures: Iterable[Picture]) -> None:
    for draw in pictures:
        draw()


def _of_the_database(actor: Actor, whole: Cut, on: date) -> list[Picture]:
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
        partial(attention.attention, actor, whole, since=year, order=()),
        partial(counting.by_period, actor, whole, periods),
        partial(counting.by_side, actor, whole, years_until(on, 1)[0], "owner"),
        partial(economics.economics, actor, whole, on=on),
        partial(economics.standing, actor, whole),
    ]


def _of_the_files(actor: Actor, whole: Cut, on: date, sums: NightSums) -> list[Picture]:
    """What adds up the ledger too; and what takes as long, so that both hands are done together."""
    return [
        partial(composing.profiles, actor, whole, DOWN, sums.spent),
        partial(cohorts.cohorts, actor, whole, on=on, bought=sums.bought_by_quarter),
        partial(economics.years, actor, whole, on=on, bought=sums.bought_by_year),
        partial(composing.crossed, actor, whole, DOWN, ACROSS),
    ]
