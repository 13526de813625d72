"""A house with one of everything: for every parameter a route may carry there is an object of each ownership.

`MAKERS` is the one place a new route has to be told to: parameter name → how to make an object for it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cache
from io import BytesIO
from uuid import uuid4

from django.db.models import Model
from django.utils.timezone import localdate

from tests.conftest import DAY, Cast
from zhike.activities.actions import gatherings, informing
from zhike.activities.actions.assets import AssetDraft, place_asset
from zhike.activities.actions.competitors import name_competitor
from zhike.activities.actions.gatherings import GatheringDraft, call_gathering
from zhike.activities.actions.giving import ExtraDraft, give_extra
from zhike.activities.actions.informing import BulletinDraft
from zhike.activities.actions.notes import take_note
from zhike.activities.actions.visits import VisitDraft
from zhike.activities.models import (
    Bulletin,
    Gathering,
    SalesStar,
    Task,
    Touch,
    Trial,
    TrialGuest,
)
from zhike.care.accounts import programmes, sessions
from zhike.care.accounts.programmes import Outline
from zhike.care.accounts.sessions import SessionDraft
from zhike.care.calling import plan_call_back
from zhike.care.expecting import Wish, expect, explain
from zhike.care.feedback import Heard, raise_feedback
from zhike.care.gifts import GiftDraft, give_gift
from zhike.care.ideas import offer_idea
from zhike.care.messages.letters import write_letter
from zhike.care.messages.robots import RobotDraft, add_robot
from zhike.care.milestones import note_milestone
from zhike.care.models import DevelopmentPlan, Letter, Notice, Outgoing, Run
from zhike.care.replying import ask_leave
from zhike.care.rivals import note_rival
from zhike.care.satisfaction import note_sign, open_poll
from zhike.care.supply import note_shortage
from zhike.care.trials import TrialDraft, begin_trial
from zhike.care.visiting.planning import plan as plan_visit
from zhike.care.visiting.tours import plan_tour
from zhike.customers import asking
from zhike.customers.actions.book import CustomerDraft, assign_customer, open_customer
from zhike.customers.actions.classes import make_scheme
from zhike.customers.actions.consents import ConsentDraft, note_consent
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.actions.documents import Brought, DocumentDraft, add_document
from zhike.customers.actions.facts import Learned, note_fact
from zhike.customers.actions.groups import mark_key_person
from zhike.customers.actions.marks import add_to_list, make_list, make_tag, tag_customer
from zhike.customers.actions.merging import merge_customers
from zhike.customers.actions.moving import Choice, decide_class
from zhike.customers.actions.persons import decide_request, receive_request
from zhike.customers.actions.reach import PointDraft, add_point, respect_wish
from zhike.customers.actions.referrals import note_referral
from zhike.customers.actions.relations import TieDraft, note_stance, tie_people
from zhike.customers.actions.sweeps import Asked, begin
from zhike.customers.actions.switches import ask_switch
from zhike.customers.actions.trash import trash_customer
from zhike.customers.actions.views import ViewDraft, save_view
from zhike.customers.asking import Subject
from zhike.customers.models import (
    Contact,
    Customer,
    LikelyPair,
    Listed,
    ManagedList,
    Merge,
    PersonRequest,
    Sheet,
)
from zhike.customers.vault import store
from zhike.exchange.actions import upload
from zhike.exchange.erasing import carry_out
from zhike.exchange.fields import Target
from zhike.exchange.models import Import
from zhike.exchange.out import actions as exports
from zhike.exchange.out.actions import Order
from zhike.exchange.out.columns import What
from zhike.sales.complements import put_together
from zhike.sales.models import Contract, Departure, SpillOver
from zhike.sales.models import Order as Bought
from zhike.sales.proposals import write_proposal
from zhike.service import surveys
from zhike.service.handing import hand
from zhike.service.models import Case, Limit, Offering
from zhike.service.problems import Draft as ProblemDraft
from zhike.service.problems import open_problem
from zhike.service.surveys import Asked as Asking
from zhike.trust import disclosures, enquiries
from zhike.trust.actor import Actor, Door, Level, Permission, Scope
from zhike.trust.disclosures import Agreement
from zhike.trust.models import Loan
from zhike.trust.requests import asker
from zhike.users import growing
from zhike.users.actions import appoint_deputy
from zhike.users.models import User
from zhike.users.queries import actor_for
from zhike.users.rules import PERMISSIONS, SCOPES, Role
from zhike.value.queries import methods

NOW = datetime.now(UTC)
PEOPLE = ("lin", "zhao", "qian", "sun", "wu", "zheng", "feng")
KINDS = ("own", "team", "other", "lent", "absent", "trash", "merged", "erased")
GONE = {"trash", "merged"}


@dataclass(frozen=True, slots=True)
class Person:
    """What the rules of sight know of somebody; worked out here once more, not asked of the product."""

    user: User
    role: Role
    teams: frozenset[int]

    def may(self, permission: Permission) -> bool:
        return permission in PERMISSIONS[self.role]

    @property
    def sees_all(self) -> bool:
        return SCOPES[self.role] is Scope.ALL


@dataclass(frozen=True, slots=True)
class Thing:
    """An object behind a parameter: its number, whom it may be shown to, a word only it holds."""

    number: object
    seen: Callable[[Person], bool]
    word: str = ""


@dataclass
class Kept:
    """A customer of one ownership, with one of everything below it; its words are in whatever it is called."""

    kind: str
    customer: Customer
    twin: Customer
    person: Contact
    second: Contact
    word: str
    things: dict[str, Thing] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """What must not be told: anything of it, and of a person who was erased whatever he was called."""
        if self.kind != "erased":
            return [self.word]
        return [f"{self.word}{end}" for end in ("机械公司", "厂", "于海", "何川")]


@dataclass
class World:
    """The whole house: people, customers by ownership, and what belongs to nobody in particular."""

    cast: Cast
    people: dict[str, Person]
    kept: dict[str, Kept]
    common: dict[str, dict[str, Thing]]
    lent: frozenset[int]
    stood_for: dict[int, frozenset[int]]

    def would_see(self, person: Person, customer: Customer) -> bool:
        """Whether the customer is within somebody's sight, were it on the books."""
        return (
            person.sees_all
            or customer.owner_id in self.stood_for.get(person.user.pk, {person.user.pk})
            or (SCOPES[person.role] is Scope.TEAM and customer.team_id in person.teams)
            or (customer.pk in self.lent and person.user == self.cast.lin)
        )

    def is_near(self, person: Person, customer: Customer) -> bool:
        """Whether somebody looks after the customer."""
        return self.would_see(person, customer) and (
            not person.sees_all or customer.owner_id == person.user.pk
        )

    def sees(self, person: Person, kind: str) -> bool:
        return kind not in GONE and self.would_see(person, self.kept[kind].customer)

    def hidden_words(self, person: Person) -> list[str]:
        """Every word that may be in nothing this person is answered."""
        found = [
            word
            for kind, kept in self.kept.items()
            if kind == "erased" or not self.would_see(person, kept.customer)
            for word in kept.words
        ]
        for things in self.common.values():
            found += [t.word for t in things.values() if t.word and not t.seen(person)]
        return sorted(set(found))


