"""The library: the method files that ship with the package, overlaid by the company's own folder."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from zhike.lib.words import Words
from zhike.methods.cards import Card, card
from zhike.methods.care_plans import CarePlan, care_plan
from zhike.methods.charters import Charter, charter
from zhike.methods.circles import check_circles
from zhike.methods.documents import Document, document
from zhike.methods.effort import EffortRule, effort_rule
from zhike.methods.executives import ExecutiveRule, executive_rule
from zhike.methods.form_files import form
from zhike.methods.forms import Form
from zhike.methods.gifts import GiftRule, gift_rule
from zhike.methods.green import GreenChannel, green_channel
from zhike.methods.guidance import GuidanceRule, guidance_rule
from zhike.methods.lifetime import LifetimeRule, lifetime_rule
from zhike.methods.means import Means, means
from zhike.methods.playbooks import Playbook, playbook
from zhike.methods.proposals import ProposalRule, proposal_rule
from zhike.methods.questionnaires import Questionnaire, questionnaire
from zhike.methods.reading import Dial, MethodError, Table
from zhike.methods.remedies import Remedies, remedies
from zhike.methods.satisfaction import SatisfactionRule, satisfaction_rule
from zhike.methods.schemes import Scheme, scheme
from zhike.methods.scorecards import Scorecard, scorecard
from zhike.methods.seasons import SeasonRule, season_rule
from zhike.methods.self_views import SelfViewRule, self_view_rule
from zhike.methods.services import Catalogue, catalogue
from zhike.methods.staffing import Staffing, staffing
from zhike.methods.standards import Standard, standard
from zhike.methods.stars import StarRule, star_rule
from zhike.methods.steps import Standing
from zhike.methods.support import SupportCatalogue, support_catalogue

type Key = tuple[str, str]
type AnyStandard = (
    Standard
    | Catalogue
    | Staffing
    | EffortRule
    | GiftRule
    | SeasonRule
    | CarePlan
    | Means
    | Charter
    | ExecutiveRule
    | GuidanceRule
    | SelfViewRule
    | ProposalRule
    | StarRule
    | SupportCatalogue
    | LifetimeRule
    | GreenChannel
    | Remedies
    | SatisfactionRule
)
type Method = (
    Form | Playbook | Scorecard | AnyStandard | Document | Card | Scheme | Questionnaire
)

# What a file in standards/ says it is; without a word it is a rhythm of contacts.
_SHAPES: dict[str, Callable[[Table], AnyStandard]] = {
    "rhythm": standard,
    "services": catalogue,
    "staff": staffing,
    "effort": effort_rule,
    "gifts": gift_rule,
    "season": season_rule,
    "care": care_plan,
    "means": means,
    "charter": charter,
    "executive": executive_rule,
    "guidance": guidance_rule,
    "star": star_rule,
    "support": support_catalogue,
    "lifetime": lifetime_rule,
    "green": green_channel,
    "remedies": remedies,
    "satisfaction": satisfaction_rule,
    "self_view": self_view_rule,
    "proposal": proposal_rule,
}


def _standard(table: Table) -> AnyStandard:
    return _SHAPES[table.one_of("shape", _SHAPES, "rhythm")](table)


_READERS: Mapping[str, Callable[[Table], Method]] = {
    "forms": form,
    "playbooks": playbook,
    "scorecards": scorecard,
    "standards": _standard,
    "documents": document,
    "cards": card,
    "schemes": scheme,
    "questionnaires": questionnaire,
}
KINDS = tuple(_READERS)


@dataclass(frozen=True, slots=True)
class Library:
    """Every method by kind and name; `texts` holds the words of each file by (kind, name)."""

    forms: Mapping[str, Form]
    playbooks: Mapping[str, Playbook]
    scorecards: Mapping[str, Scorecard]
    standards: Mapping[str, Standard]
    documents: Mapping[str, Document]
    cards: Mapping[str, Card]
    schemes: Mapping[str, Scheme]
    questionnaires: Mapping[str, Questionnaire]
    texts: Mapping[Key, str]
    services: Mapping[str, Catalogue]
    staffing: Mapping[str, Staffing]
    effort: Mapping[str, EffortRule]
    gifts: Mapping[str, GiftRule]
    seasons: Mapping[str, SeasonRule]
    care_plans: Mapping[str, CarePlan]
    means: Mapping[str, Means]
    charters: Mapping[str, Charter]
    executives: Mapping[str, ExecutiveRule]
    guidance: Mapping[str, GuidanceRule]
    stars: Mapping[str, StarRule]
    support: Mapping[str, SupportCatalogue]
    lifetimes: Mapping[str, LifetimeRule]
    green_channels: Mapping[str, GreenChannel]
    remedies: Mapping[str, Remedies]
    satisfactions: Mapping[str, SatisfactionRule]
    self_views: Mapping[str, SelfViewRule]
    proposals: Mapping[str, ProposalRule]

    def shelf(self, kind: str) -> Mapping[str, Method]:
        """Every method of one kind by name; the standards of every shape together."""
        if kind == "standards":
            return {
                **self.standards,
                **self.services,
                **self.staffing,
                **self.effort,
                **self.gifts,
                **self.seasons,
                **self.care_plans,
                **self.means,
                **self.charters,
                **self.executives,
                **self.guidance,
                **self.stars,
                **self.support,
                **self.lifetimes,
                **self.green_channels,
                **self.remedies,
                **self.satisfactions,
                **self.self_views,
                **self.proposals,
            }
        found: Mapping[str, Method] = getattr(self, kind)
        return found

    def playbooks_on(self, start: str) -> tuple[Playbook, ...]:
        """The playbooks in use with a step a start sets off, the ones with more conditions first, then by name."""
        found = [b for b in self.playbooks.values() if b.is_on and b.steps_on(start)]
        return tuple(sorted(found, key=lambda book: (-len(book.conditions), book.head.name)))


@lru_cache(maxsize=4)
def library(overlay: Path | None = None) -> Library:
    """Read and check everything, once; a file in `overlay` stands in for the shipped one of its name."""
    return assembled(texts(overlay))


@lru_cache(maxsize=4)
def texts(overlay: Path | None = None) -> Mapping[Key, str]:
    """The words of every method file by (kind, name): the shipped ones, overlaid by the company's folder."""
    found = dict(_shelves(files("zhike.methods") / "shelf"))
    if overlay is not None:
        found |= own_texts(overlay)
    return found


