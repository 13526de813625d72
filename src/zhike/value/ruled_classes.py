"""The classes rules decide: computed for all at once, and handed down only where they differ from what was handed down last."""

from datetime import date
from itertools import batched
from pathlib import Path

from zhike.customers.actions.standing import Graded, Scheme, hand_down, take_back
from zhike.customers.models import Standing
from zhike.methods import schemes
from zhike.methods.circles import classes_asked, schemes_in_layers
from zhike.methods.schemes import By
from zhike.trust.actor import Actor
from zhike.value import engine, facts, noted
from zhike.value.measures.tables import table
from zhike.value.queries import methods
from zhike.value.ruling import ruled
from zhike.value.taken import Differing, taking
from zhike.value.unspoken import Held, standings_held, unspoken

_BATCH = 10_000


def hand_down_ruled(as_of: date) -> int:
    """Hand down the class of every scheme of rules, first those others ask for; say how many changed."""
    ruling = [each for each in methods().schemes.values() if each.by is By.RULES]
    count, held = 0, standings_held()
    for layer in schemes_in_layers(ruling):
        noted.extract_classes(as_of, sorted(classes_asked(layer)))
        count += sum(
            hand_down_classes(each, _ruled(each, as_of), as_of, held) for each in layer
        )
    return count


def hand_down_classes(scheme: schemes.Scheme, path: Path, as_of: date, held: Held) -> int:
    """Hand down the classes of this file (`customer_id`, `grade`), take back those it names no more; say how many changed."""
    head = Scheme(scheme.head.name, scheme.head.version)
    with taking(f"classes-{head.name}", path, as_of) as differing:
        count = 0
        for rows in differing.also(unspoken(head.name, differing, held)).batches():
            count += hand_down(
                Actor.clock(),
                head,
                [Graded(_whole(row["customer_id"]), str(row["grade"]), 0) for row in rows],
                as_of=as_of,
                tells_first=False,
                only_proposes=scheme.is_proposed,
            )
        gone = _gone(head, differing) if held.get(head.name) else []
        for ids in batched(gone, _BATCH, strict=False):
            count += take_back(Actor.clock(), head, ids, as_of=as_of)
    return count


def _ruled(scheme: schemes.Scheme, as_of: date) -> Path:
    """Compute the classes of a scheme of rules into a file of the night."""
    folder = facts.of_day(as_of)
    into = folder / f"classes-{scheme.head.name}.parquet"
    engine.run(
        ruled(table("worth"), table("ratings"), table("classes"), scheme),
        {name: [folder / f"{name}.parquet"] for name in ("worth", "ratings", "classes")},
        into=into,
    )
    return into


def _gone(scheme: Scheme, differing: Differing) -> list[int]:
    """Who holds a class by the data's word, and is in none by it now."""
    held = Standing.objects.filter(scheme=scheme.name, set_by=None)
    released = held.filter(version=None) if differing.since else held
    candidates = {*differing.gone.tolist(), *released.values_list("customer_id", flat=True)}
    return sorted(candidates.difference(differing.ids.tolist()))


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
