"""Clauses hung on the verb that can govern them, where the likeliest tree takes another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from variorum.lexicon import rows
from variorum.lexicon.events import effects
from variorum.model.annotation import Token

_SUBJECTS: Final = ("nsubj", "nsubj:pass", "csubj")
_SAID: Final = frozenset({"obj", "obl", "ccomp", "xcomp"})


def mend_clauses(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same tokens: a verb of speech joined to what befell the victims of the clause before is
    joined to who told of it. In "the union said 11 people were killed and called for a strike" the
    dead do not call."""
    moved = {
        token.index: above
        for token in tokens
        if token.rel == "conj" and token.xpos == "VBD" and token.lemma in _speech()
        if (above := _teller(tokens, token)) is not None
    }
    if not moved:
        return tokens
    return tuple(
        token._replace(head=moved[token.index]) if token.index in moved else token
        for token in tokens
    )


def _teller(tokens: Sequence[Token], verb: Token) -> int | None:
    """The verb that tells of the harm that a verb of speech is joined to."""
    harm = tokens[verb.head] if verb.head is not None else verb
    if harm.rel != "ccomp" or harm.head is None or harm.head > harm.index:
        return None
    if harm.text.lower() not in effects() or "nsubj:pass" not in _below(tokens, harm):
        return None
    own = _below(tokens, verb)
    return harm.head if own & _SAID and own.isdisjoint(_SUBJECTS) else None


def _below(tokens: Sequence[Token], token: Token) -> set[str]:
    """The relations that hang on a token, in its sentence."""
    first, last = token.index, token.index + 1
    while first and tokens[first - 1].sentence == token.sentence:
        first -= 1
    while last < len(tokens) and tokens[last].sentence == token.sentence:
        last += 1
    return {one.rel for one in tokens[first:last] if one.head == token.index}


@cache
def _speech() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("en/reporting_verbs.tsv"))
