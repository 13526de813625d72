"""Every method file on the shelf proves itself with its own examples."""

from pathlib import Path

import pytest

from zhike.methods.documents import EmptySection
from zhike.methods.library import library
from zhike.methods.proof import proof

SHELF = library()


def test_nothing_on_the_shelf_is_left_out() -> None:
    folder = Path(__file__).parents[2] / "src" / "zhike" / "methods" / "shelf"
    read = [*SHELF.forms, *SHELF.playbooks, *SHELF.scorecards]
    read += [*SHELF.standards, *SHELF.documents, *SHELF.cards, *SHELF.schemes]
    assert sorted(read) == sorted(path.stem for path in folder.rglob("*.toml"))


@pytest.mark.row(
    "S1-37",
    "S1-51",
    "S1-54",
    "S1-55",
    "S1-59",
    "S1-60",
    "S1-61",
    "S1-70",
    "S1-72",
    "S0-31",
    "S4-25",
)
@pytest.mark.parametrize(
    ("kind", "name"), SHELF.texts, ids=[f"{kind}/{name}" for kind, name in SHELF.texts]
)
def test_a_method_comes_to_what_its_examples_say(kind: str, name: str) -> None:
    assert not proof(SHELF.shelf(kind)[name])


def test_a_letter_without_a_name_to_greet_is_not_written() -> None:
    with pytest.raises(EmptySection, match="greeting"):
        SHELF.documents["birthday_letter"].written({"sender": "张晓"}, "zh")


def test_a_greeting_that_sells_is_caught() -> None:
    assert SHELF.documents["birthday_letter"].offences("生日快乐，下单有优惠") == (
        "优惠",
        "下单",
    )
