"""What the night reads of every customer beside the ledger: who he is, what he costs us, what is known and agreed, on that day."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import batched

from django.db.models import Count, Max, Q, QuerySet, Sum

from zhike.activities.models import Delivery, Effort, Extra, Gift, SupportGrant, Touch
from zhike.customers.models import Contact, Customer, Rating, Referral, Standing
from zhike.lib.months import months_after
from zhike.lib.spoken_days import years_before
from zhike.methods.effort import EFFORT
from zhike.methods.satisfaction import RULE
from zhike.sales.models import Contract, CreditTerms, Departure, SpillOver, Wallet, YearTarget
from zhike.service import satisfaction
from zhike.service.models import Case, Survey
from zhike.trust.bulk import Gathered
from zhike.value.facts import BATCH, Row, of_day, write, write_columns
from zhike.value.measures.days import day_number
from zhike.value.queries import methods

_BATCH = 20_000


def extract_customers(as_of: date) -> int:
    """Every customer on the books and what was noted of him by that day, each in one row; money in fen, a year is the 12 months up to the day."""
    year_ago = years_before(as_of, 1)
    year = Q(year=as_of.year)
    targets = dict(
        YearTarget.objects.filter(year, amount__gt=0).values_list("customer_id", "amount")
    )
    touched = Touch.objects.contacts().until(as_of).last_days()
    wallets = _newest(Wallet.objects.filter(year, noted_on__lte=as_of), "noted_on", "amount")
    terms = _newest(CreditTerms.objects.filter(granted_on__lte=as_of), "granted_on", "days")
    costs = _costs(year_ago, as_of)
    complaints = _count(
        Case.objects.filter(
            kind=Case.Kind.COMPLAINT,
            received_at__date__gt=year_ago,
            received_at__date__lte=as_of,
        )
    )
    referrals = _count(
        Referral.objects.filter(referred_on__gt=year_ago, referred_on__lte=as_of), "referrer_id"
    )
    people = _count(Contact.objects.filter(trashed_at=None))
    signed = Contract.objects.filter(signed_on__lte=as_of)
    renewals = _count(signed.exclude(renews=None))
    ends = _last(signed.running(as_of), "ends_on")
    gone = _last(
        Departure.objects.filter(left_on__lte=as_of).filter(
            Q(back_on=None) | Q(back_on__gt=as_of)
        ),
        "left_on",
    )
    noted: list[tuple[Mapping[int, int], int | None]] = [
        (targets, None), (_numbers(touched), None), (wallets, None), (terms, None), (costs, 0),
        (complaints, 0), (referrals, 0), (people, 0), (renewals, 0), (_numbers(ends), None),
        (_numbers(gone), None),
    ]  # fmt: skip
    rows = (
        Customer.objects.order_by("pk")
        .values_list("pk", "industry", "city", "team_id", "owner_id")
        .iterator(chunk_size=_BATCH)
    )
    batches = (tuple(zip(*some, strict=True)) for some in batched(rows, BATCH, strict=False))
    return write_columns(
        "customers",
        of_day(as_of) / "customers.parquet",
        ([*columns, *(_beside(columns[0], *each) for each in noted)] for columns in batches),
    )


def _beside(
    ids: Sequence[int], noted: Mapping[int, int], otherwise: int | None
) -> Sequence[object]:
    """What was noted of each of these customers; of most nothing, and often of nobody."""
    return [noted.get(pk, otherwise) for pk in ids] if noted else [otherwise] * len(ids)


def extract_spills(as_of: date) -> int:
    """Who leads whom, as it held on that day (S4-59)."""
    rows: Iterable[Row] = (
        SpillOver.objects.holding(as_of)
        .order_by("pk")
        .values_list("leader_id", "led_id", "share")
    )
    return write("spills", of_day(as_of) / "spills.parquet", rows)


def extract_ratings(as_of: date) -> int:
    """Each rater's newest rating of each criterion and customer on that day; the newest of all is marked."""
    ratings = Rating.objects.filter(rated_on__lte=as_of).order_by("rated_on", "pk")
    by_rater: dict[tuple[int, str, int], int] = {}
    newest: dict[tuple[int, str], int] = {}
    rows = ratings.values_list("customer_id", "criterion", "rated_by_id", "value")
    for customer_id, criterion, rater, value in rows.iterator(chunk_size=_BATCH):
        by_rater[customer_id, criterion, rater or 0] = value
        newest[customer_id, criterion] = rater or 0
    return write(
        "ratings",
        of_day(as_of) / "ratings.parquet",
        (
            (customer_id, criterion, value, int(newest[customer_id, criterion] == rater))
            for (customer_id, criterion, rater), value in sorted(by_rater.items())
        ),
    )


