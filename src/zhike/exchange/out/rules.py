"""When a file needs somebody else's approval, and how long it lives; pure."""

from datetime import timedelta

from zhike.lib.words import Words

ALONE = 200  # rows a person may take out in a day on his own word (P31)
LINK_LIVES = timedelta(hours=24)
FILE_LIVES = timedelta(days=7)


def needs_approval(rows: int, *, before_today: int, is_of_strangers: bool) -> bool:
    """More than 200 rows in a day, whether in one file or several; or personal columns of customers one does not look after."""
    return is_of_strangers or before_today + rows > ALONE


# What people take files out for; ours. Anything else is typed.
PURPOSES = {
    "visit": Words("准备拜访或电话", "Preparing visits or calls"),
    "greeting": Words("节日或生日问候", "Festival or birthday greetings"),
    "report": Words("统计与汇报", "Figures and reports"),
    "cleaning": Words("核对与整理资料", "Checking and cleaning data"),
    "handover": Words("移交客户", "Handing customers over"),
}