def own_texts(overlay: Path) -> Mapping[Key, str]:
    """The words of the files in the company's own folder."""
    if not overlay.is_dir():
        raise MethodError(
            overlay.name,
            "-",
            Words(
                "没有这个文件夹；请改 ZHIKE_METHODS", "no such folder; correct ZHIKE_METHODS"
            ),
        )
    return dict(_shelves(overlay))


def assembled(texts: Mapping[Key, str]) -> Library:
    """Read and check these words as one library."""
    read: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for (kind, name), text in texts.items():
        read[kind][name] = method(kind, name, text)
    standards = read.pop("standards")
    found = Library(
        **read,
        standards=_of_shape(standards, Standard),
        texts=texts,
        services=_of_shape(standards, Catalogue),
        staffing=_of_shape(standards, Staffing),
        effort=_of_shape(standards, EffortRule),
        gifts=_of_shape(standards, GiftRule),
        seasons=_of_shape(standards, SeasonRule),
        care_plans=_of_shape(standards, CarePlan),
        means=_of_shape(standards, Means),
        charters=_of_shape(standards, Charter),
        executives=_of_shape(standards, ExecutiveRule),
        guidance=_of_shape(standards, GuidanceRule),
        stars=_of_shape(standards, StarRule),
        support=_of_shape(standards, SupportCatalogue),
        lifetimes=_of_shape(standards, LifetimeRule),
        green_channels=_of_shape(standards, GreenChannel),
        remedies=_of_shape(standards, Remedies),
        satisfactions=_of_shape(standards, SatisfactionRule),
        self_views=_of_shape(standards, SelfViewRule),
        proposals=_of_shape(standards, ProposalRule),
    )
    _check_across(found)
    return found


@lru_cache(maxsize=512)
def method(kind: str, name: str, text: str) -> Method:
    """Read one method from its words."""
    return _READERS[kind](table(kind, name, text))


def _of_shape[T](standards: Mapping[str, AnyStandard], shape: type[T]) -> dict[str, T]:
    return {name: each for name, each in standards.items() if isinstance(each, shape)}