def build(cast: Cast) -> World:
    """Fill the house."""
    chen = User.objects.create_user("chen", name="陈八", role=Role.ACCOUNT_MANAGER)
    chen.teams.set([cast.east])
    gao = User.objects.create_user("gao", name="高九", role=Role.ACCOUNT_MANAGER)
    gao.teams.set([cast.west])
    today = localdate()
    appoint_deputy(
        cast.actor(cast.feng),
        absent_id=gao.pk,
        deputy_id=cast.lin.pk,
        from_on=min(DAY, today),
        until_on=max(DAY, today) + timedelta(days=3),
        on=DAY,
    )
    people = {}
    for name in PEOPLE:
        user: User = getattr(cast, name)
        people[name] = Person(
            user, Role(user.role), frozenset(user.teams.values_list("pk", flat=True))
        )
    world = World(
        cast, people, {}, {}, frozenset(), {cast.lin.pk: frozenset({cast.lin.pk, gao.pk})}
    )
    owners = dict.fromkeys(KINDS, cast.lin) | {
        "team": chen,
        "other": cast.zhao,
        "lent": cast.zhao,
        "absent": gao,
    }
    for kind in KINDS:
        _keep(world, kind, owners[kind])
    _common(world)
    _lend(world)
    _take_away(world)
    return world


def _at(user: User) -> Actor:
    return actor_for(user, Door.WEB, on=DAY)


