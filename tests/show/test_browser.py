"""The report in a real browser: from disk, without a network, by keyboard, never running a text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from show.case import sheet
from variorum.model.document import Document
from variorum.model.ledger import Ledger
from variorum.model.sheet import Cell, Mark, Reading, Sheet, SheetRow
from variorum.show.page import write_page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
HOSTILE = (
    '"><script>document.title = "taken"</script><img src="https://example.org/x.png" '
    "onerror=\"document.title='taken'\"><style>body{display:none}</style>"
)

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: install the package chromium"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def asked() -> list[str]:
    """The addresses that the page asked for."""
    return []


@pytest.fixture
def page(browser: Browser, asked: list[str], tmp_path: Path) -> Iterator[Page]:
    """The report of the hand-made case, opened from disk."""
    laid, ledgers = sheet()
    yield from _opened(browser, asked, tmp_path, [laid], dict(ledgers))


@pytest.fixture
def hostile(browser: Browser, asked: list[str], tmp_path: Path) -> Iterator[Page]:
    """A report of a text that is itself a page with a script."""
    document = Document(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "https://example.org/" + HOSTILE)
    yield from _opened(browser, asked, tmp_path, [], {HOSTILE: Ledger(document)})


def _opened(
    browser: Browser,
    asked: list[str],
    folder: Path,
    sheets: list[Sheet],
    ledgers: dict[str, Ledger],
) -> Iterator[Page]:
    path = folder / "report.html"
    write_page(path, sheets, ledgers)
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    errors: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("console", lambda message: errors.append(message.text))
    page.goto(path.as_uri())
    yield page
    assert errors == [], "the browser complained"
    context.close()


def test_it_asks_for_nothing_but_itself(page: Page, asked: list[str]) -> None:
    page.mouse.wheel(0, 20_000)
    assert [one for one in asked if not one.startswith("file:")] == []
    assert len(asked) == 1


def test_an_article_that_holds_a_page_does_nothing(hostile: Page, asked: list[str]) -> None:
    assert hostile.title() != "taken"
    assert hostile.locator(".text script, .text img, .text style").count() == 0
    assert hostile.locator("body").is_visible()
    assert len(asked) == 1
    assert "<script>" in hostile.locator(".text").inner_text()


def test_the_keyboard_reaches_every_quotation_and_the_words_it_rests_on(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    wanted = page.locator(".sheet a.quotation").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            break
    assert wanted.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    target = page.locator(".text mark:target")
    assert target.count() == 1
    assert target.inner_text() == wanted.inner_text().strip("“”")
    box = target.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900 - box["height"], "the words are out of sight"


def test_what_has_focus_can_be_seen(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    style = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(style) not in ("none", "")


def test_a_layer_can_be_hidden_by_keyboard_and_without_a_script(page: Page) -> None:
    figure = page.locator(".text .figure").first
    weight = "one => getComputedStyle(one).fontWeight"
    assert figure.evaluate(weight) == "700"
    page.locator("#layer-figure").focus()
    page.keyboard.press("Space")
    assert figure.evaluate(weight) == "400"


def test_every_picture_has_a_name_and_a_table_that_tells_the_same(page: Page) -> None:
    pictures = page.locator("svg")
    assert pictures.count() >= 3
    for at in range(pictures.count()):
        picture = pictures.nth(at)
        assert "tells the same" in (picture.get_attribute("aria-label") or "")
        assert picture.locator("a:not([tabindex='-1'])").count() == 0
    assert page.locator(".map + div table tbody tr").count() >= 1


@pytest.fixture
def several(browser: Browser, asked: list[str], tmp_path: Path) -> Iterator[Page]:
    """The report of two incidents with a day."""
    laid, ledgers = sheet()
    words = laid.rows[0].cells[0].readings[0].quotation
    told = Reading("day", words, "wire", (), None, days=laid.incident.time)
    when = SheetRow("when", (Cell((told,)), Cell(())), Mark.ONLY_HERE, None)
    one = replace(laid, rows=(when, *laid.rows))
    yield from _opened(browser, asked, tmp_path, [one, replace(one, title="Two")], dict(ledgers))


def test_the_line_of_time_leads_to_its_incident_and_opens_its_table_by_keyboard(
    several: Page,
) -> None:
    bars = several.locator(".timeline a")
    assert [bars.nth(at).get_attribute("href") for at in range(bars.count())] == ["#i1", "#i2"]
    bars.nth(1).locator(".bar").click()
    assert several.evaluate("location.hash") == "#i2"
    table = several.locator(".told-again table")
    assert not table.is_visible()
    several.locator(".told-again summary").focus()
    several.keyboard.press("Enter")
    assert table.is_visible()
    titles = several.locator(".timeline a title").all_text_contents()
    cells = table.locator("tr").nth(1).inner_text().split("\t")
    assert all(part in titles[0] for part in cells[:3])


def test_all_that_a_picture_of_figures_tells_stands_in_its_table(page: Page) -> None:
    section = page.locator("section.drawn", has_text="How many killed")
    drawn = section.locator("svg a title").all_text_contents()
    rows = section.locator("tbody tr").all_inner_texts()
    assert len(drawn) == 4, "each figure by voice and by day"
    for title in drawn:
        words = title.split(": ", 1)[1]
        assert any(words in row for row in rows)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_colours_of_the_reader(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    red = "parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])"
    assert (page.evaluate(red) > 128) == (scheme == "light")


@pytest.mark.parametrize("width", [360, 800, 1600])
def test_no_page_is_wider_than_its_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
