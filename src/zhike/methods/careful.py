"""What a form may not be changed to on a page: a question kept less carefully, or asked without the two people it takes."""

from zhike.lib.words import Words
from zhike.methods.forms import LEVELS, Form
from zhike.methods.proof import Problem

_LOWER = Words(
    "“{item}”的密级不能在这里降低；要降低，请由管理员改方法文件夹里的文件",
    "“{item}” cannot be kept less carefully from here; whoever runs the machine may do so in the methods folder",
)
_ON = Words(
    "“{item}”默认不问；要开启，请到“资料维护 · 问题”里申请，由另一个人同意",
    "“{item}” is off by default; ask for it under “Upkeep · Questions”, where somebody else agrees",
)


def loosened(before: Form, after: Form) -> list[Problem]:
    """The questions of `after` that would be kept less carefully, or asked more freely, than in `before`."""
    known = {item.fact: item for item in before.leaves}
    found = []
    for item in after.leaves:
        old = known.get(item.fact)
        if old is None:
            continue
        key = f"groups.items.{item.key}"
        if LEVELS.index(item.level) < LEVELS.index(old.level):
            found.append(Problem(f"{key}.level", _LOWER.format(item=item.title)))
        if old.is_off and not item.is_off:
            found.append(Problem(f"{key}.off", _ON.format(item=item.title)))
    return found
