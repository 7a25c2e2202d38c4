"""Numbers given between bounds, several of them together."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model.value import Bounds


def hull(bounds: Sequence[Bounds]) -> Bounds | None:
    """The narrowest bounds that hold all of these; a side that one leaves open is open."""
    if not bounds:
        return None
    lows = [one.low for one in bounds if one.low is not None]
    highs = [one.high for one in bounds if one.high is not None]
    return Bounds(
        min(lows) if len(lows) == len(bounds) else None,
        max(highs) if len(highs) == len(bounds) else None,
    )


def added(bounds: Sequence[Bounds]) -> Bounds:
    """All of them together; a side that one leaves open is open above, and adds nothing below."""
    highs = [one.high for one in bounds]
    known = [high for high in highs if high is not None]
    low = sum(one.low or 0 for one in bounds)
    return Bounds(low, sum(known) if len(known) == len(highs) else None)


def sharpens(one: Bounds, other: Bounds) -> bool:
    """Whether one lies inside the other and is not the same."""
    above = other.low is None or (one.low is not None and one.low >= other.low)
    below = other.high is None or (one.high is not None and one.high <= other.high)
    return one != other and above and below