def table(kind: str, name: str, text: str) -> Table:
    """The table a method's words make, to be read."""
    try:
        return Table(f"{kind}/{name}.toml", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(kind, name, error) from None


def dials(kind: str, name: str, text: str) -> tuple[Dial, ...]:
    """Every number, switch and hour of a method, but its version and what its examples say."""
    read = table(kind, name, text)
    _READERS[kind](read)
    return tuple(
        each
        for each in read.dials
        if each.key != "version" and not each.key.startswith("examples[")
    )


def _shelves(folder: Traversable) -> Iterator[tuple[Key, str]]:
    for shelf in sorted(folder.iterdir(), key=lambda path: path.name):
        if not shelf.is_dir():
            continue
        if shelf.name not in KINDS:
            listed = ", ".join(KINDS)
            raise MethodError(
                shelf.name,
                "-",
                Words(f"不认识这类方法；可用：{listed}", f"unknown kind; allowed are {listed}"),
            )
        for path in sorted(shelf.iterdir(), key=lambda path: path.name):
            if path.name.endswith(".toml"):
                name = path.name.removesuffix(".toml")
                yield (shelf.name, name), _words_of(shelf.name, name, path)


def _words_of(kind: str, name: str, path: Traversable) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise _no_toml(kind, name, error) from None


def _no_toml(kind: str, name: str, error: Exception) -> MethodError:
    return MethodError(
        f"{kind}/{name}.toml",
        "-",
        Words(f"不是有效的 TOML：{error}", f"is not valid TOML: {error}"),
    )


def _check_across(library: Library) -> None:
    """What one file says of another must be true."""
    for name, found in library.standards.items():
        if found.scheme in library.schemes:
            continue  # of some classes only; `_check_classes` looks that there are such
        card = library.scorecards.get(found.scheme)
        if card is None:
            raise _unknown("standards", name, "scheme", found.scheme)
        if {b.grade for b in card.bands} != set(found.every_days):
            raise MethodError(
                f"standards/{name}.toml",
                "grades.grade",
                Words(
                    f"等级应与 {found.scheme} 的等级一一对应",
                    f"the grades must be exactly those of {found.scheme}",
                ),
            )
    _check_classes(library)
    check_circles(library.scorecards.values(), library.schemes.values())
    for name, book in library.playbooks.items():
        if book.standing:
            _check_grades(library, name, "standing", book.standing)
        for number, step in enumerate(book.steps, 1):
            if step.standing:
                _check_grades(library, name, f"steps[{number}].standing", step.standing)
            if step.card and step.card not in library.cards:
                raise _unknown("playbooks", name, f"steps[{number}].card", step.card)
            if step.document and step.document not in library.documents:
                raise _unknown("playbooks", name, f"steps[{number}].document", step.document)


def _check_classes(library: Library) -> None:
    """A standard speaks of classes there are, and of channels there are."""
    known = {name: {b.grade for b in card.bands} for name, card in library.scorecards.items()}
    known |= {name: {c.key for c in each.classes} for name, each in library.schemes.items()}

    def check(name: str, key: str, scheme: str, grade: str) -> None:
        if scheme not in known:
            raise _unknown("standards", name, f"{key}.scheme", scheme)
        if grade not in known[scheme]:
            raise _unknown("standards", name, f"{key}.grade", grade)

    given_up = {
        name
        for name, each in library.schemes.items()
        if any(c.needs_approval for c in each.classes)
    }

    def owes(name: str, key: str, scheme: str) -> None:
        if scheme in given_up:
            raise MethodError(
                f"standards/{name}.toml",
                f"{key}.scheme",
                Words(
                    f"{scheme} 里有收缩或放弃的一类，服务标准不能看它：该有的服务人人一样",
                    f"{scheme} has a class for shrinking or giving up; no standard may read it: what is owed is owed to all",
                ),
            )

    channels = {c.key for each in library.staffing.values() for c in each.channels}
    for name, found in library.standards.items():
        owes(name, "grades", found.scheme)
        for number, treatment in enumerate(found.treatments, 1):
            check(name, f"grades[{number}]", found.scheme, treatment.grade)
    for name, listed in library.services.items():
        for number, owed in enumerate(listed.entitlements, 1):
            owes(name, f"entitlements[{number}]", owed.scheme)
            check(name, f"entitlements[{number}]", owed.scheme, owed.grade)
        for number, service in enumerate(listed.services, 1):
            for channel in service.channels:
                if channel not in channels:
                    raise _unknown("standards", name, f"services[{number}].channels", channel)
    for name, staff in library.staffing.items():
        for number, want in enumerate(staff.wants, 1):
            check(name, f"wants[{number}]", want.scheme, want.grade)
    for name, rule in library.effort.items():
        for number, mix in enumerate(rule.mixes, 1):
            if mix.scheme:
                check(name, f"mixes[{number}]", mix.scheme, mix.grade)
        for number, support in enumerate(rule.support, 1):
            check(name, f"support[{number}]", rule.scheme, support.grade)
    for name, season in library.seasons.items():
        for number, manner in enumerate(season.manners, 1):
            check(name, f"manners[{number}]", season.scheme, manner.grade)
        for number, kept in enumerate(season.festivals, 1):
            if kept.document not in library.documents:
                raise _unknown(
                    "standards", name, f"festivals[{number}].document", kept.document
                )
    for name, plan in library.care_plans.items():
        for number, act in enumerate(plan.acts, 1):
            check(name, f"acts[{number}]", plan.scheme, act.grade)
    for name, visits in library.executives.items():
        for number, grade in enumerate(visits.every, 1):
            check(name, f"grades[{number}]", visits.scheme, grade)
    for name, offered in library.support.items():
        for number, offer in enumerate(offered.offers, 1):
            for named, grade in offer.open_to:
                check(name, f"offers[{number}].open_to", named, grade)
    for name, green in library.green_channels.items():
        for grade in green.grades:
            check(name, "grades", green.scheme, grade)
    for name, star in library.stars.items():
        for number, criterion in enumerate(star.criteria, 1):
            for test in criterion.tests:
                for grade in test.wanted if test.scheme else ():
                    check(name, f"criteria[{number}].tests", test.scheme, grade)
                if test.item:
                    key = f"criteria[{number}].tests.item"
                    _check_answers(library, name, key, star.form, test.item, test.wanted)
    for name, advised in library.guidance.items():
        for number, each in enumerate(advised.advice, 1):
            key = f"advice[{number}].item"
            _check_answers(library, name, key, advised.form, each.item, each.answers)
    for name, shelf in library.means.items():
        for number, mean in enumerate(shelf.means, 1):
            for book in mean.books:
                if book not in library.playbooks:
                    raise _unknown("standards", name, f"means[{number}].books", book)


def _check_answers(
    library: Library, name: str, key: str, form: str, item: str, answers: tuple[str, ...]
) -> None:
    """A standard reads questions a form asks, and answers it offers."""
    if form not in library.forms:
        raise _unknown("standards", name, "form", form)
    offered = {each.key: {c.key for c in each.choices} for each in library.forms[form].leaves}
    if item not in offered or not set(answers) <= offered[item]:
        raise MethodError(
            f"standards/{name}.toml",
            key,
            Words(
                f"表单 {form} 没有这样一问一答：{item}", f"{form} has no such answer to {item}"
            ),
        )


def _check_grades(library: Library, name: str, key: str, standing: Standing) -> None:
    """A playbook reads the grades of a scheme this library has."""
    if card := library.scorecards.get(standing.scheme):
        grades = {band.grade for band in card.bands}
    elif scheme := library.schemes.get(standing.scheme):
        grades = {each.key for each in scheme.classes}
    else:
        raise _unknown("playbooks", name, f"{key}.scheme", standing.scheme)
    for grade in standing.grades:
        if grade not in grades:
            listed = ", ".join(sorted(grades))
            raise MethodError(
                f"playbooks/{name}.toml",
                f"{key}.grades",
                Words(
                    f"没有等级 “{grade}”；可用：{listed}",
                    f"no grade “{grade}”; allowed are {listed}",
                ),
            )


def _unknown(kind: str, name: str, key: str, value: str) -> MethodError:
    return MethodError(
        f"{kind}/{name}.toml",
        key,
        Words(f"没有名为 “{value}” 的方法", f"there is no method named “{value}”"),
    )
