"""A page costs a fixed number of queries, and the number is written in `query_counts.json`.

Each page is asked twice: with a few customers in the book and with forty. Run with ZHIKE_UPDATE_COUNTS=1 to write the
file anew; the change then shows in the diff.
"""

import json
import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from tests.conftest import Cast
from tests.guard.helpers import made_for_the_guard
from tests.visiting import made_for_visits
from zhike.activities.actions.notes import take_note
from zhike.activities.models import (
    Allotment,
    Asset,
    AssetCheck,
    Delivery,
    Effort,
    Extra,
    Gathering,
    Gift,
    Greeting,
    Guest,
    Idea,
    Learner,
    Observation,
    Opinion,
    Programme,
    Promise,
    SalesStar,
    Session,
    Shortage,
    SupportGrant,
    Task,
    Touch,
    Trial,
    TrialGuest,
)
from zhike.care.messages.letters import write_letter
from zhike.care.milestones import note_milestone
from zhike.care.models import DevelopmentPlan, DevelopmentStep, Notice, Outgoing
from zhike.customers.actions.reach import respect_wish
from zhike.customers.models import (
    Contact,
    Customer,
    Document,
    DocumentVersion,
    MoveDecision,
    Rating,
    Referral,
    Stance,
    Standing,
    StandingMove,
    Tie,
)
from zhike.sales.models import (
    Complement,
    Contract,
    Departure,
    Order,
    Proposal,
    ProposalMark,
    ProposalView,
)
from zhike.service.models import (
    Answer,
    Case,
    Compensation,
    Entry,
    Expectation,
    Poll,
    PositionCheck,
    Signal,
    Survey,
    ValueCause,
    Vote,
)
from zhike.trust import journal
from zhike.users.models import CoachingNote, Expertise, SelfScore, SelfView
from zhike.value.models import Forecast, Measures

