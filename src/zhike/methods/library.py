"""The library: the method files that ship with the package, overlaid by the company's own folder."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from zhike.lib.words import Words
from zhike.methods.cards import Card, card
from zhike.methods.care_plans import CarePlan, care_plan
from zhike.methods.charters import Charter, charter
from zhike.methods.documents import Document, document
from zhike.methods.effort import EffortRule, effort_rule
from zhike.methods.executives import ExecutiveRule, executive_rule
from zhike.methods.form_files import form
from zhike.methods.forms import Form
from zhike.methods.gifts import GiftRule, gift_rule
from zhike.methods.means import Means, means
from zhike.methods.playbooks import Playbook, playbook
from zhike.methods.reading import MethodError, Table
from zhike.methods.schemes import Scheme, scheme
from zhike.methods.scorecards import Scorecard, scorecard
from zhike.methods.seasons import SeasonRule, season_rule
from zhike.methods.services import Catalogue, catalogue
from zhike.methods.staffing import Staffing, staffing
from zhike.methods.standards import Standard, standard
from zhike.methods.steps import Standing

_KINDS = ("forms", "playbooks", "scorecards", "standards", "documents", "cards", "schemes")


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
    texts: Mapping[tuple[str, str], str]
    services: Mapping[str, Catalogue]
    staffing: Mapping[str, Staffing]
    effort: Mapping[str, EffortRule]
    gifts: Mapping[str, GiftRule]
    seasons: Mapping[str, SeasonRule]
    care_plans: Mapping[str, CarePlan]
    means: Mapping[str, Means]
    charters: Mapping[str, Charter]
    executives: Mapping[str, ExecutiveRule]

    def playbooks_on(self, start: str) -> tuple[Playbook, ...]:
        """The playbooks in use with a step a start sets off, the ones with more conditions first, then by name."""
        found = [b for b in self.playbooks.values() if b.is_on and b.steps_on(start)]
        return tuple(sorted(found, key=lambda book: (-len(book.conditions), book.head.name)))


@lru_cache(maxsize=4)
def library(overlay: Path | None = None) -> Library:
    """Read and check everything, once; a file in `overlay` stands in for the shipped one of its name."""
    sources = {kind: dict(_shelf(files("zhike.methods") / "shelf" / kind)) for kind in _KINDS}
    if overlay is not None:
        for kind, own in _own(overlay):
            sources[kind] |= own
    standards = _read(sources, "standards", _standard)
    found = Library(
        _read(sources, "forms", form),
        _read(sources, "playbooks", playbook),
        _read(sources, "scorecards", scorecard),
        _of_shape(standards, Standard),
        _read(sources, "documents", document),
        _read(sources, "cards", card),
        _read(sources, "schemes", scheme),
        {
            (kind, name): path.read_text("utf-8")
            for kind, paths in sources.items()
            for name, path in paths.items()
        },
        _of_shape(standards, Catalogue),
        _of_shape(standards, Staffing),
        _of_shape(standards, EffortRule),
        _of_shape(standards, GiftRule),
        _of_shape(standards, SeasonRule),
        _of_shape(standards, CarePlan),
        _of_shape(standards, Means),
        _of_shape(standards, Charter),
        _of_shape(standards, ExecutiveRule),
    )
    _check_across(found)
    return found


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
}


def _standard(table: Table) -> AnyStandard:
    return _SHAPES[table.one_of("shape", _SHAPES, "rhythm")](table)


def _of_shape[T](standards: Mapping[str, AnyStandard], shape: type[T]) -> dict[str, T]:
    return {name: each for name, each in standards.items() if isinstance(each, shape)}


def _own(overlay: Path) -> Iterator[tuple[str, dict[str, Traversable]]]:
    if not overlay.is_dir():
        raise MethodError(
            overlay.name,
            "-",
            Words(
                "没有这个文件夹；请改 ZHIKE_METHODS", "no such folder; correct ZHIKE_METHODS"
            ),
        )
    for folder in sorted(path for path in overlay.iterdir() if path.is_dir()):
        if folder.name not in _KINDS:
            listed = ", ".join(_KINDS)
            raise MethodError(
                folder.name,
                "-",
                Words(f"不认识这类方法；可用：{listed}", f"unknown kind; allowed are {listed}"),
            )
        yield folder.name, dict(_shelf(folder))


def _shelf(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            yield path.name.removesuffix(".toml"), path


def _read[T](
    sources: Mapping[str, Mapping[str, Traversable]], kind: str, reader: Callable[[Table], T]
) -> dict[str, T]:
    return {
        name: reader(Table(f"{kind}/{path.name}", _parsed(kind, path)))
        for name, path in sources[kind].items()
    }


def _parsed(kind: str, path: Traversable) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MethodError(
            f"{kind}/{path.name}",
            "-",
            Words(f"不是有效的 TOML：{error}", f"is not valid TOML: {error}"),
        ) from None


def _check_across(library: Library) -> None:
    """What one file says of another must be true."""
    for name, found in library.standards.items():
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

    channels = {c.key for each in library.staffing.values() for c in each.channels}
    for name, listed in library.services.items():
        for number, owed in enumerate(listed.entitlements, 1):
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
    for name, shelf in library.means.items():
        for number, mean in enumerate(shelf.means, 1):
            for book in mean.books:
                if book not in library.playbooks:
                    raise _unknown("standards", name, f"means[{number}].books", book)


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
