"""Two customers become one and can be parted again, row for row."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DAY, Cast
from tests.facts import order, payment, rate, touch
from zhike.activities.models import Promise, Task, Touch
from zhike.customers import history, queries
from zhike.customers.actions import marks, merging
from zhike.customers.actions.book import CustomerDraft, change_customer, open_customer
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.actions.standing import Graded, Scheme, hand_down
from zhike.customers.models import Contact, Customer, ManagedList, Merge, Tag
from zhike.customers.pointing import pointers
from zhike.customers.rules import WRITTEN
from zhike.sales.models import Order, YearTarget
from zhike.service.models import Case
from zhike.trust import journal
from zhike.trust.actor import Actor, Forbidden
from zhike.trust.models import Event
from zhike.value.facts import ORDERS, extract_ledger, paths_of
from zhike.value.models import Measures


@pytest.fixture
def twin(cast: Cast) -> Customer:
    """A second file of Hengyuan's."""
    return open_customer(
        cast.actor(cast.lin),
        CustomerDraft("恒远机械", number="K2", phone="0755-1", industry="装备"),
        owner_id=cast.lin.pk,
        on=DAY,
    )


def _merge(cast: Cast, twin: Customer, *fields: str) -> Merge:
    return merging.merge_customers(
        cast.actor(cast.lin), cast.hengyuan.pk, twin.pk, from_loser=fields, at=timezone.now(), on=DAY
    )  # fmt: skip


@pytest.mark.row("S1-45")
def test_everything_moves_to_the_one_that_stays(cast: Cast, twin: Customer) -> None:
    touch(twin, "2026-11-20")
    order(twin, "2026-11-01")
    add_contact(cast.actor(cast.lin), twin, ContactDraft("王建国"), on=DAY)
    Task.objects.create(customer=twin, kind="other", title="回电", due_on=DAY, laid_on=DAY)
    _merge(cast, twin, "phone", "number")
    stays = Customer.objects.get()
    assert stays == cast.hengyuan
    assert (stays.phone, stays.number, stays.industry) == ("0755-1", "K2", "机械")
    assert stays.last_touch_on == date(2026, 11, 20)
    assert {c.name for c in stays.contacts.all()} == {"于海", "王建国"}
    assert [c.name for c in stays.contacts.filter(is_main=True)] == ["于海"]
    for model in (Touch, Order, Task):
        assert list(model.objects.values_list("customer", flat=True)) == [stays.pk]
    assert [hit.customer_id for hit in queries.find(cast.actor(cast.lin), "王建国")] == [
        stays.pk
    ]


def test_the_old_address_leads_to_the_one_that_stays(
    as_lin: Client, cast: Cast, twin: Customer
) -> None:
    _merge(cast, twin)
    answer = as_lin.get(f"/customers/{twin.pk}/")
    assert answer["Location"] == f"/customers/{cast.hengyuan.pk}/"


def test_one_timeline_tells_both(as_lin: Client, cast: Cast, twin: Customer) -> None:
    _merge(cast, twin)
    events = journal.of_customer(cast.hengyuan.pk, merged=history.merged_into(cast.hengyuan.pk))
    opened = [event.customer_id for event in events if event.kind == "customer.opened"]
    assert set(opened) == {cast.hengyuan.pk, twin.pk}
    html = as_lin.get(f"/customers/{cast.hengyuan.pk}/").content.decode()
    assert html.count("建档") >= 2


def test_what_may_not_stand_twice_stays_with_the_other(cast: Cast, twin: Customer) -> None:
    scheme = Scheme("evaluation", 1)
    rows = [Graded(cast.hengyuan.pk, "A", 9000), Graded(twin.pk, "C", 3000)]
    hand_down(Actor.clock(), scheme, rows, as_of=DAY)
    for who in (cast.hengyuan, twin):
        Measures.objects.create(
            customer=who, as_of=DAY, buying_days=1, orders_12m=1, revenue_12m=1,
            revenue_prev_12m=0, target_basis="none",
        )  # fmt: skip
    merge = _merge(cast, twin)
    assert queries.standing(cast.actor(cast.lin), cast.hengyuan.pk).grade == "A"  # type: ignore[union-attr]  # it is there
    merging.undo_merge(cast.actor(cast.lin), merge, on=DAY)
    assert queries.standing(cast.actor(cast.lin), twin.pk).grade == "C"  # type: ignore[union-attr]  # it is there


def test_what_was_added_since_stays_with_the_winner(cast: Cast, twin: Customer) -> None:
    merge = _merge(cast, twin, "industry")
    lin = cast.actor(cast.lin)
    touch(cast.hengyuan, "2026-11-22")
    winner = Customer.objects.get(pk=cast.hengyuan.pk)
    said = {name: getattr(winner, name) for name in WRITTEN} | {"industry": "精密机械"}
    change_customer(lin, winner, CustomerDraft(**said), on=DAY)
    merging.undo_merge(lin, merge, on=DAY)
    winner.refresh_from_db()
    assert winner.industry == "精密机械"
    assert winner.touches.count() == 1
    assert Customer.objects.get(pk=twin.pk).industry == "装备"


