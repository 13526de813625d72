"""A second hand reads while the first works: it sees what was written, both have ended, and what goes wrong is heard of."""

from threading import current_thread, main_thread

import pytest
from django.db import connection, transaction

from tests.conftest import Cast
from zhike.customers.models import Customer
from zhike.trust.beside import beside
from zhike.users.editions.in_use import _stamp, holding


@pytest.mark.django_db(transaction=True)
def test_the_second_hand_reads_what_is_there_and_keeps_to_the_same_methods(cast: Cast) -> None:
    seen: list[object] = []

    def look() -> None:
        seen.extend([Customer.objects.unscoped().count(), current_thread(), _stamp.get()])

    with holding("a stamp"), beside(look):
        here = Customer.objects.unscoped().count()
    there, thread, stamp = seen
    assert there == here > 0
    assert thread is not main_thread()
    assert stamp == "a stamp"


def test_within_a_transaction_it_sees_what_is_not_committed(cast: Cast) -> None:
    seen: list[int] = []
    with transaction.atomic():
        Customer.objects.unscoped().filter(pk=cast.hengyuan.pk).update(city="绍兴")
        with beside(
            lambda: seen.append(Customer.objects.unscoped().filter(city="绍兴").count())
        ):
            assert seen == [1]
    assert connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("whose", ["hand", "block"])
def test_what_goes_wrong_in_either_is_heard_of(whose: str) -> None:
    def goes_wrong(mine: str) -> None:
        if mine == whose:
            raise LookupError(whose)

    with pytest.raises(LookupError, match=whose), beside(lambda: goes_wrong("hand")):
        goes_wrong("block")
