"""Document -> Annotated: sentences, words, trees and names.

An annotator is a function of a document. `load("en")` gives the one that ships.
"""

from __future__ import annotations

from collections.abc import Callable

from variorum.annotate.backbone import load_english
from variorum.errors import UnknownName
from variorum.model.annotation import Annotated
from variorum.model.document import Document

__all__ = ["Annotator", "load"]

Annotator = Callable[[Document], Annotated]


def load(name: str = "en") -> Annotator:
    """The annotator of a name; the same one each time."""
    if name != "en":
        raise UnknownName("annotator", name, ["en"])
    return load_english()
