"""Whose words a passage stands in: cut where the voice changes, nested ones named in full."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from hand import Hand
from variorum.model.ledger import Ledger
from variorum.show.page import render
from variorum.show.terminal import show_document
from variorum.show.voices import passages, speakers_in_words

TEXT = "The agency said a witness had told it the bridge was gone.\n\nRain fell. It fell, he said."


@pytest.fixture
def ledger() -> Ledger:
    hand = Hand("a", TEXT)
    outer = hand.statement("The agency", "said", "a witness had told it the bridge was gone")
    hand.statement("a witness", "told", "the bridge was gone", within=outer)
    hand.statement(None, "said", "It fell")
    return hand.ledger()


def test_every_character_stands_in_one_voice(ledger: Ledger) -> None:
    found = passages(ledger)
    assert "".join(one.span.text for one in found) == TEXT
    assert [(speakers_in_words(one.chain), one.span.text.strip()) for one in found] == [
        ("", "The agency said"),
        ("The agency", "a witness had told it"),
        ("The agency › a witness", "the bridge was gone"),
        ("", ".\n\nRain fell."),
        ("a source not named", "It fell"),
        ("", ", he said."),
    ]


def test_a_text_without_a_statement_is_the_articles_own() -> None:
    (one,) = passages(Hand("a", "Rain fell.").ledger())
    assert one.chain == ()


def test_a_text_without_a_character_has_no_passage() -> None:
    assert passages(Hand("a", "").ledger()) == []


def test_nobody_reports_his_own_words() -> None:
    hand = Hand("a", "A witness said it “shook us all” at dawn.")
    outer = hand.statement("A witness", "said", "it “shook us all” at dawn")
    hand.statement("A witness", "said", "“shook us all”", within=outer)
    found = {one.span.text: speakers_in_words(one.chain) for one in passages(hand.ledger())}
    assert found["“shook us all”"] == found["it "] == "A witness"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_terminal_sets_the_voice_beside_its_words(ledger: Ledger, width: int) -> None:
    target = Console(file=io.StringIO(), width=width, _environ={})
    show_document(target, ledger)
    assert isinstance(target.file, io.StringIO)
    lines = target.file.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    if width == 120:
        assert any("The agency › a witness  the bridge was gone." in line for line in lines)
        assert any(line.strip() == "Rain fell." for line in lines)


def test_the_report_names_the_whole_chain(ledger: Ledger) -> None:
    page = render([], {"a": ledger})
    assert "The agency › a witness: say" in page  # over the words
    assert '<span class="value">The agency › a witness</span>' in page  # in the list
