"""Which time, place and actor govern an event."""

from __future__ import annotations

from datetime import date

import pytest

from variorum.annotate import Annotator
from variorum.model.document import Document, Span
from variorum.model.ledger import Ledger
from variorum.model.record import (
    Act,
    Agent,
    Event,
    EventType,
    Quoted,
    Recipient,
    Responsibility,
    Stage,
    Statement,
)
from variorum.model.value import Actor, ActorKind, ActorMention, Sureness, SurenessLabel
from variorum.resolve.actors import find_actors
from variorum.resolve.attach import attach
from variorum.resolve.places import find_places
from variorum.resolve.times import find_times

SURE = Sureness(3.0, SurenessLabel.ASSERTED)
PUBLISHED = date(2031, 5, 7)


def words(document: Document, wording: str) -> Span:
    start = document.text.index(wording)
    return document.span(start, start + len(wording))


def event(document: Document, cue: str, number: int, **changes: object) -> Event:
    given: dict[str, object] = {
        "id": f"e{number}", "cue": words(document, cue), "type": EventType.ASSAULT, "mode": None,
        "stage": Stage.DONE, "sureness": SURE, "agents": (), "recipients": (), "instruments": (),
        "time": None, "place": None, "figures": (), "statement": None, "rule": "test",
    }  # fmt: skip
    return Event(**{**given, **changes})  # type: ignore[arg-type]


def settings(
    annotate: Annotator, text: str, *cues: str, stage: Stage = Stage.DONE
) -> list[tuple[str | None, str | None]]:
    """The values of time and place of the event of each cue."""
    document = Document("d", text, published=PUBLISHED)
    annotated = annotate(document)
    events = tuple(event(document, cue, at, stage=stage) for at, cue in enumerate(cues))
    times, places = find_times(annotated), find_places(annotated)
    ledger = attach(annotated, Ledger(document, events=events, times=times, places=places))
    values = {time.id: time.value for time in times} | {place.id: place.name for place in places}
    return [(values.get(e.time or ""), values.get(e.place or "")) for e in ledger.events]


@pytest.mark.parametrize(
    ("text", "cue", "setting"),
    [
        pytest.param(
            "Gunmen shot two men in Idlib on Monday.",
            "shot", ("2031-05-05", "Idlib"), id="on-the-verb",
        ),
        pytest.param(
            "The attack killed 12 people in Bakhmut on 3 May.",
            "attack", ("2031-05-03", "Bakhmut"), id="on-the-verb-of-its-clause",
        ),
        pytest.param(
            "Moscow said on Tuesday that the army had shelled Bakhmut.",
            "shelled", (None, "Bakhmut"), id="the-day-of-speech-and-a-metonym-are-not-its-own",
        ),
        pytest.param("Gunmen shot two men.", "shot", (None, None), id="not-said"),
        pytest.param(
            "Air strikes on a town in Idlib province killed two men on Monday.",
            "killed", ("2031-05-05", "Idlib"), id="a-word-for-its-kind",
        ),
        pytest.param(
            "The deal between Russia and Turkey collapsed.", "deal", (None, None), id="parties",
        ),
    ],
)  # fmt: skip
def test_an_event_gets_the_time_and_place_that_govern_it(
    text: str, cue: str, setting: tuple[str | None, str | None], annotate: Annotator
) -> None:
    document = Document("d", text)
    spoken = "said" in text
    assert document.text
    if not spoken:
        assert settings(annotate, text, cue) == [setting]
        return
    annotated = annotate(Document("d", text, published=PUBLISHED))
    speech = Statement(
        "s1", None, None, words(annotated.document, "said"),
        (words(annotated.document, "that the army had shelled Bakhmut"),),
        Quoted.INDIRECT, Act.SAY, None, "test",
    )  # fmt: skip
    shelled = event(annotated.document, cue, 1, statement="s1")
    times, places = find_times(annotated), find_places(annotated)
    ledger = attach(
        annotated,
        Ledger(annotated.document, (speech,), (shelled,), times=times, places=places),
    )
    names = {place.id: place.name for place in places}
    assert (ledger.events[0].time, names.get(ledger.events[0].place or "")) == setting


