"""Numbers in words and digits, and the bounds their wording gives."""

from __future__ import annotations

import pytest

from variorum.extract.quantity import find_quantities

Bounds = tuple[float | None, float | None, bool]


@pytest.mark.parametrize(
    ("words", "low", "high", "approximate"),
    [
        ("12 people", 12, 12, False),
        ("3,400 people", 3400, 3400, False),
        ("1.5m people", 1_500_000, 1_500_000, False),
        ("1.1 million people", 1_100_000, 1_100_000, False),
        ("twenty-five men", 25, 25, False),
        ("twenty - five men", 25, 25, False),
        ("two hundred and five men", 205, 205, False),
        ("two thousand three hundred men", 2300, 2300, False),
        ("a dozen men", 12, 12, False),
        ("half a dozen men", 6, 6, False),
        ("two dozen men", 24, 24, False),
        ("half a million people", 500_000, 500_000, False),
        ("a hundred men", 100, 100, False),
        ("another two men", 2, 2, False),
        ("over 103 people", 104, None, False),
        ("more than a dozen men", 13, None, False),
        ("at least 12 men", 12, None, False),
        ("no fewer than 12 men", 12, None, False),
        ("12 or more men", 12, None, False),
        ("fewer than 12 men", None, 11, False),
        ("up to 40 men", None, 40, False),
        ("as many as 40 men", None, 40, False),
        ("nearly 40 men", None, 40, True),
        ("about 40 men", 40, 40, True),
        ("some 40 men", 40, 40, True),
        ("an estimated 1,200 men", 1200, 1200, True),
        ("dozens of men", 24, None, False),
        ("a few dozen men", 24, None, False),
        ("scores of men", 40, None, False),
        ("hundreds of men", 200, None, False),
        ("several hundred men", 300, None, False),
        ("tens of thousands of men", 20_000, None, False),
        ("hundreds of thousands of men", 200_000, None, False),
        ("12-15 men", 12, 15, False),
        ("12 to 15 men", 12, 15, False),
        ("two or three men", 2, 3, False),
        ("between 12 and 15 men", 12, 15, False),
        ("two to three million men", 2_000_000, 3_000_000, False),
        ("12 - 15 men", 12, 15, False),
        ("no casualties", 0, 0, False),
        ("a couple of men", 2, 2, False),
    ],
)
def test_a_quantity_keeps_the_bounds_of_its_wording(
    words: str, low: float | None, high: float | None, approximate: bool
) -> None:
    found = next(find_quantities(words.split()))
    assert (found.low, found.high, found.approximate) == (low, high, approximate)


def test_a_quantity_holds_its_bounding_words() -> None:
    found = next(find_quantities(["killed", "at", "least", "two", "dozen", "people"]))
    assert (found.first, found.last) == (1, 5)


def test_a_dateline_is_no_range() -> None:
    found = list(find_quantities(["may", "4", "—", "twenty", "-", "two", "people"]))
    assert [(one.low, one.high) for one in found] == [(4, 4), (22, 22)]


@pytest.mark.parametrize("words", ["the men left", "M-16", "well-known people"])
def test_words_without_a_number_give_none(words: str) -> None:
    assert list(find_quantities(words.lower().split())) == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["1" * 5000, "people"], id="digits"),
        pytest.param(["1," + "000," * 3000 + "000", "people"], id="thousands"),
        pytest.param(["1" * 5000 + "-" + "2" * 5000, "people"], id="range"),
        pytest.param(["1" * 5000 + "bn", "people"], id="scaled"),
    ],
)
def test_no_count_has_thousands_of_digits(words: list[str]) -> None:
    assert list(find_quantities(words)) == []


def test_number_words_in_a_row_end_somewhere() -> None:
    found = list(find_quantities(["nine", *["billion"] * 500, *["hundred"] * 500, "people"]))
    assert all(one.low is None or one.low < 10**30 for one in found)


def test_a_range_does_not_run_downwards() -> None:
    first, *_ = find_quantities(["5", "-", "4", "million", "people"])
    assert (first.low, first.high) == (5, 5)
