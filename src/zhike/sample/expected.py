"""What the sample company's customers expected as something began, what they got, and why one of them finds it dear (S0-22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhike.care.expecting import Wish, compare, expect, explain
from zhike.customers.models import Contact
from zhike.sample.staff import ACCOUNT_MANAGER
from zhike.sample.writing import Account
from zhike.trust.actor import Door
from zhike.users.models import User
from zhike.users.queries import actor_for


@dataclass(frozen=True, slots=True)
class Expected:
    """Which of the manager's customers expected what, so many days ago; compared after some days, or not yet."""

    place: int
    ago: int
    after: int
    kind: str
    about: str
    words: str
    ours: str
    met: str = ""
    outcome: str = ""
    cause: str = ""
    why: str = ""


_EXPECTED = (
    Expected(0, 150, 110, "delivery", "条码打印机 12 台", "到货就能打，驱动和模板都装好", "少停两天包装线",
             "as", "装得顺，模板后来又改过一次"),
    Expected(2, 200, 120, "project", "三家店的收银网络", "网费降两成，收银一天不断线", "网费降一成二，断线时自动切到备线",
             "below", "线是没断过，网费只降了一成一，老板说没到两成", "expectation", "当初对手给他看的是两成，我们没有当面说清"),
    Expected(2, 40, 90, "contract", "今年的维保", "随叫随到，换件不另外收钱", "一年少停两次"),
    Expected(3, 95, 90, "project", "新厂区无线覆盖", "和老厂一样，八年不用操心", "同一套备件，好维护"),
    Expected(6, 60, 20, "delivery", "备用交换机", "三天内到", "",
             "above", "第二天就到了"),
)  # fmt: skip
_EXPLAINED = (
    (6, 70, "recognition", "他看的是单价，我们看的是少停一天；账没有一起算过"),
    (5, 33, "price", "同样的型号，他去年买的便宜一成"),
)


def write_expectations(accounts: Sequence[Account], staff: Sequence[User], day: date) -> None:
    """Noted on their days by the first account manager; what is over was compared."""
    owner = staff[ACCOUNT_MANAGER]
    mine = [account.customer for account in accounts if account.owner == owner]
    for each in _EXPECTED:
        if each.place >= len(mine):
            continue
        on = day - timedelta(days=each.ago)
        compare_on = on + timedelta(days=each.after)
        customer = mine[each.place]
        main = Contact.objects.unscoped().filter(customer=customer).order_by("pk").first()
        wish = Wish(
            each.kind, each.about, each.words, each.ours, compare_on, main.pk if main else None
        )
        made = expect(actor_for(owner, Door.WEB, on=on), customer.pk, wish, on=on)
        if each.met:
            compare(
                actor_for(owner, Door.WEB, on=compare_on), made.pk, met=each.met,
                outcome=each.outcome, cause=each.cause, why=each.why, on=compare_on,
            )  # fmt: skip
    for place, ago, cause, why in _EXPLAINED:
        if place < len(mine):
            on = day - timedelta(days=ago)
            explain(
                actor_for(owner, Door.WEB, on=on), mine[place].pk, cause=cause, why=why, on=on
            )
