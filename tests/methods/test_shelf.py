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
    read += [*SHELF.services, *SHELF.staffing, *SHELF.effort, *SHELF.gifts, *SHELF.seasons]
    read += [*SHELF.care_plans, *SHELF.means, *SHELF.charters, *SHELF.executives]
    read += [*SHELF.guidance, *SHELF.stars, *SHELF.support]
    read += [*SHELF.lifetimes, *SHELF.green_channels, *SHELF.remedies]
    read += [*SHELF.satisfactions, *SHELF.questionnaires, *SHELF.self_views, *SHELF.proposals]
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


@pytest.mark.row("S4-18")
def test_a_refusal_says_sorry_names_its_ground_and_asks_higher_up_where_there_is_a_reason() -> (
    None
):
    refusal = SHELF.documents["polite_refusal"]
    said = {
        "greeting": "于总",
        "about": "先提货",
        "reason": "首付到账后发货",
        "sender": "张晓",
        "company": "恒信",
    }
    _, contract = refusal.drafted({**said, "ground": "contract"}, "zh")
    assert "非常抱歉" in contract
    assert "按照双方签订的合同" in contract
    assert "公司的规定" not in contract
    assert "请示" not in contract
    _, special = refusal.drafted(
        {**said, "ground": "rules", "special": "急用", "by": "周五"}, "zh"
    )
    assert "请示之后在周五前答复您" in special


@pytest.mark.row("S4-17")
def test_what_must_not_be_empty_stands_as_a_slot_and_is_asked_for() -> None:
    reply = SHELF.documents["not_yet_offered"]
    _, text = reply.drafted({"service": "夜间配送"}, "zh")
    assert "【眼下的其他办法】" in text
    assert [ask.key for ask in reply.missing({"service": "夜间配送"})] == ["alternative"]


@pytest.mark.row("S3-26")
def test_who_is_asked_about_our_people_may_tell_somebody_else() -> None:
    asked = SHELF.documents["ask_about_us"]
    assert "direct" in {ask.key for ask in asked.missing({"person": "张晓"})}


def test_values_somebody_typed_are_no_template() -> None:
    _, text = SHELF.documents["festival_greeting"].drafted(
        {"greeting": "{sender.__class__}", "festival": "{0}", "own": "{{7*7}}"}, "zh"
    )
    assert "{sender.__class__}" in text
    assert "{{7*7}}" in text


@pytest.mark.row("S1-51", "S0-31", "S1-72")
def test_no_greeting_on_the_shelf_sells() -> None:
    greetings = [d for d in SHELF.documents.values() if d.occasion == "greeting"]
    assert len(greetings) == 5
    assert all(d.offences("下单有优惠") for d in greetings)


@pytest.mark.row("S0-31")
def test_the_limits_of_gifts_hold_as_in_their_examples() -> None:
    for rule in SHELF.gifts.values():
        for example in rule.examples:
            said = rule.verdict(example.receiver, example.value, example.before)
            assert said == example.verdict


def test_each_class_is_greeted_as_in_the_examples() -> None:
    for rule in SHELF.seasons.values():
        for example in rule.examples:
            assert rule.manner_of(example.grade).way == example.way


@pytest.mark.row("S1-70")
def test_a_line_of_the_care_plan_is_due_when_its_examples_say() -> None:
    for plan in SHELF.care_plans.values():
        for example in plan.examples:
            assert plan.due(example.act, example.last) == example.due


@pytest.mark.row("S3-24")
def test_a_head_of_the_company_is_overdue_as_in_the_examples() -> None:
    for rule in SHELF.executives.values():
        for example in rule.examples:
            assert rule.overdue(example.grade, example.days) == example.overdue


@pytest.mark.row("S2-35", "S2-36", "S2-38")
def test_the_lists_the_sources_only_count_are_full_and_say_whose_words_they_are() -> None:
    lists = {each.shelf: each for each in SHELF.means.values()}
    counts = {name: len(each.means) for name, each in lists.items()}
    assert counts == {"ways": 8, "relationship": 21, "reputation": 18, "maintenance": 7}
    for shelf in ("relationship", "reputation", "maintenance"):
        assert "知客自己写的" in lists[shelf].head.note.zh
