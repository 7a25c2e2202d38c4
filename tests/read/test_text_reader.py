"""Plain text: characters unchanged, dates and titles only where they are sure."""

from __future__ import annotations

import io
from datetime import date

import pytest

from variorum.errors import BadValue
from variorum.model.document import Document, PublishedBy
from variorum.read import Read, ReadSettings, Refused, read_stream
from variorum.read.text import find_headline


def _document(raw: bytes, settings: ReadSettings | None = None) -> Document:
    [read] = read_stream(io.BytesIO(raw), "a.txt", settings or ReadSettings())
    assert isinstance(read, Read), read
    return read.document


def _refusal(raw: bytes, settings: ReadSettings | None = None) -> str:
    [refused] = read_stream(io.BytesIO(raw), "a.txt", settings or ReadSettings())
    assert isinstance(refused, Refused)
    return str(refused.error)


def test_a_text_keeps_its_characters() -> None:
    text = "\tTwelve\u00a0dead.\r\n\r\nSo\u0301 it\u200b was.\x0c\n"
    assert _document(text.encode()).text == text


def test_the_dateline_counts_only_where_no_flag_is_given() -> None:
    raw = b"PORT ALMA, 4 May 2031 -- A bridge was hit."
    document = _document(raw)
    assert (document.published, document.published_by) == (date(2031, 5, 4), PublishedBy.DATELINE)
    document = _document(raw, ReadSettings(published=date(2031, 5, 6), source="Post"))
    assert (document.published, document.published_by) == (date(2031, 5, 6), PublishedBy.FLAG)
    assert document.source == "Post"


def test_a_text_without_a_date_has_none() -> None:
    document = _document(b"A bridge was hit on 4 May 2031.")
    assert (document.published, document.published_by) == (None, None)


@pytest.mark.parametrize("raw", [b"", b" \n\t ", b"\xef\xbb\xbf", "\u2003\n".encode()])
def test_an_empty_text_is_refused(raw: bytes) -> None:
    assert _refusal(raw).startswith("a.txt: expected a text, found none; ")


def test_fifty_megabytes_are_refused_by_the_limit_and_its_flag() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"a" * size

    stream = Endless()
    [refused] = read_stream(stream, "big.txt", ReadSettings())  # type: ignore[arg-type]
    assert isinstance(refused, Refused)
    message = str(refused.error)
    assert message.startswith("big.txt: expected at most 5,000,000 characters, found more; ")
    assert message.endswith("--max-characters")
    assert stream.given < 21_000_000


def test_the_limit_counts_characters_not_bytes() -> None:
    settings = ReadSettings(max_characters=4)
    assert _document("😀😀😀😀".encode(), settings).text == "😀😀😀😀"
    assert "at most 4 characters, found 5" in _refusal(b"12345", settings)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", "a PDF; make text of it first", id="pdf"),
        pytest.param(b"PK\x03\x04\x14\x00", "a ZIP archive or an office document", id="office"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "an image; leave it out", id="image"),
        pytest.param(b"SQLite format 3\x00\x10", "a SQLite database", id="database"),
        pytest.param(bytes(range(256)) * 4, "binary data", id="any"),
    ],
)
def test_a_binary_file_is_refused_by_what_it_is(raw: bytes, what: str) -> None:
    message = _refusal(raw)
    assert message.startswith("a.txt: ")
    assert f"expected text, HTML or JSON lines, found {what}" in message


def test_one_stray_nul_makes_no_text_binary() -> None:
    raw = b"Twelve people were killed." * 10 + b"\x00" + b"No more." * 10
    assert _document(raw).text == raw.decode()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Bridge at Port Alma hit\n\nA bridge was hit on Sunday.", True, id="plain"),
        pytest.param("Bridge at Port Alma hit\r\n\r\nA bridge was hit on Sunday.", True, id="crlf"),
        pytest.param("Bridge at Port Alma hit\nA bridge was hit on Sunday.", False, id="no-gap"),
        pytest.param("A bridge was hit.\n\nNobody was hurt on that Sunday.", False, id="sentence"),
        pytest.param("PORT ALMA, 4 May 2031 --\n\nA bridge was hit on Sunday.", False, id="date"),
        pytest.param("Sunday, 4 May 2031\n\nA bridge was hit on Sunday.", False, id="day"),
        pytest.param("Bridge hit\n\nA bridge was hit on Sunday.", False, id="two-words"),
        pytest.param("Bridge at Port Alma hit\n\nShort.", False, id="nothing-below"),
        pytest.param("Bridge at Port Alma hit", False, id="alone"),
    ],
)
def test_a_title_is_taken_only_where_it_is_sure(text: str, title: bool) -> None:
    assert find_headline(text) == ("Bridge at Port Alma hit" if title else None)


@pytest.mark.parametrize("wrong", [{"input_format": "pdf"}, {"max_characters": 0}])
def test_a_setting_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadValue):
        ReadSettings(**wrong)  # type: ignore[arg-type]
