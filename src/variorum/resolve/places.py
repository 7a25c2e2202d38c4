"""Find the places of a document and put each on the map where the text allows it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from variorum.lexicon import rows
from variorum.model.annotation import Annotated
from variorum.model.value import Place, PlaceKind
from variorum.resolve.gazetteer import Candidate, Gazetteer, installed
from variorum.resolve.gazetteer_build import fold
from variorum.resolve.places_lookup import PlaceName
from variorum.resolve.places_mentions import find_place_names
from variorum.resolve.places_outlet import outlet_country, outlet_places

LEVEL_WEIGHT: Final = {
    "country": 4.4,
    "capital": 1.8,
    "admin1": 0.5,
    "region": 10.0,
    "admin2": 0.0,
}
NAMESAKE: Final = -3.6  # a division whose namesake town holds much of it
NAMESAKE_SHARE: Final = 0.1
INHABITANTS: Final = {"admin1": 0.7}  # weight of the order of magnitude of a population
OTHER_NAME: Final = -0.4
OLD_NAME: Final = -0.8
SAID_LEVEL: Final = 3.0
CONTAINED: Final = 12.0
COUNTRY_SHARED: Final = 4.5
DIVISION_SHARED: Final = 3.0
NEAR: Final = 2.2
DEMONYM: Final = 1.5  # what a demonym that stands often enough counts beside one name
MANY: Final = 3
OUTLET: Final = 4.0  # what the country of the outlet counts beside one name
AROUND: Final = tuple((dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1))
SPOTS: Final = frozenset({"town", "capital", "admin2"})  # levels small enough to be near others
ROUNDS: Final = 2  # each lets the last one's choices speak for their neighbours
SHARPNESS: Final = 0.9  # of the likelihoods that speak for neighbours
LEAST_SHARE: Final = 0.002  # of a name's likelihood, below which a candidate speaks for nothing
MOST: Final = 120  # candidates of a name, the most populous ones, that are weighed
KNOWN_EVERYWHERE: Final = 200_000  # inhabitants of a town that is named without its country
OTHERS_NAMED: Final = 2.0
SUPPORT: Final = 0.3
UNSURE: Final = 0.03  # two places this close in weight, and far apart, stay undecided
SPOKEN: Final = 0.1  # weight that the rest of a text must give to one small town above another
VILLAGE: Final = 10_000
UNSPOKEN: Final = 0.3
LITTLE: Final = 50_000  # inhabitants of a town that its other names do not call to mind
BACKED: Final = 2.0  # weight that the rest of the text must give to such a town
FAR: Final = 2.0  # degrees
SHORT: Final = 4  # letters
REACH: Final = 6  # tokens within which "X, in Y" still names what holds X

Home = tuple[str] | tuple[str, str] | tuple[int, int]
"""A country, a division of one, or the square of one degree with this south-western corner."""


class Context(NamedTuple):
    """What the names of a text, and its outlet, speak for; one name speaks once. `countries`: how
    much speaks for countries, all of them taken together."""

    spoken: Mapping[Home, float]
    countries: float


def find_places(annotated: Annotated, gazetteer: Gazetteer | None = None) -> tuple[Place, ...]:
    """Every place named, in order. A name that is unknown, or could be two places far apart,
    keeps its words and has no point."""
    gazetteer = gazetteer or installed()
    weighed = weigh_places(annotated, gazetteer)
    return tuple(
        _place(annotated, gazetteer, name, weighed.chosen[at], at + 1)
        for at, name in enumerate(weighed.names)
    )


class Weighed(NamedTuple):
    """The place names of a text; for some of them the name of what holds it, by position; what the
    text speaks for; how likely each candidate is, by the name's key; the place taken, None where it
    is unknown or undecided."""

    names: tuple[PlaceName, ...]
    holders: Mapping[int, int]
    context: Context
    likely: Mapping[str, Sequence[float]]
    chosen: Sequence[Candidate | None]

    def weights(self, at: int) -> tuple[tuple[float, Candidate], ...]:
        """The candidates of a name with their weights, the likeliest first."""
        name = self.names[at]
        holder = self.chosen[self.holders[at]] if at in self.holders else None
        weights = _weights(name, self.context, self.likely[name.key], holder)
        return tuple(_ranked(name, weights))


def weigh_places(annotated: Annotated, gazetteer: Gazetteer) -> Weighed:
    """The place names of a text, weighed against one another, the outlet and the demonyms; a name
    means one place throughout, unless it is said beside it what holds it."""
    local = outlet_places(annotated.document, gazetteer)
    names = find_place_names(annotated, gazetteer, frozenset(name.key for name in local))
    said = dict(_demonyms_of(annotated)) if names else {}
    if home := outlet_country(annotated.document):
        said[home] = said.get(home, 0.0) + OUTLET
    holders = _holders(annotated, names)
    context, likely = _likelihoods_in_context((*local, *names), said)
    return Weighed(names, holders, context, likely, _decided(names, holders, context, likely))


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


def _demonyms_of(annotated: Annotated) -> Iterator[tuple[str, float]]:
    """The countries whose demonyms stand in a text, each with what that speaks for it."""
    table = _demonyms()
    found = Counter(
        iso
        for token in annotated.tokens
        if token.text[0].isupper()
        for iso in table.get(token.text.casefold(), ())
    )
    yield from ((iso, DEMONYM * min(times, MANY) / MANY) for iso, times in found.items())


@cache
def _demonyms() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in rows("en/demonyms.tsv"):
        word = row["demonym"].casefold()
        for form in (word, f"{word}s"):
            table[form] = (*table.get(form, ()), row["iso"])
    return table


def _likelihoods_in_context(
    names: Sequence[PlaceName], said: Mapping[str, float]
) -> tuple[Context, Mapping[str, Sequence[float]]]:
    """What all names speak for, and how likely that makes each candidate of a name; `said`: what
    else speaks for a country, and how much."""
    by_name = {name.key: name for name in names}
    likely = {key: _likelihoods(_own_weights(name)) for key, name in by_name.items()}
    context = Context({}, 0.0)
    for _ in range(ROUNDS):
        context = _context(by_name, likely, said)
        likely = {
            key: _likelihoods(_weights(name, context, likely[key], None))
            if len(name.candidates) > 1
            else likely[key]
            for key, name in by_name.items()
        }
    return context, likely


def _decided(
    names: Sequence[PlaceName],
    holders: Mapping[int, int],
    context: Context,
    likely: Mapping[str, Sequence[float]],
) -> list[Candidate | None]:
    by_key: dict[str, Candidate] = {}
    chosen: list[Candidate | None] = [None] * len(names)
    for at in range(len(names) - 1, -1, -1):
        name, holder = names[at], chosen[holders[at]] if at in holders else None
        best = _best(name, _weights(name, context, likely[name.key], holder))
        is_held = holder is not None and best is not None and _is_held(best, holder)
        if best and not is_held and best.level in ("town", "admin2"):
            elsewhere = holder is not None and holder.level == "country"
            if (elsewhere and (_is_small(best) or best.rank > 0)) or (
                _is_small(best) and _is_stray(best, name, context, likely[name.key])
            ):
                best = None
        chosen[at] = best
        if best and is_held:
            by_key[name.key] = best
    return [
        by_key[name.key] if name.key in by_key and at not in holders else chosen[at]
        for at, name in enumerate(names)
    ]


def _own_weights(name: PlaceName) -> list[float]:
    """How likely each candidate is by itself."""
    return [
        LEVEL_WEIGHT.get(place.level, 0.0)
        + (OTHER_NAME + OLD_NAME * _is_old_name(place, name) if place.rank else 0.0)
        + INHABITANTS.get(place.level, 0.3) * math.log10(place.population + 1)
        + NAMESAKE * _is_of_its_town(place, name)
        + SAID_LEVEL
        * (name.level == place.level or (name.level, place.level) == ("town", "capital"))
        for place in name.candidates[:MOST]
    ]


def _is_old_name(place: Candidate, name: PlaceName) -> bool:
    """Whether a place is now called something else altogether, and this is no other spelling."""
    now, key = fold(place.name), name.key
    return now[:1] != key[:1] and key not in now and now not in key


def _is_of_its_town(place: Candidate, name: PlaceName) -> bool:
    """Whether a division goes by the name of a town that most news means: "New York"."""
    return place.level == "admin1" and name.level is None and any(
        town.level in ("town", "capital") and town.country == place.country
        and town.population >= NAMESAKE_SHARE * place.population
        for town in name.candidates
    )  # fmt: skip


def _likelihoods(weights: Sequence[float]) -> list[float]:
    top = max(weights, default=0.0)
    shares = [math.exp(SHARPNESS * (weight - top)) for weight in weights]
    total = sum(shares)
    return [share / total for share in shares]


def _context(
    names: Mapping[str, PlaceName],
    likely: Mapping[str, Sequence[float]],
    said: Mapping[str, float],
) -> Context:
    spoken: dict[Home, float] = defaultdict(float, {(iso,): share for iso, share in said.items()})
    for key, name in names.items():
        for where, share in _said_by(name, likely[key]):
            spoken[where] += share
    return Context(spoken, sum(share for where, share in spoken.items() if len(where) == 1))


def _said_by(name: PlaceName, likely: Sequence[float]) -> Iterator[tuple[Home, float]]:
    """What a name speaks for, and how much; a town speaks for the squares around it by half."""
    for place, share in zip(name.candidates, likely, strict=False):
        if share < LEAST_SHARE:
            continue
        if place.country:
            yield (place.country,), share
            if place.division:
                yield (place.country, place.division), share
        if place.level in SPOTS:
            y, x = _square(place)
            for dy, dx in AROUND:
                yield (y + dy, x + dx), share if dy == dx == 0 else share / 2


def _square(place: Candidate) -> tuple[int, int]:
    return math.floor(place.lat), math.floor(place.lon)


def _weights(
    name: PlaceName, context: Context, likely: Sequence[float], holder: Candidate | None
) -> list[float]:
    """How likely each candidate is among the other names of the text."""
    own: dict[Home, float] = defaultdict(float)
    for where, share in _said_by(name, likely):
        own[where] += share

    def others(where: Home) -> float:
        return max(0.0, context.spoken.get(where, 0.0) - own.get(where, 0.0))

    total = max(1.0, context.countries - 1)
    weights = _own_weights(name)
    for at, place in enumerate(name.candidates[:MOST]):
        country = place.country or ""
        near = others(_square(place)) if place.level in SPOTS else 0.0
        around = others((country, place.division or ""))
        weights[at] += COUNTRY_SHARED * others((country,)) / total
        weights[at] += DIVISION_SHARED * around / (1 + around) + NEAR * near / (1 + near)
        weights[at] += CONTAINED * (holder is not None and _is_held(place, holder))
    return weights


def _is_small(place: Candidate) -> bool:
    return place.population < KNOWN_EVERYWHERE


def _is_stray(place: Candidate, name: PlaceName, context: Context, likely: Sequence[float]) -> bool:
    """Whether a small place would be the only one of its country among many names of others."""
    country = (place.country or "",)
    own = sum(share for where, share in _said_by(name, likely) if where == country)
    many = context.countries - 1 >= OTHERS_NAMED
    return many and context.spoken.get(country, 0.0) - own < SUPPORT


def _is_held(place: Candidate, holder: Candidate) -> bool:
    if place.id == holder.id or place.country != holder.country:
        return False
    return holder.level == "country" or place.division == holder.division


def _best(name: PlaceName, weights: Sequence[float]) -> Candidate | None:
    """The likeliest candidate, None where another one far away is as likely, or nearly so and the
    text tells nothing that would make the one likelier than the other."""
    ranked = _ranked(name, weights)
    if not ranked:
        return None
    weight, best = ranked[0]
    if _is_far_fetched(name, weight, best):
        return None
    rival = next(((other, place) for other, place in ranked[1:] if _far(place, best)), None)
    if rival is None:
        return best
    needed = UNSPOKEN if _is_unspoken(name, ranked[0], rival) else UNSURE
    return None if weight - rival[0] < needed else best


def _ranked(name: PlaceName, weights: Sequence[float]) -> list[tuple[float, Candidate]]:
    return sorted(zip(weights, name.candidates, strict=False), key=lambda each: -each[0])


def _is_far_fetched(name: PlaceName, weight: float, best: Candidate) -> bool:
    """Whether it is a small town under another name, and nothing in the text speaks for it."""
    if best.rank == 0 or best.level not in SPOTS or best.population >= LITTLE:
        return False
    return weight - _own_weights(name)[name.candidates.index(best)] < BACKED


def _is_unspoken(
    name: PlaceName, first: tuple[float, Candidate], other: tuple[float, Candidate]
) -> bool:
    """Whether a text tells nothing between two places of a name: of two villages, or of two towns
    of different countries."""
    own = dict(zip(name.candidates, _own_weights(name), strict=False))
    told, rival = (weight - own[place] for weight, place in (first, other))
    best = first[1]
    if best.level not in SPOTS or told - rival >= SPOKEN:
        return False
    abroad = best.country != other[1].country and _is_small(best) and told < SPOKEN
    return best.population < VILLAGE or abroad


def _far(one: Candidate, other: Candidate) -> bool:
    return abs(one.lat - other.lat) > FAR or abs(one.lon - other.lon) > FAR


def _small(name: str) -> str:
    """A name that stands in capitals as it would stand elsewhere; a short one may be letters.

    >>> _small("PORT ALMA"), _small("UAE")
    ('Port Alma', 'UAE')
    """
    return name.title() if name.isupper() and len(name) > SHORT else name


def _place(
    annotated: Annotated,
    gazetteer: Gazetteer,
    name: PlaceName,
    at: Candidate | None,
    number: int,
) -> Place:
    span = annotated.span(name.first, name.last)
    if at is None:
        kind = PlaceKind.SITE if name.level == "site" else PlaceKind.OTHER
        rule = "unsure" if name.candidates else "not-in-gazetteer"
        words = _small(span.text)
        return Place(f"p{number}", span, words, None, None, None, None, kind, None, None, rule)
    division = gazetteer.division_name(at.country, at.division)
    return Place(
        f"p{number}", span, at.name, at.lat, at.lon, at.country, division, at.kind,
        at.radius_km, at.geonames, "part-of-name" if name.is_part else "gazetteer",
    )  # fmt: skip