BASELINE = Path(__file__).with_name("query_counts.json")
PAGES = {
    "today": "/today/",
    "today, team": "/today/team/",
    "customer list": "/customers/",
    "customer search": "/customers/?q=机械",
    "customer list, conditions": "/customers/?f1=city&o1=contains&v1=深&f2=revenue&o2=more&v2=1",
    "search box": "/customers/find/?q=机械",
    "search box, empty": "/customers/find/",
    "customer": "/customers/{customer}/",
    "customer in a list": "/customers/{customer}/?in=all",
    "customer file": "/customers/{customer}/file/",
    "customer orders": "/customers/{customer}/orders/",
    "customer's runs": "/customers/{customer}/runs/",
    "promises": "/promises/",
    "load": "/team/load/",
    "cell": "/customers/{customer}/cell/city/",
    "tags of a customer": "/customers/{customer}/tags/",
    "lookalikes": "/customers/lookalikes/?name=恒远",
    "trash": "/customers/trash/",
    "tags": "/customers/tags/",
    "managed lists": "/customers/lists/",
    "doubles": "/customers/doubles/",
    "cleaning": "/customers/cleaning/",
    "bulk changes": "/customers/changes/",
    "brief": "/customers/{customer}/brief/",
    "data card": "/customers/{customer}/card/",
    "management card": "/customers/{customer}/management/",
    "hand-over pack": "/customers/{customer}/pack/",
    "brief by name": "/customers/brief/?q=z",
    "person": "/customers/{customer}/contacts/{contact}/file/",
    "mackay 66": "/customers/{customer}/contacts/{contact}/forms/mackay66/",
    "company sheet": "/customers/{customer}/forms/company_sheet/",
    "fill in": "/customers/{customer}/forms/customer_view/sales/",
    "visit plan": "/customers/{customer}/sheets/new/visit_plan/",
    "upkeep": "/customers/upkeep/",
    "questions": "/customers/upkeep/questions/",
    "people map": "/customers/{customer}/people/",
    "contact": "/customers/{customer}/contacts/{contact}/",
    "person's place": "/customers/{customer}/people/{contact}/",
    "referrers": "/customers/referrers/",
    "documents": "/customers/{customer}/documents/",
    "notes": "/notes/",
    "log": "/touches/new/?customer={customer}",
    "letters": "/letters/?show=all",
    "new letter": "/customers/{customer}/letters/new/",
    "notices": "/notices/",
    "notice wishes": "/notices/wishes/",
    "post": "/post/",
    "post log": "/post/log/",
    "value": "/value/",
    "value, a cut": "/value/?city=深圳&scheme=abc_share",
    "composition": "/value/composition/",
    "effort and value": "/value/effort/",
    "client types": "/value/types/",
    "keeping": "/value/keeping/",
    "leaving": "/value/leaving/",
    "moves": "/value/moves/?scheme=customer_rank&way=up",
    "directions": "/value/directions/",
    "analysis": "/value/analysis/",
    "development plans": "/value/development/",
    "development plan": "/customers/{customer}/value/development/",
    "value of a customer": "/customers/{customer}/value/",
    "services": "/services/",
    "services, customers": "/services/customers/?service=group_services.payment&by=evaluation.A&state=owed",
    "service catalogue": "/services/catalogue/",
    "effort": "/services/effort/",
    "extras": "/services/extras/",
    "support": "/services/support/",
    "duties": "/services/duties/",
    "services of a customer": "/customers/{customer}/services/",
    "season": "/care/season/?whose=all",
    "season's list": "/care/season/spring_festival/2027/?whose=all",
    "season's letters": "/care/season/spring_festival/2027/letters/",
    "gifts": "/care/gifts/",
    "new gift": "/customers/{customer}/gifts/new/",
    "eight ways": "/care/ways/",
    "ideas": "/care/ideas/",
    "clippings": "/care/clippings/?title=a&where=b&topics=机械",
    "care plan": "/care/plan/",
    "care of a customer": "/customers/{customer}/care/",
    "events": "/care/events/",
    "event": "/care/events/{gathering}/?q=机械",
    "library": "/care/library/",
    "charter": "/care/charter/",
    "visits of heads": "/key/visits/",
    "told to customers": "/key/notices/",
    "told to customers, one": "/key/notices/{bulletin}/?grade=A",
    "satisfaction": "/satisfaction/",
    "satisfaction of people": "/satisfaction/people/",
    "satisfaction of a customer": "/customers/{customer}/satisfaction/",
    "asking how satisfied": "/customers/{customer}/satisfaction/ask/",
    "expected": "/satisfaction/expectations/{expectation}/",
    "expecting": "/customers/{customer}/satisfaction/expect/",
    "proposals": "/customers/{customer}/proposals/",
    "proposal": "/proposals/{proposal}/",
    "what goes with what": "/complements/",
    "what goes with what, one": "/complements/{complement}/",
    "looks at oneself": "/growing/",
    "look at oneself": "/growing/{look}/",
    "what somebody knows": "/growing/knows/{person}/",
    "hand over": "/customers/{customer}/assign/",
    "survey": "/satisfaction/surveys/{survey}/",
    "survey, entered": "/satisfaction/surveys/{survey}/enter/",
    "survey, paper": "/satisfaction/surveys/{survey}/paper/",
    "polls": "/satisfaction/polls/",
    "poll": "/satisfaction/polls/{poll}/",
    "feedback": "/feedback/",
    "feedback, one": "/feedback/{feedback}/",
    "supply": "/key/supply/",
    "shortage": "/key/supply/{shortage}/",
    "trials": "/key/trials/",
    "trial": "/key/trials/{trial}/?grade=A",
    "account": "/customers/{customer}/account/",
    "programmes": "/key/programmes/",
    "programme": "/key/programmes/{programme}/",
    "programme, print": "/key/programmes/{programme}/print/",
    "session": "/key/sessions/{session}/",
    "things placed": "/key/assets/",
    "thing placed": "/key/assets/{asset}/",
    "stars": "/key/stars/",
    "calendar": "/calendar/",
    "calendar, team": "/calendar/?whose=team",
    "calendar, week": "/calendar/week/",
    "calendar, agenda": "/calendar/agenda/",
    "calendar, subscription": "/calendar/feed/",
    "working days": "/calendar/days/2027/",
    "visits": "/visits/",
    "visit": "/visits/{visit}/",
    "visit, plan": "/visits/new/?customer={customer}",
    "visit, end": "/visits/{visit}/finish/",
    "due for a visit": "/visits/coverage/",
    "tour, plan": "/visits/tours/new/?place=深圳",
    "norms": "/visits/norms/",
    "calls": "/calls/",
    "call": "/calls/in/?customer={customer}",
    "replies": "/replies/",
    "reply": "/replies/{case}/",
    "cases, board": "/service/",
    "cases, lanes": "/service/lanes/",
    "cases, register": "/service/register/",
    "problem, new": "/service/problems/new/?case={case}",
    "case": "/service/{case}/",
    "case, dossier": "/service/{case}/dossier/",
    "call-back": "/calls/back/{call}/",
    "tour": "/visits/tours/{tour}/",
    "reception": "/visits/{visit}/reception/",
    "service awaited": "/replies/waiting/{service}/",
    "services awaited": "/replies/waiting/",
    "authority": "/replies/authority/",
    "imports": "/imports/",
    "people": "/people/",
    "people, left": "/people/left/",
    "guard": "/guard/",
    "exports": "/guard/exports/",
    "export": "/guard/exports/{export}/",
    "export, asked": "/guard/exports/new/?what=contacts",
    "loans": "/guard/loans/",
    "loan": "/guard/loans/{loan}/",
    "disclosures": "/guard/disclosures/",
    "enquiries": "/guard/enquiries/",
    "enquiry": "/guard/enquiries/{enquiry}/",
    "competitors": "/guard/competitors/",
    "competitor": "/guard/competitors/{competitor}/",
    "journal": "/guard/journal/",
    "levels": "/guard/levels/",
    "methods": "/methods/",
    "method": "/methods/playbooks/complaint_same_day/",
    "method, numbers": "/methods/scorecards/evaluation/numbers/",
    "method, editions": "/methods/playbooks/complaint_same_day/history/",
    "method, compared": "/methods/playbooks/complaint_same_day/compare/",
    "method, tried": "/methods/playbooks/complaint_same_day/try/",
    "standard, tried": "/methods/standards/contact_rhythm/try/",
    "drafts": "/methods/drafts/",
}


