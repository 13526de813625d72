"""A method proves itself by its own examples: what comes out is laid beside what the example says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from zhike.lib.words import Words
from zhike.lib.workdays import as_published
from zhike.methods.cards import Card
from zhike.methods.care_plans import CarePlan
from zhike.methods.charters import Charter
from zhike.methods.documents import Document, EmptySection
from zhike.methods.effort import EffortRule
from zhike.methods.executives import ExecutiveRule
from zhike.methods.forms import Form
from zhike.methods.gifts import GiftRule
from zhike.methods.green import GreenChannel
from zhike.methods.guidance import GuidanceRule
from zhike.methods.library import Method
from zhike.methods.lifetime import LifetimeRule
from zhike.methods.means import Means
from zhike.methods.playbooks import Playbook
from zhike.methods.proposals import ProposalRule
from zhike.methods.questionnaires import Questionnaire
from zhike.methods.remedies import Remedies
from zhike.methods.satisfaction import SatisfactionRule, lowest
from zhike.methods.schemes import By, Scheme
from zhike.methods.scorecards import Scorecard
from zhike.methods.seasons import SeasonRule
from zhike.methods.self_views import SelfViewRule
from zhike.methods.services import Catalogue, best_of
from zhike.methods.staffing import Staffing, is_enough
from zhike.methods.standards import Standard
from zhike.methods.stars import StarRule
from zhike.methods.support import SupportCatalogue

CHINA = ZoneInfo("Asia/Shanghai")
type Answer = int | str | bool | date | list[str] | dict[str, str]

_DIFFERS = Words(
    "例子说 {said}，按现在的写法是 {found}", "the example says {said}; it now comes to {found}"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """An example that does not come true: its key, what is wrong, and what came out (None where a person must decide)."""

    key: str
    words: Words
    found: Answer | None = None


def proof(method: Method) -> list[Problem]:
    """What the examples of a method say and the method does not; empty when it holds."""
    with as_published():
        return list(_PROOFS[type(method)](method))


def _scorecard(card: Scorecard) -> Iterator[Problem]:
    for number, example in enumerate(card.examples, 1):
        total = card.total(card.points(example.values))
        yield from _same(f"examples[{number}].hundredths", example.points, total)
        yield from _same(f"examples[{number}].grade", example.grade, card.grade(total))


def _standard(standard: Standard) -> Iterator[Problem]:
    for number, example in enumerate(standard.examples, 1):
        found = standard.days_overdue(example.grade, example.days_since_touch)
        yield from _same(f"examples[{number}].days_overdue", example.days_overdue, found)


def _catalogue(catalogue: Catalogue) -> Iterator[Problem]:
    for number, example in enumerate(catalogue.examples, 1):
        claims = [
            claim
            for scheme, grade in example.classes.items()
            for claim in catalogue.claims(scheme, grade, 1, date.min)
        ]
        best = {b.claim.service.key: b.claim for b in best_of(claims)}.get(example.service)
        place = f"examples[{number}]"
        yield from _same(f"{place}.times", example.times, best.times if best else 0)
        yield from _same(f"{place}.by", example.by, best.entitlement.scheme if best else "")


def _staffing(staffing: Staffing) -> Iterator[Problem]:
    for number, example in enumerate(staffing.examples, 1):
        want = staffing.wanted([(example.scheme, example.grade)])
        found = is_enough(example.rank, want)
        yield from _same(f"examples[{number}].enough", example.is_enough, found)


def _effort(rule: EffortRule) -> Iterator[Problem]:
    for number, example in enumerate(rule.examples, 1):
        found = rule.mix_for(example.months, example.classes).key
        yield from _same(f"examples[{number}].mix", example.mix, found)


def _gifts(rule: GiftRule) -> Iterator[Problem]:
    for number, example in enumerate(rule.examples, 1):
        found = rule.verdict(example.receiver, example.value, example.before)
        yield from _same(f"examples[{number}].verdict", str(example.verdict), str(found))


def _season(rule: SeasonRule) -> Iterator[Problem]:
    for number, example in enumerate(rule.examples, 1):
        found = rule.manner_of(example.grade).way
        yield from _same(f"examples[{number}].way", example.way, found)


def _care_plan(plan: CarePlan) -> Iterator[Problem]:
    for number, example in enumerate(plan.examples, 1):
        found = plan.due(example.act, example.last)
        yield from _same(f"examples[{number}].due", example.due, found)


def _executives(rule: ExecutiveRule) -> Iterator[Problem]:
    for number, example in enumerate(rule.examples, 1):
        found = rule.overdue(example.grade, example.days)
        yield from _same(f"examples[{number}].overdue", example.overdue, found)


def _guidance(rule: GuidanceRule) -> Iterator[Problem]:
    for number, example in enumerate(rule.examples, 1):
        found = [each.key for each in rule.fitting(example.answers)]
        yield from _same(f"examples[{number}].advice", list(example.advice), found)


def _stars(rule: StarRule) -> Iterator[Problem]:
    for number, example in enumerate(rule.examples, 1):
        found = [each.criterion.key for each in rule.judge(example.known) if each.is_met]
        yield from _same(f"examples[{number}].met", list(example.met), found)


def _support(catalogue: SupportCatalogue) -> Iterator[Problem]:
    for number, example in enumerate(catalogue.examples, 1):
        offer = catalogue.offer(example.offer)
        found = offer is not None and offer.is_open_to(example.classes)
        yield from _same(f"examples[{number}].is_open", example.is_open, found)


def _questionnaire(asked: Questionnaire) -> Iterator[Problem]:
    for number, example in enumerate(asked.examples, 1):
        found = asked.bars(example.answers)
        for dimension in (*example.bars, *found):
            said, came = example.bars.get(dimension), found.get(dimension)
            yield from _same(f"examples[{number}].bars.{dimension}", said, came)


def _satisfaction(rule: SatisfactionRule) -> Iterator[Problem]:
    for number, example in enumerate(rule.examples, 1):
        place, leads = f"examples[{number}]", lowest(example.bars)
        yield from _same(f"{place}.state", example.state, rule.state(example.bars))
        yield from _same(f"{place}.lowest", example.lowest, leads[0] if leads else "")


def _needs_none(
    _method: Means | Charter | LifetimeRule | GreenChannel | Remedies,
) -> Iterator[Problem]:
    """A list of words computes nothing."""
    yield from ()


def _playbook(book: Playbook) -> Iterator[Problem]:
    for number, example in enumerate(book.examples, 1):
        place = f"examples[{number}]"
        step = next(step for step in book.steps if step.key == example.step)
        try:
            why = step.why.format(**example.values)
        except KeyError as blank:
            missing = str(blank).strip("'")
            yield Problem(
                f"{place}.values",
                Words(f"没有填 {{{missing}}}", f"does not fill {{{missing}}}"),
            )
        else:
            if why != example.why:
                yield Problem(
                    f"{place}.why",
                    _DIFFERS.format(said=example.why, found=why),
                    {"zh": why.zh, "en": why.en},
                )
        if example.event:
            due = step.clock.due(example.event.replace(tzinfo=CHINA))
            yield from _same(f"{place}.opens_on", example.opens_on, due.opens_on)
            yield from _same(f"{place}.due_on", example.due_on, due.on)


def _form(form: Form) -> Iterator[Problem]:
    for number, example in enumerate(form.examples, 1):
        found = list(form.missing(example.answers, example.stage))
        yield from _same(f"examples[{number}].missing", list(example.missing), found)


def _scheme(scheme: Scheme) -> Iterator[Problem]:
    for number, example in enumerate(scheme.examples, 1):
        by_rules = scheme.by is By.RULES
        found = scheme.ruled(example.values) if by_rules else scheme.class_of(example.known)
        yield from _same(f"examples[{number}].class", example.answer, found)


def _document(document: Document) -> Iterator[Problem]:
    for number, example in enumerate(document.examples, 1):
        place = f"examples[{number}]"
        try:
            text = document.written(example.values, example.language)
        except EmptySection as section:
            yield Problem(
                f"{place}.values",
                Words(f"必写的一段缺内容：{section}", f"a required section lacks: {section}"),
            )
            continue
        if example.contains not in text:
            said = example.contains
            yield Problem(
                f"{place}.contains", Words(f"信里没有“{said}”", f"the letter lacks “{said}”")
            )
        if example.lacks and example.lacks in text:
            said = example.lacks
            yield Problem(
                f"{place}.lacks", Words(f"信里不该有“{said}”", f"the letter has “{said}”")
            )
        for phrase in document.offences(text):
            yield Problem(
                f"{place}.values",
                Words(f"信里有禁语“{phrase}”", f"the letter has the forbidden “{phrase}”"),
            )


def _card(card: Card) -> Iterator[Problem]:
    for number, example in enumerate(card.examples, 1):
        found = card.shows_at(example.moment)
        yield from _same(f"examples[{number}].shows", example.shows, found)


def _same(key: str, said: Answer | None, found: Answer | None) -> Iterator[Problem]:
    if said != found:
        yield Problem(key, _DIFFERS.format(said=said, found=found), found)


_PROOFS: Mapping[type, Callable[[Any], Iterator[Problem]]] = {
    Scorecard: _scorecard,
    Standard: _standard,
    Catalogue: _catalogue,
    Staffing: _staffing,
    EffortRule: _effort,
    GiftRule: _gifts,
    SeasonRule: _season,
    CarePlan: _care_plan,
    ExecutiveRule: _executives,
    GuidanceRule: _guidance,
    StarRule: _stars,
    SupportCatalogue: _support,
    Means: _needs_none,
    LifetimeRule: _needs_none,
    Charter: _needs_none,
    GreenChannel: _needs_none,
    Remedies: _needs_none,
    SelfViewRule: _needs_none,
    ProposalRule: _needs_none,
    Playbook: _playbook,
    Form: _form,
    Scheme: _scheme,
    Document: _document,
    Card: _card,
    Questionnaire: _questionnaire,
    SatisfactionRule: _satisfaction,
}
