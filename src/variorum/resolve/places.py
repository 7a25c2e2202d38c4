"""Find the places of a document and put each on the map where the text allows it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from variorum.model.annotation import Annotated
from variorum.model.value import Place, PlaceKind
from variorum.resolve.gazetteer import Candidate, Gazetteer, installed
from variorum.resolve.places_mentions import PlaceName, find_place_names

LEVEL_WEIGHT: Final = {"country": 4.0, "capital": 2.2, "admin1": 1.2, "region": 6.0, "admin2": -0.5}
NAMESAKE: Final = -2.0  # a division whose namesake town holds much of it
NAMESAKE_SHARE: Final = 0.1
INHABITANTS: Final = 0.7  # weight of the order of magnitude of a population
OTHER_NAME: Final = -0.8
COUNTRY_SHARED: Final = 2.5
DIVISION_SHARED: Final = 4.0
SAID_LEVEL: Final = 3.0
CONTAINED: Final = 12.0
UNSURE: Final = 0.15  # two places this close in weight, and far apart, stay undecided
FAR: Final = 2.0  # degrees
CHOSEN: Final = 0.5  # what a choice of the first round adds to the votes for its division
REACH: Final = 6  # tokens within which "X, in Y" still names what holds X


class Votes(NamedTuple):
    """How much of the text speaks for each country, and for each (country, division)."""

    countries: Mapping[str, float]
    divisions: Mapping[tuple[str, str], float]


def find_places(annotated: Annotated, gazetteer: Gazetteer | None = None) -> tuple[Place, ...]:
    """Every place named, in order. A name that is unknown, or could be two places far apart,
    keeps its words and has no point."""
    gazetteer = gazetteer or installed()
    names = find_place_names(annotated, gazetteer)
    holders = _holders(annotated, names)
    first = _choose(names, holders, Votes({}, {}))
    chosen = _choose(names, holders, _votes(names, first))
    return tuple(
        _place(annotated, gazetteer, name, chosen[at], number)
        for number, (at, name) in enumerate(enumerate(names), start=1)
    )


def _holders(annotated: Annotated, names: Sequence[PlaceName]) -> dict[int, int]:
    """For each name that stands as "X, Y" or "X in Y" the name Y of what holds it."""
    found: dict[int, int] = {}
    for at, (here, there) in enumerate(pairwise(names)):
        between = [token.text.lower() for token in annotated.tokens[here.last : there.first]]
        if len(between) > REACH or not between or not _can_hold(here, there):
            continue
        beside = between[0] in (",", "(") and len(between) == 1
        inside = "in" in between and not {".", ";", "and"} & set(between) and len(between) <= 3
        if beside or inside:
            found[at] = at + 1
    return found


def _can_hold(here: PlaceName, there: PlaceName) -> bool:
    """Whether a name may hold another; one country beside another is a list."""
    levels = {place.level for place in there.candidates}
    if any(place.level in ("country", "region") for place in here.candidates):
        return "admin1" in levels
    return not levels.isdisjoint({"country", "admin1", "admin2", "region"})


def _votes(names: Sequence[PlaceName], chosen: Sequence[Candidate | None]) -> Votes:
    """What the names chosen, and in smaller part all that they may mean, speak for."""
    countries: dict[str, float] = defaultdict(float)
    divisions: dict[tuple[str, str], float] = defaultdict(float)
    seen: set[str] = set()
    for name, place in zip(names, chosen, strict=True):
        weight = 0.3 if name.key in seen else 1.0
        seen.add(name.key)
        if place is not None and place.country:
            countries[place.country] += weight
            if place.division:
                divisions[place.country, place.division] += CHOSEN * weight
        share = weight / max(1, len({(c.country, c.division) for c in name.candidates}))
        for home in {(c.country, c.division) for c in name.candidates if c.country and c.division}:
            divisions[home] += share
    return Votes(countries, divisions)


def _choose(
    names: Sequence[PlaceName],
    holders: Mapping[int, int],
    votes: Votes,
) -> list[Candidate | None]:
    """The likeliest place of each name; a name means one place throughout, unless it is said
    beside it what holds it."""
    by_key: dict[str, Candidate] = {}
    chosen: list[Candidate | None] = [None] * len(names)
    for at in range(len(names) - 1, -1, -1):
        holder = chosen[holders[at]] if at in holders else None
        likeliest = chosen[at] = _likeliest(names[at], holder, votes)
        if holder and likeliest and _is_held(likeliest, holder):
            by_key[names[at].key] = likeliest
    return [
        by_key[name.key] if name.key in by_key and at not in holders else chosen[at]
        for at, name in enumerate(names)
    ]


def _is_of_its_town(place: Candidate, name: PlaceName) -> bool:
    """Whether a division goes by the name of a town that most news means: "New York"."""
    return place.level == "admin1" and name.level is None and any(
        town.level in ("town", "capital") and town.country == place.country
        and town.population >= NAMESAKE_SHARE * place.population
        for town in name.candidates
    )  # fmt: skip


def _is_held(place: Candidate, holder: Candidate) -> bool:
    if place.id == holder.id or place.country != holder.country:
        return False
    return holder.level == "country" or place.division == holder.division


def _likeliest(
    name: PlaceName,
    holder: Candidate | None,
    votes: Votes,
) -> Candidate | None:
    total = max(1.0, sum(votes.countries.values()))
    own = max(1, len({(c.country, c.division) for c in name.candidates}))
    ranked = []
    for place in name.candidates:
        weight = LEVEL_WEIGHT.get(place.level, 0.0) + OTHER_NAME * (place.rank > 0)
        weight += INHABITANTS * math.log10(place.population + 1)
        weight += COUNTRY_SHARED * votes.countries.get(place.country or "", 0.0) / total
        around = votes.divisions.get((place.country or "", place.division or ""), 0.0) - 1 / own
        weight += DIVISION_SHARED * max(0.0, around) / (1 + max(0.0, around))
        weight += NAMESAKE * _is_of_its_town(place, name)
        weight += SAID_LEVEL * (
            name.level == place.level or (name.level, place.level) == ("town", "capital")
        )
        weight += CONTAINED * (holder is not None and _is_held(place, holder))
        ranked.append((weight, -place.id, place))
    ranked.sort(reverse=True)
    if not ranked:
        return None
    best = ranked[0]
    rival = next((r for r in ranked[1:] if _far(r[2], best[2])), None)
    return None if rival and best[0] - rival[0] < UNSURE else best[2]


def _far(one: Candidate, other: Candidate) -> bool:
    return abs(one.lat - other.lat) > FAR or abs(one.lon - other.lon) > FAR


def _place(
    annotated: Annotated, gazetteer: Gazetteer, name: PlaceName, at: Candidate | None, number: int
) -> Place:
    span = annotated.span(name.first, name.last)
    if at is None:
        kind = PlaceKind.SITE if name.level == "site" else PlaceKind.OTHER
        rule = "unsure" if name.candidates else "not-in-gazetteer"
        return Place(f"p{number}", span, span.text, None, None, None, None, kind, None, None, rule)
    division = gazetteer.division_name(at.country, at.division)
    return Place(
        f"p{number}", span, at.name, at.lat, at.lon, at.country, division, at.kind,
        at.radius_km, at.geonames, "gazetteer",
    )  # fmt: skip
