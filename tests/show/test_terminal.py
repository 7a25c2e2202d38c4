"""The sheet and a document in the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from show.case import hands, incident, sheet
from variorum.model.hit import Hit, HitKind
from variorum.model.sheet import Mark, Voice
from variorum.model.wording import UNSAID
from variorum.show.terminal import (
    SIGNS,
    show_document,
    show_hits,
    show_incidents,
    show_sheet,
)


def console(width: int, *, colour: bool = False) -> Console:
    return Console(
        file=io.StringIO(), width=width, highlight=False, force_terminal=colour,
        color_system="truecolor" if colour else None, _environ={},
    )  # fmt: skip


def printed(target: Console) -> str:
    assert isinstance(target.file, io.StringIO)
    return target.file.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_sheet_fits_its_width_and_says_every_mark_in_words(width: int) -> None:
    target = console(width)
    show_sheet(target, sheet()[0])
    text = printed(target)
    assert max(map(len, text.splitlines())) <= width
    flat = " ".join(text.split())
    for mark, sign in SIGNS.items():
        assert sign.symbol in text
        assert width < 80 or f"{sign.symbol} {mark}" in flat or mark is Mark.NOT_SAID
    for words in ("Twelve people", "hospital", "hedged", "2 prints", "Halvet"):
        assert words in flat


def test_a_sheet_begins_with_what_accounts_agree_on_differ_in_and_what_only_one_says() -> None:
    laid, _ = sheet()
    target = console(200)
    show_sheet(target, laid)
    lines = [line.strip() for line in printed(target).splitlines()]
    for mark in (Mark.AGREE, Mark.DIFFER, Mark.ONLY_HERE):
        names = [row.name for row in laid.rows if row.mark is mark]
        told = next(line for line in lines if line.startswith(f"{SIGNS[mark].symbol} {mark} "))
        assert names
        assert [name for name in names if name not in told] == []


def test_many_voices_stand_under_one_another_where_columns_would_be_too_narrow() -> None:
    laid, _ = sheet()
    many = 6
    rows = tuple(replace(row, cells=row.cells[:1] * many) for row in laid.rows)
    voices = tuple(Voice(f"Outlet {at}", (f"d{at}",), None) for at in range(many))
    target = console(80)
    show_sheet(target, replace(laid, voices=voices, rows=rows))
    text = printed(target)
    assert text.count("Outlet 5") == 1  # named once above, then by its letter
    assert " F shells" in text.replace("  ", " ")


def test_no_markup_escape_or_override_of_a_text_reaches_the_terminal() -> None:
    hand = hands()[2]
    hostile = replace(hand.document, text="[red]x[/red] \x1b[2J \u202e", title="[bold]t\x1b]0;")
    target = console(80, colour=True)
    show_document(target, replace(hand.ledger(), document=hostile))
    text = printed(target)
    assert "[red]x[/red]" in text
    assert "⟨U+001B⟩[2J" in text
    assert "⟨U+202E⟩" in text
    assert "\x1b[2J" not in text
    assert "\u202e" not in text


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    target = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="truecolor")
    show_sheet(target, sheet()[0])
    assert "\x1b[32m" not in printed(target)
    assert "38;" not in printed(target)


def test_a_document_is_shown_with_every_record_and_its_words() -> None:
    target = console(100)
    show_document(target, hands()[0].ledger())
    text = printed(target)
    for words in (
        "Shells hit Halvet", "Wire", "3 May 2031", "Statements (1)", "“the hospital”",
        "Events (1)", "assault", "Figures (1)", "“Twelve people”", "Times (1)", "Places (1)",
        "50.000, 10.000 VK",
    ):  # fmt: skip
        assert words in text
    assert "Loaded words" not in text


def test_what_no_account_says_is_named_so() -> None:
    target = console(120)
    show_sheet(target, sheet()[0])
    assert UNSAID in " ".join(printed(target).split())


def test_incidents_are_listed_by_the_beginning_of_their_ids() -> None:
    shared, ledgers = incident()
    target = console(160)
    show_incidents(target, [shared], ledgers)
    lines = [line.split() for line in printed(target).splitlines()]
    head = [shared.id[:8], "3", "May", "2031", "Halvet", "assault,", "explosives", "The", "Herald"]
    assert lines[lines.index(head) :][1:3] == [["Courier"], ["Wire"]]


def test_hits_name_their_document_record_and_words() -> None:
    hand = hands()[0]
    target = console(100)
    show_hits(target, [Hit("wire", HitKind.FIGURE, "f1", hand.figures[0].mention)])
    assert printed(target) == "wire f1  figure  “Twelve people”\n"
