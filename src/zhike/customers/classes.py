"""The classifications in use, and which classes a customer is in: several at once, each with since, why and history."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhike.customers.models import OwnScheme, Standing, StandingMove
from zhike.lib.words import Words
from zhike.methods.smart import NAMES
from zhike.trust.actor import Actor
from zhike.users.editions.in_use import methods


@dataclass(frozen=True, slots=True)
class Class:
    """One class of a scheme; `care` says how its customers are looked after, where the scheme says so.

    Whoever is put into one that `needs_review` is put there with a day to look again; into one that `needs_approval`
    only when another agrees.
    """

    key: str
    title: Words
    care: Words | None = None
    needs_review: bool = False
    needs_approval: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """A classification as pages show it; `is_own` when the company made it up."""

    name: str
    title: Words
    classes: tuple[Class, ...]
    is_own: bool
    note: Words | None = None
    valid_months: int = 0
    smart: tuple[tuple[Words, Words], ...] = ()
    review_months: int = 0

    @property
    def needs_review(self) -> bool:
        return any(each.needs_review for each in self.classes)

    @property
    def asks_a_day(self) -> bool:
        """Whether some class of it is set with a day to look again."""
        return any(each.needs_review or each.needs_approval for each in self.classes)

    def title_of(self, key: str) -> Words:
        return next((c.title for c in self.classes if c.key == key), Words(key, key))


@dataclass(frozen=True, slots=True)
class Held:
    """What a customer is in one scheme."""

    scheme: Scheme
    standing: Standing | None
    moves: tuple[StandingMove, ...]

    @property
    def title(self) -> Words | None:
        return self.scheme.title_of(self.standing.grade) if self.standing else None

    @property
    def proposed(self) -> Words | None:
        proposed = self.standing.proposed if self.standing else ""
        return self.scheme.title_of(proposed) if proposed else None

    @property
    def care(self) -> Words | None:
        key = self.standing.grade if self.standing else ""
        return next((c.care for c in self.scheme.classes if c.key == key), None)

    @property
    def valid_until(self) -> date | None:
        """Until when a class somebody set holds before it is looked at anew (S3-13); None for one that holds for ever."""
        if self.standing and self.standing.review_on:
            return self.standing.review_on
        if self.standing is None or not self.scheme.valid_months:
            return None
        since = self.standing.since
        month = since.month - 1 + self.scheme.valid_months
        year, month = since.year + month // 12, month % 12 + 1
        return date(year, month, min(since.day, monthrange(year, month)[1]))

    @property
    def story(self) -> list[tuple[StandingMove, Words, Words]]:
        """Every move with the names of both classes."""
        return [
            (move, self.scheme.title_of(move.before), self.scheme.title_of(move.after))
            for move in self.moves
        ]


def schemes() -> list[Scheme]:
    """Every classification in use: the shipped ones, then the company's own."""
    shipped = [
        Scheme(
            scheme.head.name,
            scheme.head.title,
            tuple(
                Class(c.key, c.title, c.care, c.needs_review, c.needs_approval)
                for c in scheme.classes
            ),
            is_own=False,
            note=scheme.head.note,
            valid_months=scheme.valid_months,
            smart=scheme.smart.sentences if scheme.smart else (),
            review_months=scheme.smart.review_months if scheme.smart else 0,
        )
        for scheme in methods().schemes.values()
    ]
    return shipped + [
        _own(row) for row in OwnScheme.objects.filter(retired_on=None).order_by("pk")
    ]


def scheme(name: str) -> Scheme:
    """One classification; `UnknownScheme` when there is none of this name."""
    found = next((each for each in schemes() if each.name == name), None)
    if found is None:
        raise UnknownScheme(name)
    return found


class UnknownScheme(LookupError):
    """There is no classification of this name."""


def held_by(actor: Actor, customer_id: int) -> list[Held]:
    """Every classification with the class the customer is in."""
    known = schemes()
    names = [each.name for each in known]
    standings = {
        standing.scheme: standing
        for standing in Standing.objects.visible_to(actor)
        .filter(customer_id=customer_id, scheme__in=names)
        .select_related("set_by")
    }
    moves: dict[str, list[StandingMove]] = {}
    rows = StandingMove.objects.visible_to(actor).filter(
        customer_id=customer_id, scheme__in=names
    )
    for move in rows.order_by("-moved_on", "-pk"):
        moves.setdefault(move.scheme, []).append(move)
    return [
        Held(each, standings.get(each.name), tuple(moves.get(each.name, ())[:10]))
        for each in known
    ]


def own_schemes() -> Sequence[OwnScheme]:
    """The company's own classifications, retired ones last."""
    return list(OwnScheme.objects.order_by("retired_on", "pk"))


def own_scheme(scheme_id: int) -> OwnScheme:
    """One classification the company made up."""
    return OwnScheme.objects.get(pk=scheme_id)


def _own(row: OwnScheme) -> Scheme:
    classes = tuple(Class(key, Words(zh, en)) for key, zh, en in row.classes)
    said = tuple(
        (name, Words(text, text)) for name, text in zip(NAMES, row.smart, strict=False)
    )
    return Scheme(
        row.name,
        Words(row.title_zh, row.title_en),
        classes,
        is_own=True,
        smart=said,
        review_months=row.review_months,
    )


def needs_approval(name: str, key: str) -> bool:
    """Whether a customer is put into this class only when another agrees; the grades of scorecards never ask for it."""
    return any(
        each.key == key and each.needs_approval
        for found in schemes()
        if found.name == name
        for each in found.classes
    )
