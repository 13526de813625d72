"""The notebook on a phone: opened without network, reloaded, killed, sent twice, and still each note once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, StorageState, expect

from tests_browser.conftest import PHONE, keep_shot
from tests_fault.house import House


@pytest.fixture
def phone(
    house: House, browser: Browser, keys: dict[str, StorageState]
) -> Iterator[BrowserContext]:
    """A phone whose owner is signed in."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{house.port}",
        storage_state=keys["zhangxiao"],
        viewport=PHONE,
        locale="zh-CN",
    )
    yield context
    context.close()


def _opened(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto("/note/")
    page.wait_for_selector("#main[data-ready]")
    return page


def _kept(context: BrowserContext) -> Page:
    """The page, once the phone can open it without network."""
    page = _opened(context)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def _write(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.click("#jot button")


def _arrived(context: BrowserContext, text: str) -> int:
    page = context.new_page()
    page.goto("/notes/")
    count = page.locator("article p.text", has_text=text).count()
    page.close()
    return count


@pytest.mark.row("S1-67")
def test_a_note_written_without_network_outlives_reload_and_a_killed_tab_and_arrives_once(
    phone: BrowserContext,
) -> None:
    page = _kept(phone)
    phone.set_offline(True)
    page.reload()
    page.wait_for_selector("#main[data-ready]")
    _write(page, "电梯里遇到何总，要两份案例")
    expect(page.locator("#notes li")).to_have_count(1)
    expect(page.locator("#state")).to_contain_text("没有网络")
    keep_shot(page, "notebook-offline-phone")
    page.reload()
    expect(page.locator("#notes li")).to_have_count(1)
    page.close()
    page = _opened(phone)
    expect(page.locator("#notes li")).to_contain_text("何总")
    phone.set_offline(False)
    expect(page.locator("#waiting")).to_be_hidden()
    assert _arrived(phone, "电梯里遇到何总") == 1
    page.reload()
    page.wait_for_selector("#main[data-ready]")
    assert _arrived(phone, "电梯里遇到何总") == 1


def test_an_answer_that_was_lost_makes_no_second_note(phone: BrowserContext) -> None:
    page = _kept(phone)
    lost: list[int] = []

    def lose_the_answer(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    phone.route("**/note/send/", lose_the_answer)
    _write(page, "信号不好时写的一条")
    expect(page.locator("#state")).to_contain_text("没有网络")
    phone.unroute("**/note/send/")
    assert lost == [200]
    expect(page.locator("#notes li")).to_have_count(1)
    page.click("#again")
    expect(page.locator("#waiting")).to_be_hidden()
    assert _arrived(phone, "信号不好时写的一条") == 1


def test_two_open_pages_send_a_note_once(phone: BrowserContext) -> None:
    first, second = _kept(phone), _opened(phone)
    phone.set_offline(True)
    _write(first, "两个页面同时开着")
    expect(first.locator("#notes li")).to_have_count(1)
    phone.set_offline(False)
    for page in (first, second):
        page.evaluate("document.getElementById('again').click()")
    expect(first.locator("#waiting")).to_be_hidden()
    assert _arrived(phone, "两个页面同时开着") == 1


def test_what_is_being_typed_outlives_a_killed_tab(phone: BrowserContext) -> None:
    page = _kept(phone)
    page.locator("#text").press_sequentially("还没写完")
    page.wait_for_timeout(200)
    page.close()
    assert _opened(phone).input_value("#text") == "还没写完"


def test_a_signed_out_phone_keeps_its_notes_and_says_so(
    house: House, browser: Browser, keys: dict[str, StorageState]
) -> None:
    context = browser.new_context(base_url=f"http://127.0.0.1:{house.port}", locale="zh-CN")
    page = _kept(context)
    _write(page, "退出以后写的一条")
    expect(page.locator("#state")).to_contain_text("登录后送出")
    expect(page.locator("#notes li")).to_have_count(1)
    context.add_cookies(keys["zhangxiao"]["cookies"])  # type: ignore[arg-type]  # as they were stored
    page.click("#again")
    expect(page.locator("#waiting")).to_be_hidden()
    assert _arrived(context, "退出以后写的一条") == 1
    context.close()


def test_a_note_is_not_sent_in_somebody_else_s_name(
    phone: BrowserContext, keys: dict[str, StorageState]
) -> None:
    page = _kept(phone)
    _write(page, "我先记一条让手机认得我")
    expect(page.locator("#state")).to_contain_text("已送到")
    phone.set_offline(True)
    _write(page, "这条是张晓写的")
    expect(page.locator("#notes li")).to_have_count(1)
    phone.clear_cookies()
    phone.add_cookies(keys["linzhiyuan"]["cookies"])  # type: ignore[arg-type]  # as they were stored
    phone.set_offline(False)
    expect(page.locator("#state")).to_contain_text("别人写的")
    assert _arrived(phone, "这条是张晓写的") == 0
    expect(page.locator("#notes li")).to_have_count(1)


def test_the_phone_keeps_the_note_page_and_nothing_of_any_customer(
    phone: BrowserContext,
) -> None:
    page = _kept(phone)
    page.goto("/customers/1/")
    page.goto("/today/")
    page.goto("/note/")
    kept = page.evaluate(
        """async () => {
            const urls = [];
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
            return urls;
        }"""
    )
    assert kept[0] == "/note/"
    assert all(path.startswith("/static/zhike/") for path in kept[1:])
    phone.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto("/customers/1/")
