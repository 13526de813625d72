"""The worker's and the night's part: approved files are written, old ones deleted; the register stays."""

import logging
import shutil
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from zhike.exchange.models import Export
from zhike.exchange.out.rules import FILE_LIVES
from zhike.exchange.out.writing import folder_of, write
from zhike.trust.actor import Door, Permission
from zhike.users import queries as users

_AT_ONCE = timedelta(
    minutes=1
)  # a file nobody had to approve is written where it was asked for

log = logging.getLogger(__name__)


def write_queued() -> int:
    """Write the oldest file that was approved, with the rights its asker has now; 0 when none waits."""
    export = (
        Export.objects.unscoped()
        .filter(Q(decided_at__isnull=False) | Q(asked_at__lt=timezone.now() - _AT_ONCE))
        .filter(state=Export.State.QUEUED)
        .select_related("asked_by")
        .order_by("pk")
        .first()
    )
    if export is None:
        return 0
    actor = users.actor_for(export.asked_by, Door.EXCHANGE, on=timezone.localdate())
    if not export.asked_by.is_active or not actor.may(Permission.TAKE_FILES):
        _set(export, Export.State.ENDED)
        return 1
    try:
        write(actor, export, at=timezone.now())
    except Exception:
        log.exception("Export %s could not be written.", export.pk)
        _set(export, Export.State.FAILED)
    return 1


def purge(_as_of: date) -> int:
    """End links nobody used in time, and delete files after a week; who took what stays on the register."""
    at = datetime.now(UTC)
    ready = Export.objects.unscoped().filter(state=Export.State.READY, expires_at__lte=at)
    ready.update(state=Export.State.EXPIRED)
    old = (
        Export.objects.unscoped()
        .filter(ready_at__lte=at - FILE_LIVES, purged_at=None)
        .exclude(folder="")
    )
    count = 0
    for export in old.order_by("pk"):
        shutil.rmtree(folder_of(export.folder), ignore_errors=True)
        export.purged_at = at
        export.save(update_fields=["purged_at"])
        count += 1
    return count


def _set(export: Export, state: Export.State) -> None:
    export.state = state
    export.save(update_fields=["state"])
