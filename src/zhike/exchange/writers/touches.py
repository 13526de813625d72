"""Touches are written once; each knows the row it came from, keeps its day and its author."""

from collections.abc import Sequence
from datetime import date

from zhike.activities.actions import bulk
from zhike.activities.actions.bulk import TouchDraft
from zhike.activities.lookup import origins_there
from zhike.exchange.stage import Row
from zhike.exchange.writers.people import colleague, people_at, with_names
from zhike.exchange.writers.weighing import GONE, Weighed, Writer
from zhike.trust.changes import Change


class TouchWriter(Writer):
    kind = "touches"
    items = (
        'SELECT item.rowid, line, origin, item.who, customer_id, contact, kind, touched_on, "by", summary '
        "FROM item LEFT JOIN who ON who.ref = item.who WHERE item.rowid > ? ORDER BY item.rowid LIMIT ?"
    )

    def weigh(self, rows: Sequence[Row]) -> Weighed:
        weighed = Weighed()
        there = origins_there([row[2] for row in rows])
        people = people_at(self.task, {row[4] for row in rows if row[4] and row[5]})
        for _, line, origin, who, customer_id, contact, kind, touched_on, by, summary in rows:
            if origin in there:
                weighed.same += 1
            elif customer_id is None and not self.task.is_trial:
                weighed.wrong.append((line, GONE.format(name=who)))
            else:
                contact_id = people.get((customer_id, contact))
                author = self._author(by)
                said = with_names(
                    summary,
                    author="" if author or not by else by,
                    contact="" if contact_id else contact,
                )
                weighed.new.append(
                    TouchDraft(
                        customer_id or 0, contact_id, contact or "", kind,
                        date.fromisoformat(touched_on), author, said, origin,
                    )
                )  # fmt: skip
        return weighed

    def write(self, weighed: Weighed) -> list[Change]:
        bulk.add_touches(self.task.actor, weighed.new, batch=self.task.batch)
        return []

    def _author(self, by: str | None) -> int | None:
        """The colleague named; nobody named means whoever imports."""
        if not by:
            return self.task.actor.user_id
        return colleague(self.task, by)
