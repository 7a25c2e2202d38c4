"""The invented names of the two sides in the golden articles."""

from __future__ import annotations

from typing import Final

from swap.exchange import Pairs

SIDES: Final[Pairs] = (
    ("Velkhar", "Tasmor"),
    ("Velkhari", "Tasmori"),
    ("Velkharis", "Tasmoris"),
    ("Orvan", "Kelmat"),
    ("Ilen", "Rusel"),
    ("Danvora", "Sedra"),
)

# Names of other lengths and shapes for the same parts.
OTHERS: Final[Pairs] = (
    ("Velkhar", "Umm Rahan"),
    ("Velkhari", "Rahani"),
    ("Velkharis", "Rahanis"),
    ("Orvan", "al-Tessim"),
)
