"""The classes rules decide: computed for all at once, and handed down only where they differ from what is held."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import batched
from pathlib import Path

import pyarrow.parquet as pq

from zhike.customers.actions.standing import Graded, Scheme, hand_down, take_back
from zhike.customers.models import Standing
from zhike.methods import schemes
from zhike.methods.schemes import By
from zhike.trust.actor import Actor
from zhike.value import engine, facts, noted
from zhike.value.measures.tables import table
from zhike.value.queries import methods
from zhike.value.ruling import classes_asked, ruled

_BATCH = 10_000


def hand_down_ruled(as_of: date) -> int:
    """Hand down the class of every scheme of rules; say how many changed."""
    ruling = [each for each in methods().schemes.values() if each.by is By.RULES]
    noted.extract_classes(as_of, sorted(classes_asked(ruling)))
    return sum(_hand_down(each, as_of) for each in ruling)


def _hand_down(scheme: schemes.Scheme, as_of: date) -> int:
    folder = facts.of_day(as_of)
    into = folder / f"classes-{scheme.head.name}.parquet"
    engine.run(
        ruled(table("worth"), table("ratings"), table("classes"), scheme),
        {name: [folder / f"{name}.parquet"] for name in ("worth", "ratings", "classes")},
        into=into,
    )
    head = Scheme(scheme.head.name, scheme.head.version)
    left = _held(head)
    count = 0
    for rows in _changed(into, head, left):
        count += hand_down(
            Actor.clock(),
            head,
            rows,
            as_of=as_of,
            tells_first=False,
            only_proposes=scheme.is_proposed,
        )
    gone = [pk for pk, (_, _, by_hand) in left.items() if not by_hand]
    for ids in batched(gone, _BATCH, strict=False):
        count += take_back(Actor.clock(), head, ids, as_of=as_of)
    return count


type Held = dict[int, tuple[str, int, bool]]


def _held(scheme: Scheme) -> Held:
    """Customer → the class held or proposed, by which version, and whether somebody set it."""
    rows = Standing.objects.filter(scheme=scheme.name).values_list(
        "customer_id", "grade", "proposed", "version", "set_by"
    )
    return {
        pk: (proposed or grade, version, by is not None)
        for pk, grade, proposed, version, by in rows.iterator(chunk_size=_BATCH)
    }


def _changed(path: Path, scheme: Scheme, left: Held) -> Iterator[Sequence[Graded]]:
    """Those whose class is another than held or proposed; whoever the rules know is taken out of `left`."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_BATCH):
            changed = []
            for row in batch.to_pylist():
                pk, grade = row["customer_id"], row["grade"]
                held, version, _ = left.pop(pk, ("", 0, False))
                if (grade, scheme.version) != (held, version):
                    changed.append(Graded(pk, grade, 0))
            if changed:
                yield changed
