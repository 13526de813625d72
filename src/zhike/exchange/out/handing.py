"""Small things handed out at once: visiting cards, the copy a person asked for. On the register before the first byte, like every file."""

import json
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localtime

from zhike.exchange.models import Export
from zhike.exchange.out import marks
from zhike.exchange.out.actions import CannotLeave
from zhike.exchange.out.allowance import before_today
from zhike.exchange.out.columns import What
from zhike.exchange.out.rules import ALONE
from zhike.lib.words import Words, spoken
from zhike.trust import journal, requests
from zhike.trust.actor import Actor, Level, Permission, demand
from zhike.users import queries as users

_ENOUGH = Words(
    "今天取走的已到 {most} 行的上限；要更多，请从名单导出并等同事批准。",
    "You took out as many as {most} rows today; for more, export from the list and have a colleague approve.",
)


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed out: whom it holds, how carefully it is kept, its name and its content."""

    what: What
    name: str
    content: bytes
    purpose: str
    customers: Collection[int]
    persons: Collection[int]
    level: Level


def hand_out(actor: Actor, handed: Handed, *, at: datetime) -> Export:
    """Write it on the register, committed before it is sent; `CannotLeave` beyond the day's allowance."""
    with transaction.atomic():
        demand(actor, Permission.TAKE_FILES)
        user = users.held(requests.asker(actor))
        rows = max(1, len(handed.persons))
        if handed.what is What.CARDS and before_today(actor, at) + rows > ALONE:
            raise CannotLeave(_ENOUGH.format(most=ALONE))
        told = {
            "customers": sorted(handed.customers),
            "persons": sorted(handed.persons),
        }
        export = Export.objects.create(
            what=handed.what,
            form=handed.name.rpartition(".")[2],
            purpose=handed.purpose[:200],
            language=spoken(),
            rows=rows,
            level=handed.level,
            is_personal=handed.level >= Level.PERSONAL,
            state=Export.State.TAKEN,
            mark=marks.new(),
            file_name=handed.name[:120],
            size=len(handed.content),
            sha256=sha256(handed.content).hexdigest(),
            holds=zlib.compress(json.dumps(told).encode()),
            taken_at=at,
            asked_by=user,
            asked_at=at,
        )
        journal.record(
            actor,
            "export.taken",
            export,
            on=localtime(at).date(),
            what=export.what,
            rows=rows,
            sha256=export.sha256,
        )
    return export
