"""A wording in its place: between marks, in its paragraph, hidden characters spelled out."""

from __future__ import annotations

import pytest
from rich.console import Console

from variorum.model.document import Document
from variorum.show.passage import AROUND, show_place

LONG = "word " * 200


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Shells hit *Halvet* today.", "Shells hit ▸Halvet◂ today.", id="whole"),
        pytest.param("One.\nIn *Halvet*.\nThree.", "In ▸Halvet◂.", id="its-line-alone"),
        pytest.param("In *Hal\nvet* now.", "In ▸Hal\n  vet◂ now.", id="over-two-lines"),
        pytest.param("*Halvet*", "▸Halvet◂", id="all-there-is"),
        pytest.param("In *Hal\u202evet*.", "In ▸Hal⟨U+202E⟩vet◂.", id="hidden"),
        pytest.param("[red]In *[b]Halvet*", "[red]In ▸[b]Halvet◂", id="no-markup"),
    ],
)
def test_words_stand_between_marks(text: str, shown: str) -> None:
    assert _shown(text) == shown


def test_a_long_paragraph_is_cut_between_words() -> None:
    shown = _shown(f"{LONG}*Halvet* {LONG}".rstrip())
    assert shown.startswith("…word word")
    assert shown.endswith("word word…")
    assert len(shown) <= 2 * AROUND + 20


def _shown(marked: str) -> str:
    first, words, last = marked.split("*")
    document = Document("a.txt", first + words + last)
    console = Console(width=2000, record=True)
    show_place(console, document.span(len(first), len(first) + len(words)))
    head, *passage = console.export_text().splitlines()
    assert head.startswith("id a.txt  ·  characters ")
    return "\n".join(line.rstrip() for line in passage).strip()
