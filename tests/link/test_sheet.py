"""The incident sheet: marks, notes, folding of copies, and whose words a cell quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from hand import Hand, share
from variorum.link.accounts import Account
from variorum.link.sheet import lay_out
from variorum.model.incident import EventRef, Incident
from variorum.model.ledger import Ledger
from variorum.model.record import EventType, Stage
from variorum.model.sheet import Mark, Sheet, SheetRow
from variorum.model.value import Interval, Sureness, SurenessLabel

MAY_3, MAY_4, MAY_5 = (date(2031, 5, day) for day in (3, 4, 5))
Fill = Callable[[Hand], None]


def sheet_of(*hands: Hand, copies: tuple[tuple[str, ...], ...] = ()) -> Sheet:
    ledgers = [hand.ledger() for hand in hands]
    incident = share(*ledgers, copies=copies)
    return lay_out(incident, {one.document.id: one for one in ledgers})


def row(sheet: Sheet, name: str) -> SheetRow:
    return next(row for row in sheet.rows if row.name == name)


def said(sheet: Sheet, name: str) -> list[list[str]]:
    return [[one.value for one in cell.readings] for cell in row(sheet, name).cells]


def two(text: str, left: Fill, right: Fill) -> Sheet:
    hands = Hand("a", text, "Herald", MAY_4), Hand("b", text, "Tribune", MAY_5)
    left(hands[0])
    right(hands[1])
    return sheet_of(*hands)


def figures(low: int | None, high: int | None) -> Fill:
    def fill(hand: Hand) -> None:
        event = hand.event("fell")
        hand.figure("Some people", "killed", low, high, event=event)

    return fill


def silent(hand: Hand) -> None:
    hand.event("fell")


@pytest.mark.parametrize(
    ("left", "right", "mark", "note"),
    [
        pytest.param(figures(12, 12), figures(12, 12), Mark.AGREE, None, id="same"),
        pytest.param(
            figures(12, None), figures(20, 20), Mark.AGREE,
            "range 12 or more: lowest A, open above in A; first A", id="open-side",
        ),
        pytest.param(
            figures(12, 12), figures(20, 22), Mark.DIFFER,
            "range 12 to 22: lowest A, highest B; first A", id="apart",
        ),
        pytest.param(
            figures(21, None), figures(None, 20), Mark.DIFFER,
            "range a number left open: open below in B, open above in A; first A",
            id="open-both-ways",
        ),
        pytest.param(figures(12, 12), silent, Mark.ONLY_HERE, None, id="one-voice"),
        pytest.param(silent, silent, Mark.NOT_SAID, None, id="no-voice"),
        pytest.param(figures(0, 0), silent, Mark.ONLY_HERE, None, id="zero-is-said"),
    ],
)  # fmt: skip
def test_tolls_are_marked_by_what_their_bounds_share(
    left: Fill, right: Fill, mark: Mark, note: str | None
) -> None:
    killed = row(two("Some people fell.", left, right), "killed")
    assert (killed.mark, killed.note) == (mark, note)


def times(first: date | None, last: date | None) -> Fill:
    def fill(hand: Hand) -> None:
        hand.event("fell", time=hand.time("Then", first, last))

    return fill


@pytest.mark.parametrize(
    ("left", "right", "mark"),
    [
        pytest.param(times(MAY_3, MAY_3), times(MAY_3, MAY_5), Mark.AGREE, id="inside"),
        pytest.param(times(MAY_3, MAY_3), times(MAY_4, MAY_5), Mark.DIFFER, id="apart"),
        pytest.param(times(None, MAY_4), times(MAY_3, None), Mark.AGREE, id="open-sides"),
        pytest.param(times(None, None), times(None, None), Mark.AGREE, id="both-hang"),
        pytest.param(times(None, None), times(MAY_3, MAY_3), Mark.DIFFER, id="one-hangs"),
    ],
)
def test_days_agree_where_their_intervals_meet(left: Fill, right: Fill, mark: Mark) -> None:
    assert row(two("Then it fell.", left, right), "when").mark is mark


def by(part: str, name: str | None) -> Fill:
    def fill(hand: Hand) -> None:
        actor = hand.actor(name, "armed-group", "the group") if name else None
        hand.event("fell", agents=[("the group", actor, part, None)])

    return fill


@pytest.mark.parametrize(
    ("left", "right", "mark"),
    [
        pytest.param(by("stated", "Red Front"), by("accused", "Red Front"), Mark.AGREE, id="same"),
        pytest.param(
            by("stated", "Red Front"), by("stated", "Blue Front"), Mark.DIFFER, id="another"
        ),
        pytest.param(
            by("stated", "Red Front"), by("denied", "Red Front"), Mark.DIFFER, id="denied"
        ),
        pytest.param(by("stated", "Red Front"), by("claimed", "Front"), Mark.AGREE, id="shortened"),
        pytest.param(by("stated", None), silent, Mark.ONLY_HERE, id="only-one-names"),
    ],
)
def test_doers_agree_where_one_actor_is_affirmed(left: Fill, right: Fill, mark: Mark) -> None:
    assert row(two("By the group it fell.", left, right), "who did it").mark is mark


def acting(name: str, kind: str) -> Fill:
    def fill(hand: Hand) -> None:
        actor = hand.actor(name, kind, "the group")
        hand.event("fell", agents=[("the group", actor, "stated", None)])

    return fill


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        pytest.param("military", Mark.AGREE, id="its-arm"),
        pytest.param("armed-group", Mark.DIFFER, id="a-group-named-after-it"),
    ],
)
def test_a_state_and_its_arm_are_one_side(kind: str, mark: Mark) -> None:
    state, arm = acting("Velkhar", "state"), acting("Velkharian air arm", kind)
    assert row(two("By the group it fell.", state, arm), "who did it").mark is mark


def named(words: str) -> Fill:
    def fill(hand: Hand) -> None:
        hand.event("fell", agents=[(words, None, "stated", None)])

    return fill


@pytest.mark.parametrize(
    ("left", "right", "mark"),
    [
        pytest.param("riot police", "officers", Mark.AGREE, id="police-both"),
        pytest.param("riot police", "army officers", Mark.DIFFER, id="officers-of-another-body"),
    ],
)
def test_the_police_are_one_by_whatever_noun(left: str, right: str, mark: Mark) -> None:
    sheet = two("It fell: riot police, army officers.", named(left), named(right))
    assert row(sheet, "who did it").mark is mark


@pytest.mark.parametrize(
    ("third", "mark"),
    [
        pytest.param(("drone", "missile"), Mark.AGREE, id="by-way-of-a-third"),
        pytest.param(("knife",), Mark.DIFFER, id="none-names-both"),
    ],
)
def test_a_weapon_and_its_missile_agree_where_one_account_names_both(
    third: tuple[str, ...], mark: Mark
) -> None:
    hands = [Hand(id, "It fell: drone, missile, knife.", id.upper(), MAY_4) for id in "abc"]
    for hand, told in zip(hands, (("drone",), ("missile",), third), strict=True):
        hand.event("fell", instruments=told)
    assert row(sheet_of(*hands), "with what").mark is mark


def test_whoever_spoke_last_claims_where_it_claims() -> None:
    text = "The command said no more. It claimed what fell."
    hand = Hand("a", text, "Herald", MAY_4)
    hand.statement("The command", "said", "no more")
    claim = hand.statement("It", "claimed", "what fell", act="claim")
    hand.event("fell", agents=[("It", None, "claimed", claim)])
    assert said(sheet_of(hand), "who claimed it") == [["command, by its own claim"]]


def test_a_denial_of_what_somebody_said_of_something_else_is_none_of_the_deed() -> None:
    text = "It fell. The group said the fort held prisoners. The mayor rejected the claim."
    hand = Hand("a", text, "Herald", MAY_4)
    hand.event("fell")
    hand.statement("The group", "said", "the fort held prisoners")
    hand.statement("The mayor", "rejected", "the claim", act="deny")
    assert "who denied it" not in [one.name for one in sheet_of(hand).rows]


def test_a_square_is_in_the_town_that_any_voice_sets_it_in() -> None:
    text = "There it fell, in Town; in Square in Town."
    hands = [Hand(id, text, id.upper(), MAY_4) for id in "abc"]
    for hand, name, words in zip(
        hands, ("Town", "Square", "Square"), ("Town", "Square", "There"), strict=True
    ):
        hand.event("fell", place=hand.place(words, name, None))
    hands[1].place("Town", "Town", None)
    hands[1].places[-1] = replace(
        hands[1].places[-1], mention=hands[1].document.span(len(text) - 5, len(text) - 1)
    )
    assert row(sheet_of(*hands), "where").mark is Mark.AGREE


def numbers(*told: tuple[str, int, str | None]) -> Fill:
    def fill(hand: Hand) -> None:
        event = hand.event("fell")
        for words, number, who in told:
            hand.figure(words, "killed", number, number, who=who, event=event)

    return fill


@pytest.mark.parametrize(
    ("left", "right", "mark"),
    [
        pytest.param(
            numbers(("the soldiers", 7, "combatants"), ("the bandits", 15, "combatants")),
            numbers(("the soldiers", 23, "combatants")), Mark.DIFFER, id="one-sort-apart",
        ),
        pytest.param(
            numbers(("the soldiers", 7, "combatants"), ("the bandits", 15, "combatants")),
            numbers(("the soldiers", 7, "combatants")), Mark.AGREE, id="one-sort-alike",
        ),
        pytest.param(
            numbers(("the soldiers", 7, "combatants")), numbers(("no bandit", 0, "combatants")),
            Mark.ONLY_HERE, id="none-of-another-sort",
        ),
    ],
)  # fmt: skip
def test_each_sort_of_people_is_held_against_its_own(left: Fill, right: Fill, mark: Mark) -> None:
    sheet = two("It fell: the soldiers, the bandits, no bandit.", left, right)
    assert row(sheet, "killed").mark is mark


def alone(event: str, days: Interval | None) -> Incident:
    """An incident of one event of a document."""
    return Incident(
        f"i{event[1:]}", EventType.ASSAULT, None, (event,), Stage.DONE, days, None,
        (), (), (), (), None, None,
    )  # fmt: skip


def test_deeds_that_a_text_groups_apart_fill_its_sheet_where_day_and_place_are_one() -> None:
    text = "It fell. They shot. A 15th died. An earlier raid. It rose. They struck."
    hand = Hand("a", text, "Herald", MAY_5)
    here, elsewhere = hand.place("It fell", "Orm", None), hand.place("It rose", "Sarn", None)
    day = hand.time("It fell", MAY_3, MAY_3)
    told = [
        hand.event("fell", time=day, place=here),
        hand.event(
            "shot", agents=[("They", hand.actor("guard", "police", "They"), "stated", None)]
        ),
        hand.event("died", recipients=[("A 15th", None)]),
        hand.event("raid"),
        hand.event("struck", place=elsewhere),
    ]
    days = [Interval(MAY_3, MAY_3), None, Interval(MAY_5, MAY_5), None, None]
    groups = tuple(map(alone, told, days))
    ledger = replace(hand.ledger(), incidents=groups)
    linked = replace(
        share(ledger), events=(EventRef("a", told[0]),), incidents=(EventRef("a", "i1"),),
        time=Interval(MAY_3, MAY_3),
    )  # fmt: skip
    account = Account(ledger, linked)
    assert [event.cue.text for event in account.events] == ["fell", "shot", "died"]


def at(name: str, spot: tuple[float, float] | None, radius_km: float | None = None) -> Fill:
    def fill(hand: Hand) -> None:
        hand.event("fell", place=hand.place("There", name, spot, radius_km=radius_km))

    return fill


@pytest.mark.parametrize(
    ("left", "right", "mark"),
    [
        pytest.param(at("Halvet", None), at("HALVET", None), Mark.AGREE, id="same-name"),
        pytest.param(
            at("Mill", (50.0, 10.0), 5.0), at("Weir", (50.05, 10.0), 5.0), Mark.AGREE, id="near"
        ),
        pytest.param(
            at("Mill", (50.0, 10.0), 5.0), at("Weir", (51.0, 10.0), 5.0), Mark.DIFFER, id="far"
        ),
    ],
)
def test_places_agree_by_name_or_within_reach(left: Fill, right: Fill, mark: Mark) -> None:
    assert row(two("There it fell.", left, right), "where").mark is mark


def test_several_prints_of_one_text_are_one_voice() -> None:
    first = Hand("wire", "Twelve died. It fell.", "Wire", MAY_3)
    reprint = Hand("reprint", "Twelve died. It fell.", "Courier", MAY_4)
    other = Hand("other", "It fell.", "Herald", MAY_5)
    for hand in (first, reprint):
        hand.figure("Twelve", "killed", 12, 12, event=hand.event("fell"))
    silent(other)
    sheet = sheet_of(reprint, other, first, copies=(("reprint", "wire"),))
    assert [voice.documents for voice in sheet.voices] == [("wire", "reprint"), ("other",)]
    assert [voice.label for voice in sheet.voices] == ["Wire", "Herald"]
    assert sheet.voices[0].published == MAY_3
    assert row(sheet, "killed").mark is Mark.ONLY_HERE


def test_a_row_takes_what_a_later_print_adds() -> None:
    short = Hand("short", "It fell.", "Wire", MAY_3)
    longer = Hand("longer", "It fell. Twelve died.", "Courier", MAY_4)
    silent(short)
    longer.figure("Twelve", "killed", 12, 12, event=longer.event("fell"))
    sheet = sheet_of(short, longer, copies=(("longer", "short"),))
    assert row(sheet, "killed").cells[0].readings[0].document == "longer"


def test_a_cell_names_the_speakers_outermost_first() -> None:
    text = "The ministry said a nurse had said that Twelve died as it fell. She wept."
    hand = Hand("a", text, "Herald")
    nurse = hand.actor("Ada Lanz", "person", "a nurse", "She")
    outer = hand.statement("The ministry", "said", text[18:62])
    inner = hand.statement("She", "had said", text[39:62], within=outer, actor=nurse)
    event = hand.event("fell", statement=inner)
    hand.figure("Twelve", "killed", 12, 12, event=event, statement=inner)
    reading = row(sheet_of(hand), "killed").cells[0].readings[0]
    assert [one.text for one in reading.speakers] == ["The ministry", "a nurse"]
    assert reading.quotation.text == "Twelve"


def test_a_cell_names_a_speaker_once_where_his_own_words_stand_in_what_he_told() -> None:
    hand = Hand("a", "A nurse said Twelve died “as it fell” at dawn.", "Herald")
    outer = hand.statement("A nurse", "said", "Twelve died “as it fell” at dawn")
    inner = hand.statement("A nurse", "said", "“as it fell”", within=outer)
    hand.figure(
        "Twelve", "killed", 12, 12, event=hand.event("fell", statement=inner), statement=inner
    )
    reading = row(sheet_of(hand), "killed").cells[0].readings[0]
    assert [one.text for one in reading.speakers] == ["A nurse"]


def test_each_word_of_responsibility_keeps_its_speaker_and_sureness() -> None:
    text = "The army said the Front fired. The Front denied it had fired at the town."
    hand = Hand("a", text, "Herald")
    army = hand.actor("Army", "military", "The army")
    front = hand.actor("Front", "armed-group", "the Front", "The Front")
    charge = hand.statement("The army", "said", "the Front fired", act="accuse", actor=army)
    denial = hand.statement(
        "The Front", "denied", "it had fired at the town", act="deny", actor=front
    )
    doubt = Sureness(1.5, SurenessLabel.HEDGED)
    hand.event(
        "fired", agents=[("the Front", front, "accused", charge)], statement=charge, sureness=doubt
    )
    hand.event("had fired", agents=[("it had", front, "denied", denial)], statement=denial)
    sheet = sheet_of(hand)
    assert said(sheet, "who did it") == [["Front, accused", "Front, denied"]]
    assert row(sheet, "who did it").cells[0].readings[0].sureness == doubt
    assert said(sheet, "who denied it") == [["Front"]]


def test_how_a_side_is_called_tells_names_apart_and_whose_they_are() -> None:
    left = Hand("a", "The gangs fired, said Verrin. The Red Front did.", "Herald", MAY_3)
    right = Hand("b", "The Red Front fired.", "Tribune", MAY_4)
    gangs = left.actor("Red Front", "armed-group", "The gangs", "The Red Front")
    speech = left.statement("Verrin", "said", "The gangs fired")
    left.event("fired", agents=[("The gangs", gangs, "accused", speech)], statement=speech)
    left.frame("gangs", "one-sided-name", gangs, speech)
    front = right.actor("Red Front", "armed-group", "The Red Front")
    right.event("fired", agents=[("The Red Front", front, "stated", None)])
    sheet = sheet_of(left, right)
    called = row(sheet, "called: Red Front")
    assert called.note == "only A: “gangs”"
    named = {one.value: [who.text for who in one.speakers] for one in called.cells[0].readings}
    assert named["gangs"] == ["Verrin"]
    assert named["Red Front"] == []


def test_core_rows_stand_even_where_nothing_is_said() -> None:
    names = [row.name for row in two("It fell.", silent, silent).rows]
    assert names == [
        "when", "where", "what", "who did it", "to whom", "with what", "killed", "injured",
    ]  # fmt: skip


def test_the_title_says_what_where_and_when() -> None:
    hand = Hand("a", "It fell.")
    silent(hand)
    ledger = hand.ledger()
    incident = share(ledger, place="Halvet", time=Interval(MAY_3, MAY_4))
    assert lay_out(incident, {"a": ledger}).title == "Assault · Halvet · 3 to 4 May 2031"


def test_one_outlet_speaking_twice_is_told_apart_by_title() -> None:
    hands = [Hand(name, "It fell.", "Herald", title=f"Title {name}") for name in "ab"]
    for hand in hands:
        silent(hand)
    labels = [voice.label for voice in sheet_of(*hands).voices]
    assert labels == ["Herald: Title a", "Herald: Title b"]


def test_those_counted_side_by_side_are_added_up() -> None:
    ledgers: list[Ledger] = []
    for name in "ab":
        hand = Hand(name, "Nine soldiers and four others fell.", name, MAY_3)
        event = hand.event("fell")
        hand.figure("Nine soldiers", "killed", 9, 9, who="combatants", event=event)
        hand.figure("four others", "killed", 4, 4, event=event)
        ledgers.append(hand.ledger())
    sheet = lay_out(share(*ledgers), {one.document.id: one for one in ledgers})
    assert row(sheet, "killed").mark is Mark.AGREE
    whole = row(sheet, "killed").cells[0].readings[0]
    assert (whole.value, whole.quotation.text) == ("13", "Nine soldiers and four others")


Told = tuple[str, int | None, int | None, str | None]  # words, low, high, whom


@pytest.mark.parametrize(
    ("text", "told", "compared"),
    [
        pytest.param(
            "It fell. 31 people died. Nine of the dead are boys.",
            [("31 people", 31, 31, None), ("Nine of the dead", 9, 9, None)], (31, 31),
            id="some-of-the-dead",
        ),
        pytest.param(
            "It fell. 31 people died, including nine boys.",
            [("31 people", 31, 31, None), ("nine boys", 9, 9, "children")], (31, 31),
            id="including",
        ),
        pytest.param(
            "It fell. It killed two of them.", [("two of them", 2, 2, None)], (2, 2),
            id="of-those-told-of",
        ),
        pytest.param(
            "It fell. 23 soldiers died, not one of our men.",
            [("23 soldiers", 23, 23, "combatants"), ("not one of our men", 0, 0, None)], (23, 23),
            id="none-of-ours",
        ),
        pytest.param("It fell. Nobody died.", [("Nobody", 0, 0, None)], (0, 0), id="nobody"),
        pytest.param(
            "It fell. Dozens died. In all 37 died.",
            [("Dozens", 24, None, None), ("37", 37, 37, None)], (37, 37),
            id="what-dozens-come-to",
        ),
        pytest.param(
            "It fell. Four guards died. Six attackers died.",
            [("Four guards", 4, 4, "combatants"), ("Six attackers", 6, 6, "combatants")], (4, 6),
            id="two-sides",
        ),
    ],
)  # fmt: skip
def test_a_voice_is_compared_by_what_it_gives_for_all(
    text: str, told: list[Told], compared: tuple[int | None, int | None]
) -> None:
    hand = Hand("a", text, "Herald", MAY_4)
    event = hand.event("fell")
    for words, low, high, who in told:
        hand.figure(words, "killed", low, high, who=who, event=event)
    course = row(sheet_of(hand), "killed").course
    assert course is not None
    assert (course.range.low, course.range.high) == compared


def test_talk_about_a_deed_is_no_deed_and_a_lone_pronoun_names_nobody() -> None:
    hand = Hand("a", "The army blamed them. It fell. It had fired.", "Herald")
    hand.event("blamed", "accuse", agents=[("The army", None, "stated", None)])
    hand.event("fired", agents=[("It", None, "stated", None)], recipients=[("them", None)])
    sheet = sheet_of(hand)
    assert said(sheet, "what") == [["assault"]]
    assert row(sheet, "who did it").mark is Mark.NOT_SAID
    assert row(sheet, "to whom").mark is Mark.NOT_SAID


def armed(words: str) -> Fill:
    def fill(hand: Hand) -> None:
        hand.event("fell", instruments=[words])

    return fill


@pytest.mark.parametrize(
    ("left", "right", "mark"),
    [
        pytest.param("two shells", "a shell", Mark.AGREE, id="same-thing"),
        pytest.param("two shells", "two bombs", Mark.DIFFER, id="a-number-is-no-kinship"),
        pytest.param("a pile of shells", "dozens of bombs", Mark.DIFFER, id="nor-is-of"),
    ],
)
def test_things_agree_where_they_share_a_word_that_names(left: str, right: str, mark: Mark) -> None:
    sheet = two(f"It fell: {left}, {right}.", armed(left), armed(right))
    assert row(sheet, "with what").mark is mark


def calling(*names: str, loaded: Sequence[str] = ()) -> Fill:
    def fill(hand: Hand) -> None:
        actor = hand.actor("Ruria", "state", *names, partisan=loaded)
        hand.event("fell", agents=[(names[0], actor, "stated", None)])

    return fill


@pytest.mark.parametrize(
    ("left", "right", "mark", "note"),
    [
        pytest.param(calling("Ruria"), calling("Rurian troops"), Mark.AGREE, None, id="kindred"),
        pytest.param(calling("Ruria"), calling("forces"), Mark.DIFFER, None, id="other-word"),
        pytest.param(
            calling("Ruria"), calling("regime", loaded=["regime"]), Mark.DIFFER,
            "only B: “regime”", id="loaded-against-neutral",
        ),
    ],
)  # fmt: skip
def test_sides_are_called_alike_by_kindred_names(
    left: Fill, right: Fill, mark: Mark, note: str | None
) -> None:
    called = row(
        two("Ruria, Rurian troops, forces, regime: it fell.", left, right), "called: Ruria"
    )
    assert (called.mark, called.note) == (mark, note)


def test_a_side_that_one_voice_alone_names_is_no_row_unless_by_a_loaded_name() -> None:
    text = "Ruria, Rurian troops: it fell."
    neutral = two(text, calling("Ruria", "Rurian troops"), silent)
    loaded = two(text, calling("Ruria", "Rurian troops", loaded=["Rurian troops"]), silent)
    assert "called: Ruria" not in [one.name for one in neutral.rows]
    assert row(loaded, "called: Ruria").mark is Mark.ONLY_HERE


def test_what_a_denied_deed_names_is_denied_too() -> None:
    hand = Hand("a", "Our men fired no rocket at the town.", "Herald")
    never = Sureness(-3.0, SurenessLabel.DENIED)
    hand.event(
        "fired", agents=[("Our men", None, "stated", None)], recipients=[("the town", None)],
        instruments=["rocket"], sureness=never,
    )  # fmt: skip
    sheet = sheet_of(hand)
    assert said(sheet, "who did it") == [["men, denied"]]
    for name in ("to whom", "with what"):
        assert row(sheet, name).cells[0].readings[0].sureness == never


def test_a_voice_tells_what_its_later_prints_changed() -> None:
    first = Hand("a", "Some people fell. The mayor spoke.", "Herald", MAY_3, title="Some fall")
    later = Hand("b", "Some people fell. The army spoke late.", "Post", MAY_4, title="Many fall")
    for hand in (first, later):
        hand.event("fell")
    (voice,) = sheet_of(first, later, copies=(("a", "b"),)).voices
    (changes,) = voice.changes
    assert (changes.document, changes.first) == ("b", "a")
    assert changes.title == ("Some fall", "Many fall")
    assert [one.text for one in changes.added] == []
    assert [(one.before.text, one.after.text) for one in changes.reworded] == [
        ("The mayor spoke.", "The army spoke late.")
    ]
