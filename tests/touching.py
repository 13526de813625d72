"""Which tests touch the database: `-p tests.touching` leaves the others out, since another database proves nothing new of them.

A test asks for the database by its mark or by a fixture, its own or one of a fixture's; one that asks for none is refused it.
"""

import pytest

_GIVES_IT = {"db", "transactional_db"}


def touches_the_database(item: pytest.Item) -> bool:
    """Whether this test asks for the database, itself or through whatever it is given."""
    is_marked = item.get_closest_marker("django_db") is not None
    given: list[str] = getattr(item, "fixturenames", [])
    return is_marked or not _GIVES_IT.isdisjoint(given)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out whatever does not touch it, and have it counted as left out."""
    left_out = [item for item in items if not touches_the_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if touches_the_database(item)]
