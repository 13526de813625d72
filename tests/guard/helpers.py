"""One of everything that belongs to no customer: what the guard keeps, asked for by Lin and waiting, and what the company holds."""

from datetime import UTC, datetime, timedelta

from django.utils.timezone import localdate

from tests.conftest import Cast
from zhike.activities.actions.assets import AssetDraft, place_asset
from zhike.activities.actions.competitors import name_competitor
from zhike.activities.models import Programme
from zhike.care.accounts import programmes, sessions
from zhike.care.accounts.programmes import Outline
from zhike.care.accounts.sessions import SessionDraft
from zhike.care.feedback import Heard, raise_feedback
from zhike.care.gatherings import GatheringDraft, call_gathering
from zhike.care.informing import BulletinDraft, address, make_bulletin
from zhike.care.milestones import note_milestone
from zhike.care.supply import note_shortage
from zhike.care.trials import TrialDraft, begin_trial
from zhike.customers.actions.lending import ask_loan
from zhike.customers.queries import borrowable_called
from zhike.exchange.out import actions as exports
from zhike.exchange.out.actions import Order
from zhike.exchange.out.columns import What
from zhike.trust import disclosures, enquiries
from zhike.trust.actor import Level


def made_for_an_account(cast: Cast) -> tuple[int, int, int]:
    """A programme with a session to come and a thing placed; their numbers. Again they are the same."""
    if there := Programme.objects.unscoped().order_by("pk").first():
        held = there.sessions.unscoped().earliest("pk")
        return there.pk, held.pk, there.assets.unscoped().earliest("pk").pk
    today = localdate()
    lin = cast.actor(cast.lin, on=today)
    said = Outline(
        "guidance", "会推荐", "多卖", today, today + timedelta(days=30), 0, cast.lin.pk
    )
    made = programmes.outline(
        lin, cast.hengyuan.pk, said, {}, language="zh", at=datetime.now(UTC), on=today
    )
    draft = SessionDraft("onsite", "selling", "推荐", today + timedelta(days=9))
    session = sessions.plan(lin, made.pk, draft, on=today)
    placed = place_asset(
        lin, cast.hengyuan, AssetDraft("counter", "专柜", "G-1", 100, "lent", 0, "合同", today),
        next_check_on=today, method="support_offers@1", on=today, programme=made,
    )  # fmt: skip
    return made.pk, session.pk, placed.pk


def made_for_the_guard(cast: Cast) -> dict[str, int]:
    """An export, a loan, a disclosure, an enquiry, a competitor, an event, a shortage and a trial; their numbers."""
    today, now = localdate(), datetime.now(UTC)
    lin, zhao = cast.actor(cast.lin, on=today), cast.actor(cast.zhao, on=today)
    order = Order(What.CONTACTS, "", (), "csv", "test", "zh")
    export = exports.ask(lin, order, at=now)
    wanted = borrowable_called(zhao, cast.hengyuan.name)
    assert wanted
    loan = ask_loan(
        zhao,
        wanted,
        purpose="代班",
        from_on=today,
        until_on=today + timedelta(days=3),
        at=now,
        on=today,
    )
    disclosures.ask(
        lin,
        content="产品参数",
        level=Level.INTERNAL,
        recipient="行业协会",
        manner="邮件",
        purpose="评审",
        at=now,
        on=today,
    )
    enquiry = enquiries.receive(
        lin,
        asker_type="media",
        asker="经济日报",
        question="明年的计划？",
        received_on=today,
        at=now,
        on=today,
    )
    enquiries.propose(lin, enquiry.pk, answer="不便透露。", at=now, on=today)
    bulletin = make_bulletin(lin, BulletinDraft("price", "调价", "十二月起"), on=today)
    address(lin, bulletin.pk, [cast.hengyuan.pk], on=today)
    heard = Heard("product", "噪音大", product="风机", customer_id=cast.hengyuan.pk)
    feedback = raise_feedback(lin, heard, on=today)
    milestone, _ = note_milestone(
        lin, customer_id=cast.hengyuan.pk, kind="news", what="搬家", happens_on=today, on=today
    )
    competitor = name_competitor(lin, name="同行一号", on=today)
    gathering = call_gathering(
        lin, GatheringDraft("年度座谈会", "symposium", today + timedelta(days=9)), on=today
    )
    shortage = note_shortage(
        lin, product="驱动器", quantity=100, unit="台", until=None, on=today
    )
    trial = begin_trial(
        lin, TrialDraft("新驱动器", "可退", today, today + timedelta(days=60)), on=today
    )
    programme, session, asset = made_for_an_account(cast)
    return {
        "programme": programme,
        "session": session,
        "asset": asset,
        "gathering": gathering.pk,
        "shortage": shortage.pk,
        "trial": trial.pk,
        "export": export.pk,
        "loan": loan.pk,
        "enquiry": enquiry.pk,
        "competitor": competitor.pk,
        "bulletin": bulletin.pk,
        "feedback": feedback.pk,
        "milestone": milestone.pk,
    }
