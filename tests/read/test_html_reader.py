"""Pages: main text, title, outlet, address, and a date of their own."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from variorum.model.document import PublishedBy
from variorum.read import Read, ReadSettings, Refused, read_stream
from variorum.read.confined import take_apart_confined
from variorum.read.page import NO_PAGE, Apart, Unfit, take_apart

BODY = "".join(
    f"<p>Officials in Port Alma said on Sunday that {count} people had crossed the bridge before "
    "it was hit, and that many more were still on their way to the town.</p>"
    for count in range(12, 18)
)


def _page(head: str = "", body: str = BODY) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>'
        f'<nav><a href="/">Home</a><a href="/w">World</a></nav><article>{body}</article>'
        "<footer>Copyright 2031. All rights reserved.</footer></body></html>"
    )


def _read(page: str | bytes, name: str = "a.html") -> Read:
    stream = io.BytesIO(page.encode() if isinstance(page, str) else page)
    [read] = read_stream(stream, name, ReadSettings())
    assert isinstance(read, Read), read
    return read


def test_a_page_gives_its_article_without_the_frame() -> None:
    text = _read(_page()).document.text
    assert text.startswith("Officials in Port Alma said")
    assert text.count("\n") == 5
    assert "Home" not in text
    assert "Copyright" not in text


def test_a_page_gives_title_outlet_and_address() -> None:
    head = (
        "<title>Bridge hit - The Harbour Post</title>"
        '<meta property="og:title" content="Bridge at Port Alma hit">'
        '<meta property="og:site_name" content=" The  Harbour Post ">'
        '<link rel="canonical" href="https://www.harbour.example/7">'
    )
    document = _read(_page(head)).document
    assert document.title == "Bridge at Port Alma hit"
    assert document.source == "The Harbour Post"
    assert document.url == "https://www.harbour.example/7"
    assert document.id == "a.html"


def test_a_page_without_an_outlet_is_named_by_its_host() -> None:
    head = '<link rel="canonical" href="https://www.harbour.example/7">'
    assert _read(_page(head)).document.source == "harbour.example"
    assert _read(_page('<link rel="canonical" href="https://[x">')).document.source is None


DAY = "2031-05-04"


def _meta(name: str, content: str = DAY) -> str:
    return f'<meta property="{name}" content="{content}">'


def _linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def _time(stamp: str, mark: str = "") -> str:
    return f'<time {mark} datetime="{stamp}">a day</time>'


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(_meta("article:published_time", "2031-05-04T23:30:00-05:00"), id="graph"),
        pytest.param(f'<meta name="DC.date.issued" content="{DAY}">', id="dublin-core"),
        pytest.param('<meta itemprop="datePublished" content="May 4, 2031">', id="written"),
        pytest.param(_meta("pubdate", "Sun, 04 May 2031 10:22:00 GMT"), id="mail"),
        pytest.param(_meta("pubdate", "20310504"), id="digits"),
        pytest.param(_meta("date", "soon") + _meta("pubdate"), id="next-after-no-date"),
        pytest.param(_linked(f'{{"@type": "Article", "datePublished": "{DAY}"}}'), id="linked"),
        pytest.param(
            _linked(f'{{"@graph": [1, {{"datePublished": "{DAY}"}}]}}'), id="graph-member"
        ),
        pytest.param(_time("2030-01-01") + _time(DAY, 'itemprop="datePublished"'), id="time"),
        pytest.param(_time("2031-05-04T10:00"), id="only-time"),
    ],
)
def test_a_page_gives_the_date_it_states(head: str) -> None:
    document = _read(_page(head)).document
    assert (document.published, document.published_by) == (date(2031, 5, 4), PublishedBy.METADATA)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("", id="none"),
        pytest.param(_meta("article:modified_time"), id="modified"),
        pytest.param(_time("2031-05-04") + _time("2031-05-05"), id="two-times"),
        pytest.param(_linked('{"datePublished": '), id="broken-linked"),
        pytest.param(_linked(f'{{"comment": [{{"datePublished": "{DAY}"}}]}}'), id="comment"),
        pytest.param('<link rel="canonical" href="https://h.example/2031/05/04/">', id="address"),
        pytest.param(_meta("pubdate", "2031-13-45"), id="no-such-day"),
    ],
)
def test_no_date_is_made_up_for_a_page(head: str) -> None:
    document = _read(_page(head)).document
    assert (document.published, document.published_by) == (None, None)


def test_a_page_without_metadata_may_have_a_dateline() -> None:
    body = BODY.replace("Officials", "PORT ALMA, 4 May 2031 (NW) — Officials", 1)
    document = _read(_page(body=body)).document
    assert (document.published, document.published_by) == (date(2031, 5, 4), PublishedBy.DATELINE)


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    page = _page(body=BODY.replace("Officials", "“Officials”")).replace("utf-8", "iso-8859-1")
    read = _read(page.encode("cp1252"))
    assert read.document.text.startswith("“Officials”")
    assert read.notes == ()


def test_broken_bytes_in_a_page_are_noted() -> None:
    read = _read(_page(body="<p>Zoë “said”</p>" + BODY).encode() + b" \x93")
    assert read.notes == ("a.html: 1 places could not be decoded as declared",)


@pytest.mark.parametrize("name", ["stdin", "page", "page.php"])
def test_a_page_is_known_by_its_beginning(name: str) -> None:
    page = '<?xml version="1.0"?>\n<!-- saved -->\n' + _page().replace("<!doctype html>", "")
    assert _read(page, name).document.text.startswith("Officials")


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param(
            "<html><body></body></html>", "a page with an article, found no text", id="bare"
        ),
        pytest.param("<html><body><img src=a></body></html>", "found no text", id="picture"),
        pytest.param("just words", "an HTML page", id="no-page"),
        pytest.param("", "an HTML page", id="empty"),
        pytest.param("<html>" + "<div>" * 100_000, "found no text", id="deep"),
    ],
)
def test_a_page_without_text_is_refused_with_the_reason(page: str, wanted: str) -> None:
    [refused] = read_stream(io.BytesIO(page.encode()), "a.html", ReadSettings())
    assert isinstance(refused, Refused)
    assert str(refused.error).startswith("a.html: expected ")
    assert wanted in str(refused.error)


def test_a_page_that_takes_too_long_is_refused_and_the_next_one_read() -> None:
    attributes = " ".join(f"a{at}=1" for at in range(200_000))
    slow = f"<html><body><p {attributes}>Shells hit Halvet.</p></body></html>"
    assert take_apart_confined(slow, limit_s=0.5) == Unfit(
        "a page that can be taken apart in 0.5 seconds", NO_PAGE
    )
    assert isinstance(take_apart_confined(_page()), Apart)


def test_a_page_is_taken_apart_alike_in_a_process_of_its_own() -> None:
    page = _page(
        _meta("pubdate") + "<title>Ort “ü” \U0001f600</title>", BODY + "<p>\u2029é\u0085</p>"
    )
    assert take_apart_confined(page) == take_apart(page)
    assert take_apart_confined("just words") == take_apart("just words")


def test_the_process_knows_nothing_of_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    take_apart_confined("<html>", limit_s=0)  # ends the process that runs
    assert isinstance(take_apart_confined(_page()), Apart)
