"""Whether a letter may go, and why not; decided from values alone, in the order somebody would ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from zhike.lib.words import Words
from zhike.lib.workdays import is_workday

GREETS = {"greeting", "thanks"}
SELLS = {"news", "idea"}
WAIT_FOR_PEACE = {"greeting", "question", *SELLS}
SLOT = re.compile(r"【[^】]*】")
_DAY = timedelta(days=1)


class Weight(StrEnum):
    """How much an obstacle weighs: it stops the letter, asks for a second look, or only for a later hour."""

    STOP = "stop"
    CONFIRM = "confirm"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something in the way of sending, in words that say what to do."""

    code: str
    words: Words
    weight: Weight = Weight.STOP


@dataclass(frozen=True, slots=True)
class Hours:
    """When customers may be written to: on working days, between two times of day."""

    open_from: time
    open_until: time

    def is_open(self, at: datetime) -> bool:
        """Whether this local moment lies within them."""
        return is_workday(at.date()) and self.open_from <= at.time() < self.open_until

    def next_morning(self, at: datetime) -> datetime:
        """The next opening after this local moment: today's when it is still to come, else the next working day's."""
        day = at.date()
        if at.time() >= self.open_from or not is_workday(day):
            day += _DAY
        while not is_workday(day):
            day += _DAY
        return at.replace(
            year=day.year, month=day.month, day=day.day,
            hour=self.open_from.hour, minute=self.open_from.minute, second=0, microsecond=0,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a letter and its receiver when it is about to go.

    `refused` are the ways and reasons he asked us not to use, `lately` the day of the last greeting or thanks to him,
    `private` what the words give away that must not leave by mail.
    """

    occasion: str
    text: str
    to: str
    is_confidential: bool
    missing: Sequence[Words] = ()
    offences: Sequence[str] = ()
    private: Sequence[Words] = ()
    refused: frozenset[str] = frozenset()
    news_withdrawn: bool = False
    has_open_complaint: bool = False
    lately: date | None = None
    is_open_hour: bool = True


def obstacles(case: Case) -> list[Obstacle]:
    """Everything in the way, the heaviest reasons first: whom, whether, what, when."""
    return [*_of_the_receiver(case), *_of_the_words(case), *_of_the_moment(case)]


def _of_the_receiver(case: Case) -> list[Obstacle]:
    found = []
    if not case.to:
        found.append(
            _stop(
                "no_address",
                Words(
                    "没有可用的邮箱。请先在联系人里补上；也可以打印或自己送。",
                    "There is no e-mail address to use. Add one to the person first; or print it, or bring it yourself.",
                ),
            )
        )
    if "mail" in case.refused:
        found.append(
            _stop(
                "wish_mail",
                Words(
                    "本人要求不要寄信、发邮件。", "This person asked for no letters or mail."
                ),
            )
        )
    if case.occasion == "greeting" and "greeting" in case.refused:
        found.append(
            _stop(
                "wish_greeting",
                Words("本人要求不要问候祝贺。", "This person asked for no greetings."),
            )
        )
    if case.occasion in SELLS and "marketing" in case.refused:
        found.append(
            _stop(
                "wish_marketing",
                Words("本人要求不要推销。", "This person asked for no marketing."),
            )
        )
    if case.occasion in SELLS and case.news_withdrawn:
        found.append(
            _stop(
                "consent",
                Words(
                    "本人撤回了接收资料和主意的同意。",
                    "This person took back the consent to receive news and ideas.",
                ),
            )
        )
    if case.has_open_complaint and case.occasion in WAIT_FOR_PEACE:
        found.append(
            _stop(
                "complaint",
                Words(
                    "有投诉还没了结，先把投诉办好；答复信不受限制。",
                    "A complaint is still open: settle it first. Replies may go.",
                ),
            )
        )
    return found


def _of_the_words(case: Case) -> list[Obstacle]:
    found = [
        _stop("missing", Words(f"还要填：{words.zh}", f"Still to fill: {words.en}"))
        for words in case.missing
    ]
    slots = list(dict.fromkeys(SLOT.findall(case.text)))
    if slots:
        listed = " ".join(slots)
        found.append(
            _stop(
                "slots",
                Words(f"信里还有空没填：{listed}", f"The letter still has blanks: {listed}"),
            )
        )
    if case.offences:
        found.append(
            _stop(
                "forbidden",
                Words(
                    f"这类信里不该出现：{'、'.join(case.offences)}",
                    f"Not to be said in such a letter: {', '.join(case.offences)}",
                ),
            )
        )
    found += [
        _stop(
            "private",
            Words(
                f"这是个人资料，不能用邮件送出：{words.zh}",
                f"Personal, not to leave by mail: {words.en}",
            ),
        )
        for words in case.private
    ]
    if case.is_confidential:
        found.append(
            _stop(
                "level",
                Words(
                    "这封信的密级高于“内部”，不能用邮件送出。",
                    "This letter is more confidential than “internal” and does not leave by mail.",
                ),
            )
        )
    return found


def _of_the_moment(case: Case) -> list[Obstacle]:
    found = []
    if case.lately and case.occasion in GREETS:
        day = case.lately
        found.append(
            Obstacle(
                "lately",
                Words(
                    f"{day.month}月{day.day}日刚给这位送过问候或感谢，确定再送一封吗？",
                    f"A greeting or thanks went to this person on {day:%d %b}. Send another one?",
                ),
                Weight.CONFIRM,
            )
        )
    if not case.is_open_hour:
        found.append(
            Obstacle(
                "hours",
                Words("现在是对方的休息时间。", "It is outside the customer's working hours."),
                Weight.LATER,
            )
        )
    return found


def _stop(code: str, words: Words) -> Obstacle:
    return Obstacle(code, words)


def one_line(text: str) -> str:
    """A name fit for a header: whatever breaks lines or hides is gone."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def is_one_line(text: str) -> bool:
    """Whether a text holds no line break or control character."""
    return all(c.isprintable() for c in text)


_PAUSES = (1, 5, 15, 60, 240)


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries that failed for now; None when it was enough."""
    return timedelta(minutes=_PAUSES[tries - 1]) if 1 <= tries <= len(_PAUSES) else None
