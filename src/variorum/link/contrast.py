"""When two readings go together: the tests behind *agree* and *differ*."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import asin, cos, inf, radians, sin, sqrt

from variorum.lexicon.classes import classes
from variorum.lexicon.comparing import used_for
from variorum.lexicon.load import words
from variorum.link.said import Named, Said, Spotted, Told, folded
from variorum.model.value import ActorKind, Bounds, Interval, Place, PlaceKind

Compatible = Callable[[Said, Said], bool]

EARTH_KM = 6371.0
_AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.SEA})


def together(one: Said, other: Said) -> bool:
    """Whether two intervals, of days or of numbers, share a value; two others, by their words."""
    match one.key, other.key:
        case Interval() as left, Interval() as right:
            return _meet(_days(left), _days(right))
        case Bounds() as left, Bounds() as right:
            return _meet(_numbers(left), _numbers(right))
        case _:
            return one.reading.value == other.reading.value


def _meet(left: tuple[float, float], right: tuple[float, float]) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]


def _days(interval: Interval) -> tuple[float, float]:
    first = interval.earliest or date.min
    last = interval.latest or date.max
    return first.toordinal(), last.toordinal()


def _numbers(bounds: Bounds) -> tuple[float, float]:
    return (bounds.low or 0, inf if bounds.high is None else bounds.high)


def same_side(one: Said, other: Said) -> bool:
    """Whether two readings name one actor, in full or in part, and both affirm or both deny."""
    if not (isinstance(one.key, Named) and isinstance(other.key, Named)):
        return one.reading.value == other.reading.value
    left, right = one.key, other.key
    alike = left.words <= right.words or right.words <= left.words
    return left.holds == right.holds and (alike or _one_state(one, other) or _police(one, other))


def _police(one: Said, other: Said) -> bool:
    """Whether both are the police, by whatever common noun: "officers", "riot police"."""
    keys = [said.key for said in (one, other)]
    return all(isinstance(key, Named) and key.words <= used_for("police") for key in keys)


def _one_state(one: Said, other: Said) -> bool:
    """Whether both are a state or its arm: Orm, and the Orman air force or an Orman frigate."""
    if not all(map(_serves_a_state, (one, other))):
        return False
    codes = [said.reading.party.country for said in (one, other) if said.reading.party]
    if len(codes) > 1 and None not in codes:
        return codes[0] == codes[1]
    return not _stems(one).isdisjoint(_stems(other))


def _serves_a_state(one: Said) -> bool:
    return one.reading.party is None or one.reading.party.kind in _OF_STATES


_OF_STATES = frozenset({
    None, ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE,
    ActorKind.AGENCY, ActorKind.ORGANISATION, ActorKind.UNKNOWN,
})  # fmt: skip


def _stems(one: Said) -> frozenset[str]:
    """What the names of a country and of its people have in common: "Dravon", "Kesh"."""
    proper = (word for word in _name(one).split() if word[:1].isupper())
    return frozenset(word.casefold()[:_STEM] for word in proper if len(word) >= _FEWEST)


def _name(one: Said) -> str:
    return one.reading.party.name if one.reading.party else one.reading.value


_FEWEST = 4  # letters of a country's name


def same_voice(one: Said, other: Said) -> bool:
    """Whether two who claim or deny may speak for one side: one actor, or somebody who speaks for
    a body no name tells ("the ministry"), or a person beside a body."""
    return same_side(one, other) or any(map(_speaks_for_others, (one, other)))


def _speaks_for_others(one: Said) -> bool:
    party = one.reading.party
    if party is not None and party.kind is ActorKind.PERSON:
        return True
    return isinstance(one.key, Named) and one.key.words <= used_for("office")


def counted_apart(one: Told, other: Told) -> bool:
    """Whether two voices number one sort of people, such as soldiers, and share no number of
    them, whatever else they count."""
    left, right = _by_sort(one), _by_sort(other)
    return any(
        not any(together(a, b) for a in left[sort] for b in right[sort])
        for sort in left.keys() & right.keys()
    )


def _by_sort(told: Told) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for said in told:
        sort = said.reading.quotation.text.casefold().split()[-1].removesuffix("s")
        if isinstance(said.key, Bounds) and said.reading.who is not None:
            found.setdefault(sort, []).append(said)
    return found


def same_victims(one: Said, other: Said) -> bool:
    """Whether two namings of victims go together: a word in common, or unarmed persons both."""
    return kin(one, other) or (
        isinstance(one.key, Named)
        and isinstance(other.key, Named)
        and one.key.holds == other.key.holds
        and all(_names_unarmed(said) for said in (one, other))
    )


def _names_unarmed(one: Said) -> bool:
    """Whether a naming is of persons who carry no arms, as far as its words tell."""
    party = one.reading.party
    if party is not None and party.kind is ActorKind.PERSON:
        return True
    assert isinstance(one.key, Named)
    kinds = [classes().get(word) or classes().get(f"{word}s") for word in one.key.words]
    known = frozenset().union(*filter(None, kinds))
    return "person" in known and known.isdisjoint(used_for("armed"))


def kin(one: Said, other: Said) -> bool:
    """Whether two readings share a word that names, numbers aside, and both affirm or both deny."""
    if not (isinstance(one.key, Named) and isinstance(other.key, Named)):
        return one.reading.value == other.reading.value
    shared = any(not _is_number(word) for word in one.key.words & other.key.words)
    return shared and one.key.holds == other.key.holds


def same_words(one: Said, other: Said) -> bool:
    """Whether two readings use the same words, or one only some of the other's."""
    if not (isinstance(one.key, Named) and isinstance(other.key, Named)):
        return one.reading.value == other.reading.value
    return one.key.words <= other.key.words or other.key.words <= one.key.words


