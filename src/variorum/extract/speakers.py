"""Whose words: the source of a verb of saying, read off the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.extract.draft import Range, trimmed
from variorum.model.annotation import Annotated, Token

_RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
_MOST_STEPS: Final = 6


def is_passive(annotated: Annotated, verb: Token) -> bool:
    """Whether a verb stands in the passive, or is a bare participle after its noun."""
    if any(child.rel in ("aux:pass", "nsubj:pass") for child in annotated.children(verb.index)):
        return True
    return verb.xpos == "VBN" and verb.rel == "acl"


def subject_of(annotated: Annotated, index: int) -> Token | None:
    """The subject of a predicate: its own, or the one it shares with the predicate above it."""
    for step in _predicates_above(annotated, index):
        own = _own_subject(annotated, step)
        if own is not None:
            return None if own.rel == "expl" else own
        token = annotated.tokens[step]
        if token.rel == "acl" and token.head is not None:
            return annotated.tokens[token.head]
    return None


def _predicates_above(annotated: Annotated, index: int) -> Iterator[int]:
    """The predicate itself, then those that lend it their subject."""
    for _ in range(_MOST_STEPS):
        yield index
        token = annotated.tokens[index]
        if token.head is None or token.rel.partition(":")[0] not in (
            "conj",
            "xcomp",
            "advcl",
            "acl",
        ):
            return
        index = token.head


def _own_subject(annotated: Annotated, index: int) -> Token | None:
    found = annotated.child(index, "nsubj", "csubj", "expl")
    token = annotated.tokens[index]
    if found is None and token.rel == "xcomp" and token.head is not None:
        return annotated.child(token.head, "iobj", "obj")
    return found


def speaker_of(annotated: Annotated, verb: Token) -> Range | None:
    """The words that name the source of a verb of saying; None where none is named."""
    if is_passive(annotated, verb):
        return _agent(annotated, verb)
    subject = subject_of(annotated, verb.index)
    return None if subject is None else phrase(annotated, subject, verb.index)


def _agent(annotated: Annotated, verb: Token) -> Range | None:
    for child in annotated.children(verb.index):
        by = annotated.child(child.index, "case")
        if child.rel.startswith("obl") and by is not None and by.text.lower() == "by":
            return phrase(annotated, child, verb.index, after=by.index)
    return None


def phrase(annotated: Annotated, head: Token, verb: int, after: int = -1) -> Range | None:
    """The noun phrase around `head`, without the verb it speaks by and without outer marks."""
    if head.index <= after:
        return None
    if head.text.lower() in _RELATIVE:
        return head.index, head.index + 1
    inside = [index for index in annotated.subtree(head.index) if index > after]
    run = _run_around(inside, head.index)
    if run[0] <= verb < run[1]:
        run = (run[0], verb) if head.index < verb else (verb + 1, run[1])
    return trimmed(annotated, run)


def _run_around(indices: list[int], centre: int) -> Range:
    at = indices.index(centre)
    first = last = at
    while first > 0 and indices[first - 1] == indices[first] - 1:
        first -= 1
    while last + 1 < len(indices) and indices[last + 1] == indices[last] + 1:
        last += 1
    return indices[first], indices[last] + 1
