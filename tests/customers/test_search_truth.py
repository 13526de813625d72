"""The search finds exactly the rows a comparison with every haystack finds, however the text is written and whoever asks."""

import gzip
from collections.abc import Iterator, Sequence
from random import Random

import pytest
from django.db import connection

from tests import brute
from tests.conftest import DAY, Cast
from tests.shared_data import shared
from zhike.customers import search
from zhike.customers.actions import bulk
from zhike.customers.actions.book import CustomerDraft
from zhike.customers.actions.bulk import Opening
from zhike.customers.actions.contacts import ContactDraft
from zhike.customers.models import Customer, SearchEntry
from zhike.lib.names import folded, initials, person_initials, person_pinyin, pinyin
from zhike.trust.actor import Actor

# Places that begin many names, characters with two readings, apostrophes, letters, digits, full width.
MADE_UP = [
    f"{place}{brand}{trade}有限公司"
    for place in ("上海", "重庆", "西安", "长沙", "")
    for brand in ("恒远", "衡源", "乐行", "长安", "单曾", "银行家", "重信", "O'Neil", "ＡＢ远", "3M华", "恒")
    for trade in ("机械", "音乐", "重工", "Tech", "20号店", "")
]  # fmt: skip
ALWAYS = [
    "恒", "恒远", "远机", "恒远机", "机远", "有限公司", "限公", "上海 恒远", "恒远 上海 机械", "上 机", "西安 重",
    "hengyuan", "hy", "h", "heng", "ngyu", "angan", "shhy", "shanghaihengyuan", "chongqing", "zhongqing", "zqhy", "cqhy",
    "xi'an", "xian", "xi’an", "O'Neil", "o'n", "oneil", "neil 上海", "ＡＢ", "ab远", "Ａｂ远", "ab yuan", "3m", "３Ｍ",
    "20号", "0号店", "Tech", "tech 乐", "yinyue", "yinle", "shanzeng", "danceng", "changan", "zhangan",
    "%", "_", "\\", "' OR 1=1", "\"", "*", "NEAR", "恒*", "恒 AND 远", "K0001", "k00", "0001", "K0", "9144", "91440300",
    "13800", "1380013", "0755-8", "075588", "0755 8800 0012", "+86 755 88000012", "（0755）88000012", "88000012",
    "13800138007", "138 0013 8007", "+8613800138007", "王", "wang", "wangw", "ww", "王 恒远", "example", "a7@example.com",
    "a7@", "  恒远  ", "恒　远",
]  # fmt: skip


def _write(cast: Cast, names: Sequence[str]) -> None:
    """A book of these names, every second one Lin's, each with an office line, a number, a code and a person."""
    drafts = [
        CustomerDraft(
            name,
            number=f"K{n:05d}",
            credit_code=f"91440300{n:010d}",
            phone=f"+8675588{n:06d}",
            city="深圳" if n % 7 else "",
        )
        for n, name in enumerate(names)
    ]
    owners = (cast.lin.pk, cast.zhao.pk)
    everybody = Actor.clock()
    ids = bulk.open_customers(
        everybody,
        [Opening(draft, owners[n % 2]) for n, draft in enumerate(drafts)],
        on=DAY,
        batch=1,
    )
    people = [
        (
            pk,
            ContactDraft(
                ("王伟", "单雄信", "曾国藩", "Ann O'Hara")[n % 4],
                mobile=f"138{n * 8_009 % 100_000_000:08d}" if n else "13800138007",
                email=f"a{n}@example.com",
            ),
        )
        for n, pk in enumerate(ids)
    ]
    bulk.add_contacts(everybody, people, on=DAY, batch=2)
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE"
        )  # so many rows at once: the planner should not think the tables empty


def _cuts(names: Sequence[str], count: int) -> Iterator[str]:
    """Pieces of names as people type them: characters, sounds whole and in part, initials, both scripts mixed."""
    random = Random("cuts")
    for _ in range(count):
        name = random.choice(names)
        said, first = pinyin(name), initials(name)
        at = random.randrange(len(name))
        yield from (name[at], name[at : at + 2], name[at : at + 3])
        yield said[: random.randint(1, len(said))]
        cut = random.randrange(len(said))
        yield said[cut : cut + random.randint(1, 7)]
        yield first[: random.randint(1, 4)]
        yield f"{name[at : at + 2]} {pinyin(random.choice(names))[:3]}"


def _compare(cast: Cast, texts: Sequence[str]) -> None:
    rows = list(
        SearchEntry.objects.values_list(
            "customer_id", "haystack", "personal", "customer__owner_id"
        )
    )
    for user in (cast.lin, cast.sun):
        actor = cast.actor(user)
        mine = set(Customer.objects.visible_to(actor).values_list("pk", flat=True))
        book = {
            pk: brute.Entry(haystack, personal, owner in actor.stands_for)
            for pk, haystack, personal, owner in rows
            if pk in mine
        }
        for text in texts:
            hits = search.matching(Customer.objects.visible_to(actor), text, actor)
            wrong = brute.differences(book, text, hits.values_list("pk", flat=True))
            assert not wrong, (text, user.username)


@pytest.fixture(params=[30_000, 5], ids=["rare words", "common words"])
def common(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once as it is, once so that nearly every word counts as common."""
    monkeypatch.setattr(search, "EVERYWHERE", request.param)


@pytest.mark.row("S1-45")
@pytest.mark.usefixtures("common")
def test_what_is_found_is_what_a_comparison_with_everything_finds(cast: Cast) -> None:
    _write(cast, MADE_UP)
    _compare(cast, [*ALWAYS, *_cuts(MADE_UP, 30)])


@pytest.mark.row("S1-45")
@pytest.mark.usefixtures("common")
def test_thousands_of_real_names_are_found_as_surely(cast: Cast) -> None:
    (path,) = shared("cn_names").glob("Company-Shorter-Form*.txt.gz")
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        names = [line.strip() for line in file][3:]
    some = Random("real").sample(names, 2_000)
    _write(cast, some)
    _compare(cast, [*ALWAYS, *_cuts(some, 15)])


@pytest.mark.parametrize(
    ("name", "text"),
    [("重庆银行", "chongqingyinhang"), ("长沙音乐厅", "csyyt"), ("西宁安行", "xi'nin"), ("ＡＢ远", "ab远")],
)  # fmt: skip
def test_a_name_is_found_by_the_way_it_is_read(cast: Cast, name: str, text: str) -> None:
    _write(cast, [name, "别家"])
    hits = search.matching(Customer.objects.unscoped(), text)
    assert [hit.name for hit in hits] == [folded(name)]


def test_a_person_is_found_by_the_way_his_family_reads_its_name(cast: Cast) -> None:
    _write(cast, ["甲", "乙", "丙", "丁"])
    for name in ("单雄信", "曾国藩"):
        for text in (name, person_pinyin(name), person_initials(name)):
            assert search.matching(Customer.objects.unscoped(), text).count() == 1
