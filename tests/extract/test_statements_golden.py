"""The statements of whole articles, one readable file each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from variorum.annotate import Annotator
from variorum.extract.statements import find_statements
from variorum.model.annotation import Annotated
from variorum.model.document import Document

FOLDER = Path(__file__).parent.parent / "golden"
ARTICLES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_statements_of_an_article(
    path: Path, annotate: Annotator, golden: Callable[[Path, str], None]
) -> None:
    annotated = annotate(Document(path.stem, path.read_text(encoding="utf-8")))
    golden(FOLDER / f"{path.stem}.statements", "\n".join(readable(annotated)) + "\n")


def readable(annotated: Annotated) -> Iterator[str]:
    """Each statement in a few lines: who, how, what."""
    for statement in find_statements(annotated):
        within = f" within {statement.within}" if statement.within else ""
        yield f"{statement.id} {statement.act}, {statement.quoted}{within} ({statement.rule})"
        yield f"  who:  {statement.speaker.text if statement.speaker else '-'}"
        yield f"  cue:  {statement.cue.text}"
        for piece in statement.content:
            yield f"  what: {' '.join(piece.text.split())}"
