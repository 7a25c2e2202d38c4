"""What speaks for and against two tellings being of one incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from link.accounts_by_hand import SPOTS, Told, ledger
from variorum.lexicon import rows
from variorum.link.grounds import Ground
from variorum.link.likeness import Likeness, total
from variorum.link.tellings import Telling, find_tellings, find_words
from variorum.link.weights import FILE, shipped
from variorum.model.ledger import Ledger
from variorum.model.record import Counted, Event, EventType
from variorum.model.value import Bounds, Interval

MAY = [date(2031, 5, day) for day in range(1, 32)]


def told(days: tuple[int, int] | None = None, published: int | None = None) -> Telling:
    """A telling whose text says these days of May; published on that day of May."""
    text = "An attack on Port Alma, Alma, Sarn and Velkhar."
    said = Told(
        text,
        days=(MAY[days[0]], MAY[days[1]]) if days else None,
        published=MAY[published] if published is not None else None,
    )
    return next(find_tellings(ledger("d", said)))


def at(name: str) -> Telling:
    return next(find_tellings(ledger("d", Told(f"An attack on {name}.", place=name))))


def case(part: str, one: Telling, other: Telling) -> str:
    """The case of a part of the pair, which must not hang on which comes first."""
    first = replace(one, document=replace(one.document, id="a"))
    second = replace(other, document=replace(other.document, id="b"))
    there, back = (
        {part.name: part.case for part in parts}[part]
        for parts in Likeness([first, second]).judge([(first, second), (second, first)])
    )
    assert there == back
    return there


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param((2, 2), (2, 2), "same-day-told", id="same-day"),
        pytest.param((2, 2), (1, 5), "same-week", id="within-a-week"),
        pytest.param((2, 2), (1, 20), "wide", id="within-weeks"),
        pytest.param((2, 2), (3, 3), "next-day-told", id="next-day"),
        pytest.param((2, 2), (5, 9), "days-apart-told", id="days-apart"),
        pytest.param((2, 2), (20, 20), "weeks-apart-told", id="weeks-apart"),
        pytest.param((2, 2), None, "unknown", id="not-said"),
    ],
)
def test_judge_time(one: tuple[int, int], other: tuple[int, int] | None, expected: str) -> None:
    assert case("time", told(one), told(other)) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param((2, 2), "same-day", id="same-day"),
        pytest.param((3, 3), "next-day", id="next-day"),
        pytest.param((5, 9), "days-apart", id="days-apart"),
        pytest.param((20, 20), "weeks-apart", id="weeks-apart"),
    ],
)
def test_a_day_taken_over_tells_less(other: tuple[int, int], expected: str) -> None:
    taken_over = replace(told((2, 2)), grounds=frozenset({Ground.HEAD}))
    assert case("time", taken_over, told(other)) == expected
    assert abs(shipped()["time", expected]) < abs(shipped()["time", f"{expected}-told"])


def test_no_account_tells_what_is_to_come() -> None:
    assert case("time", told((20, 20)), told(published=3)) == "after-publication"


def test_a_time_as_vague_as_a_year_tells_nothing() -> None:
    year = replace(told(), time=Interval(date(2031, 1, 1), date(2031, 12, 31)))
    assert case("time", year, told((2, 2))) == "unknown"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(told(published=2), told(published=3), "together", id="together"),
        pytest.param(told(published=2), told(published=5), "near", id="near"),
        pytest.param(told(published=2), told(published=12), "apart", id="apart"),
        pytest.param(told(published=2), told(published=30), "far", id="far"),
        pytest.param(told((2, 2), 30), told(published=2), "together", id="a-day-told-later"),
        pytest.param(told((2, 2), 2), told((2, 2), 30), "unknown", id="days-told-late-print"),
        pytest.param(told(), told(published=3), "unknown", id="no-date"),
    ],
)
def test_judge_publication(one: Telling, other: Telling, expected: str) -> None:
    assert case("published", one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("Port Alma", "Port Alma", "most", id="same-and-rare"),
        pytest.param("Port Alma", "Alma", "inside", id="town-in-province"),
        pytest.param("Port Alma", "Sarn", "same-region", id="towns-of-a-province"),
        pytest.param("Port Alma", "Velkhar", "apart", id="provinces-apart"),
        pytest.param("Alma", "Velkhar", "apart", id="province-and-town-apart"),
    ],
)
def test_judge_place(one: str, other: str, expected: str) -> None:
    assert case("place", at(one), at(other)) == expected


def test_countries_part_places() -> None:
    abroad = at("Sarn")
    abroad = replace(abroad, places=(replace(abroad.places[0], country="XW"),))
    assert case("place", at("Port Alma"), abroad) == "other-country"


def test_a_name_without_a_point_is_another_place() -> None:
    nowhere = at("Sarn")
    bare = replace(nowhere.places[0], lat=None, lon=None, admin1=None)
    assert case("place", at("Port Alma"), replace(nowhere, places=(bare,))) == "other-name"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(("assault", None), ("assault", "drone"), "same", id="mode-not-said"),
        pytest.param(("assault", "drone"), ("assault", "drone"), "same-mode", id="mode"),
        pytest.param(("assault", "aerial"), ("assault", "drone"), "other-mode", id="modes"),
        pytest.param(("assault", None), ("protest", None), "other", id="types"),
    ],
)
def test_judge_type(
    one: tuple[str, str | None], other: tuple[str, str | None], expected: str
) -> None:
    first = replace(told(), type=EventType(one[0]), mode=one[1])
    second = replace(told(), type=EventType(other[0]), mode=other[1])
    assert case("type", first, second) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(Bounds(12, 12), Bounds(12, 12), "equal", id="equal"),
        pytest.param(Bounds(1, 1), Bounds(1, 1), "overlap", id="too-small-to-tell"),
        pytest.param(Bounds(12, None), Bounds(15, 15), "overlap", id="at-least"),
        pytest.param(Bounds(12, 12), Bounds(15, None), "differ", id="differ"),
        pytest.param(Bounds(14, None), Bounds(38, 38), "far", id="many-times-as-many"),
        pytest.param(Bounds(1, 1), Bounds(2, 2), "differ", id="too-few-to-be-many-times"),
        pytest.param(Bounds(12, 12), None, "unknown", id="not-said"),
    ],
)
def test_judge_figures(one: Bounds, other: Bounds | None, expected: str) -> None:
    first, second = replace(told(), killed=one), replace(told(), killed=other)
    assert case("figures", first, second) == expected


def test_an_equal_figure_among_several_counts() -> None:
    tolls = frozenset({(Counted.INJURED, Bounds(40, 40))})
    one = replace(told(), tolls=tolls, killed=Bounds(12, 12))
    other = replace(told(), tolls=tolls, killed=Bounds(15, 15))
    assert case("figures", one, other) == "equal"


def tellings(*given: Told) -> list[Telling]:
    ledgers = (ledger(f"d{number}", one) for number, one in enumerate(given))
    return [telling for one in ledgers for telling in find_tellings(one)]


def candidates(found: Sequence[Telling]) -> list[tuple[int, int]]:
    likeness = Likeness(found)
    likeness.weigh()
    weighed = likeness.odds()
    return [*zip(weighed["one"].tolist(), weighed["other"].tolist(), strict=True)]


def test_a_rare_name_tells_more_than_a_common_one() -> None:
    rare = [Told(f"An attack by {name}.", agent=name) for name in ("Red Hand", "Red Hand")]
    common = [Told("An attack by Army.", agent="Army") for _ in range(30)]
    found = tellings(*rare, *common)
    likeness = Likeness(found)
    weights = [
        {reason.field: reason.weight for reason in reasons}["agents"]
        for reasons in likeness.mean_reasons([[(0, 1)], [(2, 3)]])
    ]
    assert weights[0] > weights[1] > 0


def test_a_name_in_both_passages_counts_once() -> None:
    """Whoever is said to have done it is no further name."""
    one, other = tellings(
        Told("An attack by Red Hand, Orm said.", agent="Red Hand"),
        Told("Orm told of an attack by Red Hand.", agent="Red Hand"),
    )

    def names(left: Telling, right: Telling) -> list[str]:
        [parts] = Likeness([left, right]).judge([(left, right)])
        return [part.case for part in parts if part.name == "names"]

    assert names(one, other) == []
    orm = one.around | {"orm"}
    assert names(replace(one, around=orm), replace(other, around=orm)) == ["most"]


def test_an_event_that_is_in_no_incident_needs_more() -> None:
    told = Told("An attack on Port Alma.", place="Port Alma", days=(MAY[2], MAY[2]))
    grouped, alone = tellings(told, replace(told, grouped=False))
    likeness = Likeness([grouped, alone])
    less, more = likeness.judge([(grouped, alone), (grouped, grouped)])
    assert total(less) < total(more)


@pytest.mark.parametrize(
    ("grounds", "held_against"),
    [
        pytest.param({Ground.DAY}, [], id="its-own-day"),
        pytest.param({Ground.SPOT, Ground.COUNT}, [], id="its-own-number"),
        pytest.param({Ground.SPOT}, ["spot-alone"], id="only-a-spot"),
        pytest.param(set(), ["groundless"], id="nothing"),
    ],
)
def test_what_nothing_ties_to_one_happening_needs_more(
    grounds: set[Ground], held_against: list[str]
) -> None:
    tied = replace(told((2, 2)), grounds=frozenset({Ground.DAY}))
    loose = replace(tied, document=replace(tied.document, id="e"), grounds=frozenset(grounds))
    [parts] = Likeness([tied, loose]).judge([(tied, loose)])
    named = {"groundless", "spot-alone"}
    assert [part.case for part in parts if part.case in named] == held_against
    assert all(part.weight < 0 for part in parts if part.case in named)


def test_the_same_place_tells_no_more_than_the_most() -> None:
    one, other = at("Port Alma"), at("Port Alma")
    rare = [replace(told(), document=replace(one.document, id=str(n))) for n in range(200)]
    first = replace(one, document=replace(one.document, id="a"))
    second = replace(other, document=replace(other.document, id="b"))
    [parts] = Likeness([first, second, *rare]).judge([(first, second)])
    [place] = [part for part in parts if part.name == "place"]
    assert (place.case, place.weight) == ("most", shipped()["place", "most"])


def test_persons_who_share_no_last_name_part_accounts() -> None:
    one, other = tellings(Told("An attack by guards."), Told("An attack by guards."))

    def persons(left: set[str], right: set[str]) -> list[str]:
        first = replace(one, persons=frozenset(left))
        second = replace(other, persons=frozenset(right))
        [parts] = Likeness([first, second]).judge([(first, second)])
        return [part.case for part in parts if part.name == "persons"]

    assert persons({"orm"}, {"sarn"}) == ["differ"]
    assert persons({"orm", "dell"}, {"sarn", "dell"}) == []
    assert persons({"orm"}, set()) == []


def test_who_did_it_in_one_and_bore_it_in_the_other_parts_accounts() -> None:
    one, other = tellings(Told("An attack by guards."), Told("An attack on guards."))
    guards, none = frozenset({"guard"}), frozenset[str]()

    def agents(did: frozenset[str], bore: frozenset[str]) -> list[str]:
        first = replace(one, agents=guards, victims=none)
        second = replace(other, agents=did, victims=bore)
        [parts] = Likeness([first, second]).judge([(first, second)])
        return [part.case for part in parts if part.name == "agents"]

    assert agents(none, guards) == ["reversed"]
    assert agents(guards, guards) == ["common"]
    assert agents(frozenset({"rebel"}), none) == ["differ"]


def test_one_document_keeps_two_numbers_apart() -> None:
    one, other = tellings(Told("An attack on guards."), Told("An attack on a farm."))
    other = replace(other, document=one.document, incident="i2")

    def apart(*counted: frozenset[Ground]) -> float:
        first, second = (replace(t, grounds=g) for t, g in zip((one, other), counted, strict=True))
        likeness = Likeness([first, second])
        likeness.weigh()
        [(_, pairs)] = likeness.inside(np.zeros(2, dtype=np.int32))
        [(_, _, found)] = pairs
        return found

    number = frozenset({Ground.COUNT})
    assert apart(number, number) < apart(number, frozenset()) < 0


def test_a_rare_word_for_the_deed_tells_more_than_a_common_one() -> None:
    rare = [Told("A pardon for all.", cue="pardon") for _ in range(2)]
    found = tellings(*rare, *(Told(f"An attack on farm {n}.") for n in range(30)))
    told, common = Likeness(found).judge([(found[0], found[1]), (found[2], found[3])])
    weights = [next(p.weight for p in parts if p.name == "triggers") for parts in (told, common)]
    assert weights[0] > weights[1] > 0


def test_what_an_article_begins_with_is_told_even_beside_an_incident() -> None:
    text = f"A charge was laid. An attack came. {'All was calm. ' * 30}A charge was laid again."
    made = ledger("d", Told(text))
    first = _charge(made, "e2", text.index("charge"))
    last = _charge(made, "e3", text.rindex("charge"))
    found = find_tellings(replace(made, events=(*made.events, first, last)))
    assert [telling.events for telling in found] == [("e1",), ("e2",)]


def _charge(made: Ledger, id: str, start: int) -> Event:
    cue = made.document.span(start, start + len("charge"))
    return replace(made.events[0], id=id, cue=cue, type=EventType.ACCUSE, mode="investigate")


def test_a_name_stays_a_key_when_many_tell_of_it() -> None:
    """Twenty accounts without a day or a place meet by what they name."""
    found = tellings(*(Told(f"An attack on the Zephyr, says guard {n}.") for n in range(20)))
    assert len(candidates(found)) == 20 * 19 / 2


HERE = Told("An attack on Port Alma.", place="Port Alma", days=(MAY[2], MAY[2]))
THERE = Told("A raid on Port Alma.", cue="raid", place="Port Alma", days=(MAY[2], MAY[2]))


@pytest.mark.parametrize(
    ("other", "looked_at"),
    [
        pytest.param(THERE, True, id="same-day-and-place"),
        pytest.param(replace(THERE, type=EventType.COERCE), True, id="another-type"),
        pytest.param(replace(THERE, days=None, published=MAY[4]), True, id="day-hinted-at"),
        pytest.param(replace(THERE, days=(MAY[20], MAY[20])), False, id="another-day"),
        pytest.param(
            Told("A raid on Velkhar.", cue="raid", place="Velkhar"), False, id="another-place"
        ),
        pytest.param(Told("An attack on a farm."), True, id="a-rare-word"),
        pytest.param(Told("A raid on a farm.", cue="raid"), False, id="nothing-in-common"),
    ],
)
def test_find_candidates(other: Told, looked_at: bool) -> None:
    assert candidates(tellings(HERE, other)) == ([(0, 1)] if looked_at else [])


def test_the_same_day_alone_joins_nothing() -> None:
    one, other = tellings(
        Told("An attack at dawn.", days=(MAY[2], MAY[2]), published=MAY[2]),
        Told("Tear gas at noon.", cue="gas", days=(MAY[2], MAY[2]), published=MAY[2]),
    )
    [parts] = Likeness([one, other]).judge([(one, other)])
    assert total(parts) < 0


def test_every_case_has_a_weight() -> None:
    listed = [(row["field"], row["case"]) for row in rows(FILE)]
    assert len(listed) == len(set(listed)) == len(shipped())


def test_find_words_leaves_out_what_tells_nothing() -> None:
    assert find_words("The ferry, said the MAYOR, left at 9 on Tuesday.") == {
        "ferry", "mayor", "left", "9",
    }  # fmt: skip


def test_spots_are_of_one_country() -> None:
    assert len({at(name).places[0].country for name in SPOTS}) == 1
