"""Whoever acts: a person at a door, or the clock."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Self


class Level(IntEnum):
    """How carefully a fact is kept (the names are ours: the source leaves them open, C33)."""

    OPEN = 0
    INTERNAL = 1
    PERSONAL = 2
    SEALED = 3


class Door(StrEnum):
    """Where somebody came in."""

    WEB = "web"
    EXCHANGE = "exchange"
    LINK = "link"
    CLOCK = "clock"


class Scope(StrEnum):
    """How far somebody sees: his own customers, his teams', or all."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


class Permission(StrEnum):
    """What somebody may do; every route declares one of these, or `public`, or `signed_in`."""

    READ_CUSTOMERS = "customers.read"
    WRITE_CUSTOMERS = "customers.write"
    ASSIGN_CUSTOMERS = "customers.assign"
    LOG_TOUCHES = "touches.log"
    RECEIVE_CASES = "cases.receive"
    RUN_IMPORTS = "imports.run"
    MANAGE_PEOPLE = "people.manage"
    READ_HEALTH = "health.read"
    DISCARD_SAMPLE = "sample.discard"
    MANAGE_BOOK = "book.manage"
    MERGE_CUSTOMERS = "customers.merge"
    TRASH_CUSTOMERS = "customers.trash"
    TAKE_FILES = "files.take"
    OPEN_SEALED = "sealed.open"
    APPROVE = "guard.approve"
    READ_REGISTERS = "guard.read"
    ANSWER_PERSONS = "persons.answer"
    SWITCH_METHODS = "methods.switch"
    KEEP_DAYS = "days.keep"
    MANAGE_POST = "post.manage"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, how far he sees and what he may do, settled once at the door.

    `stands_for` holds his own id and the ids of those he deputises for today, `borrowed` the customers
    somebody lent him for a purpose and a while (S1-65).
    """

    user_id: int | None
    stands_for: frozenset[int]
    team_ids: frozenset[int]
    scope: Scope
    permissions: frozenset[Permission]
    clearance: Level
    door: Door
    borrowed: frozenset[int] = frozenset()

    @classmethod
    def clock(cls) -> Self:
        """The night and the worker: sees all customers, opens no sealed value."""
        return cls(
            None,
            frozenset(),
            frozenset(),
            Scope.ALL,
            frozenset(Permission),
            Level.INTERNAL,
            Door.CLOCK,
        )

    @classmethod
    def guest(cls) -> Self:
        """A customer at the secret link he was sent: sees no customer, may do nothing but answer there."""
        nobody: frozenset[int] = frozenset()
        return cls(None, nobody, nobody, Scope.OWN, frozenset(), Level.OPEN, Door.LINK)

    @property
    def sees_everything(self) -> bool:
        return self.scope is Scope.ALL

    def is_near(
        self, customer_id: int | None, owner_id: int | None, team_id: int | None
    ) -> bool:
        """Whether he looks after the customer: as owner or deputy, as his team's lead, or as borrower.

        Who sees all customers is not near all of them: seeing far is not reading what is personal.
        """
        return (
            owner_id in self.stands_for
            or team_id in self.team_ids
            or customer_id in self.borrowed
        )

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


class Forbidden(PermissionError):
    """The actor may not do this; the message says what would be needed."""


def demand(actor: Actor, permission: Permission) -> None:
    """Stop here unless the actor holds the permission."""
    if not actor.may(permission):
        raise Forbidden(permission)
