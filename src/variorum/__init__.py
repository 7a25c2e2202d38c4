"""variorum reads partisan accounts of one incident and shows who says what, in which words.

>>> import variorum
>>> ledger = variorum.read("article.txt")  # doctest: +SKIP
>>> ledger.statements[0].speaker.text  # doctest: +SKIP
'the ministry'
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version as _version
from pathlib import Path
from typing import TYPE_CHECKING

import variorum.read as _stage  # bound first, so that the function below keeps the name

if TYPE_CHECKING:
    from variorum.model.incident import Comparison
    from variorum.model.ledger import Ledger
    from variorum.pipeline import Settings

__version__ = _version("variorum")
__all__ = ["__version__", "compare", "read"]


def read(
    path: str | Path,
    settings: Settings | None = None,
    reading: _stage.ReadSettings | None = None,
) -> Ledger:
    """The ledger of the one document at `path`: text, HTML or one JSON line, also gzipped.

    Raises VariorumError, naming file, place and next step, where no document can be made of it
    or it holds several (`pipeline.read_all` takes those).
    """
    from variorum import pipeline

    return pipeline.read_one(Path(path), settings, reading)


def compare(ledgers: Iterable[Ledger]) -> Comparison:
    """What several accounts share: incidents told by two and more, and groups of copies."""
    from variorum.link import across

    return across.compare(tuple(ledgers))
