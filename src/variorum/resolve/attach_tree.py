"""The tree of a document, asked what hangs on what, who speaks and where a text begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from variorum.lexicon import words
from variorum.model.annotation import Annotated, Token
from variorum.model.document import Span
from variorum.model.record import Statement

PREDICATES: Final = frozenset({"VERB", "AUX"})
NO_CLAUSE: Final = frozenset({"aux", "aux:pass", "cop", "amod", "case"})
LONGEST_DATELINE: Final = 14  # tokens
HEAD: Final = 60  # tokens among which a line may be the dateline
IN_DATELINES: Final = frozenset({"PROPN", "NUM", "PUNCT", "NOUN", "X", "SYM"})
DASHES: Final = frozenset({"—", "–", "--", "-"})
AT_ONCE: Final = frozenset({"when", "as", "while"})


class Tree:
    """The tree of a document, asked for heads and governors."""

    def __init__(self, annotated: Annotated, statements: Sequence[Statement]) -> None:
        self.annotated = annotated
        self.statements = statements

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        """The number of each sentence's paragraph."""
        text, tokens = self.annotated.document.text, self.annotated.tokens
        found, reached, number = [], 0, 0
        for sentence in self.annotated.sentences:
            start = tokens[sentence.first].start
            number += "\n" in text[reached:start]
            reached = tokens[sentence.last - 1].end
            found.append(number)
        return tuple(found)

    @cached_property
    def dateline(self) -> range:
        """The tokens of the dateline, on the first line or below the headline; empty without."""
        tokens, text = self.annotated.tokens, self.annotated.document.text
        for token in tokens[:HEAD]:
            above = text[tokens[token.index - 1].end : token.start] if token.index else ""
            if token.index and "\n" not in above:
                continue
            end = self._dateline_end(token.index)
            if end and (not token.index or self._is_wire(token.index, end)):
                return range(token.index, end)
        return range(0)

    def _dateline_end(self, first: int) -> int:
        """The first token behind a dateline that begins there; 0 where none does."""
        text, start = self.annotated.document.text, self.annotated.tokens[first].start
        for token in self.annotated.tokens[first : first + LONGEST_DATELINE]:
            if token.text in DASHES and text[token.start - 1 : token.start].isspace():
                return token.index + 1
            if token.upos not in IN_DATELINES or "\n" in text[start : token.start]:
                break
        return 0

    def _is_wire(self, first: int, end: int) -> bool:
        """Whether a line opens like a wire service's: in capitals, or with a number."""
        opening = self.annotated.tokens[first:end]
        return (opening[0].text.isupper() and len(opening[0].text) > 1) or any(
            token.upos == "NUM" for token in opening
        )

    @cached_property
    def speech(self) -> Mapping[int, Statement]:
        """The head token of each statement's cue."""
        found = ((head_of(self.annotated, each.cue), each) for each in self.statements)
        return {head.index: each for head, each in found if head is not None}

    def governors(self, token: Token) -> tuple[int, ...]:
        """The tokens above a token, the nearest first."""
        found, at = [], token.head
        while at is not None:
            found.append(at)
            at = self.annotated.tokens[at].head
        return tuple(found)

    def clause(self, index: int) -> int:
        """The verb of the clause that a token stands in, or the root above it."""
        token = self.annotated.tokens[index]
        while token.upos not in PREDICATES and token.head is not None:
            token = self.annotated.tokens[token.head]
        return token.index

    def is_speech(self, verb: int) -> bool:
        """Whether a verb is the cue of a statement, or one of speech."""
        lemma = self.annotated.tokens[verb].lemma
        return verb in self.speech or lemma in words("en/reporting_verbs.tsv")

    def is_told_of(self, token: Token, verb: int) -> bool:
        """Whether a noun is what a verb in the passive tells of: "explosions were heard"."""
        return token.head == verb and token.rel == "nsubj:pass"

    def is_predicate(self, index: int) -> bool:
        """Whether a token is the verb of a clause."""
        token = self.annotated.tokens[index]
        return token.upos in PREDICATES and token.rel not in NO_CLAUSE

    def are_joined(self, one: int, other: int) -> bool:
        """Whether what hangs on one verb governs the other as well."""
        first, second = self.annotated.tokens[one], self.annotated.tokens[other]
        return (
            (first.head == other and first.rel in ("conj", "xcomp"))
            or (second.head == one and second.rel in ("conj", "advcl", "acl:relcl", "acl"))
            or (self._is_at_once(one) and other in self._with_its_first(first.head))
        )

    def _with_its_first(self, index: int | None) -> tuple[int, ...]:
        """The verb of a token's clause and the first of the verbs it is joined to by "and"."""
        if index is None:
            return ()
        verb = self.annotated.tokens[self.clause(index)]
        first = verb.head if verb.rel == "conj" else None
        return (verb.index,) if first is None else (verb.index, first)

    def _is_at_once(self, verb: int) -> bool:
        """Whether a clause tells what came with its main one: "were killed when shells hit it"."""
        below = [child.text.lower() for child in self.annotated.children(verb)]
        subordinate = self.annotated.tokens[verb].rel in ("advcl", "acl:relcl")
        return subordinate and not AT_ONCE.isdisjoint(below)


def head_of(annotated: Annotated, span: Span) -> Token | None:
    """The token by which the words of a span hang in the tree; None for no whole token."""
    inside = annotated.tokens_in(span)
    if not inside:
        return None
    first, last = inside[0].index, inside[-1].index
    heads = [t for t in inside if t.head is None or not first <= t.head <= last]
    return next((token for token in heads if token.upos != "PUNCT"), (heads or list(inside))[0])
