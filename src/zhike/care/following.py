"""A task that is done says something about what it was for: a customer was told, has answered, knows what our product people say."""

from datetime import date

from zhike.activities.actions import feedback, informing
from zhike.activities.models import Addressee, Feedback, Task, Touch
from zhike.care.starting import Start, at_the_start_of, start_playbooks
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.trust.actor import Actor

WAY_OF = {
    Touch.Kind.LETTER: Addressee.Way.LETTER,
    Touch.Kind.MESSAGE: Addressee.Way.MESSAGE,
    Touch.Kind.CALL: Addressee.Way.CALL,
    Touch.Kind.VISIT: Addressee.Way.VISIT,
    Touch.Kind.MEETING: Addressee.Way.VISIT,
}


def follow_up(actor: Actor, task: Task, *, kind: str, on: date) -> None:
    """What the end of a task tells of a notice (S3-28) or of feedback (S1-31); `kind` is the touch it was done by."""
    step, _, event = (task.origin or "").partition(":")
    if step == "bulletin.tell":
        told(actor, _addressee(actor, event), way=_way(kind), told_on=on, on=on)
    elif step == "bulletin.check":
        found = _addressee(actor, event)
        if found.answered_on is None:
            informing.note_answer(actor, found, task.outcome, answered_on=on, on=on)
    elif step == "feedback_answered.tell":
        item = Feedback.objects.visible_to(actor).get(pk=int(event.rpartition(":")[2]))
        if item.done_on is None:
            feedback.finish(actor, item, on=on)


def told(actor: Actor, addressee: Addressee, *, way: str, told_on: date, on: date) -> None:
    """He was told; whether he read it and what he thinks is asked in some days. Told twice is once."""
    if addressee.told_on:
        return
    informing.note_told(actor, addressee, way=way, told_on=told_on, on=on)
    start_playbooks(actor, start_of(addressee, "bulletin_told", told_on, on=on), on=on)


def start_of(addressee: Addressee, kind: str, day: date, *, on: date) -> Start:
    """What a notice to one customer sets off."""
    person = addressee.contact.greeting if addressee.contact else addressee.customer.name
    title = addressee.bulletin.title
    return Start(
        kind,
        f"addressee:{addressee.pk}",
        at_the_start_of(day),
        {
            "what": Words(title, title),
            "person": Words(person, person),
            "day": day_words(day, seen_on=on),
        },
        addressee.customer,
        contact=addressee.contact,
        assignee_id=addressee.customer.owner_id or addressee.added_by_id,
    )


def _addressee(actor: Actor, event: str) -> Addressee:
    rows = Addressee.objects.visible_to(actor).select_related("bulletin", "customer", "contact")
    return rows.get(pk=int(event.rpartition(":")[2]))


def _way(kind: str) -> str:
    return next((way for touch, way in WAY_OF.items() if touch == kind), Addressee.Way.MESSAGE)
