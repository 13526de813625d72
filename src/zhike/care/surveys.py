"""Asking customers how satisfied they are: a person clicks, nothing goes by itself; what comes back stays their own words (S0-06, S1-22)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from zhike.activities.actions.laying import settle_tasks
from zhike.activities.models import Task
from zhike.care import calling
from zhike.care.messages import letters
from zhike.care.models import Letter
from zhike.customers import queries as customers
from zhike.customers import reaching
from zhike.customers.models import Contact, Customer
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.questionnaires import Item, Questionnaire
from zhike.methods.satisfaction import RULE, SatisfactionRule
from zhike.service import queries as service
from zhike.service import surveys
from zhike.service.models import Case, Survey
from zhike.service.surveys import AskedLately as AskedLately
from zhike.service.surveys import NotAnAnswer as NotAnAnswer
from zhike.service.surveys import Over as Over
from zhike.trust.actor import Actor, Forbidden, Permission
from zhike.users import queries as users
from zhike.value.queries import methods

WAYS = {
    "link": Words("发链接，手机上答", "By link, answered on a phone"),
    "call": Words("打电话问", "By call"),
    "paper": Words("纸上填", "On paper"),
}
ASKING = "ask_"  # the playbooks whose tasks say: ask them
_DONE = Words("问了", "asked")
_WISH = Words("他说过不要这样联系他", "they asked not to be contacted so")
_COMPLAINT = Words("有投诉还没办完，先办好再问", "a complaint is open: settle it before asking")
_LATELY = Words("{day}刚问过，过一阵再问", "asked {day}; give it a while")


class Refused(ValueError):
    """He is not to be asked now: `words` say why."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.en)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to ask what: a questionnaire by name, in which way and language, about what."""

    questionnaire: str
    way: str
    language: str
    contact_id: int | None = None
    about: str = ""
    case_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said on the phone or on paper: his words, numbers by question, causes ticked."""

    experience: str
    numbers: Mapping[str, int] = field(default_factory=dict)
    causes: Sequence[str] = ()
    minutes: int | None = None


def rule() -> SatisfactionRule:
    """From where a satisfaction is low, and how long answers count."""
    return methods().satisfactions[RULE]


def questionnaires(customer: Customer) -> list[Questionnaire]:
    """What may be asked of a customer of this kind, what is asked now and then first."""
    found = sorted(methods().questionnaires.values(), key=lambda q: q.occasion != "period")
    return [each for each in found if customer.kind in each.kinds]


def questionnaire_of(survey: Survey) -> Questionnaire | None:
    """What he is asked, as the shelf has it now; None once it is gone from it."""
    return methods().questionnaires.get(survey.questionnaire)


def title_of(survey: Survey) -> Words:
    """What a questionnaire is called; by its name once it is gone."""
    found = questionnaire_of(survey)
    return found.head.title if found else Words(survey.questionnaire, survey.questionnaire)


@transaction.atomic
def put(actor: Actor, customer_id: int, wanted: Wanted, *, on: date) -> Survey:
    """A questionnaire is put to somebody; `Refused` says why not. By call it goes on the agenda as a call-back (S3-19).

    What waited in somebody's list to be asked is thereby done.
    """
    customer = customers.customer(actor, customer_id)
    found = methods().questionnaires[wanted.questionnaire]
    people = customers.contacts(actor, customer_id)
    contact = people.get(pk=wanted.contact_id) if wanted.contact_id else None
    case = None
    if wanted.case_id:
        case = Case.objects.visible_to(actor).get(pk=wanted.case_id, customer=customer)
    _check(actor, customer, contact, wanted, found)
    person = None
    if found.is_about_people:
        if not actor.may(Permission.MANAGE_BOOK):
            raise Forbidden(Permission.MANAGE_BOOK)
        person = users.person(wanted.person_id or customer.owner_id or 0)
    asked = surveys.Asked(
        found, customer, contact, wanted.way, wanted.language, wanted.about, case, person
    )
    try:
        made = surveys.ask(actor, asked, gap_days=rule().gap_days, on=on)
    except AskedLately as lately:
        day = day_words(lately.asked_on, seen_on=on)
        raise Refused(_LATELY.format(day=day)) from None
    if wanted.way == Survey.Way.CALL:
        made.call = calling.plan_call_back(
            actor, customer_id=customer_id, purpose=str(found.head.title), wanted_on=on,
            on=on, contact_id=wanted.contact_id,
        )  # fmt: skip
        made.save(update_fields=["call"])
    waiting = (
        Task.objects.visible_to(actor)
        .open()
        .filter(customer=customer, origin__startswith=ASKING)
    )
    settle_tasks(actor, waiting, outcome=_DONE, on=on)
    return made


def _check(
    actor: Actor,
    customer: Customer,
    contact: Contact | None,
    wanted: Wanted,
    found: Questionnaire,
) -> None:
    ways = {"call": ("call",), "link": ("message", "mail"), "paper": ()}[wanted.way]
    if contact and ways and not any(reaching.may_contact(contact, way) for way in ways):
        raise Refused(_WISH)
    open_cases = service.open_cases(actor, customer.pk)
    if found.occasion != "case" and open_cases.filter(kind=Case.Kind.COMPLAINT).exists():
        raise Refused(_COMPLAINT)


@transaction.atomic
def enter(
    actor: Actor, survey_id: int, said: Said, *, way: str, at: datetime, on: date
) -> bool:
    """What he said by phone or on paper, written down by one of us; `Over` when it was answered before."""
    found = surveys.survey(actor, survey_id)
    asked = questionnaire_of(found)
    if asked is None:
        raise Over
    surveys.keep_words(survey_id, said.experience, on=on)
    for item in asked.items:
        if item.numbers:
            surveys.keep_number(survey_id, item, said.numbers.get(item.key), on=on)
        else:
            surveys.keep_causes(survey_id, item, _known(said.causes), on=on)
    is_new = surveys.finish(actor, survey_id, asked, at=at, on=on, way=way)
    if found.call and found.call.ended_on is None and way == Survey.Way.CALL:
        # What is said of one of ours is not for everybody who sees the call.
        words = str(asked.head.title) if found.person_id else said.experience
        calling.end_call_back(
            actor, found.call.pk, consented=True, said=words, answers=(),
            minutes=said.minutes, on=on,
        )  # fmt: skip
    return is_new


@transaction.atomic
def will_not(actor: Actor, survey_id: int, *, on: date) -> None:
    """On the phone he would rather not answer: nothing is asked and nothing kept but that (S3-19)."""
    found = surveys.survey(actor, survey_id)
    surveys.decline(actor, found, on=on)
    if found.call and found.call.ended_on is None:
        calling.end_call_back(
            actor, found.call.pk, consented=False, said="", answers=(), minutes=None, on=on
        )


def asked_by_call(actor: Actor, call_id: int) -> Survey | None:
    """The questionnaire a call-back is for, while an answer is awaited."""
    rows = surveys.surveys(actor).filter(call_id=call_id, answered_on=None)
    return rows.filter(declined_on=None, withdrawn_on=None).first()


def withdraw(actor: Actor, survey_id: int, *, on: date) -> None:
    """Asked by mistake: the link is dead."""
    surveys.withdraw(actor, surveys.survey(actor, survey_id), on=on)


def reply(actor: Actor, survey_id: int, words: str, *, on: date) -> None:
    """The colleague it is about says how he sees it (S3-26)."""
    surveys.reply(actor, surveys.survey(actor, survey_id), words, on=on)


def may_read_private(actor: Actor, survey: Survey) -> bool:
    """Whether somebody reads what was said of the person serving, question by question: that person, and whoever leads (S0-30)."""
    of_him = survey.person_id or survey.customer.owner_id
    return actor.may(Permission.MANAGE_BOOK) or of_him in actor.stands_for


INVITATION = "survey_invitation"


@transaction.atomic
def write_invitation(
    actor: Actor, survey_id: int, *, address: Callable[[str], str], at: datetime, on: date
) -> Letter:
    """A draft that asks somebody by mail; it leaves when a person sends it. `address` makes a link of its last part."""
    found = surveys.survey(actor, survey_id)
    if found.contact_id is None or not found.is_open:
        raise Over
    made = letters.write_letter(
        actor, contact_id=found.contact_id, document_name=INVITATION,
        language=found.language, at=at, on=on,
    )  # fmt: skip
    values = {"link": address(surveys.marker(found.pk))}
    return letters.fill_anew(actor, made.pk, values, language=found.language, at=at, on=on)


@dataclass(frozen=True, slots=True)
class Guest:
    """A customer at his secret link: what he was sent, and how far he has come."""

    survey: Survey
    questionnaire: Questionnaire

    @property
    def last(self) -> int:
        """The number of the last screen; 0 is the question in words."""
        return len(self.questionnaire.items)

    def item(self, screen: int) -> Item | None:
        """The question on a screen; None on the first, which asks for words."""
        return self.questionnaire.items[screen - 1] if 0 < screen <= self.last else None


def guest(token: str, *, on: date) -> Guest | None:
    """Who holds this link; None for all that leads nowhere, whyever."""
    found = surveys.at_link(token, on=on)
    asked = questionnaire_of(found) if found else None
    return Guest(found, asked) if found and asked else None


def screen_answer(guest: Guest, screen: int) -> tuple[int | None, list[str]]:
    """What he answered on a screen so far: the number, the causes."""
    item = guest.item(screen)
    kept = surveys.answers_of(guest.survey).get(item.key) if item else None
    return (kept.number, list(kept.causes)) if kept else (None, [])


def guest_says(
    guest: Guest,
    screen: int,
    *,
    words: str,
    number: int | None,
    causes: Sequence[str],
    on: date,
) -> None:
    """What he answers on one screen is kept at once. What is answered a second time after the end changes nothing (`Over`)."""
    item = guest.item(screen)
    if item is None:
        surveys.keep_words(guest.survey.pk, words, on=on)
    elif item.numbers:
        surveys.keep_number(guest.survey.pk, item, number, on=on)
    else:
        surveys.keep_causes(guest.survey.pk, item, _known(causes), on=on)


def guest_finishes(guest: Guest, *, at: datetime, on: date) -> bool:
    """The last screen is behind him; say whether that was new."""
    return surveys.finish(Actor.guest(), guest.survey.pk, guest.questionnaire, at=at, on=on)


def guest_declines(guest: Guest, *, on: date) -> None:
    """He would rather not answer; he is not asked again for a while all the same."""
    surveys.decline(Actor.guest(), guest.survey, on=on)


def _known(causes: Sequence[str]) -> list[str]:
    return [each.key for each in rule().causes if each.key in causes]
