"""A customer is asked how satisfied he is, answers where and when it suits him, and is not asked again in a short while (S0-06, S1-71)."""

import base64
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.crypto import salted_hmac

from zhike.customers.models import Contact, Customer
from zhike.methods.questionnaires import Asks, Item, Questionnaire
from zhike.service.models import Answer, Case
from zhike.service.models import Survey as Survey
from zhike.service.querysets import SurveyQuerySet
from zhike.trust import journal
from zhike.trust.actor import Actor, Forbidden, Permission, demand
from zhike.trust.requests import asker
from zhike.users.models import User

MOST = 4000
_SALT = "zhike.survey"
_MARKED = re.compile(r"\[survey-(\d{1,12})\]")


class AskedLately(ValueError):
    """He was asked only lately: `asked_on`; nobody is asked twice in a short while."""

    def __init__(self, asked_on: date) -> None:
        self.asked_on = asked_on
        super().__init__(asked_on.isoformat())


class Over(ValueError):
    """It was answered, declined or withdrawn, or its days are over: nothing in it changes any more."""


class NotAnAnswer(ValueError):
    """This question cannot be answered so."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom, with which questionnaire, in which way and language; about which case or which of our own people."""

    questionnaire: Questionnaire
    customer: Customer
    contact: Contact | None
    way: str
    language: str
    about: str = ""
    case: Case | None = None
    person: User | None = None


@transaction.atomic
def ask(actor: Actor, asked: Asked, *, gap_days: int, on: date) -> Survey:
    """A question is put; `AskedLately` when this person was asked anything within `gap_days`, or the same within its own days."""
    demand(actor, Permission.LOG_TOUCHES)
    Customer.objects.visible_to(actor).select_for_update().get(pk=asked.customer.pk)
    found = asked.questionnaire
    if last := asked_last(asked.customer.pk, asked.contact, found, gap_days=gap_days, on=on):
        raise AskedLately(last)
    made = Survey(
        customer=asked.customer, contact=asked.contact, questionnaire=found.head.name,
        version=found.head.version, occasion=found.occasion, about=asked.about.strip(),
        case=asked.case, person=asked.person, language=asked.language, way=asked.way,
        asked_by_id=asker(actor), asked_on=on, holds_until=on + timedelta(days=found.valid_days),
        nonce=secrets.token_urlsafe(16),
    )  # fmt: skip
    made.token_hash = _hashed(_token(made.nonce))
    made.save()
    _record(actor, "survey.asked", made, on)
    return made


def asked_last(
    customer_id: int,
    contact: Contact | None,
    questionnaire: Questionnaire,
    *,
    gap_days: int,
    on: date,
) -> date | None:
    """The day he was last asked, where that is too near to ask again; a question withdrawn was none."""
    rows = Survey.objects.unscoped().filter(
        customer_id=customer_id, contact=contact, withdrawn_on=None
    )
    any_form = rows.filter(asked_on__gt=on - timedelta(days=gap_days))
    same = rows.filter(
        questionnaire=questionnaire.head.name,
        asked_on__gt=on - timedelta(days=questionnaire.gap_days),
    )
    days = [
        *any_form.values_list("asked_on", flat=True),
        *same.values_list("asked_on", flat=True),
    ]
    return max(days, default=None)


def token_of(survey: Survey) -> str:
    """The secret part of its link, made anew each time and kept nowhere; empty once it leads nowhere."""
    token = _token(survey.nonce)
    return token if survey.token_hash == _hashed(token) else ""


def marker(survey_id: int) -> str:
    """What stands in a draft where the secret part of its link will be."""
    return f"[survey-{survey_id}]"


def with_tokens(text: str, customer_id: int) -> str:
    """A letter to this customer as it leaves: markers of his own questionnaires become the secret parts of their links."""
    wanted = {int(number) for number in _MARKED.findall(text)}
    if not wanted:
        return text
    rows = Survey.objects.filter(pk__in=wanted, customer_id=customer_id).unscoped()
    tokens = {str(row.pk): token_of(row) for row in rows}
    return _MARKED.sub(lambda found: tokens.get(found[1], found[0]), text)


def at_link(token: str, *, on: date) -> Survey | None:
    """The question at a secret link. None for a wrong one, one withdrawn or declined, one whose days are over and that was not
    answered, and one of a customer no longer on the books: nobody can tell which."""
    found = (
        Survey.objects.present()
        .filter(token_hash=_hashed(token))
        .unscoped()
        .select_related("customer", "contact", "person")
        .first()
    )
    if found is None or found.withdrawn_on or found.declined_on:
        return None
    return found if found.answered_on or found.holds_until >= on else None


