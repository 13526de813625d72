"""A visiting card as a row of the contacts table: what has a field goes there, everything else into the note, counted."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from zhike.exchange.files.vcard import Card, Property
from zhike.lib.birthdays import parse_birthday
from zhike.lib.names import is_chinese
from zhike.lib.phones import normalised_phone
from zhike.lib.words import Words

NAMES = (
    "Company", "Name", "Job Title", "Mobile", "Phone", "Email", "WeChat", "Birthday", "More ways", "Note",
)  # fmt: skip
HEAD = Words("名片上的其它内容", "Also on the card")
_SAID = {
    "N",
    "FN",
    "PRODID",
    "REV",
    "UID",
    "SOURCE",
    "PROFILE",
    "KIND",
    "MAILER",
    "CLASS",
    "SORT-STRING",
}
_OFTEN = {
    "NICKNAME": Words("昵称", "Nickname"),
    "ROLE": Words("职责", "Role"),
    "CATEGORIES": Words("分组", "Groups"),
    "GEO": Words("位置", "Position"),
    "TZ": Words("时区", "Time zone"),
    "ANNIVERSARY": Words("纪念日", "Anniversary"),
    "GENDER": Words("性别", "Gender"),
    "LANG": Words("语言", "Language"),
    "PHOTO": Words("照片", "Photo"),
    "LOGO": Words("标志", "Logo"),
    "SOUND": Words("声音", "Sound"),
    "KEY": Words("密钥", "Key"),
}
_WECHAT = ("wechat", "weixin", "微信")
_CHATS = {"X-QQ": "QQ", "X-SKYPE": "Skype", "X-SKYPE-USERNAME": "Skype", "X-ICQ": "ICQ", "X-AIM": "AIM", "X-MSN": "MSN",
          "X-JABBER": "Jabber", "X-YAHOO": "Yahoo", "X-WHATSAPP": "WhatsApp", "X-DINGTALK": "DingTalk",
          "X-MS-IMADDRESS": "IM", "X-EVOLUTION-AIM": "AIM"}  # fmt: skip


@dataclass(slots=True)
class Row:
    """A card taken apart."""

    company: str = ""
    name: str = ""
    title: str = ""
    main: dict[str, str] = field(default_factory=dict)
    birthday: str = ""
    ways: list[tuple[str, str, str]] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def cells(self) -> list[str]:
        """In the order of `NAMES`."""
        ways = "\n".join(
            f"{kind}|{_flat(label)}|{_flat(value)}" for kind, label, value in self.ways
        )
        note = "\n".join(self.note)
        if self.rest:
            head = f"【{HEAD.zh} / {HEAD.en} ({len(self.rest)})】"
            note = "\n".join(filter(None, (note, head, *self.rest)))
        main = [self.main.get(kind, "") for kind in ("mobile", "phone", "email", "wechat")]
        return [self.company, self.name, self.title, *main, self.birthday, ways, note]

    def reach(self, kind: str, value: str, label: str = "") -> None:
        """The first of a kind is the main one; the others follow."""
        longest = {"mobile": 40, "phone": 40, "email": 120, "wechat": 60}
        if not value:
            return
        if len(value) > 240:
            self.rest.append(f"{kind}: {value}")
        elif (
            kind in longest
            and kind not in self.main
            and not label
            and len(value) <= longest[kind]
        ):
            self.main[kind] = value
        elif value not in self.main.values():
            self.ways.append((kind, label[:40], value))


def row_of(card: Card) -> list[str]:
    """The cells of one card."""
    row = Row(name=_name(card))
    for each in sorted(card.properties, key=lambda p: not p.is_preferred):
        _place(row, each)
    row.rest += card.strays
    if not row.name:
        row.name = row.main.get("email") or row.company or row.main.get("mobile", "")
    return row.cells()


def _place(row: Row, each: Property) -> None:
    match each.name:
        case "TEL" | "X-MS-TEL":
            _telephone(row, each)
        case "EMAIL":
            row.reach("email", each.text.removeprefix("mailto:"), each.label)
        case "ORG":
            first, *units = [part for part in each.parts if part] or [""]
            if not row.company:
                row.company, left = first[:200], units
            else:
                left = [first, *units]
            if left:
                row.rest.append(f"部门 / Department: {' · '.join(left)}")
        case "TITLE" if not row.title and len(each.text) <= 80:
            row.title = each.text
        case "ADR":
            _address(row, each)
        case "URL":
            row.reach("website", each.text, each.label)
        case "IMPP" | "X-WECHAT" | "X-WEIXIN":
            _chat(row, each)
        case "BDAY" if not row.birthday and (born := _birthday(each.text)):
            row.birthday = born
        case "NOTE":
            row.note.append(each.text)
        case name if name in _CHATS:
            row.reach("messenger", each.text, _CHATS[name])
        case name if name not in _SAID:
            row.rest.append(_told(each))


def _telephone(row: Row, each: Property) -> None:
    number, _, extension = each.text.removeprefix("tel:").partition(";ext=")
    value = number if not extension else f"{number} 转 {extension}"
    clean = normalised_phone(value) or value
    if len(clean) > 40:
        row.rest.append(f"TEL: {value}")
    elif "fax" in each.kinds:
        row.reach("phone", clean, each.label or "传真 / fax")
    elif each.kinds & {"cell", "iphone", "mobile"}:
        row.reach("mobile", clean, each.label)
    elif "home" in each.kinds:
        row.reach("mobile", clean, each.label or "家 / home")
    elif clean.isdigit() and len(clean) == 11 and clean.startswith("1"):
        row.reach("mobile", clean, each.label)
    else:
        row.reach("phone", clean, each.label)


def _address(row: Row, each: Property) -> None:
    box, more, street, town, region, code, country = ([*each.parts, *[""] * 7])[:7]
    if any(map(is_chinese, each.value)):
        value = "".join((country, region, town, street, more, box)) + (
            f" {code}" if code else ""
        )
    else:
        value = ", ".join(
            filter(None, (box, more, street, town, f"{region} {code}".strip(), country))
        )
    row.reach(
        "home" if "home" in each.kinds else "address",
        value.replace("\n", " ").strip(),
        each.label,
    )


def _chat(row: Row, each: Property) -> None:
    scheme, _, rest = each.text.partition(":")
    value = rest or scheme
    said = f"{scheme} {each.label} {' '.join(each.kinds)} {each.name}".lower()
    if any(word in said for word in _WECHAT):
        row.reach("wechat", value)
    else:
        row.reach("messenger", value, each.label or (scheme if rest else ""))


def _birthday(text: str) -> str:
    """As the contacts table writes it; a day without a year keeps none."""
    clean = text.partition("T")[0]
    if len(clean) == 6 and clean.startswith("--") and clean[2:].isdigit():
        clean = f"{clean[2:4]}-{clean[4:]}"
    try:
        parse_birthday(clean)
    except ValueError:
        return ""
    return clean


def _name(card: Card) -> str:
    """As it is written, else put together from its parts; a Chinese family name stands first and close."""
    full = next((each.text for each in card.all("FN") if each.text), "")
    if full:
        return full[:80]
    for each in card.all("N"):
        family, given, middle, before, after = ([*each.parts, *[""] * 5])[:5]
        if is_chinese(family + given):
            return f"{family}{middle}{given}"[:80]
        words = " ".join(filter(None, (before, given, middle, family, after)))
        if words:
            return words[:80]
    return next((each.text[:80] for each in card.all("NICKNAME") if each.text), "")


def _told(each: Property) -> str:
    words = _OFTEN.get(each.name)
    name = f"{words.zh} / {words.en}" if words else each.name
    more = " ".join(filter(None, (each.label, ",".join(sorted(each.kinds)))))
    said = f"{each.size} bytes" if each.size else each.text
    return f"{name}{f' ({more})' if more else ''}: {said}"


def _flat(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ").strip()


def ways_of(cell: str) -> Sequence[tuple[str, str, str]]:
    """The ways of a cell written above: (kind, label, value)."""
    found = []
    for line in cell.splitlines():
        kind, _, rest = line.partition("|")
        label, _, value = rest.partition("|")
        if value:
            found.append((kind, label, value))
    return found
