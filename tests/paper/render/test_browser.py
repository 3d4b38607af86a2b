"""The page in a real browser: phone, desktop, keyboard, paper, and the rules of accessibility."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.browser
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for path in map(shutil.which, NAMES) if path), None)
Opened = Callable[[int], Page]
AXE = importlib.util.find_spec("axe_playwright_python")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on PATH")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--headless"]
        )
        yield made
        made.close()


@pytest.fixture(scope="module")
def opened(
    browser: Browser, renditions: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Opened:
    """Opens the showcase in a window of a width in CSS pixels, and hears what goes wrong."""
    path = tmp_path_factory.mktemp("page") / "showcase.html"
    path.write_bytes(renditions["html"])
    page = browser.new_page()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))

    def at(width: int) -> Page:
        heard.clear()
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path.as_uri())
        assert [one for one in heard if not one.startswith(("file:", "data:"))] == []
        return page

    return at


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_page_never_scrolls_sideways(opened: Opened, width: int) -> None:
    """WCAG 1.4.10: at 320 CSS pixels and wider only tables and drawings scroll, in their boxes."""
    page = opened(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_wide_tables_scroll_by_keyboard_on_a_phone(opened: Opened) -> None:
    """The box of the wide table takes the focus and the arrow key moves it."""
    page = opened(360)
    box = page.locator("#tbl-wide .table-scroll")
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('#tbl-wide .table-scroll').scrollLeft > 0")


def test_the_first_tab_stop_skips_to_the_text(opened: Opened) -> None:
    """The skip link shows when it has the focus, and leads to the main part."""
    page = opened(1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    assert page.locator(".skip-link").bounding_box()["y"] >= 0  # type: ignore[index] - shown
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"


def test_tabs_follow_the_arrow_keys(opened: Opened) -> None:
    """The tab pattern of the ARIA Authoring Practices: one tab stop, arrows, panels."""
    page = opened(1280)
    tabs = page.get_by_role("tab")
    assert tabs.all_inner_texts() == ["Tab one", "Tab two"]
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Tab two"
    assert page.get_by_text("Text of tab two.").is_visible()
    assert not page.get_by_text("Text of tab one.").is_visible()


def test_the_contents_list_is_folded_on_a_phone_only(opened: Opened) -> None:
    """On a desktop it stands beside the text; on a phone one line opens it."""
    for width, shown in ((360, False), (1280, True)):
        page = opened(width)
        assert page.locator("nav a").first.is_visible() is shown


def test_the_page_prints_without_its_controls(opened: Opened) -> None:
    """On paper: no contents list, no tab buttons, every panel's text."""
    page = opened(1280)
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.get_by_role("tablist").is_visible()
    assert page.get_by_text("Text of tab two.").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_rules_of_accessibility_are_kept(opened: Opened, width: int) -> None:
    """No violation of WCAG 2.2 A and AA or of best practices that axe-core finds."""
    if AXE is None or AXE.origin is None:
        pytest.skip("no axe-core: pip install axe-playwright-python")
    page = opened(width)
    page.evaluate((Path(AXE.origin).parent / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    told = [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found["violations"]
    ]
    assert told == []