def answers_of(survey: Survey) -> dict[str, Answer]:
    """What was answered so far, by question."""
    return {answer.item: answer for answer in Answer.objects.filter(survey=survey)}


@transaction.atomic
def keep_words(survey_id: int, words: str, *, on: date) -> None:
    """What he said in his own words, as far as he has come; `Over` when it is."""
    found = _awaited(survey_id, on)
    found.experience = words.replace("\r\n", "\n").strip()[:MOST]
    found.save(update_fields=["experience"])


@transaction.atomic
def keep_number(survey_id: int, item: Item, number: int | None, *, on: date) -> None:
    """One question answered, answered anew, or skipped (None); `NotAnAnswer` for a number it does not have."""
    found = _awaited(survey_id, on)
    if number is None:
        Answer.objects.filter(survey=found, item=item.key).delete()
        return
    if number not in item.numbers:
        raise NotAnAnswer(item.key)
    Answer.objects.update_or_create(survey=found, item=item.key, defaults={"number": number})


@transaction.atomic
def keep_causes(survey_id: int, item: Item, causes: Sequence[str], *, on: date) -> None:
    """The causes ticked; none ticked is skipped."""
    found = _awaited(survey_id, on)
    if item.asks is not Asks.CAUSES:
        raise NotAnAnswer(item.key)
    if not causes:
        Answer.objects.filter(survey=found, item=item.key).delete()
        return
    Answer.objects.update_or_create(
        survey=found, item=item.key, defaults={"causes": list(causes)}
    )


@transaction.atomic
def finish(
    actor: Actor,
    survey_id: int,
    questionnaire: Questionnaire,
    *,
    at: datetime,
    on: date,
    way: str = "",
) -> bool:
    """He has answered; say whether that was new. Finishing twice is finishing once.

    `way` says how it came where that is not as it was asked; whoever of ours wrote it down is on record.
    """
    found = Survey.objects.select_for_update().filter(pk=survey_id).unscoped().get()
    if found.answered_on:
        return False
    if not found.is_open or found.holds_until < on:
        raise Over
    numbers = {
        key: answer.number
        for key, answer in answers_of(found).items()
        if answer.number is not None
    }
    for dimension, value in questionnaire.bars(numbers).items():
        setattr(found, dimension, value)
    found.answered_at, found.answered_on = at, on
    found.entered_by_id, found.way = actor.user_id, way or found.way
    found.save()
    _record(actor, "survey.answered", found, on)
    return True


@transaction.atomic
def decline(actor: Actor, survey: Survey, *, on: date) -> None:
    """He would rather not be asked; that is an answer too, and ends it."""
    if not survey.is_open:
        raise Over
    survey.declined_on = on
    survey.save(update_fields=["declined_on"])
    Answer.objects.filter(survey=survey).delete()
    _record(actor, "survey.declined", survey, on)


@transaction.atomic
def withdraw(actor: Actor, survey: Survey, *, on: date) -> None:
    """It was asked by mistake: the link is dead."""
    demand(actor, Permission.LOG_TOUCHES)
    if not survey.is_open:
        raise Over
    survey.withdrawn_on = on
    survey.save(update_fields=["withdrawn_on"])
    _record(actor, "survey.withdrawn", survey, on)


@transaction.atomic
def reply(actor: Actor, survey: Survey, words: str, *, on: date) -> None:
    """Whoever it is about says how he sees it; nobody else may (S3-26)."""
    if survey.person_id is None or survey.person_id != actor.user_id or not survey.answered_on:
        raise Forbidden(Permission.MANAGE_BOOK)
    survey.reply, survey.replied_on = words.strip()[:MOST], on
    survey.save(update_fields=["reply", "replied_on"])
    _record(actor, "survey.replied", survey, on)


def surveys(actor: Actor) -> SurveyQuerySet:
    """Every question put that one may read."""
    return Survey.objects.readable_by(actor).select_related(
        "customer", "contact", "person", "asked_by", "entered_by", "call"
    )


def survey(actor: Actor, survey_id: int) -> Survey:
    """One of them; `Survey.DoesNotExist` when it is not this actor's to read."""
    return surveys(actor).get(pk=survey_id)


def _awaited(survey_id: int, on: date) -> Survey:
    found = Survey.objects.select_for_update().filter(pk=survey_id).unscoped().get()
    if not found.is_open or found.holds_until < on:
        raise Over
    return found


def _token(nonce: str) -> str:
    digest = salted_hmac(_SALT, nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _record(actor: Actor, kind: str, found: Survey, on: date) -> None:
    """On the customer's timeline, unless it is about one of ours: he is not told which customer spoke (S3-26)."""
    customer_id = None if found.person_id else found.customer_id
    journal.record(
        actor, kind, found, on=on, customer_id=customer_id, about=found.questionnaire
    )
