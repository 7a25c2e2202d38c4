"""Words and marks, with exact positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.tokenise import find_tokens


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in find_tokens(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("Ten fell.", "Ten|fell|.", id="full-stop"),
        pytest.param("Ten fell.Two rose.", "Ten|fell|.|Two|rose|.", id="lost-space"),
        pytest.param("“We won’t go,” he said.", "“|We|wo|n’t|go|,|”|he|said|.", id="curly"),
        pytest.param("it's, they'RE", "it|'s|,|they|'RE", id="clitics"),
        pytest.param("the rebels' camp", "the|rebels|'|camp", id="plural-possessive"),
        pytest.param("O'Brien of Sana’a’s", "O'Brien|of|Sana’a|’s", id="inner-apostrophe"),
        pytest.param("Gen. Orsk and GEN. VARR", "Gen.|Orsk|and|GEN.|VARR", id="titles"),
        pytest.param("P. J. Orsk saw it. I", "P.|J.|Orsk|saw|it|.|I", id="initials"),
        pytest.param("No. 5? No. None.", "No.|5|?|No|.|None|.", id="number-or-answer"),
        pytest.param("the U.S.-led force", "the|U.S.|-|led|force", id="acronym"),
        pytest.param("at 5pm or 10:30 a.m.", "at|5|pm|or|10:30|a.m.", id="clock"),
        pytest.param("1.5m and $3.2bn", "1.5|m|and|$|3.2|bn", id="size"),
        pytest.param("1,200 dead, 3.5%", "1,200|dead|,|3.5|%", id="numbers"),
        pytest.param("2031-05-04, the 3rd", "2031|-|05|-|04|,|the|3rd", id="dates"),
        pytest.param("anti-tank, al-Varr", "anti-tank|,|al|-|Varr", id="hyphens"),
        pytest.param("PORT ALMA, May 4 --", "PORT|ALMA|,|May|4|--", id="dateline"),
        pytest.param("see https://a.example/x.", "see|https://a.example/x|.", id="address"),
        pytest.param("cannot, gonna", "can|not|,|gon|na", id="written-as-one"),
        pytest.param("``Go,'' he said", "``|Go|,|''|he|said", id="two-character-quotes"),
        pytest.param("gov\u00adern\u200b ment\ufeff", "gov\u00adern|ment", id="hidden"),
        pytest.param("Le\u0301on", "Le\u0301on", id="accents-apart"),
        pytest.param("a\r\n\x00b\x7f", "a|b", id="control"),
        pytest.param(" \n\t ", "", id="blank"),
    ],
)
def test_find_tokens(text: str, wanted: str) -> None:
    assert "|".join(words(text)) == wanted


@given(st.text())
def test_tokens_stand_in_order_and_leave_out_no_letter(text: str) -> None:
    spans = find_tokens(text)
    reached = 0
    for start, end in spans:
        assert reached <= start < end
        assert not any(map(str.isalnum, text[reached:start]))
        reached = end
    assert not any(map(str.isalnum, text[reached:]))


@pytest.mark.parametrize("piece", ["a-", "1,", "a'", "e\u0301\u0302", "www.", "a.b@", "non-a-"])
def test_a_very_long_line_is_read(piece: str) -> None:
    assert find_tokens(piece * 20_000)
