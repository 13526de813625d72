"""The field policy: what of a row may leave through which channel. One answer for every page, list, file and event.

A model says how carefully each field is kept in `LEVELS`; a field not named there is internal. Internal fields are
for everybody who sees the row. Personal ones are for those near the customer; others read a mask. Sealed ones are read
by nobody until an opening is written down (see `trust.sealing`).
"""

from enum import StrEnum
from typing import Any, Protocol

from django.db import models

from zhike.trust.actor import Actor, Level


class Channel(StrEnum):
    """A way out of the house."""

    PAGE = "page"
    PRINT = "print"
    SEARCH = "search"
    SORT = "sort"
    FILTER = "filter"
    HISTORY = "history"
    FILE = "file"
    API = "api"
    EVENT = "event"
    MESSAGE = "message"


CEILINGS = {
    Channel.PAGE: Level.PERSONAL,
    Channel.PRINT: Level.PERSONAL,
    Channel.SEARCH: Level.PERSONAL,
    Channel.SORT: Level.INTERNAL,
    Channel.FILTER: Level.INTERNAL,
    Channel.HISTORY: Level.INTERNAL,
    Channel.FILE: Level.PERSONAL,
    Channel.API: Level.INTERNAL,
    Channel.EVENT: Level.INTERNAL,
    Channel.MESSAGE: Level.INTERNAL,
}


class Owned(Protocol):
    """A customer, as far as nearness asks."""

    @property
    def pk(self) -> Any: ...  # noqa: ANN401 - Django's own type for keys
    @property
    def owner_id(self) -> int | None: ...
    @property
    def team_id(self) -> int | None: ...


def is_near(actor: Actor, customer: Owned) -> bool:
    """Whether the actor looks after this customer."""
    return actor.is_near(customer.pk, customer.owner_id, customer.team_id)


def level_of(model: type[models.Model], field: str) -> Level:
    """How carefully a field is kept."""
    levels: dict[str, Level] = getattr(model, "LEVELS", {})
    return levels.get(field, Level.INTERNAL)


def may_leave(level: Level, channel: Channel, *, near: bool) -> bool:
    """Whether a value of this level may leave through the channel, for somebody near the customer or not."""
    return level <= min(CEILINGS[channel], Level.PERSONAL if near else Level.INTERNAL)


def shown(row: models.Model, field: str, channel: Channel, *, near: bool) -> Any:  # noqa: ANN401 - whatever the field holds
    """The field's value, or a mask where it may not leave."""
    value = getattr(row, field)
    if value in {None, ""} or may_leave(level_of(type(row), field), channel, near=near):
        return value
    return mask(str(value))


def mask(text: str) -> str:
    """Enough to recognise, not enough to use: 138****8000, 张**; words longer than a name keep nothing."""
    if sum(c.isdigit() for c in text) >= 7:
        return f"{text[:3]}****{text[-4:]}"
    if "@" in text:
        return f"{text[:1]}***{text[text.index('@') :]}"
    return f"{text[:1]}**" if len(text) <= 4 else "****"
