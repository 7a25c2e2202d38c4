"""Word lists that rules read name no one, so no side can be served better by them.

Lists of names (places, actors, peoples, calendars) name everyone they know; that each knows both
sides of a conflict alike is held where those lists are tested.
"""

from __future__ import annotations

from importlib import resources

import pytest

from variorum.lexicon import rows

PLAIN = ("reporting_", "sureness", "events", "figures", "framing_", "numbers", "roles")
ABBREVIATED = {"IED attack"}  # a kind of thing, not a name


def lists() -> list[str]:
    folder = resources.files("variorum.lexicon").joinpath("en")
    names = sorted(file.name for file in folder.iterdir() if file.name.startswith(PLAIN))
    return [f"en/{name}" for name in names]


@pytest.mark.parametrize("name", lists())
def test_a_list_of_plain_words_names_no_one(name: str) -> None:
    words = [next(iter(row.values())) for row in rows(name)]
    assert words
    assert [word for word in words if word != word.lower() and word not in ABBREVIATED] == []
