"""The package of every class, gathered from the methods in use: how often in touch, who meets them, what they are owed (S2-33)."""

from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.library import Library
from zhike.methods.services import LEVELS
from zhike.methods.standards import Treatment

CONTACT, VISITS = "contact_rhythm", "visit_rhythm"


@dataclass(frozen=True, slots=True)
class Package:
    """How one class is managed: days between contacts, visits and calls of an executive (None where none is said), the
    highest person its services bring to it, the services with how often a year (0 whenever asked), and what it may get
    towards its promotion (fen, for one customer at most)."""

    key: str
    title: Words
    care: Words
    contact_days: int | None
    visit_days: int | None
    executive_days: int | None
    level: Words | None
    services: tuple[tuple[Words, int], ...]
    reward: Words | None
    per_customer: int | None


def packages(library: Library, scheme: str) -> list[Package]:
    """The package of every class of a scheme or scorecard, in its own order; empty where there is none of this name."""
    if card := library.scorecards.get(scheme):
        return [_package(library, scheme, b.grade, b.title, None) for b in card.bands]
    found = library.schemes.get(scheme)
    classes = found.classes if found else ()
    return [_package(library, scheme, each.key, each.title, each.care) for each in classes]


def _package(
    library: Library, scheme: str, key: str, title: Words, care: Words | None
) -> Package:
    treatment = _treatment(library, CONTACT, scheme, key)
    visit = _treatment(library, VISITS, scheme, key)
    executive = [e.every[key] for e in library.executives.values() if e.scheme == scheme and key in e.every]  # fmt: skip
    owed = [
        (service, each.times[service.key])
        for catalogue in library.services.values()
        for each in catalogue.entitlements
        if (each.scheme, each.grade) == (scheme, key)
        for service in catalogue.services
        if service.key in each.times
    ]
    ranks = list(LEVELS)
    highest = max((ranks.index(service.level) for service, _ in owed), default=None)
    support = next(
        (s for rule in library.effort.values() if rule.scheme == scheme for s in rule.support if s.grade == key),
        None,
    )  # fmt: skip
    return Package(
        key,
        title,
        care or (treatment.service if treatment else title),
        treatment.contact_every_days if treatment else None,
        visit.contact_every_days if visit else None,
        min(executive, default=None),
        LEVELS[ranks[highest]] if highest is not None else None,
        tuple((service.title, times) for service, times in owed),
        support.reward if support else None,
        support.per_customer if support else None,
    )


def _treatment(library: Library, standard: str, scheme: str, key: str) -> Treatment | None:
    found = library.standards.get(standard)
    if found is None or found.scheme != scheme:
        return None
    return next((each for each in found.treatments if each.grade == key), None)
