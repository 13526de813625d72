"""Where the database stands on the way of its migrations: a first edition may take the place of all the steps before it, or of none.

A home that took some of them only cannot go on: the others are no longer here.
"""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def halfway_rooms(database: str) -> list[str]:
    """The rooms of this database that took some of the single steps a newer migration replaces, and not all."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    taken = set(MigrationRecorder(connections[database]).applied_migrations())
    return sorted(
        {
            room
            for (room, _), migration in loader.disk_migrations.items()
            if taken.intersection(migration.replaces)
            and set(migration.replaces) - taken - set(loader.disk_migrations)
        }
    )


def stands_halfway(
    *, databases: Sequence[str] | None = None, **_kwargs: object
) -> list[CheckMessage]:
    """A check of the database: an error when single steps are missing that only an earlier edition has."""
    return [
        Error(
            f"这个数据库停在旧版的半途（{'、'.join(rooms)}），这一版已没有中间的步骤。"
            "请先装回还带着这些步骤的最后一版，启动一次 zhike serve 让它更新完，再装这一版。数据都还在，这里什么也没有改。 / "
            f"This database stands halfway through an older edition ({', '.join(rooms)}), and this one no longer has the "
            "steps between. Please install the last edition that has them, start zhike serve once so that it finishes, "
            "then install this one again. Everything is still there; nothing was changed here.",
            hint="哪一版，见 / which one: docs/decisions/0037-one-first-edition-of-the-tables.md",
            id="zhike.steps",
        )
        for database in databases or ()
        if (rooms := halfway_rooms(database))
    ]