def extract_satisfaction(as_of: date) -> int:
    """What each person at a customer said last of each satisfaction, within the months that count (S0-06)."""
    since = months_after(as_of, -methods().satisfactions[RULE].months)
    said = satisfaction.voices(Survey.objects.unscoped(), since=since, until=as_of)
    rows: Iterable[Row] = sorted((v.customer_id, v.dimension, v.value) for v in said)
    return write("satisfaction", of_day(as_of) / "satisfaction.parquet", rows)


def extract_classes(as_of: date, schemes: Collection[str]) -> int:
    """The classes customers hold now in these schemes, for rules that ask for them."""
    held = Standing.objects.filter(scheme__in=schemes).order_by("grade", "scheme")
    groups = held.values_list("grade", "scheme").annotate(ids=Gathered("customer_id"))
    batches = (
        (ids, [scheme] * len(ids), [grade] * len(ids))
        for grade, scheme, ids in groups.iterator()
    )
    return write_columns("classes", of_day(as_of) / "classes.parquet", batches)


def _costs(after: date, until: date) -> Counter[int]:
    """What serving each customer cost (S4-57): hours at their price, money, services, extras, gifts and support that were really given."""
    rule = methods().effort[EFFORT]
    costs: Counter[int] = Counter()
    efforts = _sums(Effort.objects.filter(_during("spent_on", after, until)), "minutes", "cost")
    for pk, minutes, money in efforts:
        costs[pk] += rule.cost(minutes, money)
    gifts = Gift.objects.counted().exclude(touch=None)
    others: tuple[tuple[QuerySet[Delivery] | QuerySet[Extra] | QuerySet[Gift] | QuerySet[SupportGrant], str], ...] = (
        (Delivery.objects.filter(_during("delivered_on", after, until)), "cost"),
        (Extra.objects.given().filter(_during("given_on", after, until)), "cost"),
        (gifts.filter(_during("given_on", after, until)), "value"),
        (SupportGrant.objects.filter(_during("granted_on", after, until)), "amount"),
    )  # fmt: skip
    for rows, field in others:
        for pk, money in _sums(rows, field):
            costs[pk] += money
    return costs


def _during(field: str, after: date, until: date) -> Q:
    return Q(**{f"{field}__gt": after, f"{field}__lte": until})


def _sums(rows: QuerySet, *fields: str) -> Iterable[tuple[int, ...]]:  # type: ignore[type-arg]  # whatever hangs below a customer
    sums = {f"sum_{name}": Sum(name) for name in fields}
    found: Iterable[tuple[int, ...]] = (
        rows.order_by().values("customer_id").annotate(**sums).values_list("customer_id", *sums)
    )
    return found


def _count(rows: QuerySet, field: str = "customer_id") -> dict[int, int]:  # type: ignore[type-arg]  # as above
    return dict(rows.order_by().values_list(field).annotate(n=Count("pk")))


def _last(rows: QuerySet, field: str) -> dict[int, date]:  # type: ignore[type-arg]  # as above
    return dict(rows.order_by().values_list("customer_id").annotate(last=Max(field)))


def _newest(rows: QuerySet, day: str, field: str) -> dict[int, int]:  # type: ignore[type-arg]  # as above
    return dict(rows.order_by(day, "pk").values_list("customer_id", field))


def _numbers(days: Mapping[int, date]) -> dict[int, int]:
    return {pk: day_number(day) for pk, day in days.items()}
