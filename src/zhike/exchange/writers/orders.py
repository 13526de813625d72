"""Orders meet the ledger by their number."""

from collections.abc import Sequence

from zhike.exchange.stage import Row
from zhike.exchange.writers.weighing import GONE, HIDDEN, Weighed, Writer, difference
from zhike.sales.actions import bulk
from zhike.sales.lookup import ORDER_FIELDS, orders_by_number
from zhike.trust.changes import Change


class OrderWriter(Writer):
    kind = "orders"
    sums_up = True
    items = (
        "SELECT item.rowid, line, number, item.who, customer_id, ordered_on, amount, cost, product "
        "FROM item LEFT JOIN who ON who.ref = item.who WHERE item.rowid > ? ORDER BY item.rowid LIMIT ?"
    )

    def weigh(self, rows: Sequence[Row]) -> Weighed:
        weighed = Weighed()
        there = orders_by_number(self.task.actor, [row[2] for row in rows])
        batch = self.task.batch
        for _, line, number, who, customer_id, ordered_on, amount, cost, product in rows:
            known = there.get(number) if there else None
            if customer_id is None and not self.task.is_trial:
                weighed.wrong.append((line, GONE.format(name=who)))
            elif known is None:
                weighed.new.append(
                    (number, customer_id, ordered_on, amount, cost, product or "", batch)
                )
            elif not known.is_visible:
                weighed.wrong.append((line, HIDDEN.format(name=number)))
            else:
                before = dict(zip(ORDER_FIELDS, known.values, strict=True))
                wanted = (customer_id, ordered_on, amount, cost, product)
                self._compare(
                    weighed, known.row_id, before, dict(zip(ORDER_FIELDS, wanted, strict=True))
                )
        return weighed

    def write(self, weighed: Weighed) -> list[Change]:
        if weighed.new:
            bulk.put_orders(self.task.actor, weighed.new)
        if not weighed.changed:
            return []
        return bulk.change_orders(
            self.task.actor, weighed.changed, on=self.task.on, batch=self.task.batch
        )

    def _compare(
        self,
        weighed: Weighed,
        row_id: int,
        before: dict[str, object],
        wanted: dict[str, object],
    ) -> None:
        customer_id = wanted["customer_id"] or before["customer_id"]
        change = difference(row_id, int(str(customer_id)), before, wanted)
        if change and self.task.updates:
            weighed.changed.append(change)
        else:
            weighed.same += 1
