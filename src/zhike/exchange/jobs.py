"""The worker's part: imports that were asked for are checked, written or taken back; those a crash cut off go on."""

import logging

from django.db.models import Q
from django.utils import timezone

from zhike.exchange import places
from zhike.exchange.acting import the_house
from zhike.exchange.committing import LostError, commit
from zhike.exchange.files.unreadable import UnreadableError
from zhike.exchange.mapping import MappingError
from zhike.exchange.models import ACTIVE, SILENCE, Import
from zhike.exchange.preparing import prepare, task_of, weigh
from zhike.exchange.progress import Progress, Watch
from zhike.exchange.reverting import revert
from zhike.lib.words import Words
from zhike.trust.actor import Actor, Door, Forbidden, Permission, demand
from zhike.users import queries as users

log = logging.getLogger(__name__)

_LEFT = Words(
    "交办的人已离开，请换人重做。", "Whoever asked for this has left; somebody else must."
)
_NOT_ALLOWED = Words(
    "您没有导入的权限。请管理员开通。", "You may not import. Ask an administrator."
)


def run_queued() -> int:
    """Do one import that waits or was cut off; 0 when there is none."""
    silent = Q(heartbeat=None) | Q(heartbeat__lt=timezone.now() - SILENCE)
    waiting = Import.objects.unscoped().filter(silent, state__in=ACTIVE).order_by("pk").first()
    return int(waiting is not None and work_on(waiting.pk))


def work_on(import_id: int, watch: Watch | None = None) -> bool:
    """Bring one import to the end of what was asked; False when another process is at it."""
    folder = Import.objects.unscoped().values_list("folder", flat=True).get(pk=import_id)
    with places.locked(folder) as is_ours:
        if not is_ours:
            return False
        imported = Import.objects.unscoped().select_related("asked_by").get(pk=import_id)
        Import.objects.unscoped().filter(pk=import_id).update(heartbeat=timezone.now())
        try:
            _do(imported, Progress(imported, watch))
        except (UnreadableError, MappingError) as error:
            _fail(imported, error.words)
        except Forbidden:
            _fail(imported, _NOT_ALLOWED)
        except LostError:
            log.warning("Import %s is being worked on elsewhere.", import_id)
            return False
    return True


def _do(imported: Import, progress: Progress) -> None:
    actor = _actor_of(imported)
    if actor is None:
        _fail(imported, _LEFT)
        return
    demand(actor, Permission.RUN_IMPORTS)
    on = timezone.localdate()
    if imported.state == Import.State.REVERTING:
        revert(task_of(imported, actor, is_trial=False, on=on), imported, progress)
        return
    is_trial = imported.state == Import.State.CHECKING
    if is_trial or not places.stage_of(imported.folder).exists():
        imported.counts, imported.notes = prepare(imported, actor, progress)
        imported.step, imported.position = "", 0
        imported.save(update_fields=["counts", "notes", "step", "position"])
    task = task_of(imported, actor, is_trial=is_trial, on=on)
    if is_trial:
        _end_check(imported, weigh(task, imported, progress))
    else:
        commit(task, imported, progress)


def _end_check(imported: Import, found: dict[str, int]) -> None:
    counts = imported.counts | found
    counts["same"] += counts["twins"]
    imported.counts, imported.state, imported.share = counts, Import.State.CHECKED, 1
    imported.heartbeat = timezone.now()
    imported.save(update_fields=["counts", "state", "share", "heartbeat"])


def _actor_of(imported: Import) -> Actor | None:
    """Whoever asked, with the rights he has today; the house itself for the command line."""
    if imported.asked_by is None:
        return the_house()
    if not imported.asked_by.is_active:
        return None
    return users.actor_for(imported.asked_by, Door.EXCHANGE, on=timezone.localdate())


def _fail(imported: Import, words: Words) -> None:
    imported.state = Import.State.FAILED
    imported.problem = {"zh": words.zh, "en": words.en}
    imported.finished_at = timezone.now()
    imported.save(update_fields=["state", "problem", "finished_at"])