def _keep(world: World, kind: str, owner: User) -> None:
    cast, actor, word = world.cast, _at(owner), f"Zq{kind}mark"
    is_person = kind == "erased"
    draft = CustomerDraft(
        f"{word}机械公司", short_name=f"{word}厂", city=f"{word}城", phone="0755-26001234",
        kind="person" if is_person else "organisation", note=f"{word}备注",
    )  # fmt: skip
    customer = open_customer(actor, draft, owner_id=owner.pk, on=DAY)
    twin = open_customer(actor, CustomerDraft(f"{word}分号"), owner_id=owner.pk, on=DAY)
    yu, he = (
        add_contact(
            actor, customer,
            ContactDraft(f"{word}{name}", title=f"{word}总监", mobile=mobile, note=f"{word}注"),
            on=DAY,
        )
        for name, mobile in (("于海", "13800138111"), ("何川", "13800138112"))
    )  # fmt: skip
    kept = Kept(kind, customer, twin, yu, he, word)
    world.kept[kind] = kept

    for name, make in MAKERS.items():
        made = make(actor, kept)
        kept.things[name] = Thing(made.pk, _sees_kept(world, kept, made), word)
    letter = write_letter(
        actor,
        contact_id=kept.person.pk,
        document_name="long_unseen",
        language="zh",
        at=NOW,
        on=DAY,
    )
    kept.things["letter_id"] = Thing(letter.pk, _sees_letter(world, kept, letter), word)
    kept.things["trashed_id"] = Thing(
        customer.pk, lambda p: kind == "trash" and world.would_see(p, customer), word
    )
    Touch.objects.create(
        customer=customer, kind="call", touched_on=DAY, by=owner, summary=f"和{word}于海谈话"
    )
    Bought.objects.create(customer=customer, number=f"{word}1", ordered_on=DAY, amount=100)
    note_stance(actor, kept.person, side="opposes", grounds=f"{word}凭据", on=DAY)
    assign_customer(_at(cast.feng), customer, owner_id=owner.pk, on=DAY)


def _sees_kept(world: World, kept: Kept, row: Model) -> Callable[[Person], bool]:
    """Who may be shown a row below a customer: nobody what is gone; what moved to another customer, whoever sees that one."""

    def seen(person: Person) -> bool:
        if not type(row)._base_manager.filter(pk=row.pk).exists():
            return False
        if row == kept.twin:
            return world.would_see(person, kept.twin)
        if kept.kind == "merged" and row != kept.customer:
            return world.sees(person, "own")
        return world.sees(person, kept.kind)

    return cache(seen)


def _sees_letter(world: World, kept: Kept, row: Letter) -> Callable[[Person], bool]:
    """A letter is for whoever looks after the customer it went to."""
    sees = _sees_kept(world, kept, row)

    def seen(person: Person) -> bool:
        at = world.kept["own"] if kept.kind == "merged" else kept
        return sees(person) and world.is_near(person, at.customer)

    return cache(seen)


def _fact(actor: Actor, kept: Kept) -> Model:
    card = asking.form("relationship_card")
    item = next(item for item in card.items if item.key == "likes")
    about = Subject(kept.customer, kept.person)
    return note_fact(actor, about, card, item, f"{kept.word}茶", Learned("told"), on=DAY)


def _consent(actor: Actor, kept: Kept) -> Model:
    draft = ConsentDraft("health", f"{kept.word}同意", "paper", DAY)
    return note_consent(actor, Subject(kept.customer, kept.person), draft, on=DAY)


def _sheet(actor: Actor, kept: Kept) -> Model:
    form = asking.form("visit_plan")
    return Sheet.objects.create(
        customer=kept.customer, contact=kept.person, form=form.head.name,
        version=form.head.version, about_on=DAY, filled_on=DAY, filled_by_id=actor.user_id,
    )  # fmt: skip


def _document(actor: Actor, kept: Kept) -> Model:
    stored = store(BytesIO(b"%PDF-1.4\n%%EOF"), most=1000)
    draft = DocumentDraft(f"{kept.word}合同", level=Level.INTERNAL, contact=kept.person)
    return add_document(
        actor, kept.customer, draft, Brought(stored, f"{kept.word}.pdf", "pdf"), at=NOW
    )


def _tie(actor: Actor, kept: Kept) -> Model:
    draft = TieDraft("friend", note=f"{kept.word}同学")
    return tie_people(actor, kept.person, other=kept.second, draft=draft, on=DAY)


