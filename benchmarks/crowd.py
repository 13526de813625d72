"""A book of any length with people and answers: names from real short names where they lie beside the repository, else from the sample's stock."""

import gzip
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from zhike.sample.stock import stock

_DATA = Path(os.environ.get("ZHIKE_DATA", Path(__file__).parents[2] / "shared" / "data"))
_CITIES = ("北京", "上海", "深圳", "广州", "杭州", "成都", "武汉", "南京", "苏州", "西安", "长沙", "重庆", "厦门", "青岛")  # fmt: skip
_TRADES = ("科技", "网络", "贸易", "机械设备", "物流", "食品", "文化传媒", "纺织", "家居", "环保", "电子", "医疗器械")  # fmt: skip
_FORMS = ("有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司")


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody at a firm."""

    name: str
    mobile: str
    title: str
    likes: str
    avoid: str


@dataclass(frozen=True, slots=True)
class Firm:
    """A customer of the crowd; `place` counts from 1 and becomes its id."""

    place: int
    name: str
    short: str
    city: str
    trade: str
    phone: str
    people: tuple[Body, ...]

    @property
    def number(self) -> str:
        return f"K{self.place:07d}"

    @property
    def credit_code(self) -> str:
        return f"91440300{self.place:010d}"


def crowd(first: int, last: int) -> Iterator[Firm]:
    """The firms from one place to another, always the same ones."""
    return map(firm, range(first, last + 1))


def firm(place: int) -> Firm:
    """One firm of the crowd."""
    random = Random(f"crowd:{place}")
    city, trade = random.choice(_CITIES), random.choice(_TRADES)
    short = _shorts()[place * 7_919 % len(_shorts())]
    before = city if random.random() < 0.6 else ""
    people = tuple(_body(random) for _ in range(random.choice((1, 1, 2))))
    phone = f"0{random.randint(10, 99)}{random.randint(2, 8)}{random.randint(0, 9_999_999):07d}"
    name = f"{before}{short}{trade}{random.choice(_FORMS)}"
    return Firm(place, name, short, city, trade, phone, people)


def _body(random: Random) -> Body:
    words = stock("people")
    given = random.choice(words["given_men"] + words["given_women"])
    mobile = f"1{random.choice('3578')}{random.randint(0, 999_999_999):09d}"
    return Body(
        random.choice(words["surnames"]) + given,
        mobile,
        random.choice(("采购经理", "总经理", "信息主管", "财务主管")),
        random.choice(words["likes"]),
        random.choice(words["avoid"]),
    )


@cache
def _shorts() -> tuple[str, ...]:
    """Short names of companies, real ones where there are any."""
    for path in (_DATA / "cn_names").glob("Company-Shorter-Form*.txt.gz"):
        with gzip.open(path, "rt", encoding="utf-8-sig") as file:
            found = [line.strip() for line in file][3:]
        return tuple(name for name in found if 1 < len(name) <= 12)
    words = stock("people")
    return tuple(a + b for a in words["brand_first"] for b in words["brand_second"])
