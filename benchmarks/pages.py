"""The pages that are compared: how each of the two sides names them."""

from dataclasses import dataclass
from urllib.parse import quote

from benchmarks.book import SOUGHT


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path or the form it is sent; `who` is signed in.

    `{n}` stands for a customer's id or a new number, `{p}` for the id of a person there, `{q}` for one of the texts.
    """

    name: str
    path: str
    who: str = "director"
    form: str = ""
    expect: int = 200
    texts: tuple[str, ...] = ()

    def at(self, customer_id: int, text: str = "") -> str:
        """The address for one customer and one text."""
        path = self.path.replace("{n}", str(customer_id)).replace("{p}", str(2 * customer_id))
        return path.replace("{q}", quote(text))


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
