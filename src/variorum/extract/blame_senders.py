"""For whom a message speaks that lays claim to a deed: a leaflet, a caller, a statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.extract.clause import Text
from variorum.lexicon import words

_GIVERS: Final = frozenset({"of", "from", "by", "for"})
_SUBJECTS: Final = ("nsubj", "nsubj:pass")
_STANDING_FOR: Final = frozenset({"behalf", "name"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_MODIFYING: Final = frozenset({"compound", "amod", "flat", "nmod:poss"})
_LONG: Final = 10  # words of a name with what stands before it
_ORGANISED: Final = frozenset({"organisation", "force", "fighter"})


def sender(text: Text, index: int) -> int:
    """The head word of the body for which a message or a messenger speaks, or the word itself.

    "The Front distributed leaflets claiming responsibility": Front; "a caller who spoke on behalf
    of the Front claimed the attack": Front; "gunmen claimed": gunmen. Words for messages:
    lexicon/en/events_messages.tsv.
    """
    if text.lower[index] not in words("en/events_messages.tsv"):
        return index
    return next(_senders(text, index), index)


def _senders(text: Text, index: int) -> Iterator[int]:
    for child in text.children(index, "nmod", "nmod:poss", "compound"):
        if child.rel != "nmod" or text.case(child.index) in _GIVERS:
            yield from (child.index for _ in range(_is_body(text, child.index)))
    yield from _spoken_for(text, index)
    above = text.tokens[index].head
    if above is not None and text.tokens[index].rel in ("obj", "obl"):
        given = text.child(above, *_SUBJECTS)
        if given is not None:
            yield given.index


def _spoken_for(text: Text, index: int) -> Iterator[int]:
    """The body in whose name somebody speaks, in the same sentence."""
    sentence = text.annotated.sentences[text.tokens[index].sentence]
    for place in range(sentence.first, sentence.last - 1):
        if text.lower[place] in _STANDING_FOR and text.lower[place + 1] == "of":
            behind = text.tokens[place + 2 : min(place + _LONG, sentence.last)]
            heads = (one for one in behind if one.upos in _NOUNS and one.rel not in _MODIFYING)
            yield from (one.index for one in list(heads)[:1])


def _is_body(text: Text, index: int) -> bool:
    return text.tokens[index].upos == "PROPN" or bool(text.kinds(index) & _ORGANISED)
