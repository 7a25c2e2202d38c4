"""The picture in the README, drawn by `make picture`."""

from __future__ import annotations

import json
import re
from pathlib import Path

from variorum.show.demo import accounts

PICTURE = Path(__file__).parents[2] / "docs" / "sheet.svg"


def test_the_picture_is_small_shows_the_demo_and_asks_for_nothing() -> None:
    picture = PICTURE.read_text(encoding="utf-8")
    assert len(picture.encode()) <= 200_000
    assert set(re.findall(r"https?://[^\"' )]+", picture)) == {"http://www.w3.org/2000/svg"}
    assert "@import" not in picture
    plain = re.sub(r"<[^>]+>", "", picture).replace("&#160;", " ")
    with accounts() as path:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    shown = [row["source"] for row in rows if row["source"].split()[-1] in plain]
    assert len(shown) >= 4  # the reprint is no voice of its own