def _complain(cast: Cast, who: Customer, n: int) -> None:
    """A complaint with what hangs below it."""
    case = Case.objects.create(
        customer=who, kind="complaint", summary=f"第{n}起", received_at=now(), product="模块",
        first_asked=cast.wu, answered_by=cast.lin,
    )  # fmt: skip
    first = Case.objects.filter(customer=cast.hengyuan).order_by("pk").first() or case
    for target in (case, first):
        for kind in ("listen", "position", "remedy", "quote"):
            Entry.objects.create(
                case=target,
                kind=kind,
                words="说了",
                at=now(),
                by=cast.lin,
                remedy="spare",
                side="工程部",
            )
        Compensation.objects.create(
            case=target, kind="gift", what="茶", amount=0, noted_at=now(), noted_by=cast.lin
        )


def _fill(cast: Cast, numbers: range) -> None:
    """More customers, each with a task, a touch, an order and an event."""
    actor = cast.actor(cast.lin)
    today = localdate()
    for n in numbers:
        name = f"第{n}机械"
        customer = Customer.objects.create(
            name=name, name_key=name, pinyin=f"a{n}", owner=cast.lin, team=cast.east
        )
        Standing.objects.create(
            customer=customer,
            scheme="evaluation",
            grade="A",
            points=0,
            since=today,
            as_of=today,
            version=1,
        )
        Task.objects.create(
            customer=customer,
            kind=[Task.Kind.CONTACT, Task.Kind.REPLY, Task.Kind.BIRTHDAY][n % 3],
            title="联系",
            why="很久没联系",
            due_on=today,
            laid_on=today,
            assignee=cast.lin,
        )
    for n in numbers:
        for who in (Customer.objects.get(name=f"第{n}机械"), cast.hengyuan):
            _complain(cast, who, n)
        _give(cast, Customer.objects.get(name=f"第{n}机械"))
        _give(cast, cast.hengyuan)
        _decide(cast, Customer.objects.get(name=f"第{n}机械"))
        _decide(cast, cast.hengyuan)
        _care(cast, Customer.objects.get(name=f"第{n}机械"))
        _satisfy(cast, Customer.objects.get(name=f"第{n}机械"), n)
        _satisfy(cast, cast.hengyuan, n)
        _grow(cast, n)
        _keep(cast, Customer.objects.get(name=f"第{n}机械"), n)
        _undertake(cast, Customer.objects.get(name=f"第{n}机械"), n)
        contact = Contact.objects.create(
            customer=cast.hengyuan, name=f"第{n}位", pinyin=f"b{n}", mobile="13900000001"
        )
        Stance.objects.create(
            contact=contact, side="neutral", grounds="听说", said_by=cast.lin, said_on=today
        )
        Tie.objects.create(contact=contact, other=cast.yu, said_by=cast.lin, said_on=today)
        respect_wish(actor, contact, way="call", why="他说的", on=today)
        document = Document.objects.create(
            customer=cast.hengyuan, title=f"第{n}份", contact=contact
        )
        DocumentVersion.objects.create(
            document=document, number=1, file_name="a.txt", form="txt", size=1, sha256="", stored=f"s{n}",
            brought_by=cast.lin, brought_at=now(),
        )  # fmt: skip
        Referral.objects.create(
            referrer=Customer.objects.get(name=f"第{n}机械"),
            customer=cast.hengyuan,
            referred_on=today,
        )
        take_note(
            cast.actor(cast.feng), key=uuid4(), text="随手记", written_at=now(), received_at=now(), customer=None
        )  # fmt: skip
        letter = write_letter(
            cast.actor(cast.feng),
            contact_id=contact.pk,
            document_name="long_unseen",
            language="zh",
            at=now(),
            on=today,
        )
        letter.given = "mail"
        letter.save()
        Outgoing.objects.create(
            key=f"l{n}",
            way="mail",
            letter=letter,
            language="zh",
            made_at=now(),
            not_before=now(),
        )
        Notice.objects.create(
            user=cast.feng, key=f"n{n}", kind="promise", customer=cast.hengyuan, zh="逾期", en="late",
            path="/today/", made_at=now(),
        )  # fmt: skip
        touch = Touch.objects.create(
            customer=cast.hengyuan,
            kind="call",
            touched_on=today - timedelta(days=n),
            by=cast.lin,
        )
        Order.objects.create(
            customer=cast.hengyuan,
            number=f"N{n}",
            ordered_on=today - timedelta(days=n),
            amount=100,
        )
        note_milestone(
            actor, customer_id=cast.hengyuan.pk, kind="news", what=f"第{n}条", happens_on=today, on=today
        )  # fmt: skip
        Promise.objects.create(
            customer=cast.hengyuan,
            what=f"第{n}个",
            made_on=today,
            made_by=cast.lin,
            due_on=today,
        )
        journal.record(
            actor, "touch.logged", touch, on=today, customer_id=cast.hengyuan.pk, kind="call"
        )


