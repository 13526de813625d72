"""Makes up a company's books as two CSV files: many customers, and orders of which a tenth of them has half."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

SOUGHT = "恒远"  # what the search page looks for: one name in two thousand has it
OWNERS = tuple(f"经理{number:02d}" for number in range(1, 21))
_YEARS = 3
_FIRST = "安邦博才晨诚创德鼎东恩方飞丰福高冠光广国海瀚和宏鸿华汇慧嘉佳健锦景凯康科坤乐力隆美明铭宁鹏品普启千勤青仁荣瑞"
_SECOND = "润森尚盛世顺思泰腾天通万威维文祥欣新鑫信星兴旭讯亚扬益永友宇元源云泽长正智中众卓"
_CITIES = ("北京", "上海", "深圳", "广州", "杭州", "成都", "武汉", "南京", "苏州", "西安")
_TRADES = (
    "科技",
    "网络",
    "贸易",
    "机械设备",
    "物流",
    "食品",
    "文化传媒",
    "纺织",
    "家居",
    "环保",
)
_FORMS = ("有限公司", "股份有限公司", "集团有限公司")


def write_customers(path: Path, count: int) -> None:
    """So many customers, shared among the owners."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["客户编号", "客户名称", "城市", "行业", "电话", "客户经理"])
        rows.writerows(_customer(place) for place in range(1, count + 1))


def write_orders(path: Path, count: int, customers: int, until: date) -> None:
    """So many orders of three years up to a day, oldest first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["订单号", "客户编号", "下单日期", "金额"])
        rows.writerows(_orders(count, customers, until))


def name_of(place: int) -> str:
    """The name of a customer; every two-thousandth holds the word that is searched for."""
    random = Random(f"name:{place}")
    brand = random.choice(_FIRST) + random.choice(_SECOND)
    if place % 2000 == 7:
        brand = SOUGHT
    return (
        f"{random.choice(_CITIES)}{brand}{random.choice(_TRADES)}{place}{random.choice(_FORMS)}"
    )


def _customer(place: int) -> tuple[str, str, str, str, str, str]:
    name = name_of(place)
    return (
        f"K{place:07d}",
        name,
        name[:2],
        _TRADES[place % len(_TRADES)],
        f"020-5{place:07d}",
        OWNERS[place % len(OWNERS)],
    )


def _orders(count: int, customers: int, until: date) -> Iterator[tuple[str, str, str, str]]:
    random = Random("orders")
    days = _YEARS * 365
    texts = [(until - timedelta(days=days - 1 - day)).isoformat() for day in range(days)]
    tenth = max(customers // 10, 1)
    for place in range(count):
        few = random.random() < 0.5
        customer = random.randint(1, tenth if few else customers)
        amount = int(random.lognormvariate(8, 1))
        yield f"D{place:09d}", f"K{customer:07d}", texts[place * days // count], f"{amount}.00"
