"""How much somebody may take out on his own word today, and what a file would hold."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum
from django.utils.timezone import localtime

from zhike.exchange.models import Export
from zhike.exchange.out import sources, summary
from zhike.exchange.out.columns import What
from zhike.exchange.out.rules import needs_approval
from zhike.trust.actor import Actor

_COUNTED = (
    Export.State.QUEUED,
    Export.State.READY,
    Export.State.TAKEN,
    Export.State.EXPIRED,
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A file before it is asked for: its rows, what its asker took out today already, and whether strangers' customers are in it."""

    rows: int
    before_today: int
    has_strangers: bool

    def needs_approval(self, *, is_personal: bool) -> bool:
        """Whether somebody else must approve it."""
        return needs_approval(
            self.rows,
            before_today=self.before_today,
            is_of_strangers=is_personal and self.has_strangers,
        )


def outlook(actor: Actor, what: What, address: str, *, at: datetime) -> Outlook:
    """What a file of this list would hold at this moment."""
    rows = sources.rows_of(actor, what, address, on=localtime(at).date())
    if what is What.SUMMARY:
        lines = sum(len(table.lines) for table in summary.tables(rows))
        return Outlook(lines, before_today(actor, at), has_strangers=False)
    return Outlook(
        rows.order_by().count(), before_today(actor, at), sources.has_strangers(actor, rows)
    )


def before_today(actor: Actor, at: datetime) -> int:
    """How many rows somebody took out, or asked for, today."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    taken = Export.objects.unscoped().filter(
        asked_by_id=actor.user_id, asked_at__gte=midnight, state__in=_COUNTED
    )
    return taken.aggregate(rows=Sum("rows"))["rows"] or 0