def _referral(actor: Actor, kept: Kept) -> Model:
    return note_referral(
        actor, kept.customer, kept.twin, contact=None, referred_on=DAY,
        note=f"{kept.word}介绍", on=DAY,
    )  # fmt: skip


def _listed(actor: Actor, kept: Kept) -> Model:
    on_list = ManagedList.objects.create(name=f"清单 {kept.kind}", level="team")
    add_to_list(actor, kept.customer, on_list, why=f"{kept.word}理由", on=DAY)
    return Listed.objects.get(on_list=on_list)


def _task(actor: Actor, kept: Kept) -> Model:
    return Task.objects.create(
        customer=kept.customer, title=f"{kept.word}事", due_on=DAY, laid_on=DAY,
        assignee_id=actor.user_id,
    )  # fmt: skip


def _case(actor: Actor, kept: Kept) -> Model:
    return Case.objects.create(
        customer=kept.customer, kind="complaint", summary=f"{kept.word}投诉", received_at=NOW
    )


def _problem(actor: Actor, kept: Kept) -> Model:
    draft = ProblemDraft(
        f"{kept.word}问题", "quality", "改", owner_id=kept.customer.owner_id or 0, check_on=DAY
    )
    case = Case.objects.create(
        customer=kept.customer, kind="complaint", summary=f"{kept.word}又坏", received_at=NOW
    )
    return open_problem(actor, draft, [case], on=DAY)


def _extra(actor: Actor, kept: Kept) -> Model:
    draft = ExtraDraft(f"{kept.word}多做", f"{kept.word}急", 100, pitfalls=("personal",))
    return give_extra(actor, kept.customer, draft, given_on=DAY, at=NOW, on=DAY)


def _gift(actor: Actor, kept: Kept) -> Model:
    draft = GiftDraft(
        "gift", "company", "visit", f"{kept.word}茶具", 90_000, f"{kept.word}谢意"
    )
    return give_gift(actor, kept.customer.pk, draft, given_on=DAY, at=NOW, on=DAY, is_free=True)


def _idea(actor: Actor, kept: Kept) -> Model:
    return offer_idea(
        actor, kept.customer.pk, kind="saving", what=f"{kept.word}换灯", worth=0, ask_on=DAY, on=DAY
    )  # fmt: skip


def _guest(actor: Actor, kept: Kept) -> Model:
    gathering = Gathering.objects.unscoped().first() or call_gathering(
        actor, GatheringDraft("座谈会", "symposium", DAY), on=DAY
    )
    guest = gatherings.invite(actor, gathering, kept.customer, contact=kept.person, on=DAY)
    gatherings.note_opinion(actor, guest, f"{kept.word}意见", on=DAY, promise=None)
    return guest


def _addressee(actor: Actor, kept: Kept) -> Model:
    bulletin = Bulletin.objects.unscoped().first() or informing.make_bulletin(
        actor, BulletinDraft("price", "调价", "十二月起"), on=DAY
    )
    [row] = informing.address(actor, bulletin, [(kept.customer, kept.person)], on=DAY)
    informing.note_told(actor, row, way="call", told_on=DAY, on=DAY)
    return informing.note_answer(actor, row, f"{kept.word}回音", answered_on=DAY, on=DAY)


def _feedback(actor: Actor, kept: Kept) -> Model:
    heard = Heard("product", f"{kept.word}反馈", customer_id=kept.customer.pk)
    return raise_feedback(actor, heard, on=DAY)


def _survey(actor: Actor, kept: Kept) -> Model:
    paper = methods().questionnaires["four_satisfactions"]
    about = f"{kept.word}问卷"
    asked = Asking(paper, kept.customer, kept.second, "paper", "zh", about)
    return surveys.ask(actor, asked, gap_days=30, on=DAY)


def _signal(actor: Actor, kept: Kept) -> Model:
    words = f"{kept.word}合不来"
    return note_sign(actor, kept.customer.pk, kind="another_person", words=words, on=DAY)


def _expectation(actor: Actor, kept: Kept) -> Model:
    hope = Wish("project", f"{kept.word}改造", f"{kept.word}回本")
    made = expect(actor, kept.customer.pk, hope, on=DAY)
    explain(actor, kept.customer.pk, cause="price", why=f"{kept.word}贵", on=DAY)
    return made


