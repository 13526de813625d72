"""What stands above every page of a customer: the grade, the figures, tags and star, and its place in the list one came from."""

from zhike.care import rivals, stages
from zhike.care.accounts.stars import star_year
from zhike.customers import desk, marks, queries
from zhike.customers.badges import held_with_badges
from zhike.value import queries as value
from zhike.web.customers.walking import walk
from zhike.web.http import Request


def header(request: Request, customer_id: int) -> dict[str, object]:
    """Names for `customers/head.html`."""
    standings, badges = held_with_badges(request.actor, [customer_id], queries.MAIN_SCHEME)
    return {
        "standing": standings.get(customer_id),
        "badges": badges.get(customer_id, ()),
        "stage": stages.stage_of(request.actor, customer_id),
        "waiting_rivals": ", ".join(rivals.waiting_at(request.actor, customer_id)),
        "figures": value.measures(request.actor, customer_id),
        "is_starred": desk.is_starred(request.actor, customer_id),
        "tags": marks.tags_of(request.actor, [customer_id]).get(customer_id, []),
        "star_year": star_year(request.actor, customer_id),
        "walk": walk(request, customer_id),
    }
