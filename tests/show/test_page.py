"""report.html: one file, no network, no script, nothing of a text taken for markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from show.case import sheet
from variorum.errors import UnwritableFile
from variorum.model.change import Changes
from variorum.model.document import Document
from variorum.model.ledger import Ledger
from variorum.model.sheet import Cell, Mark, Reading, SheetRow, VoiceKind
from variorum.model.wording import UNSAID
from variorum.show.accounts import web_address
from variorum.show.page import render, write_page

VOID = {"meta", "input", "line", "rect", "circle", "path"}


class Page(HTMLParser):
    """Every element with its attributes; raises where tags do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.feed(text)
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.elements for key, value in attrs.items()
                if key == name and value is not None]  # fmt: skip

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def text() -> str:
    laid, ledgers = sheet()
    return render([laid], ledgers)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_it_runs_no_script_and_asks_for_nothing(text: str, page: Page) -> None:
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert not page.values("style")
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    assert not re.search(r"url\((?!#)|@import", text)
    assert set(page.values("src")) == set()


def test_its_policy_allows_its_own_style_sheet_alone(text: str, page: Page) -> None:
    css = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert css is not None
    digest = base64.b64encode(hashlib.sha256(css[1].encode()).digest()).decode()
    policy = next(
        one["content"] for one in page.all("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    )  # fmt: skip
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_every_link_inside_the_page_has_its_place_and_ids_are_unique(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert inside <= set(ids)


def test_only_web_addresses_are_links(page: Page) -> None:
    outside = [href for href in page.values("href") if not href.startswith("#")]
    assert set(outside) == {"https://example.org"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://x",
        "data:text/html,x",
        "//x",
        "file:///x",
        "http:",
        "http://[",
        None,
    ],
)
def test_no_other_address_is_a_link(address: str | None) -> None:
    assert web_address(address) is None


def test_the_text_of_an_account_is_never_markup(text: str) -> None:
    assert "<b>killed" not in text
    assert "&lt;b&gt;" in text
    assert "&lt;i&gt;Gangs&lt;/i&gt;" in text


def test_hostile_texts_and_names_stay_text() -> None:
    hostile = '"><script>alert(1)</script>\u202e<img src=x onerror=y>'
    document = Document(hostile, hostile, hostile, hostile, f"https://x/{hostile}")
    page = Page(render([], {hostile: Ledger(document)}))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img"}
    assert "\u202e" not in "".join(page.values("href") + page.values("aria-label"))


def test_the_sheet_is_a_table_with_caption_and_scopes(text: str, page: Page) -> None:
    assert "<caption" in text
    scopes = page.values("scope")
    assert scopes.count("row") == 4
    assert scopes.count("col") >= 3
    for words in ("=</span> agree", "≠</span> differ", "◦</span> only here", UNSAID):
        assert words in text


def test_each_cell_leads_to_its_words_in_the_account(text: str) -> None:
    laid, _ = sheet()
    quotation = laid.rows[1].cells[0].readings[0].quotation
    name = f"a1-{quotation.start}-{quotation.end}"
    assert f'href="#{name}"' in text
    assert re.search(rf'<mark class="[^"]*" id="{name}"[^>]*>Twelve people</mark>', text)


def test_it_names_its_parts_for_screen_readers_and_keyboards(page: Page) -> None:
    tags = [tag for tag, _ in page.elements]
    for landmark in ("header", "nav", "main", "h1"):
        assert tags.count(landmark) == 1 or landmark == "header"
    labelled = {id for ids in page.values("aria-labelledby") for id in ids.split()}
    assert labelled <= set(page.values("id"))
    scrolled = [one for one in page.all("div") if one.get("class", "") == "scroll"]
    assert scrolled
    assert all(one.get("tabindex") == "0" and one.get("role") == "group" for one in scrolled)
    assert all(one.get("aria-label") for one in page.all("svg"))
    assert page.all("html")[0]["lang"] == "en"


def test_no_two_parts_have_one_name() -> None:
    laid, ledgers = sheet()
    page = Page(render([laid, replace(laid, title="Another")], ledgers))
    names = [one.get("aria-labelledby") for one in page.all("section") if "aria-labelledby" in one]
    assert len(names) == len(set(names))
    headings = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert headings[0] == 1
    assert all(later - one <= 1 for one, later in pairwise(headings)), "a heading is skipped"


def test_what_a_screen_reader_finds_in_a_picture_has_a_name(text: str) -> None:
    pictures = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert pictures
    for picture in pictures:
        assert 'role="img"' not in picture, "links inside an image would be lost"
        assert all("<title>" in link for link in re.findall(r"<a .*?</a>", picture, re.DOTALL))
        axis = re.search(r'<g aria-hidden="true">(.*?)</g>', picture, re.DOTALL)
        assert axis
        assert "<a " not in axis[1]


CSS = (resources.files("variorum.show") / "templates" / "report.css").read_text(encoding="utf-8")
ON_PAPER = ("ink", "faded", "rubric", "agree", "differ", "only")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [*((ink, "paper") for ink in ON_PAPER), ("ink", "said"), ("rubric", "said"), ("ink", "target"),
     ("ink", "sea"), ("faded", "sea"), ("rubric", "sea")],
)  # fmt: skip
def test_letters_stand_out_from_their_ground(scheme: str, ink: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    dark = CSS.index("prefers-color-scheme: dark")
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", CSS[:dark]))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", CSS[dark : CSS.index("* {")]))
    light, less = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (less + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_drawings_show_times_places_and_figures(page: Page) -> None:
    assert [one["class"] for one in page.all("svg")] == ["drawing", "map", "drawing", "drawing"]
    circles = [one["class"] for one in page.all("circle")]
    assert circles == ["point", "reach", "point", "point"]  # the hour; Halvet; 12 killed, twice
    rects = [one["class"] for one in page.all("rect")]
    assert rects == ["bar", "band", "band", "bar"]  # 20 or more by voice, and by day
    assert [one["class"] for one in page.all("path") if one["class"] == "open"] == ["open"] * 2


def test_the_table_of_a_figure_tells_day_voice_and_who_was_first(text: str) -> None:
    rows = re.findall(r"<tr><td>(\d May 2031)</td><td>(.*?)</td><td>(.*?)</td>", text)
    told = [(day, re.sub("<[^>]*>", "", voice), value) for day, voice, value in rows]
    assert told[-2:] == [("3 May 2031", "A first", "12"), ("4 May 2031", "B", "20 or more")]


def test_a_cell_of_a_later_print_names_it() -> None:
    laid, ledgers = sheet()
    words = ledgers["reprint"].figures[0].mention
    reading = replace(laid.rows[1].cells[0].readings[0], document="reprint", quotation=words)
    row = replace(laid.rows[1], cells=(Cell((reading,)), laid.rows[1].cells[1]))
    shown = render([replace(laid, rows=(row,))], ledgers)
    assert "in <bdi>Courier</bdi>, 3 May 2031" in shown
    assert "in <bdi>Courier</bdi>" not in render([laid], ledgers)


def test_what_a_print_changed_is_told_below_the_sheet() -> None:
    laid, ledgers = sheet()
    first, later = ledgers["wire"].document, ledgers["reprint"].document
    change = Changes(
        later.id, first.id, ("Shells <hit>", "Blood in Halvet"), (later.span(0, 6),),
        (first.span(7, 13),), (), (),
    )  # fmt: skip
    voices = (replace(laid.voices[0], changes=(change,)), laid.voices[1])
    text = render([replace(laid, voices=voices)], ledgers)
    assert "What <bdi>Courier</bdi> changed in the story of <bdi>Wire</bdi>" in text
    assert "<del>Shells &lt;hit&gt;</del> <ins>Blood in Halvet</ins>" in text
    assert ">“Twelve”</a></ins>" in text
    Page(text)


def test_a_print_that_changed_nothing_is_passed_over() -> None:
    laid, ledgers = sheet()
    same = Changes("reprint", "wire", None, (), (), (), ())
    voices = (replace(laid.voices[0], changes=(same,)), laid.voices[1])
    assert "<details" not in render([replace(laid, voices=voices)], ledgers)


def test_a_row_of_a_dataset_is_no_voice() -> None:
    laid, ledgers = sheet()
    assert "2 voices in 3 prints, each cell" in render([laid], ledgers)
    voices = (laid.voices[0], replace(laid.voices[1], kind=VoiceKind.DATASET))
    shown = render([replace(laid, voices=voices)], ledgers)
    assert "1 voice in 2 prints, and 1 row of coded datasets, each cell" in shown
    assert '<span class="published">coded dataset</span>' in shown


def test_the_same_input_gives_the_same_bytes() -> None:
    assert render([sheet()[0]], sheet()[1]) == render([sheet()[0]], sheet()[1])


def test_several_incidents_are_listed_first(text: str) -> None:
    laid, ledgers = sheet()
    other = replace(laid, title="Another")
    both = render([laid, other], ledgers)
    assert 'id="incidents"' in both
    assert 'id="incidents"' not in text
    assert 'href="#i2">Another' in both


def test_several_dated_incidents_stand_on_one_line_of_time() -> None:
    laid, ledgers = sheet()
    words = laid.rows[0].cells[0].readings[0].quotation
    told = Reading("day", words, "wire", (), None, days=laid.incident.time)
    when = SheetRow("when", (Cell((told,)), Cell(())), Mark.ONLY_HERE, None)
    rows = (when, *laid.rows)
    both = render([replace(laid, rows=rows), replace(laid, rows=rows, title="Another")], ledgers)
    page = Page(both)
    assert page.all("svg")[0]["class"] == "timeline"
    assert both.count("incident 1: 3 May 2031; killed: 12</title>") == 1
    assert both.count('<td><a href="#i1">1</a></td><td>3 May 2031</td><td>12</td>') == 1
    assert 'class="timeline"' not in render([laid, laid], ledgers)


def test_no_incident_is_said_in_words() -> None:
    assert "No incident is told by two or more" in render([], {})


def test_a_page_that_cannot_be_written_says_where_and_what_next(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="--out"):
        write_page(tmp_path / "missing" / "report.html", [], {})


def test_the_page_is_written_whole(tmp_path: Path, text: str) -> None:
    laid, ledgers = sheet()
    write_page(tmp_path / "report.html", [laid], ledgers)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == text