def _poll(actor: Actor, kept: Kept) -> Model:
    return open_poll(
        actor, kept.customer.pk, about="lost_deal", what=f"{kept.word}丢单", on=DAY
    )


def _rival(actor: Actor, kept: Kept) -> Model:
    return note_rival(
        actor, customer_id=kept.customer.pk, competitor="同行一号", state="waiting",
        why=f"{kept.word}输单", on=DAY,
    )  # fmt: skip


def _milestone(actor: Actor, kept: Kept) -> Model:
    noted, _ = note_milestone(
        actor, customer_id=kept.customer.pk, kind="news", what=f"{kept.word}消息", happens_on=DAY, on=DAY
    )  # fmt: skip
    return noted


def _trial_guest(actor: Actor, kept: Kept) -> Model:
    trial = Trial.objects.unscoped().first() or begin_trial(
        actor, TrialDraft("新驱动器", "可退", DAY, DAY + timedelta(days=60)), on=DAY
    )
    return TrialGuest.objects.create(
        trial=trial, customer=kept.customer, feedback=f"{kept.word}响"
    )


def _programme(actor: Actor, kept: Kept) -> Model:
    said = Outline(
        "promotion", f"{kept.word}促销", f"{kept.word}多卖", DAY, DAY + timedelta(days=30), 100, kept.customer.owner_id or 0
    )  # fmt: skip
    return programmes.outline(
        actor,
        kept.customer.pk,
        said,
        {"offer": f"{kept.word}换新"},
        language="zh",
        at=NOW,
        on=DAY,
    )


def _session(actor: Actor, kept: Kept) -> Model:
    made = _programme(actor, kept)
    return sessions.plan(
        actor, made.pk, SessionDraft("onsite", "selling", f"{kept.word}推荐", DAY), on=DAY
    )


def _asset(actor: Actor, kept: Kept) -> Model:
    draft = AssetDraft(
        "counter", f"{kept.word}专柜", f"{kept.word}7", 100, "lent", 0, f"{kept.word}合同", DAY
    )
    return place_asset(
        actor, kept.customer, draft, next_check_on=DAY, method="support_offers@1", on=DAY
    )


def _star(actor: Actor, kept: Kept) -> Model:
    return SalesStar.objects.create(
        customer=kept.customer, year=2026, why=f"{kept.word}明星", method="sales_star@1", given_on=DAY,
        by_id=asker(actor),
    )  # fmt: skip


def _run(actor: Actor, kept: Kept) -> Model:
    note_milestone(
        actor, customer_id=kept.customer.pk, kind="deal_won", what=f"{kept.word}成交", happens_on=DAY, on=DAY
    )  # fmt: skip
    return Run.objects.get(customer=kept.customer, name="after_deal")


def _person_request(actor: Actor, kept: Kept) -> Model:
    return receive_request(
        actor, Subject(kept.customer, kept.second), kind="copy", words=f"{kept.word}想看",
        came_on=DAY, at=NOW,
    )  # fmt: skip


def _visit(actor: Actor, kept: Kept) -> Model:
    draft = VisitDraft(f"{kept.word}来意", NOW + timedelta(days=3), place=f"{kept.word}地点")
    return plan_visit(actor, kept.customer.pk, draft, on=DAY, contact_ids=[kept.person.pk])


def _call_back(actor: Actor, kept: Kept) -> Model:
    return plan_call_back(
        actor, customer_id=kept.customer.pk, contact_id=kept.person.pk,
        purpose=f"{kept.word}回访", wanted_on=DAY, on=DAY,
    )  # fmt: skip


def _leave(actor: Actor, kept: Kept) -> Model:
    case = Case.objects.create(
        customer=kept.customer, kind="letter", summary=f"{kept.word}来函", received_at=NOW
    )
    return ask_leave(
        actor, case.pk, matter="赔付", what=f"{kept.word}请示", amount=None, at=NOW
    )


def _transfer(actor: Actor, kept: Kept) -> Model:
    case = Case.objects.create(
        customer=kept.customer, kind="grumble", summary=f"{kept.word}抱怨", received_at=NOW
    )
    return hand(
        actor, case, to_id=User.objects.get(username="wu").pk, why=f"{kept.word}转办", at=NOW
    )


