"""The sixty-six in a real browser: switched on by two, agreed to, filled, old, sealed, opened for a purpose, handed out, erased."""

import json
import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests_browser.conftest import Open, keep_shot
from tests_fault.house import House

FAITH = "禅宗，初一十五吃素"


def _ask(house: House, sql: str, *values: object) -> list[tuple[int, ...]]:
    """What the database of the house says; or something made old in it."""
    with sqlite3.connect(house.home / "zhike.sqlite3", timeout=30) as database:
        return database.execute(sql, values).fetchall()


@pytest.fixture(scope="module")
def person(house: House) -> int:
    """Somebody at Zhang's first customer."""
    rows = _ask(
        house, "SELECT id FROM customers_contact WHERE customer_id = 1 AND trashed_at IS NULL"
    )
    return rows[-1][0]


@pytest.fixture
def form(person: int) -> str:
    return f"/customers/1/contacts/{person}/forms/mackay66/"


def _answered(page: Page) -> int:
    """How many of the form's questions are answered, as its ring says."""
    found = re.search(r"答了 (\d+) / 66|答了 (\d+)", page.locator("main").inner_text())
    assert found
    return int(found[1] or found[2])


def _fill(page: Page, **answers: str) -> None:
    for key, value in answers.items():
        page.fill(f"[name='{key}']", value)
    page.select_option("select[name=source]", "told")
    page.locator("main form").get_by_role("button", name="保存").click()


def _open_question(page: Page) -> str:
    """A question of the group nobody has answered yet."""
    boxes = page.locator("main form input[type=text]:not([name=source_note])").all()
    names = [box.get_attribute("name") for box in boxes if not box.input_value()]
    return next(name for name in names if name and "." not in name)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_answer_makes_the_ring_grow(visit: Open, form: str, *, scripts: bool) -> None:
    page = visit(form, scripts=scripts)
    before = _answered(page)
    page.goto(f"{form}education/" if scripts else f"{form}business/")
    _fill(page, **{_open_question(page): "周末和老同学打球"})
    page.wait_for_url(f"**{form}")
    assert _answered(page) == before + 1
    expect(page.get_by_text("周末和老同学打球").first).to_be_visible()


def test_an_answer_grown_old_is_asked_again_and_confirmed(
    visit: Open, house: House, form: str, person: int
) -> None:
    page = visit(f"{form}interests/")
    _fill(page, particular_subjects="老城门的保护")
    _ask(
        house,
        "UPDATE customers_fact SET review_on = '2020-01-01', confirmed_on = '2019-01-01'"
        " WHERE contact_id = ? AND key = 'mackay66.particular_subjects'",
        person,
    )
    page.goto(form)
    said = page.locator(".said.stale", has_text="老城门的保护")
    expect(said).to_contain_text("该再问一次了")
    said.get_by_role("button", name="仍然有效").click()
    page.wait_for_url(f"**{form}")
    expect(page.locator(".said", has_text="老城门的保护")).not_to_contain_text("该再问一次了")


