"""Why two accounts are held for one incident, or for two: part by part, with what each tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """One part of a pair. `case`: how the two lie to one another; `weight`: what that adds to the
    natural-log odds of their being one; `one`, `other`: what each tells, "" where it does not."""

    part: str
    case: str
    weight: float
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Two accounts, each `DOCUMENT#RECORD`, the parts that speak for most first, and their sum."""

    one: str
    other: str
    parts: tuple[Judgement, ...]
    odds: float
