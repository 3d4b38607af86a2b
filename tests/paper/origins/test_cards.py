"""Cards and the ledger's page in a real browser: hover, keyboard, touch, accessibility."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from numerate.ground.project import open_project
from numerate.paper.origins.cards import as_script
from numerate.paper.render.rendering import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTHS = (375, 1280)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def pages(built_miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the miniature's rendered article and ledger."""
    root = tmp_path_factory.mktemp("cards") / "review"
    shutil.copytree(built_miniature, root)
    written = render(open_project(root), ["article"], formats=["html"], engine="embedded")
    return written[0].parent


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window and without a network."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def opened(browser: Browser, address: str, width: int = 1280, *, touch: bool = False) -> Page:
    """A page that fails the test on any console error."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, has_touch=touch, offline=True
    )
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda told: pytest.fail(told.text) if told.type == "error" else None)
    page.goto(address)
    return page


def article(pages: Path) -> str:
    """The article's address."""
    return (pages / "article.html").as_uri()


def test_hover_shows_a_card_and_leaving_hides_it(pages: Path, browser: Browser) -> None:
    """The card can be hovered itself and goes when the pointer leaves (WCAG 1.4.13)."""
    page = opened(browser, article(pages))
    mark = page.locator("[data-card='number:flow.included']").first
    mark.hover()
    card = page.locator("#numerate-card")
    assert card.is_visible()
    assert "flow.included" in card.inner_text()
    card.hover()
    page.wait_for_timeout(400)
    assert card.is_visible()
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    assert card.is_hidden()


def test_the_keyboard_opens_closes_and_follows_the_card(pages: Path, browser: Browser) -> None:
    """Focus shows the card, Escape dismisses it, Tab reaches its link (WCAG 2.1.1, 1.4.13)."""
    page = opened(browser, article(pages))
    mark = page.locator("[data-card]").first
    mark.focus()
    card = page.locator("#numerate-card")
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert card.is_hidden()
    page.keyboard.press("Enter")
    assert card.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#numerate-card') !== null")


def test_a_tap_opens_the_card_and_a_tap_beside_it_closes_it(pages: Path, browser: Browser) -> None:
    """On a phone, tapping a number shows where it comes from; tapping elsewhere ends it."""
    page = opened(browser, article(pages), 375, touch=True)
    page.locator("main [data-card]").first.tap()
    card = page.locator("#numerate-card")
    assert card.is_visible()
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 375
    page.locator("h1").first.tap()
    assert card.is_hidden()


def test_one_switch_turns_all_marks_off(pages: Path, browser: Browser) -> None:
    """With the switch off the page reads as before: no marks, no stops for the keyboard."""
    page = opened(browser, article(pages))
    assert page.locator("[data-card][tabindex='0']").count() > 0
    page.locator("#numerate-switch").click()
    assert page.locator("[data-card][tabindex]").count() == 0
    page.locator("[data-card]").first.hover()
    assert page.locator("#numerate-card").is_hidden()


def test_the_link_leads_to_the_entry_in_the_ledger(pages: Path, browser: Browser) -> None:
    """The card's link opens the ledger at its entry, with the rows shown."""
    page = opened(browser, article(pages))
    page.locator("[data-card='number:flow.included']").first.click()
    page.locator("#numerate-card a").click()
    page.wait_for_selector("tr.detail")
    assert page.url.endswith("#number%3Aflow.included")
    assert page.locator("tr.detail .rows tbody tr").count() > 0


def test_the_ledger_searches_and_sorts(pages: Path, browser: Browser) -> None:
    """Typing narrows the list to entries with all words; a header sorts and says so."""
    page = opened(browser, (pages / "ledger.html").as_uri())
    all_rows = page.locator("#list > table > tbody > tr").count()
    page.fill("#words", "flow included")
    narrowed = page.locator("#list > table > tbody > tr")
    assert 0 < narrowed.count() < all_rows
    assert all("flow" in text.lower() for text in narrowed.all_inner_texts())
    page.locator("button[data-by=text]").click()
    sorted_by = page.locator("th[aria-sort]")
    assert sorted_by.count() == 1
    assert sorted_by.get_attribute("aria-sort") == "ascending"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["article.html", "ledger.html"])
def test_pages_are_accessible(pages: Path, browser: Browser, name: str, width: int) -> None:
    """The rules of axe-core find nothing, with a card or an entry open, at two widths."""
    page = opened(browser, (pages / name).as_uri(), width)
    if name == "article.html":
        page.locator("[data-card]").first.focus()
    else:
        page.locator("#list tbody button").first.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


def test_text_from_data_cannot_end_the_script() -> None:
    """A closing script tag in data stays data (HTML standard, restrictions on script content)."""
    assert "</script" not in as_script({"a": "</script><script>alert(1)"})