def test_faith_is_switched_on_by_two_agreed_to_sealed_and_opened_for_a_purpose(
    visit: Open, house: House, form: str, person: int
) -> None:
    boss = visit("/customers/upkeep/questions/", who="zhengguodong")
    boss.select_option("select[name=question]", "mackay66.religion")
    boss.fill("[name=assessment]", "影响评估 12 号：可以")
    boss.get_by_role("button", name="申请开启").click()
    asked = ".promise li:has-text('宗教信仰')"
    boss.locator(asked).get_by_role("button", name="同意开启").click()
    expect(boss.locator(".toast")).to_contain_text("要由别人同意")
    other = visit("/customers/upkeep/questions/", who="fangjie", scripts=False)
    other.locator(asked).get_by_role("button", name="同意开启").click()
    expect(other.locator(asked)).to_contain_text("已开启")

    page = visit(f"/customers/1/contacts/{person}/consents/")
    page.select_option("select[name=kind]", "belief")
    page.fill("[name=text]", "同意记下饮食上的讲究，以便招待")
    page.select_option("select[name=channel]", "paper")
    page.locator("main form button.primary").click()
    page.goto(f"{form}interests/")
    _fill(page, **{"religion.belief": FAITH})
    page.wait_for_url(f"**{form}")
    expect(page.locator("main")).not_to_contain_text(FAITH)
    row = page.locator(".said", has=page.locator("details.opener")).first
    keep_shot(page, "sealed")
    row.locator("summary").click()
    row.locator("select[name=purpose]").select_option(index=2)
    row.get_by_role("button", name="打开并记录").click()
    expect(page.locator(".opener strong")).to_contain_text(FAITH)
    keep_shot(page, "sealed-opened")
    page.reload()
    expect(page.locator("main")).not_to_contain_text(FAITH)
    page.goto(f"/customers/1/contacts/{person}/file/")
    expect(page.locator("#openings")).to_contain_text("张晓")
    expect(page.locator("#openings")).to_contain_text("安排招待")
    far = visit(form, who="zhengguodong")
    expect(far.locator("details.opener")).to_have_count(0)
    expect(far.locator("main")).not_to_contain_text("老城门的保护")
    on_disk = (path.read_bytes() for path in house.home.rglob("*") if path.is_file())
    assert not any(FAITH.encode() in content for content in on_disk)


def test_he_is_handed_his_copy_erased_and_gone(visit: Open, house: House, person: int) -> None:
    name = _ask(house, "SELECT name FROM customers_contact WHERE id = ?", person)[0][0]
    page = visit(_granted(visit, person, "copy"))
    with page.expect_download() as fetched:
        page.get_by_role("button", name="取出副本交给本人").click()
    told = Path(fetched.value.path()).read_text("utf-8")
    assert FAITH in told
    assert "张晓" in json.dumps(json.loads(told)["openings"], ensure_ascii=False)
    page = visit(_granted(visit, person, "erase"), who="luojing")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("main form").get_by_role("button", name="删除").click()
    expect(page.locator(".toast")).to_contain_text("已全部删除")
    asks = visit("/today/").request
    assert asks.get(f"/customers/1/contacts/{person}/file/").status == 404
    hits = asks.get("/customers/find/", params={"q": str(name)}).text()
    assert f"/customers/1/contacts/{person}/" not in hits
    files = [path for path in house.home.rglob("*") if path.is_file()]
    assert not any(FAITH.encode() in path.read_bytes() for path in files)


def _granted(visit: Open, person: int, kind: str) -> str:
    """Zhang takes down what the person wants, the lead grants it; where the request is."""
    page = visit(f"/customers/1/contacts/{person}/wishes/new/", scripts=False)
    page.select_option("select[name=kind]", kind)
    page.fill("[name=words]", "打电话来说的")
    page.get_by_role("button", name="受理").click()
    address = re.sub(r"^https?://[^/]+", "", page.url)
    lead = visit(address, who="linzhiyuan", scripts=False)
    lead.get_by_role("button", name="同意").click()
    expect(lead.locator("main")).to_contain_text("同意 · 林志远")
    return address


LOOKS = [(phone, dark, language) for phone in (False, True) for dark in (False, True) for language in ("zh-CN", "en-GB")]  # fmt: skip


@pytest.mark.parametrize(("phone", "dark", "language"), LOOKS)
@pytest.mark.parametrize("name", ["people", "brief"])
def test_the_map_and_the_brief_are_looked_at(
    visit: Open, name: str, language: str, *, phone: bool, dark: bool
) -> None:
    page = visit(f"/customers/2/{name}/", phone=phone, dark=dark, language=language)
    expect(page.locator("h1").first).to_be_visible()
    said = f"{name}-{'phone' if phone else 'desk'}-{'dark' if dark else 'light'}-{language[:2]}"
    keep_shot(page, said)
