"""What an axis names: hours, days, months or years, as there is room."""

from __future__ import annotations

from datetime import datetime

import pytest

from variorum.show.axes import MOST_TICKS, Days, Numbers, round_up


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        ((2031, 5, 3), (2031, 5, 4), ["3 May 2031", "06:00", "12:00", "18:00"]),
        ((2031, 5, 3), (2031, 5, 5), ["3 May 2031", "4 May 2031"]),
        ((2031, 5, 3), (2031, 6, 20), [
            "3 May 2031", "10 May 2031", "17 May 2031", "24 May 2031", "31 May 2031",
            "7 June 2031", "14 June 2031",
        ]),
        ((2031, 5, 3), (2031, 10, 3), ["June 2031", "July 2031", "August 2031", "September 2031",
                                       "October 2031"]),
        ((2030, 12, 1), (2032, 3, 2), ["January 2031", "April 2031", "July 2031", "October 2031",
                                       "January 2032"]),
        ((2025, 1, 1), (2031, 12, 31), ["2025", "2026", "2027", "2028", "2029", "2030", "2031"]),
    ],
)  # fmt: skip
def test_what_an_axis_of_days_names(
    first: tuple[int, int, int], last: tuple[int, int, int], named: list[str]
) -> None:
    assert [tick.label for tick in Days(datetime(*first), datetime(*last)).ticks()] == named


@pytest.mark.parametrize("years", [1, 2, 3, 5, 10, 40, 100, 1000])
def test_no_axis_names_more_than_it_has_room_for(years: int) -> None:
    axis = Days(datetime(1001, 3, 9), datetime(1001 + years, 3, 9))
    ticks = list(axis.ticks())
    assert 1 <= len(ticks) <= MOST_TICKS + 1
    assert [one.at for one in ticks] == sorted({one.at for one in ticks})
    assert all(axis.left <= one.at <= axis.right for one in ticks)


def test_numbers_run_from_nought_to_a_round_one() -> None:
    assert [round_up(one) for one in (0, 3, 22, 41, 1000)] == [4, 4, 24, 48, 1200]
    ticks = list(Numbers(24, 0, 100).ticks())
    assert [(one.at, one.label) for one in ticks] == [
        (0, "0"), (25, "6"), (50, "12"), (75, "18"), (100, "24"),
    ]  # fmt: skip
