"""Why a record is there: its rule in words, its words in the tree, the entries that hold them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from variorum import pipeline
from variorum.errors import UnknownName
from variorum.lexicon.entries import entries_with
from variorum.lexicon.events import read_events
from variorum.model.codec import plain
from variorum.model.document import Document
from variorum.model.ledger import Ledger
from variorum.pipeline import Settings
from variorum.read import Read
from variorum.show.reasons import show_why
from variorum.why import why

TEXT = "On Saturday shells hit a market in Port Alma, the regional governor said. Six people died."


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return pipeline.read_document(Read(Document("a", TEXT)))


def ids(ledger: Ledger) -> list[str]:
    parts = ("statements", "events", "figures", "incidents", "times", "places", "actors")
    return [one.id for part in parts for one in getattr(ledger, part)]


def test_every_record_has_its_words_and_they_quote_the_text(ledger: Ledger) -> None:
    assert len(ids(ledger)) > 5
    for id in ids(ledger):
        found = why(ledger, id)
        assert found.parts, id
        spans = [one.span for one in found.parts] + [one.span for one in found.words]
        assert all(span.document.text == TEXT for span in spans)


def test_a_rule_is_told_in_words_without_its_examples(ledger: Ledger) -> None:
    for id in filter(lambda id: id[0] in "sef", ids(ledger)):
        says = why(ledger, id).says
        assert says, id
        assert "yes:" not in says


def test_an_event_shows_the_entry_that_named_it(ledger: Ledger) -> None:
    event = next(one for one in ledger.events if one.cue.text == "hit")
    found = why(ledger, event.id)
    assert any(one.list == "en/events.tsv" and "word=hit" in one.entry for one in found.entries)
    assert ("hit", "VERB") in {(one.span.text, one.upos) for one in found.words}


def test_an_entry_of_a_users_own_list_is_shown_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("# origin: our desk\nword\tpos\ttype\nzorched\tadj\tassault\n")
    settings = Settings(lists=(read_events(own),))
    ledger = pipeline.read_document(Read(Document("a", "A zorched bridge lay there.")), settings)
    found = why(ledger, ledger.events[0].id, settings)
    assert any(one.list == str(own) and one.line == 3 for one in found.entries)


def test_what_is_said_decides_nothing(ledger: Ledger) -> None:
    found = why(ledger, ledger.statements[0].id)
    assert "content" in {one.role for one in found.parts}
    assert "shells" not in {one.span.text for one in found.words}


def test_a_record_that_is_not_there_is_named_with_those_that_are(ledger: Ledger) -> None:
    with pytest.raises(UnknownName, match=r"record of a 'e99'.*s1"):
        why(ledger, "e99")


def test_an_entry_of_several_words_needs_them_all() -> None:
    found = {row["phrase"] for row in entries_with(["numbers_bounds"], {"more"})}
    assert "more than" not in found
    assert "more than" in {
        row["phrase"] for row in entries_with(["numbers_bounds"], {"more", "than"})
    }


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_terminal_shows_it_within_its_width(ledger: Ledger, width: int) -> None:
    target = Console(file=io.StringIO(), width=width, _environ={})
    found = why(ledger, ledger.events[0].id)
    show_why(target, found)
    assert isinstance(target.file, io.StringIO)
    text = target.file.getvalue()
    assert max(map(len, text.splitlines())) <= width
    assert f"rule         {found.rule}" in text
    assert "en/events.tsv" in text


def test_it_is_one_json_object(ledger: Ledger) -> None:
    row = plain(why(ledger, ledger.events[0].id))
    assert isinstance(row, dict)
    assert {"id", "kind", "rule", "says", "parts", "words", "entries", "grounds"} == set(row)
