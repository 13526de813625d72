"""What the search box offers besides customers: things to do and pages to open; and when it is empty, favourites and what was seen lately."""

from dataclasses import dataclass

from django.urls import reverse

from zhike.lib.names import initials, pinyin
from zhike.lib.words import Words
from zhike.trust.actor import Actor, Permission
from zhike.web.rights import Need, Open

type Entry = tuple[Words, str, Need, str, bool]

_ENTRIES: tuple[Entry, ...] = (
    (Words("新客户", "New customer"), "customers:new", Permission.WRITE_CUSTOMERS, "plus", False),
    (Words("记一笔", "Log what happened"), "touches:new", Permission.LOG_TOUCHES, "pencil", True),
    (Words("受理投诉", "Take a complaint"), "touches:case", Permission.RECEIVE_CASES, "message-circle", True),
    (Words("带回反馈", "Bring in feedback"), "feedback:new", Permission.LOG_TOUCHES, "ear", True),
    (Words("客户反馈", "Feedback"), "feedback:register", Permission.READ_CUSTOMERS, "ear", False),
    (Words("告知与询问", "Notices and questions"), "key:notices", Permission.LOG_TOUCHES, "megaphone", False),
    (Words("今日", "Today"), "today:mine", Permission.READ_CUSTOMERS, "calendar-check", False),
    (Words("客户名单", "Customers"), "customers:list", Permission.READ_CUSTOMERS, "users", False),
    (Words("承诺", "Promises"), "team:promises", Permission.READ_CUSTOMERS, "handshake", False),
    (Words("团队负荷", "Load of the team"), "team:load", Permission.READ_CUSTOMERS, "gauge", False),
    (Words("日历", "Calendar"), "calendar:month", Permission.READ_CUSTOMERS, "calendar-days", False),
    (Words("服务落实", "Services given"), "services:coverage", Permission.READ_CUSTOMERS, "concierge-bell", False),
    (Words("我的职责", "My duties"), "services:duties", Open.SIGNED_IN, "clipboard-list", False),
    (Words("客户清单", "Managed lists"), "customers:lists", Permission.READ_CUSTOMERS, "list-checks", False),
    (Words("标签", "Tags"), "customers:tags", Permission.READ_CUSTOMERS, "tag", False),
    (Words("资料清理", "Data cleaning"), "customers:cleaning", Permission.READ_CUSTOMERS, "brush-cleaning", False),
    (Words("重复客户", "Doubles"), "customers:doubles", Permission.MERGE_CUSTOMERS, "copy", False),
    (Words("批量操作记录", "Bulk changes"), "customers:changes", Permission.READ_CUSTOMERS, "history", False),
    (Words("回收站", "Trash"), "customers:trash", Permission.TRASH_CUSTOMERS, "trash-2", False),
    (Words("导入", "Import"), "imports:list", Permission.RUN_IMPORTS, "file-up", False),
    (Words("人员", "People"), "people:list", Permission.MANAGE_PEOPLE, "contact", False),
    (Words("健康", "Health"), "health:page", Permission.READ_HEALTH, "activity", False),
    (Words("我的账号", "My account"), "account", Open.SIGNED_IN, "user", False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """Something the palette can do: a link, in the sheet when it is a small form."""

    words: Words
    address: str
    icon: str
    in_sheet: bool


def actions(actor: Actor, text: str, *, limit: int = 5) -> list[Action]:
    """What the actor may do that is called like the text, in either language, by pinyin or initials; all when empty."""
    word = text.strip().lower().removeprefix(">").strip()
    found = [
        Action(words, reverse(route), icon, in_sheet)
        for words, route, need, icon, in_sheet in _ENTRIES
        if (isinstance(need, Open) or actor.may(need)) and _is_called(words, word)
    ]
    return found[:limit]


def _is_called(words: Words, word: str) -> bool:
    names = (words.zh, words.en.lower(), pinyin(words.zh), initials(words.zh))
    return any(word in name for name in names)
