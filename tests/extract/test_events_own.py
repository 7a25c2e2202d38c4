"""A user's own list of event words: read before ours, refused where it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.annotate import Annotator
from variorum.errors import BadList
from variorum.extract.events import find_happenings
from variorum.lexicon import Added, adding
from variorum.lexicon.events import EVENTS, entries, read_events
from variorum.model.document import Document

HEAD = "# origin: our desk\nword\tpos\ttype\tmode\n"


def own(entries: str) -> Added:
    return Added(EVENTS, "mine.tsv", HEAD + entries)


def cues(annotate: Annotator, text: str, *lists: Added) -> list[tuple[str, str, str | None]]:
    with adding(lists):
        events, _ = find_happenings(annotate(Document("text", text)), ())
    return [(event.cue.text, str(event.type), event.mode) for event in events]


def test_a_word_that_is_added_tells_of_an_event(annotate: Annotator) -> None:
    text = "Guards kettled the marchers."
    assert cues(annotate, text) == []
    assert cues(annotate, text, own("kettle\tverb\tcoerce\trestrict\n")) == [
        ("kettled", "coerce", "restrict")
    ]
    assert cues(annotate, text) == []


def test_an_entry_of_a_users_own_goes_before_ours(annotate: Annotator) -> None:
    text = "Rebels stormed the village."
    assert cues(annotate, text, own("storm\tverb\tcoerce\tseize")) == [
        ("stormed", "coerce", "seize")
    ]


def test_a_wording_can_be_told_to_be_no_event(annotate: Annotator) -> None:
    text = "The evening ended with a killing of time."
    assert cues(annotate, text)
    assert cues(annotate, text, own("killing of time\tnoun\t-")) == []


def test_columns_that_are_left_out_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("# origin: desk\r\nword\tpos\ttype\r\nkettle\tverb\tcoerce\r\n", "utf-8-sig")
    with adding((read_events(path),)):
        (entry,) = entries()["kettled"]
    assert (entry.mode, entry.second, entry.origin) == (None, "recipient", "desk")
    assert entry.list == str(path)


@pytest.mark.parametrize(
    ("text", "line", "wanted"),
    [
        pytest.param("", 1, "columns", id="empty"),
        pytest.param("word\tpos\ttype\nkettle\tverb\tcoerce\n", 1, "'# origin:'", id="no-origin"),
        pytest.param(HEAD, 1, "entries below", id="no-entries"),
        pytest.param(HEAD + "kettle\tverb\tcoerce\t\t\n", 3, "at most 4 values", id="too-long"),
        pytest.param(HEAD + "\tverb\tcoerce\n", 3, "a 'word'", id="no-word"),
        pytest.param(HEAD + "kettle\tverb\tkettling\n", 3, "as type one of", id="no-type"),
        pytest.param("# origin: a\nword\tsort\nkettle\tverb\n", 3, "no columns but", id="column"),
    ],
)
def test_a_broken_list_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, wanted: str
) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(BadList, match=rf"mine.tsv, line {line}: expected .*{wanted}"):
        read_events(path)


def test_a_list_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_bytes(HEAD.encode() + b"\xff\xfe\n")
    with pytest.raises(BadList, match=r"mine.tsv, line 3: expected text in UTF-8"):
        read_events(path)
