"""What the worker does."""

from zhike.serving.worker import Chore

CHORES: tuple[Chore, ...] = ()