def _decide(cast: Cast, customer: Customer) -> None:
    """A class the data would change, one that was decided, one that waits; a direction; a plan with a step."""
    today = localdate()
    for scheme, grade, proposed in (
        ("customer_rank", "general_customer", "key_customer"), ("direction", "develop", ""),
    ):  # fmt: skip
        Standing.objects.update_or_create(
            customer=customer, scheme=scheme,
            defaults={
                "grade": grade, "proposed": proposed, "points": 0, "since": today, "as_of": today, "version": 1
            },
        )  # fmt: skip
    StandingMove.objects.update_or_create(
        customer=customer, scheme="customer_rank", moved_on=today,
        defaults={"before": "general_customer", "after": "key_customer", "points": 0},
    )  # fmt: skip
    for key, at in (("develop", now()), ("shrink", None)):
        MoveDecision.objects.create(
            customer=customer, scheme="direction", after=key, why="看过", review_on=today, asked_by=cast.lin,
            asked_at=now(), needs_approval=at is None, decided_at=at, is_granted=at is not None,
        )  # fmt: skip
    plan = DevelopmentPlan.objects.create(
        customer=customer, card="evaluation", signature="evaluation@1", grade_then="C", points_then=5_000,
        goal="A", goal_points=8_000, retest_on=today, made_by=cast.lin, made_on=today,
    )  # fmt: skip
    task = Task.objects.create(customer=customer, title="做", due_on=today, laid_on=today)
    DevelopmentStep.objects.create(
        plan=plan, criterion="attitude", title={"zh": "态度", "en": "attitude"}, points_then=0,
        points_best=2_000, action="谈", task=task,
    )  # fmt: skip


def _give(cast: Cast, customer: Customer) -> None:
    """A service, effort, something extra and support."""
    by, today = cast.lin, localdate()
    Delivery.objects.create(
        customer=customer,
        service="group_services.payment",
        delivered_on=today,
        by=by,
        channel="hall",
    )
    Effort.objects.create(
        customer=customer, spent_on=today, by=by, minutes=5, side="value", what="谈"
    )
    Extra.objects.create(
        customer=customer, what="多做", why="急", cost=100, given_on=today, asked_by=by, asked_at=now(),
        needs_approval=True,
    )  # fmt: skip
    SupportGrant.objects.create(
        customer=customer, kind="support", grade="A", amount=100, what="展会", terms="协议",
        account=customer.name, granted_on=today, by=by,
    )  # fmt: skip


