"""From a file to a finished stage: every row read, mapped and judged; nothing in the books is touched."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zhike.exchange.cells import House, Reader, Value, WrongError, cleaned, reader_of
from zhike.exchange.fields import FIELDS, Target, field_of
from zhike.exchange.files.table import Table, open_table
from zhike.exchange.mapping import Mapping
from zhike.exchange.shapes import SHAPES, Shape
from zhike.exchange.stage import Stage
from zhike.lib.words import Words

type Tell = Callable[[int, float], None]

_BATCH = 5_000
_WRONG = "INSERT INTO wrong (line, zh, en, number) VALUES (?, ?, ?, ?)"
_SETTLE = Path(__file__).parent / "settle"
_RAGGED = Words(
    "这一行有 {count} 格，列名只有 {width} 个；多半是少了引号。",
    "This row has {count} cells for {width} column names; a quote may be missing.",
)
_NO_AUTHOR = Words(
    "{count} 条记录的经手人（{names}）不在人员名单里，姓名写进了内容。",
    "The authors of {count} rows ({names}) are nobody here; their names are kept in what was said.",
)


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field's cell stands in a row, and how it is read."""

    position: int
    field: int
    read: Reader
    values: dict[str, str]


@dataclass(slots=True)
class Taken:
    """What came out of a file: rows read, rows set aside by the map, and what else is worth saying."""

    rows: int
    aside: int
    notes: list[Words]


def take_in(path: Path, mapping: Mapping, house: House, stage: Stage, tell: Tell) -> Taken:
    """Read the whole file into the stage; `tell` hears how many rows and which share of the file are done."""
    table = open_table(path, mapping.reading, mapping.known)
    mapping.checked(table.names)
    shape = SHAPES[mapping.target]
    stage.lay_out(shape.columns)
    taken = Taken(0, 0, list(table.notes))
    marks = ", ".join("?" * (len(shape.columns) + 1))
    lines = f"INSERT INTO line VALUES ({marks})"  # noqa: S608 - only marks
    sieve = Sieve(table, mapping, house, shape)
    good: list[tuple[Value, ...]] = []
    bad: list[tuple[Value, ...]] = []
    for number, cells in table:
        taken.rows += 1
        row = sieve.row(number, cells, bad)
        if row:
            good.append(row)
        if taken.rows % _BATCH == 0:
            stage.put(lines, good)
            stage.put(_WRONG, bad)
            good, bad = [], []
            tell(taken.rows, table.rows.share())
    stage.put(lines, good)
    stage.put(_WRONG, bad)
    taken.aside = sieve.aside
    tell(taken.rows, 1.0)
    if mapping.target in {Target.TOUCHES, Target.CASES}:
        taken.notes += _unknown_authors(stage, house)
    return taken


class Sieve:
    """Makes lines of rows; a row that cannot be taken goes to `bad` with its reason."""

    def __init__(self, table: Table, mapping: Mapping, house: House, shape: Shape) -> None:
        fields = FIELDS[mapping.target]
        place = {each.name: index for index, each in enumerate(fields)}
        where = {name: index for index, name in enumerate(table.names)}
        self._width = len(table.names)
        self._make = shape.make
        self._holds_number = mapping.target is Target.ORDERS
        self._only = [(where[name], frozenset(v)) for name, v in mapping.only.items()]
        self._blank: list[Value] = [None] * len(fields)
        for name, cell in mapping.fixed.items():
            each = field_of(mapping.target, name)
            if each:
                self._blank[place[name]] = reader_of(each, mapping, house)(cell)
        self._columns = [
            Column(
                where[mapping.columns[each.name]],
                place[each.name],
                reader_of(each, mapping, house),
                dict(mapping.values.get(each.name, {})),
            )
            for each in fields
            if each.name in mapping.columns
        ]
        self.aside = 0

    def row(
        self, number: int, cells: list[str], bad: list[tuple[Value, ...]]
    ) -> tuple[Value, ...] | None:
        """The line of this row, or None when it is set aside or wrong."""
        for position, wanted in self._only:
            if (cells[position].strip() if position < len(cells) else "") not in wanted:
                self.aside += 1
                return None
        values = self._blank.copy()
        try:
            self._read(cells, values)
            return (number, *self._make(values))
        except WrongError as error:
            key = values[0] if self._holds_number else None
            bad.append((number, error.words.zh, error.words.en, key))
            return None

    def _read(self, cells: list[str], values: list[Value]) -> None:
        width = len(cells)
        if width > self._width and any(cell.strip() for cell in cells[self._width :]):
            raise WrongError(_RAGGED.format(count=width, width=self._width))
        first: WrongError | None = None
        for column in self._columns:
            cell = cells[column.position] if column.position < width else ""
            if cell and (cell := cleaned(cell)):
                if column.values:
                    cell = column.values.get(cell, cell)
                try:
                    values[column.field] = column.read(cell)
                except WrongError as error:
                    first = first or error
        if first:
            raise first


def settle(stage: Stage, target: Target) -> None:
    """Make items of the lines that can be taken, and mark those that contradict each other."""
    stage.script((_SETTLE / f"{target}.sql").read_text("utf-8"))


def _unknown_authors(stage: Stage, house: House) -> Iterator[Words]:
    names: Counter[str] = Counter()
    for name, count in stage.each(
        'SELECT "by", count(*) FROM line WHERE "by" IS NOT NULL GROUP BY 1'
    ):
        if name.strip().lower() not in house.people:
            names[name] = count
    if names:
        shown = "、".join(name for name, _ in names.most_common(5))
        yield _NO_AUTHOR.format(count=names.total(), names=shown)
