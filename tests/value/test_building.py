"""Cards that build on cards, ratings by several people, and rules over them: the table and the single row agree."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.facts import customer, order, rate
from zhike.customers.models import Rating, Standing, StandingMove
from zhike.methods.circles import cards_in_order
from zhike.methods.deciding import CLASS, RATING, decide, facts_of
from zhike.methods.library import library
from zhike.methods.measures import MEASURES, SCORES
from zhike.methods.schemes import By
from zhike.methods.scorecards import Raters
from zhike.users.models import User
from zhike.value import engine, jobs
from zhike.value.measures.tables import SCHEMAS, table
from zhike.value.models import Measures
from zhike.value.ruled_classes import hand_down_ruled
from zhike.value.ruling import ruled

NIGHT = date(2026, 11, 21)
SHELF = library()
RULED = [each for each in SHELF.schemes.values() if each.by is By.RULES]
KINDS = {"int32": pa.int32(), "int64": pa.int64(), "string": pa.string()}


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> list[Path]:
    schema = pa.schema([(c, KINDS[k]) for c, k in SCHEMAS[name].items()])
    path = folder / f"{name}.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema), path)
    return [path]


def some(chance: random.Random, name: str) -> int | None:
    if chance.random() < 0.2:
        return None
    most = {"rfm": 5, "score": 10_000, "share": 10_000, "profit": 2_000_000}
    return chance.randint(-3 if name == "growth" else 0, most.get(name.split("_")[0], 120))


def test_every_card_that_others_build_on_scores_the_table_as_it_scores_one(
    tmp_path: Path,
) -> None:
    chance = random.Random(7)
    measured: list[dict[str, Any]] = [
        {name: some(chance, name) for name in SCHEMAS["measures"]}
        | {"customer_id": pk, "target_basis": "new"}
        for pk in range(300)
    ]
    write(tmp_path, "measures", measured)
    write(tmp_path, "ratings", [])
    cards = SHELF.scorecards.values()
    jobs.score_worth(tmp_path, cards)
    worth = pq.read_table(tmp_path / "worth.parquet")
    rows = {row["customer_id"]: row for row in worth.to_pylist()}
    for values in measured:
        for card in cards_in_order(cards):
            values[card.score] = card.total(card.points(values))
        row = rows[values["customer_id"]]
        assert {name: row[name] for name in SCORES} == {name: values[name] for name in SCORES}


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", RULED, ids=lambda scheme: scheme.head.name)
def test_rules_decide_the_table_as_they_decide_one(scheme: Any, tmp_path: Path) -> None:
    chance = random.Random(11)
    facts = facts_of(scheme.rules)
    named = sorted({c.is_ for rule in scheme.rules for c in rule.when if c.is_})
    cases, worths, ratings, classes = [], [], [], []
    for pk in range(400):
        values: dict[str, Any] = {}
        for fact in sorted(facts):
            if fact.startswith(CLASS):
                values[fact] = chance.choice([*named, "none of them", None])
                if values[fact]:
                    classes.append(
                        {"customer_id": pk, "scheme": fact[6:], "grade": values[fact]}
                    )
            elif fact.startswith(RATING):
                values[fact] = some(chance, "rating")
                if values[fact] is not None:
                    ratings.append(
                        {
                            "customer_id": pk,
                            "criterion": fact[7:],
                            "value": values[fact],
                            "is_newest": 1,
                        }
                    )
            else:
                values[fact] = some(chance, fact)
        worths.append(
            dict.fromkeys(SCHEMAS["worth"])
            | {"customer_id": pk}
            | {name: value for name, value in values.items() if name in MEASURES}
        )
        cases.append(values)
    files = {
        "worth": write(tmp_path, "worth", worths),
        "ratings": write(tmp_path, "ratings", ratings),
        "classes": write(tmp_path, "classes", classes),
    }
    into = tmp_path / "found.parquet"
    engine.run(
        ruled(table("worth"), table("ratings"), table("classes"), scheme), files, into=into
    )
    found = {row["customer_id"]: row["grade"] for row in pq.read_table(into).to_pylist()}
    said = {pk: decide(scheme.rules, values) for pk, values in enumerate(cases)}
    assert found == {pk: key for pk, key in said.items() if key}
    assert len(set(said.values())) > 1


def night(as_of: date = NIGHT) -> None:
    for job in (
        jobs.extract, jobs.measure, jobs.score, jobs.keep_measures, jobs.hand_down_standings,
        hand_down_ruled,
    ):  # fmt: skip
        job(as_of)


def classes(name: str) -> dict[str, str]:
    return dict(Standing.objects.filter(scheme=name).values_list("customer__name", "grade"))


@pytest.mark.django_db
@pytest.mark.row("S2-31", "S2-32")
def test_share_and_pyramid_are_handed_down_and_taken_back_when_they_no_longer_hold() -> None:
    for name, amount in (("大", 90_000), ("中", 12_000), ("小", 3_000)):
        order(customer(name), "2026-10-01", amount)
    customer("未成交")
    night()
    assert classes("abc_share") == {"大": "share_a", "中": "share_b", "小": "share_c"}
    assert classes("pyramid")["未成交"] == "prospect"
    once = Standing.objects.filter(scheme="pyramid").count(), StandingMove.objects.count()
    night()  # the same night again changes nothing
    assert once == (
        Standing.objects.filter(scheme="pyramid").count(),
        StandingMove.objects.count(),
    )
    night(date(2028, 1, 1))
    assert classes("abc_share") == {}  # nobody bought within the year
    assert classes("pyramid")["大"] == "inactive"
    left = StandingMove.objects.get(customer__name="大", scheme="abc_share", before="share_a")
    assert left.after == ""


@pytest.mark.django_db
@pytest.mark.row("S2-28")
def test_rfm_segments_come_from_the_quintiles() -> None:
    for number in range(10):
        who = customer(f"第{number}")
        for month in range(number + 1):
            order(who, f"2026-{month + 1:02}-{number + 1:02}", 100 * (number + 1))
    night()
    found = classes("rfm")
    assert (found["第9"], found["第0"]) == ("champion", "sleeping")


@pytest.mark.django_db
@pytest.mark.row("S1-52")
def test_a_true_customer_is_long_steady_and_pays_a_fair_price() -> None:
    for name, cost in (("厚道", 80_000), ("压价", 120_000)):
        who = customer(name)
        order(who, "2024-01-01", 100_000, cost=80_000)
        for month in range(3, 11):
            order(who, f"2026-{month:02}-05", 100_000, cost=cost)
    night()
    assert classes("true_customer") == {"厚道": "true_one"}


@pytest.mark.django_db
@pytest.mark.row("S0-04", "S2-08")
def test_a_client_type_follows_two_ratings_and_its_moves_are_only_proposed() -> None:
    who = customer("建筑院")
    rate(who, "professionalism", 75, "2026-01-01")
    rate(who, "character", 75, "2026-01-01")
    night()
    assert classes("client_type") == {"建筑院": "quality"}
    rate(who, "character", 25, "2026-11-01")
    night()
    standing = Standing.objects.get(scheme="client_type")
    assert (standing.grade, standing.proposed) == ("quality", "second_best")
    rate(who, "character", 75, "2026-11-20")
    night()
    standing.refresh_from_db()
    assert (standing.grade, standing.proposed) == ("quality", "")


@pytest.mark.django_db
@pytest.mark.row("S0-04")
def test_where_several_rated_the_client_the_mean_of_them_decides_his_type() -> None:
    who = customer("设计院")
    raters = [User.objects.create(username=name, name=name) for name in ("a", "b")]
    for rater, professionalism in zip(raters, (100, 30), strict=True):
        for criterion, value in (("professionalism", professionalism), ("character", 80)):
            Rating.objects.create(
                customer=who, criterion=criterion, value=value, rated_by=rater, rated_on=NIGHT
            )
    night()
    assert classes("client_type") == {"设计院": "quality"}


@pytest.mark.django_db
@pytest.mark.row("S2-52")
def test_the_three_ranks_follow_the_evaluation() -> None:
    for number in range(10):
        who = customer(f"第{number}")
        order(who, "2026-10-01", 1_000 * (number + 1))
        order(who, "2025-10-01", 1_000)
        rate(who, "attitude", 100, "2026-01-01")
        rate(who, "information", 100, "2026-01-01")
    night()
    found = classes("customer_rank")
    assert found["第9"] == "key_customer"
    assert found["第0"] != "key_customer"


@pytest.mark.django_db
def test_several_raters_count_as_the_card_says() -> None:
    who = customer("多人评")
    raters = [User.objects.create(username=name, name=name) for name in ("a", "b")]
    for rater, value, day in (
        (raters[0], 0, 1), (raters[0], 100, 2), (raters[1], 50, 3),
    ):  # fmt: skip
        Rating.objects.create(
            customer=who, criterion="experience", value=value, rated_by=rater,
            rated_on=date(2026, 1, day),
        )  # fmt: skip
    night()
    live = SHELF.scorecards["live"]
    assert {c.raters for c in live.criteria if c.is_rating} == {Raters.MEAN}
    row = Measures.objects.get(customer=who)
    values = {"experience": 75, "score_loyalty": row.score_loyalty, "known_people": 0,
              "score_current_value": row.score_current_value}  # fmt: skip
    assert row.score_live == live.total(live.points(values))


@pytest.mark.row("S2-15")
def test_what_would_lift_a_customer_is_said_by_criterion() -> None:
    card = SHELF.scorecards["evaluation"]
    values = {"target_pct": 80, "attitude": 80, "late_payments_12m": 3, "information": 80}
    lifts = {lift.criterion.key: lift for lift in card.lifts(values, "B")}
    assert (lifts["sales_target"].to, lifts["sales_target"].suffices) == (93, True)
    assert (lifts["credit"].to, lifts["credit"].suffices) == (1, True)
    assert (lifts["attitude"].to, lifts["attitude"].suffices) == (100, False)
    for lift in lifts.values():
        raised = values | {lift.criterion.fact: lift.to}
        reached = card.total(card.points(raised)) >= 8_000
        assert reached is lift.suffices
    assert card.lifts(values, "A") == ()
