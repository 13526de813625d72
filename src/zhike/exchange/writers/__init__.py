"""From items to the books: each target weighs a batch against what is written, and writes what is new or different."""

from zhike.exchange.fields import Target
from zhike.exchange.writers.cases import CaseWriter
from zhike.exchange.writers.contacts import ContactWriter
from zhike.exchange.writers.customers import CustomerWriter
from zhike.exchange.writers.orders import OrderWriter
from zhike.exchange.writers.payments import PaymentWriter
from zhike.exchange.writers.touches import TouchWriter
from zhike.exchange.writers.weighing import Task, Weighed, Writer

__all__ = ["Task", "Weighed", "Writer", "writer_for"]

_WRITERS: dict[Target, type[Writer]] = {
    Target.CUSTOMERS: CustomerWriter,
    Target.CONTACTS: ContactWriter,
    Target.ORDERS: OrderWriter,
    Target.PAYMENTS: PaymentWriter,
    Target.TOUCHES: TouchWriter,
    Target.CASES: CaseWriter,
}


def writer_for(task: Task) -> Writer:
    """The writer of the task's target."""
    return _WRITERS[task.mapping.target](task)
