"""Who is named in a row of the past: a contact by name at his customer, a colleague, or nobody the books know."""

from collections.abc import Collection

from zhike.customers.lookup import contacts_of
from zhike.exchange.writers.weighing import Task


def people_at(
    task: Task, customer_ids: Collection[int]
) -> dict[tuple[int | None, str | None], int]:
    """(customer, name) → contact, for names only one person there bears."""
    found: dict[tuple[int | None, str | None], int] = {}
    shared = set()
    for known in contacts_of(task.actor, set(customer_ids)):
        key = (known.customer_id, known.values["name"])
        if key in found:
            shared.add(key)
        found[key] = known.row_id
    return {key: row_id for key, row_id in found.items() if key not in shared}


def colleague(task: Task, by: str) -> int | None:
    """The colleague of this name, or None."""
    return task.house.people.get(by.strip().lower())


def with_names(words: str, *, author: str, contact: str | None) -> str:
    """Names the books do not know are kept in front of what was said."""
    names = " · ".join(name for name in (author, contact) if name)
    return f"[{names}] {words}".strip() if names else words
