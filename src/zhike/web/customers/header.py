"""What stands above every page of a customer: the grade, the figures, and the people beside it."""

from zhike.customers import queries
from zhike.value import queries as value
from zhike.web.http import Request


def header(request: Request, customer_id: int) -> dict[str, object]:
    """Names for `customers/head.html`."""
    return {
        "standing": queries.standing(request.actor, customer_id),
        "figures": value.measures(request.actor, customer_id),
    }
