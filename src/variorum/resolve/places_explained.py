"""Why a name is taken for a place: what holds it, and the candidates with their weights."""

from __future__ import annotations

from typing import Final

from variorum.model.annotation import Annotated
from variorum.model.document import Span
from variorum.resolve.gazetteer import Candidate, Gazetteer, installed
from variorum.resolve.places import weigh_places

SHOWN: Final = 5  # candidates
EARLIER_NAMES: Final = ("its first name", "another name of it", "a short form")


def explain_place(
    annotated: Annotated, span: Span, gazetteer: Gazetteer | None = None
) -> tuple[str, ...]:
    """What was weighed for the place name at `span`, a line each; () where none stands.

    Worked out anew. A weight is in natural logarithms: one more is about three times as likely.
    """
    gazetteer = gazetteer or installed()
    weighed = weigh_places(annotated, gazetteer)
    for at, name in enumerate(weighed.names):
        if annotated.span(name.first, name.last).meets(span):
            holder = weighed.chosen[weighed.holders[at]] if at in weighed.holders else None
            held = [f"held by: {_told(holder, gazetteer)}"] if holder else []
            some = [
                f"candidate: {_told(place, gazetteer)}, weight {weight:.2f}"
                for weight, place in weighed.weights(at)[:SHOWN]
            ]
            taken = weighed.chosen[at]
            end = f"taken: {taken.name}" if taken else "taken: none, for want of evidence"
            return (*held, *some, end if some else "candidate: none in the gazetteer")
    return ()


def _told(place: Candidate, gazetteer: Gazetteer) -> str:
    division = gazetteer.division_name(place.country, place.division)
    home = ", ".join(filter(None, (place.name, division, place.country)))
    return f"{home} ({place.level}, {place.population:,} inhabitants, {EARLIER_NAMES[place.rank]})"
