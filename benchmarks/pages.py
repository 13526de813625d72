"""The pages that are compared: how each of the two sides names them."""

from dataclasses import dataclass
from urllib.parse import quote

from benchmarks.book import SOUGHT


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path or the form it is sent, `{n}` being a customer's id or a new number; `who` is signed in."""

    name: str
    path: str
    who: str = "director"
    form: str = ""
    expect: int = 200


ZHIKE = (
    Page("list", "/customers/"),
    Page("search", f"/customers/?q={quote(SOUGHT)}"),
    Page("customer", "/customers/{n}/"),
    Page("today", "/today/", who="manager"),
    Page("create", "/customers/new/", form="name=Bench{n}&kind=organisation", expect=302),
)
FLOOR = (
    Page("list", "/customers/"),
    Page("search", f"/customers/?q={quote(SOUGHT)}"),
    Page("customer", "/customers/{n}/"),
    Page("today", "/today/", who="manager"),
    Page("create", "/customers/new/", form="name=Bench{n}&city=a", expect=302),
)
