"""Tables the database itself refuses to change: triggers on both engines, and the one named path that lifts them.

On SQLite a migration that rebuilds a table drops its triggers silently: `install()` may be called again at any time,
and `missing()` tells the health page and `zhike verify`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A trigger by name, the table it guards, and how each engine says it."""

    name: str
    table: str
    sqlite: str
    postgres: str


_FROZEN = ("trust_journalblock", "trust_redaction", "trust_disclosure", "trust_opening")
_EVENT = "trust_event"
_KEPT = (
    "id", "kind", "subject", "customer_id", "user_id", "door", "happened_on", "recorded_at", "batch",
)  # fmt: skip


def install() -> None:
    """Set up whatever trigger is missing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in _FUNCTIONS:
                cursor.execute(statement)
        for trigger in missing():
            cursor.execute(_made(trigger))


def missing() -> list[_Trigger]:
    """The triggers that should be there and are not."""
    there = _there()
    return [trigger for trigger in _TRIGGERS if trigger.name not in there]


@contextmanager
def lifted() -> Iterator[None]:
    """Empty the whole house: the triggers are gone until the block ends, inside its transaction, and come back with it.

    Only for throwing a sample company away, and for the tests' own database.
    """
    with transaction.atomic():
        take_away()
        yield
        install()


def take_away() -> None:
    """Drop the triggers; for `lifted` and for a migration walked backwards."""
    with connection.cursor() as cursor:
        for trigger in _TRIGGERS:
            on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")


def _there() -> set[str]:
    asked = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {row[0] for row in cursor.fetchall()}


def _made(trigger: _Trigger) -> str:
    return trigger.postgres if connection.vendor == "postgresql" else trigger.sqlite


def _refusing(table: str, verb: str, *, when: str = "") -> _Trigger:
    """A trigger that refuses a verb; `when` narrows it on SQLite, where the condition stands in the trigger."""
    name = f"{table}_no_{verb.lower()}"
    condition = f" WHEN {when}" if when else ""
    function = "trust_redaction_only" if when else "trust_append_only"
    return _Trigger(
        name,
        table,
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table}{condition} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {function}()",
    )


def _no_replace(table: str) -> _Trigger:
    """SQLite's INSERT OR REPLACE deletes without a delete trigger: a number somebody chose himself is refused. PostgreSQL has no such verb."""
    name = f"{table}_no_replace"
    return _Trigger(
        name,
        table,
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN NEW.id > 0 "
        f"BEGIN SELECT RAISE(ABORT, '{table} numbers its own rows'); END",
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION trust_append_only()",
    )


# The one change let through: particulars emptied, with a redaction on record and everything else as it was.
_SAME = " AND ".join(f"NEW.{c} IS OLD.{c}" for c in _KEPT)
_IS_REDACTION = f"""
OLD.redacted_at IS NULL AND NEW.redacted_at IS NOT NULL AND NEW.particulars = '{{}}' AND {_SAME}
AND EXISTS (SELECT 1 FROM trust_redaction WHERE event_id = OLD.id)
"""  # noqa: S608 - our own columns
_APPEND_ONLY = """
CREATE OR REPLACE FUNCTION trust_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
_REDACTION_ONLY = f"""
CREATE OR REPLACE FUNCTION trust_redaction_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.redacted_at IS NULL AND NEW.redacted_at IS NOT NULL AND NEW.particulars = '{{}}'::jsonb
     AND {_SAME.replace(" IS ", " IS NOT DISTINCT FROM ")}
     AND EXISTS (SELECT 1 FROM trust_redaction WHERE event_id = OLD.id)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""  # noqa: S608 - our own columns
_FUNCTIONS = (_APPEND_ONLY, _REDACTION_ONLY)
_TRIGGERS = (
    _refusing(_EVENT, "DELETE"),
    _refusing(_EVENT, "UPDATE", when=f"NOT ({_IS_REDACTION})"),
    _no_replace(_EVENT),
    *(_refusing(table, verb) for table in _FROZEN for verb in ("DELETE", "UPDATE")),
    *(_no_replace(table) for table in _FROZEN),
)
