"""Why a customer has these points: one part per criterion, then what is missing to the next grade."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhike.lib.words import Words
from zhike.methods.measures import BASES, spoken
from zhike.methods.measures import points as points_said
from zhike.methods.scorecards import Criterion, Scorecard

Part = dict[str, object]

_NOT_RATED = Words("未评，按 {share}% 计", "not rated, counted as {share}%")
_TO_NEXT = Words("距 {grade} 类还差 {points} 分", "{points} points short of {grade}")


@dataclass(slots=True)
class Because:
    """The reasons of one scorecard. Customers with the same facts share their parts, which nobody changes."""

    card: Scorecard
    made: dict[tuple[object, ...], Part] = field(default_factory=dict)

    def parts(self, row: Mapping[str, object], grade: str, points: int) -> list[Part]:
        """The parts of `Standing.because`, as JSON.

        A criterion's part has `key`, `name`, `words`, `points` and `best` in hundredths, and whether it is
        `rated`; the last one, key `next`, the next `grade` and the `points` missing to it.
        """
        basis = str(row["target_basis"])
        found = [
            self._part(criterion, row[f"value_{criterion.key}"], basis)
            for criterion in self.card.criteria
        ]
        if grade != self.card.bands[0].grade:
            found.append(self._next(grade, points))
        return found

    def _part(self, criterion: Criterion, value: object, basis: str) -> Part:
        key = (criterion.key, value, basis)
        if key not in self.made:
            known = value if isinstance(value, int) else None
            self.made[key] = {
                "key": criterion.key,
                "name": _both(criterion.title),
                "words": _both(self._words(criterion, known, basis)),
                "points": criterion.points(known, self.card.neutral),
                "best": criterion.weight * 100,
                "rated": known is not None,
            }
        return self.made[key]

    def _words(self, criterion: Criterion, value: int | None, basis: str) -> Words:
        if value is None:
            return _NOT_RATED.format(share=self.card.neutral // 100)
        if criterion.is_rating:
            said: object = criterion.level(value) or value
        else:
            said = spoken(criterion.measure, value)
        return criterion.says.format(value=said, basis=BASES[basis])

    def _next(self, grade: str, points: int) -> Part:
        key = ("next", grade, points)
        if key not in self.made and (better := self.card.gap(grade, points)) is not None:
            band, missing = better
            words = _TO_NEXT.format(grade=band.grade, points=points_said(missing))
            self.made[key] = {
                "key": "next",
                "grade": band.grade,
                "points": missing,
                "words": _both(words),
            }
        return self.made[key]


def _both(words: Words) -> Part:
    return {"zh": words.zh, "en": words.en}