def _keep(cast: Cast, customer: Customer, n: int) -> None:
    """A contract that ends soon, a departure, and a forecast that warns."""
    today = localdate()
    Contract.objects.create(
        customer=customer, number=f"K{n}", title="维保", signed_on=today, starts_on=today,
        ends_on=today + timedelta(days=60),
    )  # fmt: skip
    Departure.objects.create(
        customer=customer, left_on=today, reason="price", why="价", by=cast.lin
    )
    Forecast.objects.create(
        customer=customer, as_of=today, alive_bp=5_000, quiet_bp=5_000, expected_purchases=1, at_risk=1
    )  # fmt: skip


def _satisfy(cast: Cast, customer: Customer, n: int) -> None:
    """Answers, one about a colleague, a rating, a sign, a check, a poll, and what the night made of it."""
    today = localdate()
    for person in (None, cast.lin):
        survey = Survey.objects.create(
            customer=customer, questionnaire="four_satisfactions", version=1, occasion="period", language="zh",
            way="paper", person=person, asked_by=cast.lin, asked_on=today, holds_until=today, answered_on=today,
            experience=f"第{n}句", value=50,
        )  # fmt: skip
        Answer.objects.create(survey=survey, item="content", number=4)
        Answer.objects.create(survey=survey, item="causes", causes=["price"])
    Rating.objects.create(
        customer=customer,
        criterion="satisfied_value",
        value=60,
        rated_by=cast.lin,
        rated_on=today,
    )
    Signal.objects.create(
        customer=customer,
        kind="another_person",
        words="合不来",
        person=cast.lin,
        noted_on=today,
    )
    made = Expectation.objects.create(
        customer=customer, kind="project", about=f"第{n}期", expected="回本", compare_on=today,
        noted_by=cast.lin, noted_on=today,
    )  # fmt: skip
    ValueCause.objects.create(
        customer=customer, cause="price", why="贵", expectation=made, found_by=cast.lin, found_on=today
    )  # fmt: skip
    PositionCheck.objects.create(
        customer=customer, right="equal", checked_by=cast.lin, checked_on=today
    )
    poll = Poll.objects.create(
        customer=customer, about="lost_deal", what="丢单", opened_by=cast.lin, opened_on=today
    )
    for voter in (cast.lin, cast.qian):
        Vote.objects.create(poll=poll, voter=voter, side="ours", voted_on=today)
    Measures.objects.update_or_create(
        customer=customer,
        defaults={
            "as_of": today, "buying_days": 0, "orders_12m": 0, "revenue_12m": 0, "revenue_prev_12m": 0,
            "target_basis": "none", "satisfied_value": 50, "satisfied_lowest": 50,
        },
    )  # fmt: skip


def _grow(cast: Cast, n: int) -> None:
    """A look at oneself, one that was shared, what somebody knows, a pair of products with a purchase."""
    today = localdate()
    for user, reader in ((cast.feng, None), (cast.lin, cast.feng)):
        view = SelfView.objects.create(
            user=user, made_on=today - timedelta(days=n + 1), method="x", shared_with=reader, shared_on=today
        )  # fmt: skip
        SelfScore.objects.create(view=view, criterion="taste", level=2)
    Proposal.objects.create(
        customer=cast.hengyuan,
        title=f"第{n}案",
        gist="省",
        written_by=cast.lin,
        written_on=today,
    )
    for proposal in Proposal.objects.unscoped().filter(title="节能"):
        seen = ProposalView.objects.create(
            proposal=proposal, side="client", contact=cast.yu, noted_by=cast.lin, noted_on=today
        )
        ProposalMark.objects.create(view=seen, criterion="form", level=4)
    first = SelfView.objects.unscoped().filter(user=cast.feng).latest("made_on")
    CoachingNote.objects.create(view=first, author=cast.lin, words="谈了", noted_on=today)
    Expertise.objects.create(
        user=cast.lin, kind="field", subject=f"第{n}样", level=2, grounds="做过", said_by=cast.lin, said_on=today
    )  # fmt: skip
    Complement.objects.create(
        product=f"第{n}样", other=f"第{n}配", why="一起用", noted_by=cast.qian, noted_on=today
    )
    Order.objects.create(
        customer=cast.hengyuan, number=f"G{n}", ordered_on=today, amount=1, product=f"第{n}样"
    )


