"""Decisions of persons: what holds, what is refused, and that a later comparison heeds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from link.accounts_by_hand import Told, ledger
from variorum.errors import BadValue, ContradictoryDecision, UnknownName, VariorumError
from variorum.link.across import compare
from variorum.link.deciding import Wish, settle
from variorum.model.decision import Act, Decision, in_force
from variorum.model.incident import Comparison
from variorum.model.ledger import Ledger

DAY, LATER = date(2031, 5, 3), date(2031, 6, 20)

MARKET = Told(
    "Shells fell on the fish market of Port Alma at dawn on Saturday. Rescuers counted the dead "
    "after the attack, most of them porters.",
    days=(DAY, DAY),
    place="Port Alma",
    agent="Port Alma",
    source="Radio Alma",
    published=DAY,
)
AGAIN = replace(
    MARKET,
    text="The attack on Port Alma killed porters in the fish market on Saturday, before dawn, "
    "when shells fell among the stalls.",
    source="Herald",
)
THIRD = replace(
    MARKET,
    text="Porters at the fish market of Port Alma tell how shells fell on Saturday at dawn; the "
    "attack left many of them dead.",
    source="Courier",
)
TAVERN = Told(
    "A grenade thrown into a tavern in Velkhar hurt nobody; the attack was the second in June.",
    days=(LATER, LATER),
    place="Velkhar",
    source="Gazette",
    published=LATER,
)
LEDGERS = {
    id: ledger(id, told) for id, told in (("a", MARKET), ("b", AGAIN), ("c", THIRD), ("d", TAVERN))
}


def fetch(id: str) -> Ledger:
    if id not in LEDGERS:
        raise UnknownName("document", id, list(LEDGERS))
    return LEDGERS[id]


def found(*made: Decision, ledgers: dict[str, Ledger] = LEDGERS) -> Comparison:
    return compare(tuple(ledgers.values()), made)


def groups(*made: Decision) -> list[str]:
    return sorted("".join(one.documents) for one in found(*made).incidents)


def decide(act: Act, *names: str, made: Sequence[Decision] = (), by: str = "ana") -> Decision:
    """The decision; "abc" stands for the incident of these documents."""
    comparison = found(*made)
    ids = {"".join(one.documents): one.id for one in comparison.incidents}
    wish = Wish(act, tuple(ids.get(name, name) for name in names), by, "2031-06-01T10:00:00Z", "w")
    return settle(wish, made, comparison, fetch)


def test_the_machine_alone_joins_three_accounts() -> None:
    assert groups() == ["abc"]


@pytest.mark.parametrize(
    ("act", "names", "then"),
    [
        pytest.param(Act.EXCLUDE, ("abc", "c"), ["ab"], id="exclude"),
        pytest.param(Act.SPLIT, ("abc", "b", "c"), ["bc"], id="split"),
        pytest.param(Act.JOIN, ("abc", "d"), ["abcd"], id="join"),
        pytest.param(Act.JOIN, ("a#i1", "d#e1"), ["abcd"], id="join-records"),
    ],
)
def test_a_later_comparison_heeds_a_decision(
    act: Act, names: tuple[str, ...], then: list[str]
) -> None:
    made = decide(act, *names)
    assert groups(made) == then
    [incident] = found(made).incidents
    assert [one.in_words() for one in incident.decisions] == [f"1 ({act} by ana, 2031-06-01: w)"]


def test_a_decision_outlives_a_rereading_that_numbers_anew() -> None:
    made = decide(Act.EXCLUDE, "abc", "c")
    old = LEDGERS["c"]
    [event], [incident] = old.events, old.incidents
    renamed = replace(
        old,
        events=(replace(event, id="e7"),),
        incidents=(replace(incident, id="i4", events=("e7",)),),
        figures=(),
    )
    comparison = found(made, ledgers=LEDGERS | {"c": renamed})
    assert ["".join(one.documents) for one in comparison.incidents] == ["ab"]
    assert [one.id for one in comparison.incidents] == [one.id for one in found(made).incidents]


def test_the_machines_word_stays_beside_a_persons() -> None:
    joined = decide(Act.JOIN, "abc", "d")
    [incident] = found(joined).incidents
    weights = {reason.field: reason.weight for reason in incident.reasons}
    assert weights["place"] < weights["words"]  # Velkhar speaks against, and is told


def test_undoing_and_undoing_that() -> None:
    split = decide(Act.EXCLUDE, "abc", "c")
    undone = decide(Act.UNDO, "1", made=[split])
    assert groups(split, undone) == ["abc"]
    again = decide(Act.UNDO, "2", made=[split, undone])
    assert groups(split, undone, again) == ["ab"]
    assert in_force([again, split, undone]) == (split,)
    with pytest.raises(ContradictoryDecision, match="--undo 3"):
        decide(Act.UNDO, "2", made=[split, undone, again])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param((Act.EXCLUDE, "abc", "c"), (Act.JOIN, "ab", "c"), id="join-what-was-parted"),
        pytest.param((Act.JOIN, "a", "b"), (Act.EXCLUDE, "abc", "b"), id="part-what-was-joined"),
        pytest.param((Act.SPLIT, "abc", "b", "c"), (Act.JOIN, "a", "c"), id="join-after-split"),
    ],
)
def test_a_contradiction_is_refused_with_who_and_what_to_do(
    first: tuple[Act, ...], second: tuple[Act, ...]
) -> None:
    made = decide(first[0], *first[1:])
    with pytest.raises(ContradictoryDecision) as refused:
        decide(second[0], *second[1:], made=[made], by="ben")
    assert f"decision 1 ({first[0]} by ana, 2031-06-01: w)" in str(refused.value)
    assert "variorum link --undo 1" in str(refused.value)


def test_a_contradiction_over_several_steps_names_them_all() -> None:
    one = decide(Act.EXCLUDE, "abc", "c")
    two = decide(Act.JOIN, "d", "c", made=[one])
    with pytest.raises(ContradictoryDecision, match=r"--undo 1, variorum link --undo 2$"):
        decide(Act.JOIN, "d", "a", made=[one, two])


def test_contradictions_that_slipped_in_are_told_and_the_older_holds() -> None:
    parted = decide(Act.EXCLUDE, "abc", "c")
    joined = decide(Act.JOIN, "a", "c")
    late = replace(joined, decided=replace(joined.decided, number=2))
    comparison = found(late, parted)
    assert ["".join(one.documents) for one in comparison.incidents] == ["ab"]
    [unheeded] = comparison.unheeded
    assert (unheeded.decision, unheeded.others) == (late, (parted,))


def test_a_decision_on_a_text_that_changed_is_told_and_not_carried_out() -> None:
    made = decide(Act.EXCLUDE, "abc", "c")
    changed = ledger("c", replace(THIRD, text=THIRD.text + " Corrected."))
    comparison = found(made, ledgers=LEDGERS | {"c": changed})
    assert ["".join(one.documents) for one in comparison.incidents] == ["abc"]
    assert [(one.decision, one.others) for one in comparison.unheeded] == [(made, ())]


@pytest.mark.parametrize(
    ("act", "names", "error"),
    [
        pytest.param(Act.EXCLUDE, ("ffffff", "a"), UnknownName, id="no-such-incident"),
        pytest.param(Act.EXCLUDE, ("abc", "d"), UnknownName, id="no-account-of-it"),
        pytest.param(Act.EXCLUDE, ("abc", "a", "b", "c"), BadValue, id="nothing-stays"),
        pytest.param(Act.JOIN, ("a", "x"), UnknownName, id="no-such-document"),
        pytest.param(Act.JOIN, ("a", "b#i9"), UnknownName, id="no-such-record"),
        pytest.param(Act.JOIN, ("a", "a"), BadValue, id="one-alone"),
        pytest.param(Act.UNDO, ("4",), UnknownName, id="no-such-decision"),
    ],
)
def test_what_is_not_there_is_named(
    act: Act, names: tuple[str, ...], error: type[VariorumError]
) -> None:
    with pytest.raises(error) as refused:
        decide(act, *names)
    assert names[-1] in str(refused.value) or names[0] in str(refused.value)


def test_a_document_that_tells_of_several_incidents_must_be_narrowed() -> None:
    both = LEDGERS["d"]
    first, event = both.incidents[0], both.events[0]
    other = replace(event, id="e2", cue=both.document.span(0, 9), figures=())
    two = replace(
        both,
        events=(event, other),
        incidents=(first, replace(first, id="i2", events=("e2",))),
    )
    wish = Wish(Act.JOIN, ("a", "d"), "ana", "2031-06-01T10:00:00Z", "w")
    with pytest.raises(BadValue, match=r"d#i1 .*; d#i2 “…A grenade"):
        settle(wish, (), found(), lambda id: two if id == "d" else fetch(id))
