"""Payments meet the ledger by their number, and find their customer through their order."""

from collections.abc import Sequence

from zhike.exchange.stage import Row
from zhike.exchange.writers.weighing import GONE, HIDDEN, Weighed, Writer, difference
from zhike.lib.words import Words
from zhike.sales.actions import bulk
from zhike.sales.lookup import PAYMENT_FIELDS, Written, orders_by_number, payments_by_number
from zhike.trust.changes import Change

_NO_ORDER = Words(
    "没有订单“{name}”。先导入订单，或清空订单号、写明客户。",
    "There is no order “{name}”. Import orders first, or clear the order and name the customer.",
)
_OTHER_CUSTOMER = Words("订单“{name}”是另一个客户的。", "Order “{name}” is another customer's.")


class PaymentWriter(Writer):
    kind = "payments"
    sums_up = True
    items = (
        "SELECT item.rowid, line, number, order_number, item.who, customer_id, amount, due_on, paid_on "
        "FROM item LEFT JOIN who ON who.ref = item.who WHERE item.rowid > ? ORDER BY item.rowid LIMIT ?"
    )

    def weigh(self, rows: Sequence[Row]) -> Weighed:
        weighed = Weighed()
        there = payments_by_number(self.task.actor, [row[2] for row in rows])
        orders = orders_by_number(self.task.actor, [row[3] for row in rows if row[3]])
        for _, line, number, order_number, who, customer_id, amount, due_on, paid_on in rows:
            order = orders.get(order_number) if order_number else None
            trouble = self._trouble(order_number, order, who, customer_id)
            if trouble:
                weighed.wrong.append((line, trouble))
                continue
            values = (
                order.values[0] if order else customer_id,
                order.row_id if order else None,
                amount,
                due_on,
                paid_on,
            )
            known = there.get(number)
            if known is None:
                weighed.new.append((number, *values, self.task.batch))
            elif not known.is_visible:
                weighed.wrong.append((line, HIDDEN.format(name=number)))
            else:
                before = dict(zip(PAYMENT_FIELDS, known.values, strict=True))
                wanted = dict(zip(PAYMENT_FIELDS, values, strict=True))
                change = difference(known.row_id, values[0], before, wanted)
                if change and self.task.updates:
                    weighed.changed.append(change)
                else:
                    weighed.same += 1
        return weighed

    def write(self, weighed: Weighed) -> list[Change]:
        if weighed.new:
            bulk.put_payments(self.task.actor, weighed.new)
        if not weighed.changed:
            return []
        return bulk.change_payments(
            self.task.actor, weighed.changed, on=self.task.on, batch=self.task.batch
        )

    def _trouble(
        self,
        number: str | None,
        order: Written | None,
        who: str | None,
        customer_id: int | None,
    ) -> Words | None:
        if number and order is None:
            return _NO_ORDER.format(name=number)
        if order and not order.is_visible:
            return HIDDEN.format(name=number)
        if order and who and customer_id not in {None, order.values[0]}:
            return _OTHER_CUSTOMER.format(name=number)
        if not order and customer_id is None and not self.task.is_trial:
            return GONE.format(name=who)
        return None
