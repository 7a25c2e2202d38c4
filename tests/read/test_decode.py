"""Bytes to text: what is known stays as it is, what is guessed is recorded."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import UnreadableSource
from variorum.read.decode import decode

TEXT = "“Twelve dead,” said Zoë Varga — at Port Álma.\r\nNo more.\n"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8-marked"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16-le-marked"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16-be-marked"),
        pytest.param(codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), id="utf-32-le-marked"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-le-unmarked"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16-be-unmarked"),
    ],
)
def test_a_known_encoding_gives_the_text_unchanged(raw: bytes) -> None:
    decoded = decode(raw, "a.txt")
    assert (decoded.text, decoded.gaps, decoded.notes) == (TEXT, (), ())


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_every_utf8_text_comes_back(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text.removeprefix("\ufeff")


def test_a_legacy_encoding_is_read_and_noted() -> None:
    decoded = decode(TEXT.encode("cp1252"), "a.txt")
    assert decoded.text == TEXT
    assert decoded.notes == ("a.txt: not UTF-8; read as windows-1252, which is a guess",)


def test_a_declared_encoding_goes_before_a_guess() -> None:
    text = "Мост у города был разрушен"
    assert decode(text.encode("koi8-r"), "a.html", "koi8-r").text == text


def test_an_undeclared_foreign_alphabet_is_guessed_and_noted() -> None:
    text = "Вчера вечером мост у города был разрушен, сообщили в министерстве. " * 20
    decoded = decode(text.encode("cp1251"), "a.txt")
    assert decoded.text == text
    assert decoded.notes


def test_stray_bytes_become_gaps_at_their_places() -> None:
    raw = "“Zoë Varga”".encode() + b" said \x93no\x94"
    decoded = decode(raw, "a.txt")
    assert decoded.text == "“Zoë Varga” said “no”"
    assert [decoded.text[gap.start : gap.end] for gap in decoded.gaps] == ["“", "”"]
    assert decoded.gaps[0].reason == "not UTF-8: 0x93; read as Windows-1252"


def test_wide_text_with_a_broken_unit_keeps_the_rest() -> None:
    raw = codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\x00\xdc" + "cd".encode("utf-16-le")
    decoded = decode(raw, "a.txt")
    assert decoded.text == "ab\ufffdcd"
    assert [(gap.start, gap.end) for gap in decoded.gaps] == [(2, 3)]


def test_bytes_of_no_encoding_are_refused_by_name_with_a_next_step() -> None:
    with pytest.raises(UnreadableSource, match=r"^a\.txt: expected text in a known enc.*as UTF-8"):
        decode(bytes(range(128, 256)) * 8, "a.txt")
