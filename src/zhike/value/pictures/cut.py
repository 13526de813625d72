"""Which part of the book is looked at: a team, somebody's customers, an industry, a city."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.db.models import Count

from zhike.customers.models import Customer
from zhike.customers.queries import MAIN_SCHEME
from zhike.trust.actor import Actor
from zhike.users.models import Team, User
from zhike.value.models import Measures, Taken
from zhike.value.querysets import MeasuresQuerySet

_A_DAY = 24 * 60 * 60
_MOST_CHOICES = 60
LARGE = 20_000


@dataclass(frozen=True, slots=True)
class Cut:
    """Nothing chosen is the whole book one may see. `scheme` names the grades shown, `months` the period of moves.

    `kept_under` names the night under which the pictures of a large book are kept; empty, they are drawn anew.
    """

    team_id: int | None = None
    owner_id: int | None = None
    industry: str = ""
    city: str = ""
    scheme: str = MAIN_SCHEME
    months: int = 3
    kept_under: str = ""

    @property
    def is_whole(self) -> bool:
        return not (self.team_id or self.owner_id or self.industry or self.city)

    @property
    def asked(self) -> dict[str, str]:
        """The cut as the list of customers is asked for the same ones: conditions of its builder."""
        chosen = {
            "team": self.team_id,
            "owner": self.owner_id,
            "industry": self.industry,
            "city": self.city,
        }
        return {key: str(value) for key, value in chosen.items() if value}

    def within(self, path: str) -> dict[str, object]:
        """As a filter on rows whose customer lies at `path`."""
        chosen = {
            "team_id": self.team_id,
            "owner_id": self.owner_id,
            "industry": self.industry,
            "city": self.city,
        }
        return {f"{path}{key}": value for key, value in chosen.items() if value}


def measured(actor: Actor, cut: Cut) -> MeasuresQuerySet:
    """The measures of the customers one may see within the cut."""
    return Measures.objects.visible_to(actor).filter(**cut.within("customer__"))


def night_of_a_large_book() -> str:
    """The last night that measured the book, where it is large; empty where its pictures are drawn quickly anyway."""
    rows = Measures.objects.unscoped().order_by("pk").values_list("as_of", flat=True)
    marks = Taken.objects.filter(name="worth").values_list("mark", flat=True)
    return "".join(f"{day}:{mark}" for day in rows[LARGE : LARGE + 1] for mark in marks)


def remembered[T](actor: Actor, cut: Cut, name: str, make: Callable[[], T]) -> T:
    """A picture of a large book is drawn once a night for all who see everything; what others see is drawn anew."""
    if not (actor.sees_everything and cut.kept_under):
        return make()
    chosen = f"{cut.team_id}:{cut.owner_id}:{cut.industry}:{cut.city}:{cut.scheme}:{cut.months}"
    digest = sha256(f"{name}:{chosen}".encode()).hexdigest()[:32]
    key = f"value:{cut.kept_under}:{digest}"
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, _A_DAY)
    return found


@dataclass(frozen=True, slots=True)
class Choices:
    """What the book may be cut by: what there is among the customers one may see."""

    teams: list[Team]
    owners: list[User]
    industries: list[str]
    cities: list[str]


def choices(actor: Actor, cut: Cut) -> Choices:
    """Teams, account managers, industries and cities of the customers one may see, the most frequent first."""

    def make() -> Choices:
        seen = Customer.objects.visible_to(actor).order_by()
        return Choices(
            list(Team.objects.filter(pk__in=seen.values("team")).order_by("name")),
            list(User.objects.filter(pk__in=seen.values("owner")).order_by("name")),
            _frequent(seen, "industry"),
            _frequent(seen, "city"),
        )

    return remembered(actor, Cut(kept_under=cut.kept_under), "choices", make)


def _frequent(seen: object, column: str) -> list[str]:
    rows = (
        seen.exclude(**{column: ""})  # type: ignore[attr-defined]  # a queryset of customers
        .values_list(column)
        .annotate(n=Count("pk"))
        .order_by("-n", column)[:_MOST_CHOICES]
    )
    return [name for name, _ in rows]


def count(actor: Actor, cut: Cut) -> int:
    """How many measured customers the cut holds."""
    return remembered(actor, cut, "count", lambda: measured(actor, cut).order_by().count())
