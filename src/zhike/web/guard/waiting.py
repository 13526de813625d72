"""What waits for somebody's approval, of all kinds in one list."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from zhike.care.accounts.programmes import KINDS, asked_programmes
from zhike.care.effort import asked_extras
from zhike.care.gifts import asked_gifts
from zhike.customers import classes, persons
from zhike.customers import queries as customers
from zhike.customers.moving import asked as asked_classes
from zhike.exchange.out.columns import What
from zhike.exchange.out.queries import exports
from zhike.lib.money import format_money
from zhike.lib.words import Words
from zhike.service import leaves
from zhike.trust import disclosures, enquiries, loans
from zhike.trust.actor import Actor, Permission


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request: what kind, who asks since when, for what, and where it is decided."""

    kind: Words
    who: str
    at: datetime
    title: str | Words
    detail: str | Words
    decide: str


def count(actor: Actor) -> int:
    """How many requests wait for this actor; one query, none for who approves nothing."""
    if not actor.may(Permission.APPROVE):
        return 0
    first, *others = (
        each(actor).decidable_by(actor).order_by().values_list("pk")
        for each in (
            exports,
            loans.loans,
            disclosures.asked_for,
            enquiries.enquiries,
            persons.requests,
            asked_extras,
            asked_gifts,
            asked_programmes,
            leaves.leaves,
            asked_classes,
        )
    )
    return first.union(*others, all=True).count()


def waiting(actor: Actor) -> list[Waiting]:
    """Everything that waits for this actor, the oldest first."""
    if not actor.may(Permission.APPROVE):
        return []
    found = [
        *_exports(actor),
        *_loans(actor),
        *_disclosures(actor),
        *_enquiries(actor),
        *_persons(actor),
        *_extras(actor),
        *_gifts(actor),
        *_programmes(actor),
        *_leaves(actor),
        *_classes(actor),
    ]
    return sorted(found, key=lambda each: each.at)


def _exports(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            Words("导出", "Export"),
            str(row.asked_by),
            row.asked_at,
            What(row.what).words,
            Words(
                f"{row.rows} 行{'，含个人资料' if row.is_personal else ''} · {row.purpose}",
                f"{row.rows} rows{', personal data' if row.is_personal else ''} · {row.purpose}",
            ),
            reverse("guard:decide_export", args=[row.pk]),
        )
        for row in exports(actor).decidable_by(actor)
    ]


def _loans(actor: Actor) -> list[Waiting]:
    rows = list(loans.loans(actor).decidable_by(actor))
    names = customers.names(actor, [row.customer_id for row in rows]) if rows else {}
    return [
        Waiting(
            Words("借阅", "Loan"),
            str(row.asked_by),
            row.asked_at,
            names.get(row.customer_id, row.named),
            Words(
                f"{row.from_on} 到 {row.until_on} · {row.purpose}",
                f"{row.from_on} to {row.until_on} · {row.purpose}",
            ),
            reverse("guard:decide_loan", args=[row.pk]),
        )
        for row in rows
    ]


def _disclosures(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            Words("披露", "Disclosure"),
            str(row.asked_by),
            row.asked_at,
            Words(f"给 {row.recipient}", f"to {row.recipient}"),
            f"{row.content[:120]} · {row.purpose}",
            reverse("guard:decide_disclosure", args=[row.pk]),
        )
        for row in disclosures.asked_for(actor).decidable_by(actor)
    ]


def _enquiries(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            Words("答复", "Answer"),
            str(row.asked_by),
            row.proposed_at or row.asked_at,
            Words(
                f"{row.asker}（{enquiries.ASKERS[row.asker_type].zh}）",
                f"{row.asker} ({enquiries.ASKERS[row.asker_type].en})",
            ),
            f"{row.question[:120]} → {row.answer[:200]}",
            reverse("guard:decide_enquiry", args=[row.pk]),
        )
        for row in enquiries.enquiries(actor).decidable_by(actor)
    ]


def _persons(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            Words("本人的要求", "A person’s wish"),
            str(row.asked_by),
            row.asked_at,
            str(row.contact or row.customer),
            row.words,
            reverse("facts:decide_person", args=[row.pk]),
        )
        for row in persons.requests(actor).decidable_by(actor)
    ]


def _extras(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            Words("给个人的好处", "A benefit to a person"),
            str(row.asked_by),
            row.asked_at,
            str(row.customer),
            Words(
                f"{row.what}（{row.for_whom or '–'}）· {format_money(row.cost)} · {row.why}",
                f"{row.what} ({row.for_whom or '–'}) · {format_money(row.cost)} · {row.why}",
            ),
            reverse("services:decide_extra", args=[row.pk]),
        )
        for row in asked_extras(actor).decidable_by(actor)
    ]


def _leaves(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            Words("请示", "A leave"),
            str(row.asked_by),
            row.asked_at,
            str(row.case.customer),
            Words(f"{row.matter}：{row.what}", f"{row.matter}: {row.what}"),
            reverse("replies:decide_leave", args=[row.pk]),
        )
        for row in leaves.leaves(actor).decidable_by(actor)
    ]


def _classes(actor: Actor) -> list[Waiting]:
    rows = list(asked_classes(actor).decidable_by(actor))
    titles = {each.name: each for each in classes.schemes()} if rows else {}
    found = []
    for row in rows:
        scheme = titles.get(row.scheme)
        after = scheme.title_of(row.after) if scheme else Words(row.after, row.after)
        title = scheme.title if scheme else Words(row.scheme, row.scheme)
        zh = "".join(f"；{each['zh']}" for each in row.owed)
        en = "".join(f"; {each['en']}" for each in row.owed)
        found.append(
            Waiting(
                Words("客户分类", "Class of a customer"),
                str(row.asked_by),
                row.asked_at,
                str(row.customer),
                Words(
                    f"{title.zh} → {after.zh}：{row.why}；{row.review_on} 再看{zh}",
                    f"{title.en} → {after.en}: {row.why}; looked at again {row.review_on}{en}",
                ),
                reverse("value:decide_asked", args=[row.pk]),
            )
        )
    return found


def _gifts(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            Words("超过限额的礼品", "A gift above the limit"),
            str(row.asked_by),
            row.asked_at,
            str(row.customer),
            Words(
                f"{row.what}（{row.contact or '整个单位'}）· {format_money(row.value)} · {row.why}",
                f"{row.what} ({row.contact or 'the company'}) · {format_money(row.value)} · {row.why}",
            ),
            reverse("caring:decide_gift", args=[row.pk]),
        )
        for row in asked_gifts(actor).decidable_by(actor)
    ]


def _programmes(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            KINDS[row.kind],
            str(row.asked_by),
            row.asked_at,
            str(row.customer),
            Words(
                f"{row.title}：{row.goal} · {format_money(row.budget)}",
                f"{row.title}: {row.goal} · {format_money(row.budget)}",
            ),
            reverse("key:decide_programme", args=[row.pk]),
        )
        for row in asked_programmes(actor).decidable_by(actor)
    ]