def test_an_event_told_as_done_takes_over_the_setting_before_it(annotate: Annotator) -> None:
    text = "A bomb exploded in Mosul on Monday. The blast wounded six."
    assert settings(annotate, text, "exploded", "blast") == [("2031-05-05", "Mosul")] * 2


def test_a_plan_takes_over_nothing(annotate: Annotator) -> None:
    text = "A bomb exploded in Mosul on Monday. They threatened an attack."
    found = settings(annotate, text, "exploded", "attack", stage=Stage.THREATENED)
    assert found[1] == (None, None)


def test_mentions_get_the_actor_whose_naming_holds_their_head(annotate: Annotator) -> None:
    text = "The Velkhar Front shot the mayor, a witness said."
    document = Document("d", text)
    front, mayor, witness = (
        words(document, w) for w in ("The Velkhar Front", "mayor", "a witness")
    )
    shot = event(
        document, "shot", 1,
        agents=(Agent(front, None, Responsibility.STATED, None),),
        recipients=(Recipient(words(document, "the mayor"), None),),
    )  # fmt: skip
    said = Statement(
        "s1", witness, None, words(document, "said"), (words(document, text[:32]),),
        Quoted.INDIRECT, Act.SAY, None, "test",
    )  # fmt: skip
    actors = (
        Actor("a1", "Velkhar Front", ActorKind.ARMED_GROUP, None,
              (ActorMention(words(document, "Velkhar Front")),), "test"),
        Actor("a2", "mayor", ActorKind.PERSON, None, (ActorMention(mayor),), "test"),
    )  # fmt: skip
    ledger = attach(annotate(document), Ledger(document, (said,), (shot,), actors=actors))
    assert ledger.events[0].agents[0].actor == "a1"
    assert ledger.events[0].recipients[0].actor == "a2"
    assert ledger.statements[0].speaker_actor is None


def test_an_empty_text_gives_an_empty_ledger(annotate: Annotator) -> None:
    document = Document("d", "")
    assert attach(annotate(document), Ledger(document)) == Ledger(document)


@pytest.mark.parametrize(
    ("text", "cue", "time"),
    [
        pytest.param(
            "Gunmen shot a man on Monday. Clashes have killed six since 1 May.",
            "killed", None, id="a-bound-is-no-date",
        ),
        pytest.param(
            "A train was derailed before dawn on Monday. The driver died in the blast.",
            "died", "2031-05-05", id="the-top-of-a-text-speaks-for-what-is-right-below",
        ),
        pytest.param(
            "Wed 7 May 2031 Shells killed two men.", "killed", None, id="the-date-on-top-of-a-text",
        ),
        pytest.param(
            "Gunmen shot a man on Monday. The 2029 war was worse, and six men were killed.",
            "killed", None, id="a-sentence-with-its-own-time-takes-nothing-over",
        ),
        pytest.param(
            "Gunmen shot a man on Monday. It rained. It rained. It rained. The man was killed.",
            "killed", "2031-05-05", id="the-lead-speaks-for-later-events-of-its-type",
        ),
        pytest.param(
            "Gunmen shot a man on Saturday. He died.\n\nOn Sunday crowds marched through the town. "
            "Police beat two of them.",
            "beat", "2031-05-04", id="what-opens-a-sentence-speaks-for-its-paragraph",
        ),
        pytest.param(
            "Gunmen shot a man on Saturday. A colonel admitted last month that a shell had killed "
            "a family.",
            "killed", "2031-04", id="what-was-said-long-ago-happened-by-then",
        ),
        pytest.param(
            "The army, which had taken the town on 3 May, shelled a market.",
            "shelled", None, id="an-aside-lends-nothing",
        ),
        pytest.param(
            "Shells hit Tarn on Monday. They fell near Khan al-Tamir.",
            "hit", "2031-05-05", id="a-hyphen-ends-no-dateline",
        ),
        pytest.param(
            "TARN, May 5 — A shell killed two men.", "killed", None, id="a-dateline-is-no-time",
        ),
    ],
)  # fmt: skip
def test_a_time_is_lent_only_where_it_can_be_meant(
    text: str, cue: str, time: str | None, annotate: Annotator
) -> None:
    cues = [word for word in ("shot", cue) if word in text]
    assert settings(annotate, text, *cues)[-1][0] == time


