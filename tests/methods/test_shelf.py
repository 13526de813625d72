"""Every method file on the shelf proves itself with its own examples."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from zhike.methods.cards import Card
from zhike.methods.documents import Document, EmptySection
from zhike.methods.forms import Form
from zhike.methods.library import library
from zhike.methods.playbooks import Playbook
from zhike.methods.schemes import Scheme
from zhike.methods.scorecards import Scorecard
from zhike.methods.standards import Standard

SHELF = library()
CHINA = ZoneInfo("Asia/Shanghai")


def test_nothing_on_the_shelf_is_left_out() -> None:
    folder = Path(__file__).parents[2] / "src" / "zhike" / "methods" / "shelf"
    read = [*SHELF.forms, *SHELF.playbooks, *SHELF.scorecards]
    read += [*SHELF.standards, *SHELF.documents, *SHELF.cards, *SHELF.schemes]
    read += [*SHELF.services, *SHELF.staffing, *SHELF.effort]
    assert sorted(read) == sorted(path.stem for path in folder.rglob("*.toml"))


@pytest.mark.row("S1-59", "S1-60")
@pytest.mark.parametrize("card", SHELF.scorecards.values(), ids=lambda m: m.head.name)
def test_a_scorecard_gives_what_its_examples_say(card: Scorecard) -> None:
    for example in card.examples:
        total = sum(card.points(example.values))
        assert (total, card.grade(total)) == (example.points, example.grade)


@pytest.mark.row("S1-61", "S4-25")
@pytest.mark.parametrize("standard", SHELF.standards.values(), ids=lambda m: m.head.name)
def test_a_standard_says_when_a_customer_is_overdue(standard: Standard) -> None:
    for example in standard.examples:
        assert (
            standard.days_overdue(example.grade, example.days_since_touch)
            == example.days_overdue
        )


@pytest.mark.row("S1-37", "S1-51", "S1-70", "S1-72", "S0-31")
@pytest.mark.parametrize("book", SHELF.playbooks.values(), ids=lambda m: m.head.name)
def test_a_playbook_says_why_as_in_its_examples(book: Playbook) -> None:
    for example in book.examples:
        step = next(step for step in book.steps if step.key == example.step)
        assert step.why.format(**example.values) == example.why
        if example.event:
            due = step.clock.due(example.event.replace(tzinfo=CHINA))
            assert (due.opens_on, due.on) == (example.opens_on, example.due_on)


@pytest.mark.row("S1-55")
@pytest.mark.parametrize("form", SHELF.forms.values(), ids=lambda m: m.head.name)
def test_a_form_knows_what_is_still_missing(form: Form) -> None:
    for example in form.examples:
        assert form.missing(example.answers, example.stage) == example.missing


@pytest.mark.row("S1-54")
@pytest.mark.parametrize("scheme", SHELF.schemes.values(), ids=lambda m: m.head.name)
def test_a_classification_puts_its_examples_where_they_belong(scheme: Scheme) -> None:
    for example in scheme.examples:
        assert scheme.class_of(example.known) == example.answer


@pytest.mark.parametrize("document", SHELF.documents.values(), ids=lambda m: m.head.name)
def test_a_document_reads_as_in_its_examples(document: Document) -> None:
    for example in document.examples:
        text = document.written(example.values, example.language)
        assert example.contains in text
        assert not example.lacks or example.lacks not in text
        assert not document.offences(text)


@pytest.mark.parametrize("card", SHELF.cards.values(), ids=lambda m: m.head.name)
def test_a_card_shows_at_its_moments(card: Card) -> None:
    for example in card.examples:
        assert card.shows_at(example.moment) is example.shows


def test_a_letter_without_a_name_to_greet_is_not_written() -> None:
    with pytest.raises(EmptySection, match="greeting"):
        SHELF.documents["birthday_letter"].written({"sender": "张晓"}, "zh")


def test_a_greeting_that_sells_is_caught() -> None:
    assert SHELF.documents["birthday_letter"].offences("生日快乐，下单有优惠") == (
        "优惠",
        "下单",
    )
