"""A small incident told by two voices, one of them printed twice, for the tests of `show`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hand import Hand, share
from variorum.model.incident import SharedIncident
from variorum.model.ledger import Ledger
from variorum.model.sheet import Cell, Course, Mark, Reading, Sheet, SheetRow, Step, Voice
from variorum.model.value import Bounds, Interval, Sureness, SurenessLabel

MAY_3, MAY_4 = date(2031, 5, 3), date(2031, 5, 4)
WIRE = "Twelve people died on Saturday at 09:40 when shells hit Halvet, the hospital said."
HERALD = "The gangs <b>killed</b> at least 20 people in Halvet on Saturday."


def hands() -> list[Hand]:
    """The three documents with their records."""
    return [_wire("wire", "Wire", MAY_3), _wire("reprint", "Courier", MAY_4), _herald()]


def _wire(name: str, source: str, published: date) -> Hand:
    hand = Hand(name, WIRE, source, published, title="Shells hit Halvet", url="https://example.org")
    said = hand.statement("the hospital", "said", WIRE[: WIRE.index(", the")])
    at = hand.time("09:40", MAY_3, MAY_3, "2031-05-03T09:40")
    place = hand.place("Halvet", at=(50.0, 10.0), radius_km=3.0, country="VK")
    event = hand.event("hit", instruments=["shells"], time=at, place=place, statement=said)
    hand.figure("Twelve people", "killed", 12, 12, event=event, statement=said)
    return hand


def _herald() -> Hand:
    hand = Hand("herald", HERALD, "The Herald", MAY_4, title="<i>Gangs</i>", url="javascript:x()")
    gangs = hand.actor("Red Front", "armed-group", "The gangs", partisan=["The gangs"])
    event = hand.event("killed", agents=[("The gangs", gangs, "stated", None)])
    hand.figure("at least 20 people", "killed", 20, None, event=event)
    hand.frame("gangs", "one-sided-name", gangs, None)
    return hand


def incident() -> tuple[SharedIncident, Mapping[str, Ledger]]:
    """The incident of the three documents, and their ledgers."""
    ledgers = {hand.id: hand.ledger() for hand in hands()}
    shared = share(
        *ledgers.values(),
        copies=(("reprint", "wire"),),
        place="Halvet",
        time=Interval(MAY_3, MAY_3),
    )
    return replace(shared, mode="explosives"), ledgers


def sheet() -> tuple[Sheet, Mapping[str, Ledger]]:
    """A sheet of it, laid out by hand: a row of each mark."""
    shared, ledgers = incident()
    wire, herald = ledgers["wire"], ledgers["herald"]
    doubt = Sureness(1.0, SurenessLabel.HEDGED)
    speaker = wire.statements[0].speaker
    assert speaker is not None
    twelve = replace(
        Reading("12", wire.figures[0].mention, "wire", (speaker,), None, Bounds(12, 12)),
        published=MAY_3,
    )
    twenty = replace(
        Reading("20 or more", herald.figures[0].mention, "herald", (), doubt, Bounds(20, None)),
        published=MAY_4,
    )
    hit = Reading("assault", wire.events[0].cue, "wire", (), None)
    killed = Reading("assault", herald.events[0].cue, "herald", (), None)
    rows = (
        SheetRow("what", (Cell((hit,)), Cell((killed,))), Mark.AGREE, None),
        SheetRow(
            "killed",
            (Cell((twelve,)), Cell((twenty,))),
            Mark.DIFFER,
            "range 12 or more: lowest A, open above in B",
            Course(
                Bounds(12, None),
                0,
                (
                    Step(MAY_3, 0, "wire", Bounds(12, 12)),
                    Step(MAY_4, 1, "herald", Bounds(20, None)),
                ),
            ),
        ),
        SheetRow(
            "with what",
            (Cell((Reading("shells", wire.events[0].instruments[0], "wire", (), None),)), Cell(())),
            Mark.ONLY_HERE,
            None,
        ),
        SheetRow("injured", (Cell(()), Cell(())), Mark.NOT_SAID, None),
    )
    voices = (Voice("Wire", ("wire", "reprint"), MAY_3), Voice("The Herald", ("herald",), MAY_4))
    return Sheet(shared, "Assault, explosives · Halvet · 3 May 2031", voices, rows), ledgers
