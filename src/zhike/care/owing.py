"""What a customer is owed whatever class he is in: contracts, promises, open cases. Shrinking takes none of it away (S2-16)."""

from datetime import date

from zhike.activities.models import Promise
from zhike.lib.words import Words
from zhike.sales.models import Contract
from zhike.service.models import Case
from zhike.trust.actor import Actor


def owed(actor: Actor, customer_id: int, *, on: date) -> list[Words]:
    """A sentence for each kind of thing still owed; empty when nothing is."""
    mine = {"customer_id": customer_id}
    contracts = (
        Contract.objects.visible_to(actor).running(on).filter(**mine).order_by("ends_on")
    )
    found = [
        Words(
            f"合同“{each.title}”到 {each.ends_on} 为止照样履行",
            f"the contract “{each.title}” is fulfilled until {each.ends_on}",
        )
        for each in contracts
    ]
    if promises := Promise.objects.visible_to(actor).open().filter(**mine).count():
        found.append(
            Words(
                f"答应过的 {promises} 件事照样兑现", f"the promises given ({promises}) are kept"
            )
        )
    if cases := Case.objects.visible_to(actor).open().filter(**mine).count():
        found.append(
            Words(
                f"没办完的 {cases} 件事照样办完",
                f"the open cases ({cases}) are brought to an end",
            )
        )
    return found