def same_naming(one: Said, other: Said) -> bool:
    """Whether two readings call a side by kindred names: both neutral, or both loaded."""
    if one.key is not None and other.key is not None:
        return kin(one, other)
    left, right = folded(one.reading.value), folded(other.reading.value)
    stems = {word[:_STEM] for word in left} & {word[:_STEM] for word in right}
    return one.key is other.key and bool(stems)


_STEM = 5  # letters in which the names of a country and its people agree


def _is_number(word: str) -> bool:
    return (
        word.isdigit() or word in words("en/numbers.tsv") or f"{word}s" in words("en/numbers.tsv")
    )


def same_place(one: Said, other: Said) -> bool:
    """Whether two places share a name, lie within their reach, or one lies in the other."""
    if not (isinstance(one.key, Spotted) and isinstance(other.key, Spotted)):
        return one.reading.value == other.reading.value
    left, right = one.key.place, other.key.place
    return _is_around(one.key, other.key) or (
        bare_place(left.name) == bare_place(right.name)
        or lies_in(left, right)
        or lies_in(right, left)
        or _within_reach(left, right)
    )


def bare_place(name: str) -> str:
    """A place's name, lower case, without what says what sort of place it is: "Orm City"."""
    words = name.casefold().split()
    while len(words) > 1 and words[-1] in used_for("sort"):
        words.pop()
    return " ".join(words)


def lies_in(inner: Place, area: Place) -> bool:
    """Whether a place lies in a country, a region or a sea."""
    if area.kind not in _AREAS or area.country is None or area.country != inner.country:
        return False
    return area.kind is PlaceKind.COUNTRY or area.admin1 == inner.admin1


def _within_reach(left: Place, right: Place) -> bool:
    distance = distance_km(left, right)
    return distance is not None and distance <= (left.radius_km or 0) + (right.radius_km or 0)


def distance_km(left: Place, right: Place) -> float | None:
    """The great-circle distance between two points in kilometres; None where one has none."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    north, east = radians(right.lat - left.lat) / 2, radians(right.lon - left.lon) / 2
    flat = cos(radians(left.lat)) * cos(radians(right.lat))
    return 2 * EARTH_KM * asin(sqrt(sin(north) ** 2 + flat * sin(east) ** 2))


def _is_around(one: Spotted, other: Spotted) -> bool:
    """Whether a text names one as what lies around the other."""
    left, right = bare_place(one.place.name), bare_place(other.place.name)
    return left in other.within or right in one.within
