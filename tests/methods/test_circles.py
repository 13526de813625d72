"""What builds on itself is refused before any night meets it."""

from dataclasses import replace

import pytest

from zhike.methods.circles import check_circles
from zhike.methods.deciding import Condition, Rule
from zhike.methods.library import library
from zhike.methods.reading import MethodError
from zhike.methods.schemes import Scheme

SHELF = library()


def asking(name: str, other: str) -> Scheme:
    scheme = SHELF.schemes[name]
    return replace(
        scheme,
        rules=(Rule(scheme.rules[0].key, (Condition(f"class.{other}", None, None, "a"),)),),
    )


def test_cards_in_a_circle_are_refused_and_the_circle_is_named() -> None:
    loyalty = SHELF.scorecards["loyalty"]
    first = replace(loyalty.criteria[0], measure="score_overall_value")
    round_about = replace(loyalty, criteria=(first, *loyalty.criteria[1:]))
    with pytest.raises(MethodError, match=r"绕成了一圈.*loyalty"):
        check_circles([*SHELF.scorecards.values(), round_about], [])


def test_classifications_in_a_circle_are_refused_and_one_that_asks_for_its_own_class_is_not() -> (
    None
):
    one, two = asking("pyramid", "rfm"), asking("rfm", "pyramid")
    with pytest.raises(MethodError, match=r"rules.*(pyramid → rfm|rfm → pyramid)"):
        check_circles([], [one, two])
    check_circles([], [one, asking("rfm", "rfm")])
