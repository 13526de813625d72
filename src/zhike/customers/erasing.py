"""What must go when a person goes: found in the models themselves, so that a table added later cannot be forgotten.

A model that points to contacts says in `ERASED`, for each such field, what becomes of its rows: `None`, they are deleted;
a dict, these fields are blanked (none, for an empty one) and the rest stays for the books.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from zhike.customers.models import Contact, Customer

BLANK = "〇〇"
_KEPT = {"customers.Customer", "customers.SearchEntry", "trust.Event"}
_NEVER = {"sealed", "text_hash", "number", "key", "method"}

type Fate = dict[str, object] | None


@dataclass(frozen=True, slots=True)
class Link:
    """A field by which a model points to a contact, and what becomes of such rows."""

    model: type[models.Model]
    field: str
    fate: Fate


class Undecided(TypeError):
    """A model points to contacts and does not say what becomes of its rows when one is erased."""


def links() -> list[Link]:
    """Every way a row may point to a contact."""
    found = []
    for relation in Contact._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        model, name = relation.related_model, relation.field.name
        fates: dict[str, Fate] = getattr(model, "ERASED", {})
        if isinstance(model, str) or name not in fates:
            raise Undecided(f"{model}.{name}")
        found.append(Link(model, name, fates[name]))
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """A model's fields of free words, and the paths from its rows to their customers."""

    model: type[models.Model]
    fields: tuple[str, ...]
    paths: tuple[str, ...]


def words_of_customers() -> Iterator[Words]:
    """Every model that hangs below a customer, or below what hangs below one, with its fields of free words."""
    for model in apps.get_models():
        paths = _paths(model)
        fields = tuple(
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
            and not field.choices
            and not field.unique
            and field.name not in _NEVER
        )
        if model._meta.label not in _KEPT and paths and fields:
            yield Words(model, fields, tuple(paths))


def cleaned(value: Any, words: Collection[str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The value with every one of these words blanked."""
    if isinstance(value, str):
        for word in words:
            value = value.replace(word, BLANK)
        return value
    if isinstance(value, (dict, list)):
        text = json.dumps(value, ensure_ascii=False)
        return json.loads(cleaned(text, words)) if _holds(text, words) else value
    return value


def says(value: object, words: Collection[str]) -> bool:
    """Whether a value holds any of the words."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return _holds(text, words)


def _holds(text: str, words: Collection[str]) -> bool:
    return any(word in text for word in words)


def _paths(model: type[models.Model]) -> list[str]:
    direct = _direct(model)
    for name, other in _pointers(model):
        if other is not Customer and other is not model:
            direct += [f"{name}__{path}" for path in _direct(other)]
    return direct


def _direct(model: type[models.Model]) -> list[str]:
    return [name for name, other in _pointers(model) if other is Customer]


def _pointers(model: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
    return [
        (field.name, field.related_model)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type)
    ]
