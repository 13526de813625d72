"""What a customer is owed whatever class he is in: contracts, promises, open cases. Shrinking takes none of it away (S2-16)."""

from datetime import date

from zhike.activities.models import Promise
from zhike.sales.models import Contract
from zhike.service.models import Case
from zhike.trust.actor import Actor


def owed(actor: Actor, customer_id: int, *, on: date) -> list[tuple[str, str]]:
    """A sentence for each kind of thing still owed, in both languages; empty when nothing is."""
    mine = {"customer_id": customer_id}
    contracts = (
        Contract.objects.visible_to(actor).running(on).filter(**mine).order_by("ends_on")
    )
    found = [
        (
            f"合同“{each.title}”到 {each.ends_on} 为止照样履行",
            f"the contract “{each.title}” is fulfilled until {each.ends_on}",
        )
        for each in contracts
    ]
    promises = Promise.objects.visible_to(actor).open().filter(**mine).count()
    if promises:
        found.append(
            (f"答应过的 {promises} 件事照样兑现", f"the promises given ({promises}) are kept")
        )
    cases = Case.objects.visible_to(actor).open().filter(**mine).count()
    if cases:
        found.append(
            (
                f"没办完的 {cases} 件事照样办完",
                f"the open cases ({cases}) are brought to an end",
            )
        )
    return found
