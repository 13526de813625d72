"""How the columns of a file become the fields of a target: guessed, remembered, or written in a TOML file."""

import tomllib
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from zhike.exchange.fields import FIELDS, Target, field_of, known_names
from zhike.exchange.files.table import Reading, key_of
from zhike.lib.dates import DateOrder
from zhike.lib.words import Words

UPDATE_KEYS: dict[Target, tuple[str, ...]] = {
    Target.CUSTOMERS: ("number", "credit_code", "name", "none"),
    Target.CONTACTS: ("name", "mobile", "email", "none"),
    Target.ORDERS: ("number", "none"),
    Target.PAYMENTS: ("number", "none"),
    Target.TOUCHES: ("none",),
    Target.CASES: ("none",),
}
_NEEDED: dict[Target, tuple[tuple[str, ...], ...]] = {
    Target.CUSTOMERS: (("name", "number", "credit_code"),),
    Target.CONTACTS: (("customer", "customer_name"), ("name",)),
    Target.ORDERS: (("customer", "customer_name"), ("ordered_on",), ("amount", "unit_price")),
    Target.PAYMENTS: (
        ("order", "customer", "customer_name"),
        ("amount",),
        ("due_on", "paid_on"),
    ),
    Target.TOUCHES: (("customer", "customer_name"), ("touched_on",)),
    Target.CASES: (
        ("customer", "customer_name"),
        ("kind",),
        ("summary", "words"),
        ("asked_at",),
    ),
}
_MISSING = Words("还缺一列：{fields}。", "A column is missing: {fields}.")
_NO_SUCH_FIELD = Words(
    "“{target}”没有字段“{name}”。可用：{names}。",
    "{target} have no field “{name}”. There are: {names}.",
)
_NO_SUCH_COLUMN = Words(
    "文件里没有列“{name}”。有：{names}。",
    "The file has no column “{name}”. There are: {names}.",
)
_NO_SUCH_KEY = Words(
    "{target}不能按“{key}”更新。可用：{keys}。",
    "{target} cannot be updated by “{key}”. Use one of: {keys}.",
)
_BAD_FILE = Words("映射文件读不了：{why}。", "The map cannot be read: {why}.")


class MappingError(ValueError):
    """The map does not fit; `words` says what to change."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True)
class Mapping:
    """Field → column name, and everything else a person may say about a file.

    `values` translates cells of a field, `fixed` fills a field in every row, `only` keeps the rows whose column
    has this value. `owner_id` gets the new customers for whom the file names nobody. `update_by` is the key written rows are met again by; empty for the usual one, `none` to leave
    what is there alone.
    """

    target: Target
    columns: Dict[str, str] = field(default_factory=dict)
    values: Dict[str, Dict[str, str]] = field(default_factory=dict)
    fixed: Dict[str, str] = field(default_factory=dict)
    only: Dict[str, tuple[str, ...]] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
    dates: DateOrder = DateOrder.YEAR_FIRST
    decimal_comma: bool = False
    create_customers: bool = False
    owner_id: int | None = None
    update_by: str = ""

    @property
    def known(self) -> frozenset[str]:
        """The column names that tell the row of column names: those mapped, else every usual one."""
        mapped = frozenset(key_of(name) for name in (*self.columns.values(), *self.only))
        return mapped or known_names(self.target)

    def checked(self, names: Sequence[str]) -> "Mapping":
        """The same map when it fits the file's columns; `MappingError` says what does not."""
        self._check_fields([*self.columns, *self.values, *self.fixed])
        for column in [*self.columns.values(), *self.only]:
            if column not in names:
                raise MappingError(_NO_SUCH_COLUMN.format(name=column, names="、".join(names)))
        given = {*self.columns, *self.fixed}
        for choices in _NEEDED[self.target]:
            if not given.intersection(choices):
                raise MappingError(_MISSING.format(fields=_named(self.target, choices)))
        if self.target is Target.ORDERS and "amount" not in given and "quantity" not in given:
            raise MappingError(_MISSING.format(fields=_named(self.target, ("quantity",))))
        keys = UPDATE_KEYS[self.target]
        if self.update_by and self.update_by not in keys:
            raise MappingError(
                _NO_SUCH_KEY.format(
                    target=self.target.words, key=self.update_by, keys="、".join(keys)
                )
            )
        return self

    def as_json(self) -> dict[str, Any]:
        """Plain values, as they are stored."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Dict[str, Any]) -> "Mapping":
        """The map that was stored."""
        reading = dict(stored["reading"])
        reading["names"] = tuple(reading["names"])
        return cls(
            **{
                **stored,
                "target": Target(stored["target"]),
                "only": {column: tuple(values) for column, values in stored["only"].items()},
                "reading": Reading(**reading),
                "dates": DateOrder(stored["dates"]),
            }
        )

    def _check_fields(self, names: Sequence[str]) -> None:
        for name in names:
            if not field_of(self.target, name):
                there = "、".join(each.name for each in FIELDS[self.target])
                raise MappingError(
                    _NO_SUCH_FIELD.format(target=self.target.words, name=name, names=there)
                )


def guess(target: Target, names: Sequence[str]) -> dict[str, str]:
    """Field → column, for every column whose name is known; a column serves one field, the first named first."""
    by_key = {key_of(name): name for name in reversed(names)}
    guessed: dict[str, str] = {}
    for exact in (True, False):
        for each in FIELDS[target]:
            keys = [key_of(each.name), key_of(each.words.zh), key_of(each.words.en)]
            found = [by_key[key] for key in (keys if exact else each.keys()) if key in by_key]
            free = [name for name in names if name in found and name not in guessed.values()]
            if free and each.name not in guessed:
                guessed[each.name] = free[0]
    return guessed


def load(path: Path, target: Target) -> Mapping:
    """Read a map from a TOML file; its format is described in docs/howto/import.md."""
    try:
        text = path.read_text("utf-8")
        written = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingError(_BAD_FILE.format(why=error)) from error
    try:
        return _from_toml(written, target)
    except (TypeError, ValueError, AttributeError) as error:
        if isinstance(error, MappingError):
            raise
        raise MappingError(_BAD_FILE.format(why=error)) from error


def _from_toml(written: dict[str, Any], target: Target) -> Mapping:
    sections = ("target", "file", "columns", "values", "fixed", "only", "read")
    unknown = sorted(set(written) - set(sections))
    if unknown:
        raise ValueError(f"{unknown[0]}? {', '.join(sections)}")
    if written.get("target", target) != target:
        raise ValueError(f"target = {written['target']} ≠ {target}")
    file = dict(written.get("file", {}))
    file["names"] = tuple(str(name) for name in file.get("names", ()))
    if file["names"] and "header" not in file:
        file["header"] = 0
    read = dict(written.get("read", {}))
    read["dates"] = DateOrder(read.get("dates", DateOrder.YEAR_FIRST))
    return replace(
        Mapping(
            target,
            columns={k: str(v) for k, v in written.get("columns", {}).items()},
            values={
                k: {str(a): str(b) for a, b in table.items()}
                for k, table in written.get("values", {}).items()
            },
            fixed={k: str(v) for k, v in written.get("fixed", {}).items()},
            only={k: _listed(v) for k, v in written.get("only", {}).items()},
            reading=Reading(**file),
        ),
        **read,
    )


def _listed(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else (str(value),)


def _named(target: Target, choices: Sequence[str]) -> Words:
    fields = [found for name in choices if (found := field_of(target, name))]
    return Words(
        " / ".join(each.words.zh for each in fields),
        " / ".join(each.words.en for each in fields),
    )
