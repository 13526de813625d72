"""The rule by which tests are run on a second database too."""

import pytest

from tests.conftest import Cast
from tests.touching import touches_the_database
from zhike.users.models import User


def test_a_test_that_asks_for_nothing_is_left_out(request: pytest.FixtureRequest) -> None:
    assert not touches_the_database(request.node)


def test_what_is_left_out_could_not_reach_the_database_if_it_would() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.exists()


@pytest.mark.django_db
def test_a_test_whose_mark_asks_is_kept(request: pytest.FixtureRequest) -> None:
    assert touches_the_database(request.node)


def test_a_test_that_is_given_what_lies_in_the_database_is_kept(
    request: pytest.FixtureRequest, cast: Cast
) -> None:
    assert touches_the_database(request.node)


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_is_kept(request: pytest.FixtureRequest) -> None:
    assert touches_the_database(request.node)


def test_of_a_collection_those_that_touch_it_remain(
    request: pytest.FixtureRequest, pytestconfig: pytest.Config
) -> None:
    here = [item for item in request.session.items if item.path == request.path]
    from tests import touching

    touching.pytest_collection_modifyitems(pytestconfig, here)
    assert request.node not in here
    assert all(item.name.endswith("kept") for item in here)