# What hangs below a customer: parameter name → its maker. The object is seen by whoever sees the customer.
def _decision(actor: Actor, kept: Kept) -> Model:
    choice = Choice("direction", "shrink", f"{kept.word}收缩", DAY + timedelta(days=90))
    return decide_class(actor, kept.customer, choice, at=NOW, on=DAY)


def _development(actor: Actor, kept: Kept) -> Model:
    return DevelopmentPlan.objects.create(
        customer=kept.customer, card="evaluation", signature="evaluation@1", grade_then="C",
        points_then=5_000, goal="A", goal_points=8_000, retest_on=DAY, made_by_id=actor.user_id or 0,
        made_on=DAY, outcome=f"{kept.word}规划",
    )  # fmt: skip


MAKERS: dict[str, Callable[[Actor, Kept], Model]] = {
    "customer_id": lambda _, kept: kept.customer,
    "loser_id": lambda _, kept: kept.twin,
    "contact_id": lambda _, kept: kept.person,
    "lost_id": lambda _, kept: kept.second,
    "point_id": lambda actor, kept: add_point(
        actor, kept.person, PointDraft("email", f"{kept.word}@example.com"), on=DAY
    ),
    "wish_id": lambda actor, kept: respect_wish(
        actor, kept.person, way="visit", why=f"{kept.word}不便", on=DAY
    ),
    "tie_id": _tie,
    "mark_id": lambda actor, kept: mark_key_person(
        actor, kept.customer, kept.person, why=f"{kept.word}关键", on=DAY
    ),
    "referral_id": _referral,
    "document_id": _document,
    "fact_id": _fact,
    "consent_id": _consent,
    "sheet_id": _sheet,
    "listed_id": _listed,
    "task_id": _task,
    "case_id": _case,
    "problem_id": _problem,
    "transfer_id": _transfer,
    "decision_id": _decision,
    "plan_id": _development,
    "extra_id": _extra,
    "gift_id": _gift,
    "idea_id": _idea,
    "guest_id": _guest,
    "trial_guest_id": _trial_guest,
    "addressee_id": _addressee,
    "feedback_id": _feedback,
    "rival_id": _rival,
    "survey_id": _survey,
    "signal_id": _signal,
    "poll_id": _poll,
    "expectation_id": _expectation,
    "proposal_id": lambda actor, kept: write_proposal(
        actor, kept.customer.pk, title=f"{kept.word}提案", gist=f"{kept.word}要点", on=DAY
    ),
    "milestone_id": _milestone,
    "programme_id": _programme,
    "session_id": _session,
    "asset_id": _asset,
    "star_id": _star,
    "run_id": _run,
    "visit_id": _visit,
    "call_id": _call_back,
    "leave_id": _leave,
    "spill_id": lambda _, kept: SpillOver.objects.create(
        leader=kept.customer,
        led=kept.twin,
        share=10,
        why=kept.word,
        since=DAY,
        by_id=kept.customer.owner_id or 0,
    ),
    "contract_id": lambda _, kept: Contract.objects.create(
        customer=kept.customer,
        number=f"{kept.word}-1",
        title=kept.word,
        signed_on=DAY,
        starts_on=DAY,
        ends_on=DAY,
    ),
    "departure_id": lambda _, kept: Departure.objects.create(
        customer=kept.customer,
        left_on=DAY,
        reason="price",
        why=kept.word,
        by_id=kept.customer.owner_id or 0,
    ),
    "pair_id": lambda _, kept: LikelyPair.objects.create(
        one=kept.customer, other=kept.twin, score=90, reasons=["name"], found_on=DAY
    ),
    "merge_id": lambda _, kept: Merge.objects.create(
        winner=kept.customer, loser=kept.twin, made_on=DAY
    ),
}
# Below which parent of the same path an object must hang.
PARENT = {
    "contact_id": "customer_id", "lost_id": "customer_id", "tie_id": "customer_id",
    "mark_id": "customer_id", "referral_id": "customer_id", "document_id": "customer_id",
    "point_id": "contact_id", "wish_id": "contact_id",
}  # fmt: skip
# Words a path may carry; no object, so the same for everybody.
WORDS: dict[str, Callable[[str], str]] = {
    "form": lambda path: "visit_plan" if "sheets" in path else _form_of(path),
    "group": lambda path: "family" if "contact_id" in path else "sales",
    "scheme": lambda _: "progress",
    "field": lambda _: "city",
    "ladder": lambda _: "path",
    "year": lambda _: "2026",
    "festival": lambda _: "spring_festival",
    "number": lambda path: "2" if "calendar" in path else "1",
    "token": lambda _: "never-given",
    "step": lambda _: "classified",
    "shelf": lambda _: "playbooks",
    "method": lambda _: "complaint_same_day",
}


