"""Document -> Annotated: sentences, words, trees and names.

An annotator is a function of a document. `load("en")` gives the one that ships,
`load("spacy:en_core_web_sm")` a spaCy pipeline. A plug-in is announced by an entry point of the
group "variorum.annotators": a function that takes what stands behind the colon, "" where there
is none, and gives an annotator. `variorum.testing.check_annotator` proves it. To be used by
several processes an annotator must pickle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Final

from variorum.annotate.backbone import load_english
from variorum.annotate.spacy import load_pipeline
from variorum.errors import UnknownName
from variorum.model.annotation import Annotated
from variorum.model.document import Document

__all__ = ["Annotator", "load"]

Annotator = Callable[[Document], Annotated]

GROUP: Final = "variorum.annotators"

BUILT_IN: Final[Mapping[str, Callable[[str], Annotator]]] = {
    "en": lambda _: load_english(),
    "spacy": load_pipeline,
}


@cache
def load(name: str = "en") -> Annotator:
    """The annotator of a name, such as "en" or "spacy:en_core_web_sm"; the same one each time.

    Raises UnknownName where no annotator has the name, UnfitAnnotator where what it stands on is
    not installed.
    """
    family, _, detail = name.partition(":")
    plugged = {point.name: point for point in entry_points(group=GROUP)}
    if family not in BUILT_IN and family not in plugged:
        raise UnknownName("annotator", name, ["en", "spacy:PIPELINE", *sorted(plugged)])
    make = BUILT_IN[family] if family in BUILT_IN else plugged[family].load()
    annotator: Annotator = make(detail)
    return annotator
