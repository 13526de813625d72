"""No row leaves without a scope: a queryset that is read while a door is open must have passed `visible_to(actor)`.

A door (a web request, an export) opens with `door_open()`. From then on reading a `Scoped` queryset that
nobody narrowed raises `Unscoped`. Jobs and tests work with no door open and read what they like.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from zhike.trust.actor import Actor, Scope

_open: ContextVar[bool] = ContextVar("door_open", default=False)


class Unscoped(RuntimeError):
    """Rows were about to leave that no `visible_to(actor)` had narrowed."""


@contextmanager
def door_open() -> Iterator[None]:
    """Between here and the end of the block, unscoped reads raise."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


class Scoped[M: models.Model](models.QuerySet[M]):
    """A queryset of rows that belong to customers.

    `to_customer` is the lookup path from a row to its customer: `""` for the customer itself,
    `"customer__"` for what hangs below one, None for rows that belong to no customer.
    """

    to_customer: ClassVar[str | None] = "customer__"
    _is_scoped = False

    def visible_to(self, actor: Actor) -> Self:
        """Only the rows this actor may see; what lies in the trash nobody sees."""
        here = self.present()
        seen = here if actor.sees_everything else here.filter(self.seen_by(actor))
        return seen.unscoped()

    def present(self) -> Self:
        """Only the rows whose customer is on the books: neither in the trash nor merged into another."""
        if self.to_customer is None:
            return self
        return self.filter(**{f"{self.to_customer}trashed_at__isnull": True})

    def seen_by(self, actor: Actor) -> Q:
        """The condition behind `visible_to` for actors who do not see everything."""
        path = self.to_customer or ""
        mine = Q(**{f"{path}owner_id__in": actor.stands_for})
        if actor.borrowed:
            mine |= Q(**{f"{path}pk__in": actor.borrowed})
        if actor.scope is Scope.TEAM:
            return mine | Q(**{f"{path}team_id__in": actor.team_ids})
        return mine

    def near(self, actor: Actor) -> Self:
        """Only the rows of customers this actor looks after; the condition of `Actor.is_near`."""
        path = self.to_customer or ""
        return self.filter(
            Q(**{f"{path}owner_id__in": actor.stands_for})
            | Q(**{f"{path}team_id__in": actor.team_ids})
            | Q(**{f"{path}pk__in": actor.borrowed})
        )

    def unscoped(self) -> Self:
        """Every row, said aloud; only for what concerns no single person (uniqueness, jobs)."""
        clone = self.all()
        vars(clone)["_is_scoped"] = True
        return clone

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # Django's own hook, untyped in the stubs
        vars(clone)["_is_scoped"] = self._is_scoped
        return clone

    def _guard(self) -> None:
        if _open.get() and not self._is_scoped:
            raise Unscoped(f"{self.model._meta.label} read without visible_to(actor)")

    def _fetch_all(self) -> None:
        self._guard()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[Any]:  # noqa: ANN401 - Django's signature
        self._guard()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._guard()
        return super().count()

    def exists(self) -> bool:
        self._guard()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's signature
        self._guard()
        return super().aggregate(*args, **kwargs)

    def update(self, **values: Any) -> int:  # noqa: ANN401 - Django's signature
        self._guard()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._guard()
        return super().delete()
