"""Why a customer has these points: one line per criterion, then what is missing to the next grade."""

from collections.abc import Mapping

from zhike.lib.words import Words
from zhike.methods.measures import BASES
from zhike.methods.scorecards import Criterion, Scorecard

Line = dict[str, str | int | bool]

_NOT_RATED = Words("未评，按 {share}% 计", "not rated, counted as {share}%")
_TO_NEXT = Words("距 {grade} 类还差 {points} 分", "{points} points short of {grade}")


def because(card: Scorecard, row: Mapping[str, object], grade: str, points: int) -> list[Line]:
    """The lines of `Standing.because`: `key`, `points` and `of` in hundredths, `rated`, and the words `zh`, `en`."""
    lines = [_line(card, criterion, row) for criterion in card.criteria]
    if (better := card.gap(grade, points)) is not None:
        band, missing = better
        words = _TO_NEXT.format(grade=band.grade, points=said(missing))
        lines.append({"key": "next", "points": missing, "grade": band.grade} | _both(words))
    return lines


def said(hundredths: int) -> str:
    """Points as people say them: 75, 79.5, 79.99."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)


def _line(card: Scorecard, criterion: Criterion, row: Mapping[str, object]) -> Line:
    value = row[f"value_{criterion.key}"]
    if isinstance(value, int):
        level = criterion.level(value) if criterion.is_rating else None
        basis = BASES[str(row["target_basis"])]
        words = criterion.says.format(value=level or value, basis=basis)
    else:
        words = _NOT_RATED.format(share=card.neutral // 100)
    points = row[f"points_{criterion.key}"]
    assert isinstance(points, int)  # noqa: S101 - the engine's own column
    return {
        "key": criterion.key,
        "points": points,
        "of": criterion.weight * 100,
        "rated": isinstance(value, int),
    } | _both(Words(f"{criterion.title.zh}：{words.zh}", f"{criterion.title.en}: {words.en}"))


def _both(words: Words) -> Line:
    return {"zh": words.zh, "en": words.en}