def _form_of(path: str) -> str:
    return "mackay66" if "contact_id" in path else "customer_view"


def _common(world: World) -> None:
    """What belongs to a colleague or to the whole company."""
    cast = world.cast
    for user, owner in ((cast.lin, "own"), (cast.zhao, "other")):
        _made_by(world, user, owner)
    sun = _at(cast.sun)
    tag = make_tag(sun, name="扫过", name_en="", colour="plain", on=DAY)
    tag_customer(_at(cast.lin), world.kept["own"].customer, tag, on=DAY)
    scheme = make_scheme(
        sun, name="sweep", title=("扫", "Sweep"), on=DAY,
        classes=[("a", "甲", "A"), ("b", "乙", "B")], smart=["一", "二", "三", "四", "五"], review_months=12,
    )  # fmt: skip
    switch = ask_switch(sun, form="mackay66", item="health", assessment="PIA-1", on=DAY)
    for name, row in {
        "tag_id": tag, "scheme_id": scheme, "switch_id": switch, "user_id": cast.wu,
        "list_id": make_list(sun, name="全公司", level="company", purpose="", on=DAY),
        "robot_id": add_robot(
            _at(cast.feng), RobotDraft("群", "other", "json://127.0.0.1:9/x", tells_names=False), on=DAY
        ),
        "outgoing_id": Outgoing.objects.create(
            key="swept", way="mail", user=cast.wu, language="zh", state="failed", made_at=NOW, not_before=NOW
        ),
        "competitor_id": name_competitor(sun, name="同行一号", on=DAY),
        "gathering_id": Gathering.objects.unscoped().get(),
        "bulletin_id": Bulletin.objects.unscoped().get(),
        "trial_id": Trial.objects.unscoped().get(),
        "shortage_id": note_shortage(sun, product="驱动器", quantity=100, unit="台", until=None, on=DAY),
        "offering_id": Offering.objects.create(name="夜间配送"),
        "complement_id": put_together(sun, product="打印机", other="硒鼓", why="用得快", on=DAY),
        "limit_id": Limit.objects.create(role="team_lead", matter="赔付"),
    }.items():  # fmt: skip
        world.common[name] = {"all": Thing(row.pk, lambda _: True)}


def _made_by(world: World, user: User, owner: str) -> None:
    """One of everything somebody makes for himself or asks another to decide."""
    actor, word = _at(user), f"Zq{user.username}made"

    def put(name: str, row: Model, seen: Callable[[Person], bool]) -> None:
        world.common.setdefault(name, {})[owner] = Thing(row.pk, seen, f"{word}{name}")

    def his(person: Person) -> bool:
        return person.user == user

    def asked(person: Person) -> bool:
        ours = person.teams & set(user.teams.values_list("pk", flat=True))
        decides = person.may(Permission.APPROVE) and (person.sees_all or bool(ours))
        return his(person) or person.may(Permission.READ_REGISTERS) or decides

    def entered(person: Person) -> bool:
        return his(person) or person.may(Permission.READ_REGISTERS)

    put("view_id", save_view(actor, ViewDraft(f"{word}view_id"), on=DAY), his)
    kept = world.kept[owner]
    change = begin(
        actor, Asked("set", {"field": "city", "value": "x"}), [kept.customer.pk], at=NOW
    )
    put("change_id", change, his)
    note = take_note(
        actor,
        key=uuid4(),
        text=f"{word}note_id",
        written_at=NOW,
        received_at=NOW,
        customer=None,
    )
    put("note_id", note, his)
    tour = plan_tour(
        actor, [], place=f"{word}tour_id", tour_on=DAY, first_at=time(9), minutes=30, on=DAY
    )
    put("tour_id", tour, lambda p: his(p) or p.sees_all)
    notice = Notice.objects.create(
        user=user,
        key="swept",
        kind="approval",
        zh=f"{word}notice_id",
        en="x",
        path="/guard/",
        made_at=NOW,
    )
    put("notice_id", notice, his)
    scores = {each.key: (3, f"{word}self_view_id") for each in growing.rule().qualities}
    look = growing.look_at_oneself(actor, scores, aim=f"{word}self_view_id", on=DAY)
    put("self_view_id", look, his)
    order = Order(What.CONTACTS, "", (), "csv", f"{word}export_id", "zh")
    put("export_id", exports.ask(actor, order, at=NOW), asked)
    asked_for = [
        disclosures.ask(
            actor, content=f"{word}request_id", level=Level.OPEN, recipient=f"{word}request_id",
            manner="邮件", purpose=f"{word}request_id", at=NOW, on=DAY,
        )
        for _ in range(2)
    ]  # fmt: skip
    put("request_id", asked_for[0], asked)
    boss = _at(world.cast.sun)
    disclosures.decide(boss, asked_for[1].pk, grant=True, why="", at=NOW, on=DAY)
    entry = disclosures.enter(
        actor,
        asked_for[1].pk,
        agreement=Agreement("合同", DAY),
        disclosed_on=DAY,
        at=NOW,
        on=DAY,
    )
    put("disclosure_id", entry, entered)
    enquiry = enquiries.receive(
        actor, asker_type="media", asker=f"{word}enquiry_id", question=f"{word}enquiry_id",
        received_on=DAY, at=NOW, on=DAY,
    )  # fmt: skip
    put("enquiry_id", enquiry, asked)
    file = BytesIO("客户名称,城市\n某厂,上海\n".encode())
    made = upload(actor, file, name=f"{word}import_id.csv", target=Target.CUSTOMERS, at=NOW)
    put("import_id", Import.objects.get(pk=made), lambda p: his(p) or p.sees_all)
    person = _person_request(actor, kept)
    put("persons/request_id", person, asked)


