"""The twelve people of the sample company in their three teams."""

from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.users.rules import Role

COMPANY = "南方华信办公网络（样例公司）"
TEAMS = ("企业客户一组", "企业客户二组", "服务组")


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here; `team` counts in TEAMS, `load` is his share of the customers."""

    username: str
    name: str
    role: Role
    title: str
    team: int | None
    load: int = 0
    language: str = ""


ADMINISTRATOR = Colleague("fangjie", "方洁", Role.ADMINISTRATOR, "系统管理员", None)
STAFF = (
    Colleague("zhangxiao", "张晓", Role.ACCOUNT_MANAGER, "高级客户经理", 0, 16),
    Colleague("linzhiyuan", "林志远", Role.TEAM_LEAD, "一组主管", 0, 6),
    Colleague("chenyutong", "陈雨桐", Role.ACCOUNT_MANAGER, "客户经理", 0, 16),
    Colleague("hejiaming", "何家明", Role.ACCOUNT_MANAGER, "客户经理", 0, 16),
    Colleague("zhouliqun", "周立群", Role.TEAM_LEAD, "二组主管", 1, 6),
    Colleague("wusiqi", "吴思琪", Role.ACCOUNT_MANAGER, "客户经理", 1, 16),
    Colleague("huangjunjie", "黄俊杰", Role.ACCOUNT_MANAGER, "客户经理", 1, 16),
    Colleague("liangjiayi", "梁嘉怡", Role.ACCOUNT_MANAGER, "国际客户经理", 1, 8, "en"),
    Colleague("zhengguodong", "郑国栋", Role.DIRECTOR, "客户总监", None),
    Colleague("xieting", "谢婷", Role.SERVICE_DESK, "服务台", 2),
    Colleague("luojing", "罗静", Role.DATA_STEWARD, "资料专员", 2),
)
ACCOUNT_MANAGER = 0
ENGLISH_SPEAKER = 7
DIRECTOR = 8
SERVICE_DESK = 9

# Those a visitor is let in as, the account manager first.
DOORS = (
    ("zhangxiao", Words("客户经理 张晓", "account manager Zhang Xiao")),
    ("linzhiyuan", Words("团队主管 林志远", "team lead Lin Zhiyuan")),
    ("zhengguodong", Words("总监 郑国栋", "director Zheng Guodong")),
    ("xieting", Words("服务台 谢婷", "service desk Xie Ting")),
    ("luojing", Words("资料专员 罗静", "data steward Luo Jing")),
)
