"""The summary workbook (S1-68): customers by grade, industry, city and account manager, counted and summed, with charts."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from zhike.exchange.out.sheets import Cell, Chart, Sheet
from zhike.exchange.out.sources import Rows
from zhike.lib.words import Words

_BY = {
    "grade": Words("等级", "Grade"),
    "industry": Words("行业", "Industry"),
    "city": Words("城市", "City"),
    "owner__name": Words("主管人", "Account manager"),
}
_NONE = Words("（空）", "(none)")
_COUNT = Words("客户数", "Customers")
_SUM = Words("近 12 个月收入", "Revenue, 12 months")
_SHARE = Words("占比 %", "Share %")
_BARS = 20


@dataclass(frozen=True, slots=True)
class Table:
    """Customers by one side: its name, and a line each with count and sum, the largest first."""

    by: Words
    lines: list[list[Cell]]


def tables(rows: Rows) -> list[Table]:
    """Count and sum the list by each side."""
    return [Table(words, _lines(rows, field)) for field, words in _BY.items()]


def workbook(found: list[Table], last_line: str) -> tuple[list[Sheet], list[Chart | None]]:
    """The tables as sheets, each with a chart of its largest."""
    sheets, charts = [], list[Chart | None]()
    for table in found:
        headings = [str(words) for words in (table.by, _COUNT, _SUM, _SHARE)]
        sheets.append(Sheet(str(table.by), headings, table.lines, last_line))
        title = str(Words(f"按{table.by.zh}的收入", f"Revenue by {table.by.en.lower()}"))
        charts.append(Chart(title, names=0, values=2, rows=min(len(table.lines), _BARS)))
    return sheets, charts


def _lines(rows: Rows, field: str) -> list[list[Cell]]:
    counted = (
        rows.order_by()
        .values_list(field)
        .annotate(count=Count("pk"), total=Sum("measures__revenue_12m"))
    )
    lines = sorted(counted, key=lambda line: (-(line[2] or 0), -line[1], str(line[0])))
    whole = sum(line[2] or 0 for line in lines) or 1
    return [
        [
            str(name or _NONE),
            count,
            Decimal(total or 0) / 100,
            (Decimal(total or 0) * 100 / whole).quantize(Decimal("0.1")),
        ]
        for name, count, total in lines
    ]
