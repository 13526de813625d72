"""The pages of the customer file that are compared at a million, and what is typed into them: cut from names of the crowd."""

from random import Random

from benchmarks.crowd import Firm, firm
from benchmarks.pages import Page
from zhike.lib.names import initials, pinyin

_MANY = 200


def texts(customers: int) -> dict[str, tuple[str, ...]]:
    """What people type, by kind: two hundred of each."""
    random = Random("typed")
    found: dict[str, list[str]] = {}
    for _ in range(_MANY):
        for kind, text in _typed(firm(random.randint(1, customers)), random).items():
            found.setdefault(kind, []).append(text)
    return {kind: tuple(said) for kind, said in found.items()}


def _typed(each: Firm, random: Random) -> dict[str, str]:
    said, at = pinyin(each.short), random.randrange(len(each.name) - 1)
    cut = random.randrange(max(len(said) - 5, 1))
    body = each.people[0]
    return {
        "one character": each.short[0],
        "two characters": each.short[:2],
        "any two characters": each.name[at : at + 2],
        "whole name": each.name,
        "two words": f"{each.short[:2]} {body.name[:1]}",
        "pinyin": said,
        "part of a pinyin": said[cut : cut + 5],
        "initials": initials(each.short + each.trade),
        "two initials": initials(each.short)[:2],
        "phone": each.phone,
        "mobile": body.mobile,
        "six digits": body.mobile[2:8],
        "number": each.number,
        "credit code": each.credit_code,
        "a person": body.name,
        "a word everywhere": random.choice(("上海", "科技", "有限", "公司", "深圳", "kj", "yx", "a")),
    }  # fmt: skip


_BOXES = (
    "one character", "two characters", "any two characters", "two words", "pinyin", "part of a pinyin", "initials",
    "two initials", "phone", "six digits", "number", "a person", "a word everywhere",
)  # fmt: skip


def zhike_pages(typed: dict[str, tuple[str, ...]]) -> tuple[Page, ...]:
    """The product's pages."""
    boxes = [
        Page(f"box: {kind}", "/customers/find/?q={q}", texts=typed[kind]) for kind in _BOXES
    ]
    own = [
        Page(f"box, own: {kind}", "/customers/find/?q={q}", "manager", texts=typed[kind])
        for kind in ("two characters", "pinyin", "mobile", "six digits")
    ]
    return (
        *boxes,
        *own,
        Page("list", "/customers/"),
        Page("list: two characters", "/customers/?q={q}", texts=typed["two characters"]),
        Page("list: pinyin", "/customers/?q={q}", texts=typed["pinyin"]),
        Page("list: a word everywhere", "/customers/?q={q}", texts=typed["a word everywhere"]),
        Page("doubles: name", "/customers/lookalikes/?name={q}", texts=typed["whole name"]),
        Page("doubles: phone", "/customers/lookalikes/?phone={q}", texts=typed["phone"]),
        Page("doubles: code", "/customers/lookalikes/?credit_code={q}", texts=typed["credit code"]),
        Page("create", "/customers/new/", form="name=Bench{n}&kind=organisation", expect=302),
        Page("brief: name", "/customers/brief/?q={q}", texts=typed["whole name"], expect=302),
        Page("brief", "/customers/{n}/brief/"),
        Page("customer", "/customers/{n}/"),
        Page("customer, previous and next", "/customers/{n}/?in=all"),
        Page("file", "/customers/{n}/file/"),
        Page("person", "/customers/{n}/contacts/{p}/file/"),
        Page("today, 500 customers", "/today/", "few"),
        Page("calendar, 500 customers", "/calendar/", "few"),
        Page("promises, 500 customers", "/promises/", "few"),
    )  # fmt: skip


def floor_pages(typed: dict[str, tuple[str, ...]]) -> tuple[Page, ...]:
    """The floor's pages of the same kinds; it knows no sound, so there a part of a name is looked for instead."""
    find, name = "/customers/find/?q={q}", typed["two characters"]
    heard = {"pinyin", "part of a pinyin", "initials", "two initials", "two words", "a person"}
    boxes = [
        Page(f"box: {kind}", find, texts=name if kind in heard else typed[kind])
        for kind in _BOXES
    ]
    own = [Page(f"box, own: {kind}", find, "manager", texts=name) for kind in
           ("two characters", "pinyin", "mobile", "six digits")]  # fmt: skip
    return (
        *boxes,
        *own,
        Page("list", "/customers/"),
        Page("list: two characters", "/customers/?q={q}", texts=name),
        Page("list: pinyin", "/customers/?q={q}", texts=name),
        Page("list: a word everywhere", "/customers/?q={q}", texts=("上海", "科技", "有限", "公司")),
        Page("doubles: name", "/customers/same/?name={q}", texts=typed["whole name"]),
        Page("doubles: phone", "/customers/same/?phone={q}", texts=typed["phone"]),
        Page("doubles: code", "/customers/same/?number={q}", texts=typed["credit code"]),
        Page("create", "/customers/new/", form="name=Bench{n}&city=a", expect=302),
        Page("brief: name", "/customers/same/?name={q}", texts=typed["whole name"]),
        Page("brief", "/customers/{n}/people/"),
        Page("customer", "/customers/{n}/"),
        Page("customer, previous and next", "/customers/{n}/between/"),
        Page("file", "/customers/{n}/people/"),
        Page("person", "/people/{p}/"),
    )  # fmt: skip
