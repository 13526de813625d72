"""The levels of confidentiality by name (S4-32): four of them, ordered; the source leaves them unnamed, so the names are ours until a company gives its own."""

from django.db import transaction

from zhike.lib.words import Words
from zhike.trust.actor import Actor, Level, Permission, demand
from zhike.trust.models import LevelName

OURS = {
    Level.OPEN: Words("公开", "Open"),
    Level.INTERNAL: Words("内部", "Internal"),
    Level.PERSONAL: Words("个人", "Personal"),
    Level.SEALED: Words("密封", "Sealed"),
}
MEANS = {
    Level.OPEN: Words("可以对外说", "may be told to outsiders"),
    Level.INTERNAL: Words(
        "看得到这位客户的同事都能看", "for every colleague who sees the customer"
    ),
    Level.PERSONAL: Words(
        "只给照看这位客户的人：主管人、代理人、团队主管、借阅人；别人看到掩码",
        "for those who look after the customer: account manager, deputy, team lead, borrower; others read a mask",
    ),
    Level.SEALED: Words(
        "谁都看不到，除非写明用途打开一次，打开的人和用途留底",
        "for nobody, unless opened once for a purpose in writing; who and why stays on record",
    ),
}


def names() -> dict[Level, Words]:
    """What this company calls the levels, from the lowest to the highest."""
    given = {row.level: Words(row.zh, row.en) for row in LevelName.objects.all()}
    return {level: given.get(int(level), OURS[level]) for level in Level}


@transaction.atomic
def rename(actor: Actor, level: Level, words: Words) -> None:
    """Call a level what the company calls it; what was frozen under the old name keeps it."""
    demand(actor, Permission.SWITCH_METHODS)
    LevelName.objects.update_or_create(
        level=int(level), defaults={"zh": words.zh, "en": words.en}
    )