def test_a_chain_of_merges_is_parted_from_its_end(cast: Cast, twin: Customer) -> None:
    lin = cast.actor(cast.lin)
    third = open_customer(lin, CustomerDraft("恒远"), owner_id=cast.lin.pk, on=DAY)
    at = timezone.now()
    first = merging.merge_customers(lin, twin.pk, third.pk, from_loser=(), at=at, on=DAY)
    second = _merge(cast, twin)
    assert set(history.merged_into(cast.hengyuan.pk)) == {twin.pk, third.pk}
    with pytest.raises(merging.CannotPart):
        merging.undo_merge(lin, first, on=DAY)
    merging.undo_merge(lin, second, on=DAY)
    first.refresh_from_db()
    merging.undo_merge(lin, first, on=DAY)
    assert Customer.objects.count() == 3
    second.refresh_from_db()
    with pytest.raises(merging.CannotPart):
        merging.undo_merge(lin, second, on=DAY)


def test_one_merges_only_what_one_sees_and_may(cast: Cast, twin: Customer) -> None:
    for user, error in ((cast.zhao, Customer.DoesNotExist), (cast.wu, Forbidden)):
        with pytest.raises(error):
            merging.merge_customers(
                cast.actor(user), cast.hengyuan.pk, twin.pk, from_loser=(), at=timezone.now(), on=DAY
            )  # fmt: skip


def test_the_night_reads_the_ledger_anew_after_a_merge(cast: Cast, twin: Customer) -> None:
    order(twin, "2026-11-01")
    assert extract_ledger(ORDERS) == 1
    before = paths_of(ORDERS)
    _merge(cast, twin)
    extract_ledger(ORDERS)
    assert paths_of(ORDERS) != before


def test_two_people_become_one_and_two_again(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    other = add_contact(
        lin, cast.hengyuan, ContactDraft("于海", email="yu@example.com"), on=DAY
    )
    Touch.objects.create(customer=cast.hengyuan, contact=other, kind="call", touched_on=DAY)
    before = _everything()
    merge = merging.merge_contacts(
        lin, cast.yu.pk, other.pk, from_lost=("email",), at=timezone.now(), on=DAY
    )
    kept = Contact.objects.get()
    assert (kept.pk, kept.email, kept.mobile) == (cast.yu.pk, "yu@example.com", "13800138000")
    assert Touch.objects.get().contact == kept
    merging.undo_merge(lin, merge, on=DAY)
    assert _everything() == before


# Whatever hangs below a customer: each writes one row of a kind.
WRITERS: list[Callable[[Cast, Customer, int], object]] = [
    lambda _, who, n: touch(who, f"2026-10-{n % 28 + 1:02}"),
    lambda _, who, n: order(who, f"2026-09-{n % 28 + 1:02}"),
    lambda _, who, n: payment(who, f"2026-09-{n % 28 + 1:02}", None),
    lambda _, who, n: rate(who, "attitude", n % 100, "2026-10-01"),
    lambda cast, who, n: add_contact(
        cast.actor(cast.lin), who, ContactDraft(f"人{n}", mobile=f"1380000{n:04}"), on=DAY
    ),
    lambda cast, who, n: Task.objects.create(
        customer=who, kind="other", title=f"事{n}", due_on=DAY, laid_on=DAY, assignee=cast.lin
    ),
    lambda cast, who, n: Promise.objects.create(
        customer=who, what=f"答应{n}", made_on=DAY, due_on=DAY + timedelta(n % 9), made_by=cast.lin
    ),
    lambda _, who, n: YearTarget.objects.get_or_create(
        customer=who, year=2020 + n % 3, defaults={"amount": n}
    ),
    lambda _, who, n: hand_down(
        Actor.clock(), Scheme(f"s{n % 2}", 1), [Graded(who.pk, "AB"[n % 2], n)], as_of=DAY
    ),
    lambda cast, who, n: marks.tag_customer(
        cast.actor(cast.lin), who, Tag.objects.get_or_create(name=f"标签{n % 2}")[0], on=DAY
    ),
    lambda cast, who, n: marks.add_to_list(
        cast.actor(cast.lin), who, ManagedList.objects.get_or_create(name=f"单{n % 2}")[0],
        why="计划", on=DAY,
    ),
    lambda cast, who, _: marks.star(cast.actor(cast.lin), who, starred=True),
    lambda cast, who, _: marks.saw(cast.actor(cast.lin), who.pk, at=timezone.now()),
]  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.sampled_from(WRITERS), st.booleans(), st.integers(0, 99)), max_size=25
    ),
    st.sets(st.sampled_from([*WRITTEN, "owner"])),
)
def test_merged_and_parted_the_book_is_row_for_row_as_it_was(
    cast: Cast,
    written: list[tuple[Callable[[Cast, Customer, int], object], bool, int]],
    fields: set[str],
) -> None:
    lin = cast.actor(cast.lin)
    draft = CustomerDraft("恒远", number=None, phone="0755-2", city="珠海", is_key=True)
    twin = open_customer(lin, draft, owner_id=cast.lin.pk, on=DAY)
    for write, to_twin, n in written:
        write(cast, Customer.objects.get(pk=(twin if to_twin else cast.hengyuan).pk), n)
    before = _everything()
    merge = merging.merge_customers(
        lin, cast.hengyuan.pk, twin.pk, from_loser=sorted(fields), at=timezone.now(), on=DAY
    )
    assert _everything() != before
    merging.undo_merge(lin, merge, on=DAY)
    assert _everything() == before


def _everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours, but the journal and the merges themselves."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in {"customers", "activities", "sales", "service", "value"}
        and model is not Merge
    }


def test_a_case_moves_too(cast: Cast, twin: Customer) -> None:
    assert (Case, "customer") in list(pointers(Customer))
    assert (Event, "customer_id") not in list(pointers(Customer))
