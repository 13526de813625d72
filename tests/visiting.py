"""One of everything around visits, calls and answers, made by Lin."""

from datetime import time, timedelta

from django.utils.timezone import localdate, now

from tests.conftest import Cast
from zhike.activities.actions.calls import SlipDraft
from zhike.activities.actions.visits import VisitDraft
from zhike.care import actions as care
from zhike.care import calling, satisfaction
from zhike.care.expecting import Wish, expect
from zhike.care.replying import wait_for
from zhike.care.visiting import planning, tours
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.sales.complements import put_together
from zhike.sales.models import Complement
from zhike.sales.proposals import review, write_proposal
from zhike.sales.proposals import rule as proposals_rule
from zhike.service import surveys
from zhike.service.surveys import Asked
from zhike.users import growing
from zhike.value.queries import methods


def made_for_visits(cast: Cast) -> dict[str, int]:
    """A visit, a tour, a call-back, a letter and a service waited for; their numbers."""
    today = localdate()
    lin = cast.actor(cast.lin, on=today)
    draft = VisitDraft("谈续约", now() + timedelta(days=3), manner="at_ours", is_formal=True)
    visit = planning.plan(lin, cast.hengyuan.pk, draft, on=today, contact_ids=[cast.yu.pk])
    tour = tours.plan_tour(
        lin, [cast.hengyuan.pk], place="深圳", tour_on=today + timedelta(days=4),
        first_at=time(9), minutes=30, on=today,
    )  # fmt: skip
    call = calling.plan_call_back(
        lin, customer_id=cast.hengyuan.pk, contact_id=cast.yu.pk, purpose="用得怎样",
        wanted_on=today, on=today,
    )  # fmt: skip
    calling.take_call(
        lin, SlipDraft("message", "问到货", cast.lin.pk), at=now(), customer_id=cast.hengyuan.pk
    )
    case = care.receive_case(
        lin, customer_id=cast.hengyuan.pk, kind="letter", summary="请求延长质保", at=now()
    )
    waiting = wait_for(
        lin, customer_id=cast.hengyuan.pk, service_name="夜间配送", alternative="早送", on=today
    )
    paper = methods().questionnaires["four_satisfactions"]
    asked = add_contact(lin, cast.hengyuan, ContactDraft("何川"), on=today)
    survey = surveys.ask(
        lin, Asked(paper, cast.hengyuan, asked, "link", "zh"), gap_days=30, on=today
    )
    poll = satisfaction.open_poll(
        lin, cast.hengyuan.pk, about="lost_deal", what="产线改造丢了", on=today
    )
    hope = Wish("project", "产线改造", "半年回本", contact_id=cast.yu.pk)
    expectation = expect(lin, cast.hengyuan.pk, hope, on=today)
    pair = Complement.objects.first() or put_together(
        cast.actor(cast.qian, on=today), product="打印机", other="硒鼓", why="用得快", on=today
    )
    proposal = write_proposal(lin, cast.hengyuan.pk, title="节能", gist="先试一条线", on=today)
    marks = {each.key: 4 for each in proposals_rule().criteria}
    review(cast.actor(cast.qian, on=today), proposal.pk, marks, words="可以", on=today)
    feng = cast.actor(cast.feng, on=today)
    scores = {each.key: (3, "") for each in growing.rule().qualities}
    look = growing.look_at_oneself(feng, scores, aim="先听完", on=today)
    growing.note_coaching(feng, look.pk, "约好下周再谈", on=today)
    return {
        "expectation": expectation.pk, "complement": pair.pk, "look": look.pk, "proposal": proposal.pk,
        "survey": survey.pk, "poll": poll.pk,
        "visit": visit.pk, "tour": tour.pk, "call": call.pk, "case": case.pk,
        "service": waiting.offering_id,
    }  # fmt: skip
