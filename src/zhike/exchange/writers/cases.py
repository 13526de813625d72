"""Complaints and tickets are written once with their own times; each knows the row it came from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from zhike.care.case_clocks import A_WEEK, owed_by
from zhike.care.case_lanes import green_channel
from zhike.exchange.stage import Row
from zhike.exchange.writers.people import colleague, people_at, with_names
from zhike.exchange.writers.weighing import GONE, Weighed, Writer
from zhike.lib.words import Words
from zhike.service import bringing
from zhike.service.bringing import OldCase
from zhike.service.rules import has_path
from zhike.trust.changes import Change

_TO_COME = Words(
    "{moment} 还没有到。请核对时间；若是日/月或月/日在前，请在映射里写明 dates。",
    "{moment} is still to come. Check the time, or say in the map that the day or month comes first.",
)
_COLUMNS = (
    "line", "origin", "contact", "kind", "channel", "summary", "words", "product", "department", "cause",
    "severity", "asked_at", "answered_at", "settled_at", "how", "agreed", "satisfied", '"by"',
)  # fmt: skip


class CaseWriter(Writer):
    kind = "cases"
    items = (
        f"SELECT item.rowid, item.who, customer_id, {', '.join('item.' + name for name in _COLUMNS)} "  # noqa: S608 - our own field names
        "FROM item LEFT JOIN who ON who.ref = item.who WHERE item.rowid > ? ORDER BY item.rowid LIMIT ?"
    )

    def weigh(self, rows: Sequence[Row]) -> Weighed:
        weighed = Weighed()
        read = [(who, pk, dict(zip(_COLUMNS, rest, strict=True))) for _, who, pk, *rest in rows]
        there = bringing.origins_there([said["origin"] for _, _, said in read])
        people = people_at(self.task, {pk for _, pk, said in read if pk and said["contact"]})
        for who, customer_id, said in read:
            last = max(
                filter(None, (said["asked_at"], said["answered_at"], said["settled_at"]))
            )
            if said["origin"] in there:
                weighed.same += 1
            elif datetime.fromisoformat(last).date() > self.task.on:
                moment = last[:16].replace("T", " ")
                weighed.wrong.append((said["line"], _TO_COME.format(moment=moment)))
            elif customer_id is None and not self.task.is_trial:
                weighed.wrong.append((said["line"], GONE.format(name=who)))
            else:
                contact_id = people.get((customer_id, said["contact"]))
                weighed.new.append(self._old_case(customer_id or 0, contact_id, said))
        return weighed

    def write(self, weighed: Weighed) -> list[Change]:
        if weighed.new:
            bringing.add_cases(self.task.actor, weighed.new, batch=self.task.batch)
        return []

    def _old_case(
        self, customer_id: int, contact_id: int | None, said: dict[str, Any]
    ) -> OldCase:
        by = said['"by"'] or ""
        by_id = colleague(self.task, by) if by else None
        asked = datetime.fromisoformat(said["asked_at"])
        answered, settled = _moment(said["answered_at"]), _moment(said["settled_at"])
        return OldCase(
            origin=said["origin"],
            customer_id=customer_id,
            contact_id=contact_id,
            kind=said["kind"],
            channel=said["channel"] or "",
            summary=said["summary"],
            words=with_names(
                said["words"],
                author="" if by_id else by,
                contact="" if contact_id else said["contact"],
            ),
            product=said["product"] or "",
            department=said["department"] or "",
            cause=said["cause"] or "",
            severity=said["severity"] or "",
            lane=green_channel().lane_of(said["kind"]),
            asked_at=asked,
            answered_at=answered,
            settled_at=settled,
            ended_at=settled if self._is_over(said["kind"], settled) else None,
            due_at=owed_by(asked, answered, settled.date() if settled else None),
            how=said["how"],
            agreed=_bool(said["agreed"]),
            satisfied=_bool(said["satisfied"]),
            by_id=by_id,
        )

    def _is_over(self, kind: str, settled: datetime | None) -> bool:
        """Whether nothing is owed any more: a complaint settled within the last week is still to be asked about (S1-73)."""
        if settled is None:
            return False
        return not has_path(kind) or settled.date() + A_WEEK < self.task.on


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _bool(value: int | None) -> bool | None:
    return None if value is None else bool(value)