@pytest.mark.parametrize(
    ("text", "cue", "place"),
    [
        pytest.param(
            "HALVET, May 5 — A shell killed two men at the market.",
            "killed", "Halvet", id="the-dateline-where-nothing-lies-elsewhere",
        ),
        pytest.param(
            "OSTREL, May 5 — Crowds were shelled. It rained. A church is in Halvet.",
            "shelled", None, id="no-dateline-of-another-town",
        ),
        pytest.param(
            "BREAKING NEWS — A shell killed two men.", "killed", None, id="no-dateline",
        ),
        pytest.param(
            "Two men were killed when shells hit a market in Halvet.",
            "killed", "Halvet", id="what-came-with-it",
        ),
        pytest.param(
            "Soldiers shelled a market in Halvet. Last month they admitted that a shell had killed "
            "a boy in Drenn. Crowds were shelled.",
            "Crowds were shelled", "Halvet", id="what-is-long-past-is-no-scene",
        ),
    ],
)  # fmt: skip
def test_a_place_is_lent_only_where_it_can_be_meant(
    text: str, cue: str, place: str | None, annotate: Annotator
) -> None:
    cues = [
        word for word in ("Soldiers shelled", "had killed", "Shells killed", cue) if word in text
    ]
    assert settings(annotate, text, *cues)[-1][1] == place


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        pytest.param(
            "“Our fighters shelled nothing,” said Mira Solen, the Ketrian Front's spokeswoman.",
            "Our fighters", "Ketrian Front", id="we-are-whom-the-speaker-speaks-for",
        ),
        pytest.param(
            "“I shot two men,” Arman Velik said.", "I", "Arman Velik", id="i-am-the-speaker",
        ),
        pytest.param(
            "“We shot two men,” Arman Velik said.", "We", None, id="nobody-said-who-we-are",
        ),
        pytest.param(
            "The Ketrian Front said two of its fighters shot first.",
            "two of its fighters", "Ketrian Front", id="what-a-number-counts",
        ),
    ],
)  # fmt: skip
def test_words_of_a_speaker_stand_for_the_speaker(
    text: str, mention: str, name: str | None, annotate: Annotator
) -> None:
    document = Document("d", text)
    annotated = annotate(document)
    actors = find_actors(annotated)
    quoted = "“" in text
    end = text.index("”") + 1 if quoted else len(text)
    speaker = next(w for w in ("Mira Solen, the Ketrian Front's spokeswoman", "Arman Velik",
                               "The Ketrian Front") if w in text)  # fmt: skip
    said = Statement(
        "s1", words(document, speaker), None, words(document, "said"), (document.span(0, end),),
        Quoted.DIRECT if quoted else Quoted.INDIRECT, Act.SAY, None, "test",
    )  # fmt: skip
    agent = Agent(words(document, mention), None, Responsibility.STATED, None)
    shot = event(document, "sh", 1, agents=(agent,))
    ledger = Ledger(document, statements=(said,), events=(shot,), actors=actors)
    (found,) = attach(annotated, ledger).events
    names = {actor.id: actor.name for actor in actors}
    assert names.get(found.agents[0].actor or "") == name


def test_a_dateline_below_a_headline_is_no_scene(annotate: Annotator) -> None:
    text = (
        "Market hit, many dead\n\nOSTREL, Velkhar, May 6 - Ten people were killed on Tuesday when "
        "jets bombed a market in the town of Tasmor, residents said."
    )
    assert settings(annotate, text, "killed", "bombed") == [("2031-05-06", "Tasmor")] * 2


def test_explosions_that_were_heard_have_the_day_of_the_hearing(annotate: Annotator) -> None:
    text = "Explosions were heard at a depot in Ostrel on Tuesday."
    assert settings(annotate, text, "Explosions") == [("2031-05-06", "Ostrel")]
