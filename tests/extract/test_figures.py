"""Figures: what a number counts, of whom, and in which event."""

from __future__ import annotations

import pytest

from variorum.annotate import Annotator
from variorum.extract.events import find_happenings
from variorum.model.document import Document
from variorum.model.record import Figure


def figures(annotate: Annotator, text: str) -> list[Figure]:
    return list(find_happenings(annotate(Document("text", text)), ())[1])


@pytest.mark.parametrize(
    ("text", "of", "low", "high"),
    [
        ("At least 12 people were killed.", "killed", 12, None),
        ("The blast left 12 people dead.", "killed", 12, 12),
        ("The death toll rose to 45.", "killed", 45, 45),
        ("A family of five was killed.", "killed", 5, 5),
        ("A soldier was killed.", "killed", 1, 1),
        ("Three brothers were abducted.", "abducted", 3, 3),
        ("Police arrested dozens of students.", "arrested", 24, None),
        ("No casualties were reported.", "affected", 0, 0),
        ("No one was hurt.", "injured", 0, 0),
        ("Some 300 villagers were displaced.", "displaced", 300, 300),
        ("Two soldiers are missing.", "missing", 2, 2),
        ("Doctors are treating 33 injured people.", "injured", 33, 33),
        ("A suicide bomber killed 30 people.", "killed", 30, 30),
        ("In December 2016 More than 40 people were killed.", "killed", 41, None),
        ("In 2015 22 people were killed.", "killed", 22, 22),
        ("A total of 30 people were killed.", "killed", 30, 30),
        ("Half of the dead were women.", "share", 0.5, 0.5),
        ("In May more than 60 civilians were killed.", "killed", 61, None),
    ],
)
def test_a_figure_says_what_it_counts(
    annotate: Annotator, text: str, of: str, low: float | None, high: float | None
) -> None:
    found = [(one.of, one.low, one.high) for one in figures(annotate, text)]
    assert found == [(of, low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "The 3rd Brigade left on 12 May.",
        "The war began in 2011.",
        "He is 45 years old.",
        "She was 43.",
        "Ilin Daro, 34, a teacher, left.",
        "They walked 30 km.",
        "He carried an M-16.",
    ],
)
def test_dates_ages_measures_and_ranks_are_no_figures(annotate: Annotator, text: str) -> None:
    assert figures(annotate, text) == []


def test_a_sum_over_a_war_is_cumulative(annotate: Annotator) -> None:
    (found,) = figures(annotate, "More than 3,000 people have been killed since the war began.")
    assert (found.scope, found.low, found.high) == ("cumulative", 3001, None)


def test_the_toll_of_a_whole_war_is_cumulative(annotate: Annotator) -> None:
    (found,) = figures(annotate, "The war has killed at least 230000 people.")
    assert found.scope == "cumulative"


def test_counts_without_commas_keep_their_verbs(annotate: Annotator) -> None:
    found = figures(annotate, "8 persons killed 58 others injured in rocket attacks on Port Alma")
    assert [(one.of, one.low) for one in found] == [("killed", 8), ("injured", 58)]


def test_some_of_those_counted_share_their_fate(annotate: Annotator) -> None:
    found = figures(annotate, "A bomb killed 12 people, three of them women.")
    assert [(one.of, one.low, one.who) for one in found] == [("killed", 12, None),
                                                             ("killed", 3, "women")]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "A bomber killed 30 people and injured 90.",
        "Some 30 people were killed and 90 got injured.",
        "Shells killed 30, wounding 90.",
        "The army said 30 dead and 90 others injured.",
    ],
)
def test_each_number_has_its_own_verb(annotate: Annotator, text: str) -> None:
    found = [(one.of, one.low) for one in figures(annotate, text)]
    assert found == [("killed", 30), ("injured", 90)]


def test_a_figure_and_its_event_name_each_other(annotate: Annotator) -> None:
    document = Document("text", "Rebels killed 20 villagers.")
    (event,), (figure,) = find_happenings(annotate(document), ())
    assert (figure.event, event.figures, figure.who) == (event.id, (figure.id,), "civilians")
