"""Read a TOML table without believing it: every key is asked for once, by its type, and what is left over is a lie."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from string import Formatter

from zhike.lib.words import Words

_ROW = re.compile(r"S[0-4]-\d{2}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_MISSING = object()


class MethodError(ValueError):
    """A method file says something it may not say; names the file, the key and what to do, in both languages."""

    def __init__(self, file: str, key: str, words: Words) -> None:
        self.file, self.key, self.words = file, key, words
        super().__init__(f"{file}: {key}: {words.zh} / {words.en}")


@dataclass(frozen=True, slots=True)
class Dial:
    """A number, a switch or an hour a reader asked for: where it stands, what it is, and its bounds."""

    key: str
    value: int | time
    at_least: int = 0
    at_most: int | None = None


@dataclass(slots=True)
class Table:
    """One table of a method file; `place` is the way to it, such as `criteria[2].`. `dials` is what a form can set."""

    file: str
    data: Mapping[str, object]
    place: str = ""
    asked: set[str] = field(default_factory=set)
    dials: list[Dial] = field(default_factory=list)

    def lie(self, key: str, zh: str, en: str) -> MethodError:
        """The error for one key of this table."""
        return MethodError(self.file, self.place + key, Words(zh, en))

    def has(self, key: str) -> bool:
        """Whether the key is there; asking so does not use it up."""
        return key in self.data

    def text(self, key: str, default: str | None = None) -> str:
        """A string that is not empty."""
        value = self._get(key, default)
        if not isinstance(value, str) or (value == "" and default is None):
            raise self.lie(key, "应为不空的文字", "must be a text that is not empty")
        return value

    def phrase(self, key: str, *, may_be_empty: bool) -> str:
        """A string that must be there, though perhaps empty."""
        if may_be_empty and self.data.get(key) == "":
            self.asked.add(key)
            return ""
        return self.text(key)

    def name(self, key: str) -> str:
        """A short name of small letters, digits and underscores."""
        value = self.text(key)
        if not _NAME.fullmatch(value):
            raise self.lie(
                key,
                "名称只能用小写字母、数字和下划线，以字母开头",
                "a name has small letters, digits and _ only, and begins with a letter",
            )
        return value

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of the words allowed here."""
        value = self.text(key, default)
        if value not in allowed:
            listed = ", ".join(sorted(allowed))
            raise self.lie(
                key,
                f"“{value}” 不认识；可用：{listed}",
                f"unknown “{value}”; allowed are {listed}",
            )
        return value

    def number(
        self,
        key: str,
        default: int | None = None,
        *,
        at_least: int = 0,
        at_most: int | None = None,
    ) -> int:
        """A whole number within its bounds."""
        value = self._get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.lie(key, "应为整数", "must be a whole number")
        if value < at_least or (at_most is not None and value > at_most):
            upper = "…" if at_most is None else str(at_most)
            raise self.lie(
                key, f"应在 {at_least} 到 {upper} 之间", f"must lie in {at_least} to {upper}"
            )
        self.dials.append(Dial(self.place + key, value, at_least, at_most))
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """true or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.lie(key, "应为 true 或 false", "must be true or false")
        self.dials.append(Dial(self.place + key, value))
        return value

    def hour(self, key: str) -> time:
        """An hour of the day, written "18:00"."""
        text = self.text(key)
        try:
            value = time.fromisoformat(text)
        except ValueError:
            raise self.lie(key, "应如 18:00", "must be like 18:00") from None
        self.dials.append(Dial(self.place + key, value))
        return value

    def day(self, key: str) -> date:
        """A day, written as TOML writes one: 2026-10-08."""
        value = self._get(key, _MISSING)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.lie(key, "应为日期，如 2026-10-08", "must be a day like 2026-10-08")
        return value

    def moment(self, key: str) -> datetime:
        """A day with its hour, no zone: 2026-09-30T17:30:00."""
        value = self._get(key, _MISSING)
        if not isinstance(value, datetime) or value.tzinfo is not None:
            raise self.lie(
                key,
                "应为日期和时刻，如 2026-09-30T17:30:00",
                "must be a day and hour like 2026-09-30T17:30:00",
            )
        return value

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of strings."""
        value = self._get(key, _MISSING if required else [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self.lie(key, "应为文字的列表", "must be a list of texts")
        return tuple(value)

    def words(
        self, key: str, *, blanks: Collection[str] | None = None, may_be_empty: bool = False
    ) -> Words:
        """A sentence in both languages; `blanks` are the names it may leave to be filled."""
        table = self.table(key)
        words = Words(*(table.phrase(key, may_be_empty=may_be_empty) for key in ("zh", "en")))
        table.done()
        if blanks is not None:
            table.check_blanks(words, blanks)
        return words

    def words_or_none(self, key: str, *, blanks: Collection[str] | None = None) -> Words | None:
        """A sentence in both languages, if there is one."""
        return self.words(key, blanks=blanks) if self.has(key) else None

    def all_words(self, key: str, *, required: bool = True) -> tuple[Words, ...]:
        """A list of sentences in both languages."""
        found = []
        for table in self.tables(key, required=required):
            found.append(Words(table.text("zh"), table.text("en")))
            table.done()
        return tuple(found)

    def check_blanks(self, words: Words, blanks: Collection[str]) -> None:
        """Stop at a blank nobody will fill."""
        for language in ("zh", "en"):
            unknown = blanks_of(words.said_in(language)) - set(blanks)
            if unknown:
                known = ", ".join(sorted(blanks))
                raise self.lie(
                    language,
                    f"没有人会填 {{{min(unknown)}}}；可用的空：{known}",
                    f"nobody fills {{{min(unknown)}}}; the blanks here are {known}",
                )

    def table(self, key: str) -> "Table":
        """A table below this one."""
        return self._below(key, self._get(key, _MISSING))

    def tables(self, key: str, *, required: bool = True) -> tuple["Table", ...]:
        """A list of tables below this one."""
        value = self._get(key, _MISSING if required else [])
        if not isinstance(value, list) or (required and not value):
            raise self.lie(key, "应为不空的列表", "must be a list that is not empty")
        return tuple(
            self._below(f"{key}[{number}]", item) for number, item in enumerate(value, 1)
        )

    def values(self, key: str) -> dict[str, object]:
        """A table taken as it is: what an example puts in."""
        value = self._get(key, {})
        if not isinstance(value, dict):
            raise self.lie(key, "应为表", "must be a table")
        return value

    def read[T](
        self, key: str, reader: Callable[["Table"], T], *, required: bool = True
    ) -> tuple[T, ...]:
        """A list of tables, each read and then checked for what nobody asked for."""
        found = []
        for table in self.tables(key, required=required):
            found.append(reader(table))
            table.done()
        return tuple(found)

    def done(self) -> None:
        """Everything was asked for; what is left over is a lie."""
        left = [key for key in self.data if key not in self.asked]
        if left:
            raise self.lie(
                left[0], "不认识这个键；请删去或改正", "unknown key; delete or correct it"
            )

    def _get(self, key: str, default: object) -> object:
        self.asked.add(key)
        value = self.data.get(key, default)
        if value is _MISSING or value is None:
            raise self.lie(key, "缺少这个键", "this key is missing")
        return value

    def _below(self, key: str, value: object) -> "Table":
        if not isinstance(value, dict):
            raise self.lie(key, "应为表", "must be a table")
        return Table(self.file, value, f"{self.place}{key}.", dials=self.dials)


def blanks_of(text: str) -> set[str]:
    """The names in braces of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@dataclass(frozen=True, slots=True)
class Head:
    """What every method says of itself. `note` tells what is ours and what is the source's."""

    name: str
    version: int
    source: tuple[str, ...]
    title: Words
    note: Words

    @property
    def signature(self) -> str:
        """What a task, a run or a score keeps of the method that made it: `evaluation@1`."""
        return f"{self.name}@{self.version}"


def head(table: Table) -> Head:
    """Read the head; its name must be the file's."""
    name = table.name("name")
    if name != table.file.rpartition("/")[2].removesuffix(".toml"):
        raise table.lie("name", "应与文件名相同", "must be the name of the file")
    source = table.texts("source")
    if not source:
        raise table.lie("source", "请写来源行，如 S1-59", "give the source row, such as S1-59")
    for row in source:
        if not _ROW.fullmatch(row):
            raise table.lie(
                "source",
                f"“{row}” 不是来源行，如 S1-59",
                f"“{row}” is no source row like S1-59",
            )
    return Head(
        name,
        table.number("version", at_least=1),
        source,
        table.words("title"),
        table.words("note"),
    )
