"""The sides exchanged, a draft changes in nothing but their names."""

from __future__ import annotations

import json
from typing import Any

import pytest

from export.incidents import MAY_4, MAY_5, lines_of, material, rows_of
from hand import Hand
from variorum.export.codebook import write_drafts
from variorum.export.profile import SHIPPED, shipped
from variorum.export.rules import RULES

NORTH, SOUTH = "Northern League", "Southern League"  # of one length, so that positions hold
TEXT = (
    "Fighters of the {a} shelled Port Alma, the {b} said. At least 14 soldiers of the {b} and "
    "4 civilians were killed. The {a} denied it and blamed the {b}."
)


def told(a: str, b: str, kind: str) -> list[Any]:
    hands = []
    for id, day in (("herald", MAY_4), ("post", MAY_5)):
        hand = Hand(id, TEXT.format(a=a, b=b), id.title(), day)
        first = hand.actor(a, kind, f"the {a}")
        second = hand.actor(b, kind, f"the {b}")
        said = hand.statement(f"the {b}", "said", f"Fighters of the {a} shelled Port Alma")
        hand.event(
            "shelled",
            mode="heavy-weapons",
            agents=[
                (f"Fighters of the {a}", first, "accused", said),
                (f"blamed the {b}", second, "accused", None),
            ],
            statement=said,
        )
        killed = hand.event("killed", recipients=[(f"14 soldiers of the {b}", second)])
        hand.figure("14 soldiers", "killed", 14, None, who="combatants", event=killed)
        hand.figure("4 civilians", "killed", 4, 4, who="civilians", event=killed)
        hands.append(hand.ledger())
    return hands


def exchange(value: str) -> str:
    return value.replace(NORTH, "\0").replace(SOUTH, NORTH).replace("\0", SOUTH)


@pytest.mark.parametrize("kind", ["armed-group", "military"])
@pytest.mark.parametrize("name", SHIPPED)
def test_a_draft_treats_both_sides_alike(name: str, kind: str) -> None:
    profile = shipped(name, RULES)
    one = write_drafts(material(told(NORTH, SOUTH, kind)), profile)
    other = write_drafts(material(told(SOUTH, NORTH, kind)), profile)
    assert any(NORTH.encode() in content for content in one.values()) or name == "ccc"
    for file, content in one.items():
        read = rows_of if file.endswith(".csv") else lines_of
        assert read(exchange(content.decode()).encode()) == read(other[file]), json.dumps(file)
