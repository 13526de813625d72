"""How far an import is, for whoever watches: written at most once a second, beside the work."""

import time
from collections.abc import Callable

from django.utils import timezone

from zhike.exchange.models import Import

type Watch = Callable[[str, int, float], None]


class Progress:
    """Keeps the heartbeat and the share done of one import; `watch` hears the step, the rows and the share."""

    def __init__(self, imported: Import, watch: Watch | None = None) -> None:
        self._imported = imported
        self._watch = watch
        self._last = 0.0

    def beat(self, step: str, rows: int, share: float) -> None:
        """So many rows of this step are done, which is that share of it."""
        if self._watch:
            self._watch(step, rows, share)
        now = time.monotonic()
        if now - self._last >= 1:
            self._last = now
            Import.objects.unscoped().filter(pk=self._imported.pk).update(
                heartbeat=timezone.now(), share=share
            )
