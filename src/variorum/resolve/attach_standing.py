"""Where the times and places of a text stand in its trees, and which of them say when or where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from variorum.model.annotation import Annotated, Token
from variorum.model.value import Basis, Place, PlaceKind, Time, TimeType
from variorum.resolve.attach_tree import Tree, head_of
from variorum.resolve.places_lookup import place_words

PLACED: Final = frozenset(
    {"obl", "nmod", "obj", "nsubj:pass", "advmod", "root", "list", "dislocated", "appos"}
)
BOUNDS: Final = frozenset({"since", "until", "till", "before", "after", "by", "from"})
TOP: Final = 8  # tokens at the top of a text, where any date without a preposition is its own
DATELINE: Final = 60  # tokens among which a full date without a preposition is the text's own
UNLISTED_KM: Final = 10.0  # the reach of a village that no list has
A_WEEK: Final = 7  # days that a time may span to be lent to another event
LENT_KM: Final = 100  # reach of a place that may be lent to another event
COARSE: Final = (PlaceKind.COUNTRY, PlaceKind.SEA)


class Standing(NamedTuple):
    """A time or place in the tree: its record, the token its words hang by, its governors from
    the nearest upward, the verb among them, its size in days or km, whether it is exact enough to
    be lent, whether it stands in an aside, and the last day of a time."""

    id: str
    token: Token
    governors: tuple[int, ...]
    verb: int | None
    size: float
    is_exact: bool
    is_aside: bool = False
    latest: date | None = None


def by_sentence(standing: Iterable[Standing]) -> dict[int, list[Standing]]:
    """The times or places of each sentence that has any."""
    found: dict[int, list[Standing]] = {}
    for each in standing:
        found.setdefault(each.token.sentence, []).append(each)
    return found


def standing_times(tree: Tree, times: Iterable[Time]) -> Iterator[Standing]:
    """The times with days that say when; not what only bounds something, nor a dateline's."""
    for time in times:
        token = head_of(tree.annotated, time.span)
        is_length = time.type in (TimeType.DURATION, TimeType.SET)
        if token is None or (is_length and time.basis is not Basis.EVENT):
            continue
        if time.earliest and time.latest and not _is_bound(tree, token, time):
            size = float((time.latest - time.earliest).days)
            is_exact = size < A_WEEK
            yield _standing(tree, time.id, token, size, is_exact)._replace(latest=time.latest)


def _standing(tree: Tree, id_: str, token: Token, size: float, is_exact: bool) -> Standing:
    governors = tree.governors(token)
    verb = next((at for at in governors if tree.is_predicate(at)), None)
    aside = verb is not None and _is_aside(tree, verb)
    return Standing(id_, token, governors, verb, size, is_exact, aside)


def _is_aside(tree: Tree, verb: int) -> bool:
    """Whether a verb tells something besides: in a relative clause behind a comma, or as done
    before what its sentence tells ("after rebels had seized it")."""
    annotated = tree.annotated
    token = annotated.tokens[verb]
    if token.head is None:
        return False
    if token.rel == "acl:relcl":
        first = annotated.subtree(verb)[0]
        return "," in {annotated.tokens[at].text for at in (first, max(0, first - 1))}
    had = any(child.text == "had" for child in annotated.children(verb))
    return token.rel == "advcl" and had


def _is_bound(tree: Tree, token: Token, time: Time) -> bool:
    """Whether a time only bounds what it stands beside ("since March"), or is the date on top of
    a text on its day of publication."""
    if token.index in tree.dateline:
        return True
    annotated = tree.annotated
    below = list(annotated.children(token.index))
    published = annotated.document.published
    if published and published == time.earliest == time.latest and token.index < DATELINE:
        has_year = f"{published.year % 100:02}" in time.span.text
        return all(child.upos != "ADP" for child in below) and (has_year or token.index < TOP)
    return time.type is TimeType.DATE and any(child.text.lower() in BOUNDS for child in below)


def standing_places(tree: Tree, places: Iterable[Place]) -> Iterator[Standing]:
    """The places that say where; not a dateline's."""
    for place in places:
        token = _place_token(tree.annotated, place)
        if token is None or token.index in tree.dateline:
            continue
        if not _is_locative(tree.annotated, token):
            continue
        coarse = 10_000.0 if place.kind in COARSE else 0.0
        size = coarse + (place.radius_km if place.radius_km is not None else 5_000.0)
        size = UNLISTED_KM if place.rule == "not-in-gazetteer" else size
        yield _standing(tree, place.id, token, size, size <= LENT_KM)


def _place_token(annotated: Annotated, place: Place) -> Token | None:
    """The token a place hangs by: "province" in "Idlib province"."""
    token = head_of(annotated, place.mention)
    if token is None or token.rel.partition(":")[0] not in ("compound", "flat", "nmod"):
        return token
    head = annotated.tokens[token.head] if token.head is not None else token
    next_to = head.index == token.index + 1
    return head if next_to and head.text.lower().rstrip(".") in _words_for_places() else token


@cache
def _words_for_places() -> frozenset[str]:
    return frozenset().union(
        *(place_words(kind) for kind in ("admin1", "admin2", "town", "site", "part"))
    )


def _is_locative(annotated: Annotated, token: Token) -> bool:
    """Whether a place name says where: no subject ("Moscow said"), no owner, no modifier."""
    if token.rel.partition(":")[0] in ("appos", "conj", "flat") and token.head is not None:
        return _is_locative(annotated, annotated.tokens[token.head])
    kind = token.rel if token.rel in ("nmod:poss", "nsubj:pass") else token.rel.partition(":")[0]
    if kind not in PLACED:
        return False
    case = {child.text.lower() for child in annotated.children(token.index) if child.rel == "case"}
    return not case & place_words("not-at") and (bool(case & place_words("at")) or not case)
