"""The seven norms of an account manager's work (S4-04): each enforced by a clock, a checklist, or guidance, and where it lives."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.value.queries import methods

CLOCK = Words("有时限", "by the clock")
CHECKLIST = Words("逐项核对", "checklist")
GUIDANCE = Words("提示", "guidance")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a norm asks: what, how it is held to, and the page it lives on (empty for guidance)."""

    title: Words
    held: Words
    route: str


@dataclass(frozen=True, slots=True)
class Norm:
    """One of the seven."""

    title: Words
    lines: tuple[Line, ...]


# Norm → (kind of method, its name, how it is held to, where it lives); a page of its own where there is no method.
_NORMS: tuple[tuple[Words, tuple[tuple[str, str, Words, str], ...]], ...] = (
    (
        Words("答复客户要求", "Replying to requests"),
        (
            ("playbooks", "complaint_same_day", CLOCK, "today:mine"),
            ("playbooks", "letter_answered", CLOCK, "replies:list"),
            ("playbooks", "leave_asked", CLOCK, "guard:home"),
            ("playbooks", "service_opened", CLOCK, "replies:waiting"),
            ("cards", "reply_manner", GUIDANCE, ""),
        ),
    ),
    (
        Words("拜访客户", "Visiting customers"),
        (
            ("playbooks", "visit_formal", CLOCK, "visits:mine"),
            ("standards", "visit_rhythm", CLOCK, "visits:coverage"),
            ("cards", "visit_conduct", CHECKLIST, ""),
            ("cards", "behaviour_dissatisfied", GUIDANCE, ""),
        ),
    ),
    (
        Words("日常工作", "Daily work"),
        (
            ("playbooks", "promise_due", CLOCK, "team:promises"),
            ("standards", "contact_rhythm", CLOCK, "today:mine"),
            ("playbooks", "month_begins", CHECKLIST, "calendar:month"),
        ),
    ),
    (
        Words("投标", "Tenders"),
        (("", "", GUIDANCE, ""),),
    ),
    (
        Words("资料管理与使用", "Keeping and using data"),
        (
            ("cards", "tool_rightly_seen", GUIDANCE, "facts:upkeep"),
            ("", "loans", CLOCK, "guard:loans"),
            ("", "exports", CHECKLIST, "guard:exports"),
        ),
    ),
    (
        Words("与竞争对手接触", "Contact with competitors"),
        (
            ("cards", "competitor_contact", CHECKLIST, "guard:competitors"),
            ("cards", "fair_comment", GUIDANCE, "guard:competitors"),
        ),
    ),
    (
        Words("举止与礼仪", "Conduct and etiquette"),
        (
            ("cards", "phone_answering", GUIDANCE, "calls:list"),
            ("cards", "phone_situations", GUIDANCE, "calls:list"),
            ("cards", "reception_welcome", CHECKLIST, ""),
            ("cards", "reception_seating", CHECKLIST, ""),
            ("cards", "meeting_conduct", GUIDANCE, ""),
        ),
    ),
)
_PAGES = {
    "": Words(
        "来源只有标题，内容缺失；公司自己的规定写在方法文件夹里",
        "The source has only the heading; a company’s own rules go into its folder of methods",
    ),
    "loans": Words("借阅有期限，到期自动收回", "A loan has its term and ends by itself"),
    "exports": Words(
        "带走名单要写明用途，个人资料要批准",
        "Taking a list out states its purpose; personal data needs approval",
    ),
}


def norms() -> list[Norm]:
    """The seven norms, with what the methods in use say of each."""
    return [Norm(title, tuple(_lines(lines))) for title, lines in _NORMS]


def _lines(lines: tuple[tuple[str, str, Words, str], ...]) -> Iterator[Line]:
    library = methods()
    titles = {
        **{("playbooks", name): book.head.title for name, book in library.playbooks.items()},
        **{("cards", name): card.head.title for name, card in library.cards.items()},
        **{("standards", name): each.head.title for name, each in library.standards.items()},
    }
    for kind, name, held, route in lines:
        if not kind:
            yield Line(_PAGES[name], held, route)
        elif title := titles.get((kind, name)):
            yield Line(title, held, route)
