"""How column names were mapped last time, for the next file that has the same ones."""

from datetime import datetime
from hashlib import sha256

from zhike.exchange.fields import Target
from zhike.exchange.files.table import key_of
from zhike.exchange.mapping import Mapping, guess
from zhike.exchange.models import ColumnMap
from zhike.trust.actor import Actor


def remember(actor: Actor, mapping: Mapping, names: list[str], *, at: datetime) -> None:
    """Keep this map for the next file with the same column names."""
    ColumnMap.objects.update_or_create(
        target=mapping.target,
        names_key=_key(names),
        defaults={"mapping": mapping.as_json(), "user_id": actor.user_id, "used_at": at},
    )


def suggest(target: Target, names: list[str]) -> Mapping:
    """The map these column names had last time, else a guess from the names."""
    kept = ColumnMap.objects.filter(target=target, names_key=_key(names)).first()
    if kept:
        return Mapping.from_json(kept.mapping)
    return Mapping(target, columns=guess(target, names))


def _key(names: list[str]) -> str:
    return sha256("\x1f".join(key_of(name) for name in names).encode()).hexdigest()
