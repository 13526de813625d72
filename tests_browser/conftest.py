"""A real house with the sample company, and a real browser in front of it."""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
    ViewportSize,
    expect,
    sync_playwright,
)
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests_fault.house import House

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
DESK: ViewportSize = {"width": 1440, "height": 1000}
PHONE: ViewportSize = {"width": 400, "height": 850}
PEOPLE = ("zhangxiao", "linzhiyuan", "fangjie", "luojing", "zhengguodong")
SHOTS = os.environ.get("ZHIKE_SHOTS", "")
# Two browsers share two cores: what is waited for may take its time, and is gone on with once it is there.
expect.set_options(timeout=20_000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The pages, which only look, come before what changes a house."""
    items.sort(key=lambda item: not _is_page(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Several hands, each with a house of its own: pages are handed out one by one, of the others whole files.

    Marks of groups would say nothing: what xdist writes into a test's name for them, pytest 9 does not read.
    """
    hands = LoadScopeScheduling(config, log)
    hands._split_scope = _handed_out
    return hands


def _handed_out(nodeid: str) -> str:
    return nodeid if _is_page(nodeid) else nodeid.partition("::")[0]


def _is_page(nodeid: str) -> bool:
    return "test_pages.py::" in nodeid


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The sample company, served by the real command."""
    own = tmp_path_factory.getbasetemp()
    is_shared = "PYTEST_XDIST_WORKER" in os.environ
    sample = _sample(own.parent if is_shared else own)
    house = House(shutil.copytree(sample, tmp_path_factory.mktemp("house") / "home"))
    house.serve()
    yield house
    house.clear_up()


def _sample(folder: Path) -> Path:
    """A home with the sample company: the first hand to come builds it, the others wait and copy it too."""
    home, draft = folder / "sample" / "home", House(folder / "building" / "home")
    with (folder / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            draft.home.parent.mkdir()
            built = draft.run("sample")
            assert built.returncode == 0, built.stdout + built.stderr
            draft.home.parent.rename(home.parent)
    return home


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def keys(house: House, browser: Browser) -> dict[str, StorageState]:
    """Each person's sign-in, got through a one-time link as a newcomer would."""
    found = {}
    tokens = re.findall(r"/link/([\w-]+)/", house.run("link", *PEOPLE).stdout)
    for person, token in zip(PEOPLE, tokens, strict=True):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{house.port}/accounts/link/{token}/")
        page.click("main button.primary")
        page.wait_for_url("**/today/")
        found[person] = context.storage_state()
        context.close()
    return found


type Open = Callable[..., Page]


@pytest.fixture
def visit(house: House, browser: Browser, keys: dict[str, StorageState]) -> Iterator[Open]:
    """Open a page as somebody; whatever the browser complains of fails the test, but for a page that `is_there` not."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def visit(
        path: str,
        *,
        who: str = "zhangxiao",
        phone: bool = False,
        dark: bool = False,
        scripts: bool = True,
        language: str = "zh-CN",
        is_there: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{house.port}",
            storage_state=keys[who],
            viewport=PHONE if phone else DESK,
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale=language,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if is_there:
            page.on(
                "console",
                lambda m: (
                    complaints.append(f"{m.text} {m.location}")
                    if m.type == "error" and "status of 422" not in m.text  # a form refused
                    else None
                ),
            )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


def keep_shot(page: Page, name: str) -> None:
    """Save what the page looks like when somebody wants to look (ZHIKE_SHOTS names the folder)."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