def _care(cast: Cast, customer: Customer) -> None:
    """A gift above the limit, a greeting, an idea, an observation, an invitation with what was said, a share, a trial."""
    by, today = cast.lin, localdate()
    Gift.objects.create(
        customer=customer, receiver="company", occasion="visit", what="茶", value=50_000, given_on=today,
        needs_approval=True, method="gifts@1", asked_by=by, asked_at=now(),
    )  # fmt: skip
    Greeting.objects.create(
        customer=customer, festival="spring_festival", year=2027, state="greeted", way="call", done_on=today, by=by
    )  # fmt: skip
    Idea.objects.create(
        customer=customer, kind="saving", what="换灯", offered_on=today, ask_on=today, by=by
    )
    Observation.objects.create(
        customer=customer, whose="theirs", product="泵", good="静", used_on=today, by=by
    )
    for gathering in Gathering.objects.unscoped():
        guest = Guest.objects.create(
            gathering=gathering, customer=customer, invited_on=today, invited_by=by
        )
        Opinion.objects.create(guest=guest, words="交期再短些", noted_on=today, by=by)
    for shortage in Shortage.objects.unscoped():
        Allotment.objects.create(shortage=shortage, customer=customer, quantity=1)
    for trial in Trial.objects.unscoped():
        TrialGuest.objects.create(trial=trial, customer=customer)
    Order.objects.create(
        customer=customer, number=str(uuid4()), ordered_on=today, amount=100, product="驱动器"
    )


def _undertake(cast: Cast, customer: Customer, n: int) -> None:
    """A programme, more sessions and things of the one there is, a star."""
    by, today = cast.lin, localdate()
    Programme.objects.create(
        customer=customer, kind="support", title=f"第{n}个", goal="好", plan="做", method="support_plan@1",
        owner=by, begins_on=today, ends_on=today, asked_by=by, asked_at=now(), stage="asked", budget=5,
    )  # fmt: skip
    for programme in Programme.objects.unscoped().order_by("pk")[:1]:
        session = Session.objects.create(
            customer=cast.hengyuan, programme=programme, means="onsite", topic="selling", what="推荐",
            planned_on=today, held_on=today, by=by,
        )  # fmt: skip
        Learner.objects.create(session=session, contact=cast.yu)
        asset = Asset.objects.create(
            customer=cast.hengyuan, programme=programme, offer="counter", what="柜台", serial=f"N{n}",
            worth=100, terms="lent", agreement="合同", method="support_offers@1", placed_on=today, by=by,
        )  # fmt: skip
        AssetCheck.objects.create(asset=asset, found="used", checked_on=today, by=by)
    for asset in Asset.objects.unscoped().filter(serial="G-1"):
        AssetCheck.objects.create(asset=asset, found="idle", checked_on=today, by=by)
    SalesStar.objects.create(
        customer=customer, year=today.year, method="sales_star@1", given_on=today, by=by,
        because=[{"zh": "守信用", "en": "trustworthy", "held": True}],
    )  # fmt: skip


def _counts(client: Client, cast: Cast) -> dict[str, int]:
    found = {}
    guarded = made_for_the_guard(cast) | made_for_visits(cast)
    for name, address in PAGES.items():
        cache.clear()  # a page is counted as the first to open it pays for it
        with CaptureQueriesContext(connection) as queries:
            client.get(
                address.format(
                    customer=cast.hengyuan.pk, contact=cast.yu.pk, person=cast.lin.pk, **guarded
                )
            )
        found[name] = len(queries)
    return found


@pytest.mark.django_db
def test_a_page_costs_what_the_baseline_says_however_full_the_book(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.feng)
    made_for_the_guard(cast)
    _fill(cast, range(3))
    cache.clear()  # what a night remembers is made anew in both, so that both are told apart by the rows alone
    small = _counts(client, cast)
    _fill(cast, range(3, 43))
    cache.clear()
    full = _counts(client, cast)
    assert full == small, "a page asks more when there is more to show"
    if os.environ.get("ZHIKE_UPDATE_COUNTS"):
        BASELINE.write_text(json.dumps(full, ensure_ascii=False, indent=2) + "\n", "utf-8")
    assert full == json.loads(BASELINE.read_text("utf-8"))