def _lend(world: World) -> None:
    """Zhao's second customer is lent to Lin; each of the two asked for one more."""
    cast, today = world.cast, localdate()
    lent = world.kept["lent"].customer

    def loan(by: User, customer: Customer, word: str, *, granted: bool) -> Loan:
        return Loan.objects.create(
            customer_id=customer.pk, team_id=customer.team_id, named=word, purpose=word,
            from_on=min(DAY, today), until_on=today + timedelta(days=9), asked_by=by,
            asked_at=NOW, is_granted=granted,
            decided_at=NOW if granted else None, decided_by=cast.sun if granted else None,
        )  # fmt: skip

    loan(cast.lin, lent, "Zqlent", granted=True)
    world.lent = frozenset({lent.pk})
    asked = {
        "own": loan(cast.lin, world.kept["other"].customer, "Zqlinloan", granted=False),
        "other": loan(cast.zhao, world.kept["own"].customer, "Zqzhaoloan", granted=False),
    }
    world.common["loan_id"] = {
        owner: Thing(row.pk, _sees_loan(row), row.named) for owner, row in asked.items()
    }


def _sees_loan(loan: Loan) -> Callable[[Person], bool]:
    def seen(person: Person) -> bool:
        decides = person.may(Permission.APPROVE) and (
            person.sees_all or loan.team_id in person.teams
        )
        return (
            person.user.pk == loan.asked_by_id
            or person.may(Permission.READ_REGISTERS)
            or decides
        )

    return seen


def _take_away(world: World) -> None:
    """One into the trash, one into another, one person erased."""
    cast, kept = world.cast, world.kept
    lin = _at(cast.lin)
    trash_customer(lin, kept["trash"].customer, at=NOW, on=DAY)
    merge_customers(
        lin, kept["own"].customer.pk, kept["merged"].customer.pk, from_loser=[], at=NOW, on=DAY
    )
    asked = receive_request(
        lin, Subject(kept["erased"].customer), kind="erase", words="请删掉", came_on=DAY, at=NOW
    )
    decide_request(_at(cast.sun), asked.pk, grant=True, why="", at=NOW)
    carry_out(_at(cast.zheng), PersonRequest.objects.unscoped().get(pk=asked.pk), at=NOW)
    for each in kept.values():
        each.customer = Customer.everyone.get(pk=each.customer.pk)


def objects(world: World, path: str, name: str) -> Iterator[tuple[str, Thing]]:
    """Every object of the house for a parameter of a path, by ownership."""
    named = f"persons/{name}" if path.startswith("customers/persons/") else name
    if named in world.common:
        yield from world.common[named].items()
    for kind, kept in world.kept.items():
        if named in kept.things:
            yield kind, kept.things[named]
