"""The badge beside a customer's name wherever it leads: the brand and the level within it, since when, by rule or by whom (S3-12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhike.customers.models import Standing
from zhike.lib.words import Words
from zhike.methods.schemes import Scheme
from zhike.trust.actor import Actor
from zhike.users.editions.in_use import methods


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands beside a name: brand and level in a few words, since when, and who set it; None where a rule did."""

    scheme: str
    key: str
    words: Words
    since: date
    set_by: str | None

    @property
    def says(self) -> Words:
        """Since when, and by whom."""
        if self.set_by is None:
            return Words(f"{self.since} 起，按规则", f"since {self.since}, by rule")
        return Words(
            f"{self.since} 起，{self.set_by} 定的", f"since {self.since}, set by {self.set_by}"
        )


type Badges = dict[int, tuple[Badge, ...]]


def badges_of(actor: Actor, customer_ids: Iterable[int]) -> Badges:
    """Customer → his badges in the order of the schemes; whoever has none is left out."""
    return held_with_badges(actor, customer_ids, "")[1]


def held_with_badges(
    actor: Actor, customer_ids: Iterable[int], scheme: str
) -> tuple[dict[int, Standing], Badges]:
    """Customer → his standing in one scheme, and customer → his badges, in one statement."""
    marked = _marked()
    rows = (
        Standing.objects.visible_to(actor)
        .filter(customer_id__in=list(customer_ids), scheme__in={*marked, scheme} - {""})
        .select_related("set_by")
    )
    standings: dict[int, Standing] = {}
    found: dict[int, list[Standing]] = {}
    for row in rows:
        if row.scheme == scheme:
            standings[row.customer_id] = row
        if row.scheme in marked:
            found.setdefault(row.customer_id, []).append(row)
    order = list(marked)
    shown = {}
    for pk, held in found.items():
        held.sort(key=lambda row: order.index(row.scheme))
        if badges := tuple(_badges(held, marked)):
            shown[pk] = badges
    return standings, shown


def _marked() -> dict[str, Scheme]:
    return {name: each for name, each in methods().schemes.items() if each.badge}


def _badges(held: Sequence[Standing], marked: dict[str, Scheme]) -> Iterable[Badge]:
    for row in held:
        scheme = marked[row.scheme]
        level = next((c.title for c in scheme.classes if c.key == row.grade), None)
        if scheme.badge and level:
            words = Words(f"{scheme.badge.zh}·{level.zh}", f"{scheme.badge.en} · {level.en}")
            by = str(row.set_by) if row.set_by else None
            yield Badge(row.scheme, row.grade, words, row.since, by)
