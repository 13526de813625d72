"""The five indicators of keeping (S4-53): what each counts, in words, and how its two counts make a rate."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """Some out of all; `bp` in basis points, None where there is nothing to take a share of."""

    part: int
    whole: int

    @property
    def bp(self) -> int | None:
        return self.part * WHOLE // self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A rate with its formula; `rises` says whether more of it is better."""

    key: str
    title: Words
    part: Words
    whole: Words
    rises: bool


INDICATORS = (
    Indicator(
        "renewal",
        Words("续约率", "Renewal rate"),
        Words("其中已签下一份的合同", "those of them followed by a new one"),
        Words("这一期到头或提前结束的合同", "contracts that came to their end in the period"),
        rises=True,
    ),
    Indicator(
        "long_term",
        Words("长期合同率", "Long-term contracts"),
        Words("其中期限够长的", "those of them signed for long enough"),
        Words("期末在用的合同", "contracts in force at the end of the period"),
        rises=True,
    ),
    Indicator(
        "sticky",
        Words("融合业务渗透率", "Reach of sticky services"),
        Words("其中用着融合、粘性业务的客户", "those of them with a converged or sticky service"),
        Words("期末有合同在用的客户", "customers with a contract in force at the end of the period"),
        rises=True,
    ),
    Indicator(
        "loss",
        Words("客户流失率", "Customers lost"),
        Words("其中这一期登记流失的", "those of them noted as gone in the period"),
        Words("期初还在的老客户", "customers we had when the period began"),
        rises=False,
    ),
    Indicator(
        "users",
        Words("用户离网率", "Users leaving"),
        Words("合同到头没带到下一份的用户", "users of ended contracts whom no next one carries on"),
        Words("期初在用合同的用户", "users of the contracts in force when the period began"),
        rises=False,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """The five rates of one period by the key of the indicator."""

    rates: Mapping[str, Rate]


def kept(
    *,
    ended: int,
    renewed: int,
    running: int,
    long_term: int,
    served: int,
    sticky: int,
    had: int,
    lost: int,
    users: int,
    users_left: int,
) -> Kept:
    """The counts of one period as rates, each part out of its whole."""
    return Kept(
        {
            "renewal": Rate(renewed, ended),
            "long_term": Rate(long_term, running),
            "sticky": Rate(sticky, served),
            "loss": Rate(lost, had),
            "users": Rate(users_left, users),
        }
    )
