"""An annotated text as event rules read it: lower-case words, classes of nouns, noun phrases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Final

from variorum.lexicon import rows, words
from variorum.lexicon.classes import NOTHING, classes
from variorum.lexicon.events import event_nouns
from variorum.model.annotation import Annotated, NameKind, Token
from variorum.model.document import Span

NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
_MODIFIERS: Final = frozenset(
    [
        "det",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "flat",
        "fixed",
        "nmod:desc",
        "nmod:unmarked",
        "goeswith",
        "nmod:npmod",
        "det:predet",
    ]
)
_PERSONAL_ENDINGS: Final = ("ist", "ists", "eer", "eers", "ians", "men", "women", "sman")
_RELATIVES: Final = frozenset({"who", "which", "that", "whom", "whose", "where"})
_LONG: Final = 8  # words; a longer modifier is a clause that went astray
_PERSONAL: Final = frozenset(
    [
        "he",
        "she",
        "him",
        "her",
        "they",
        "them",
        "we",
        "us",
        "i",
        "you",
        "me",
        "himself",
        "herself",
        "themselves",
        "others",
    ]
)


class Text:
    """An annotated document with what its rules ask for again and again."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.tokens = annotated.tokens
        self.lower = [token.text.lower() for token in annotated.tokens]

    @cached_property
    def _near(self) -> dict[int, frozenset[str]]:
        return {}

    @cached_property
    def capitals(self) -> bool:
        """Whether the text is written in capitals throughout, so that case tells nothing."""
        letters = [c for c in self.annotated.document.text[:4000] if c.isalpha()]
        return sum(map(str.isupper, letters)) > 0.7 * len(letters)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the whole text, lower case."""
        return frozenset(self.lower)

    def near(self, index: int) -> frozenset[str]:
        """The words of the sentence of a token, lower case."""
        number = self.tokens[index].sentence
        if number not in self._near:
            sentence = self.annotated.sentences[number]
            self._near[number] = frozenset(self.lower[sentence.first : sentence.last])
        return self._near[number]

    def children(self, index: int, *rels: str) -> Iterator[Token]:
        """The children that hang on a token by one of `rels` (subtypes only where named)."""
        return (child for child in self.annotated.children(index) if child.rel in rels)

    def child(self, index: int, *rels: str) -> Token | None:
        """The first of them."""
        return next(self.children(index, *rels), None)

    def case(self, index: int) -> str:
        """The preposition of a noun, lower case; "" without one."""
        found = next((c for c in self.annotated.children(index) if c.rel == "case"), None)
        return self.lower[found.index] if found else ""

    def content(self, index: int) -> int:
        """What "dozens of rockets", "a group of men", "one of the guards" are about: the noun
        after "of"."""
        if self.lower[index] not in words("en/roles_quantities.tsv"):
            return index
        inner = (c.index for c in self.children(index, "nmod") if self.case(c.index) == "of")
        return next(inner, index)

    def kinds(self, index: int) -> frozenset[str]:
        """The classes of the thing a token names; its name counts where it is one."""
        index = self.content(index)
        found = classes().get(self.lower[index], NOTHING)
        if found:
            return found
        if self.lower[index] in _PERSONAL:
            return frozenset({"person", "generic"})
        name = self.annotated.name_at(index)
        if name is not None:
            return frozenset({_NAMED[name.kind]})
        named = self.tokens[index].xpos == "NNPS" or self.lower[index].endswith(_PERSONAL_ENDINGS)
        return frozenset({"person"}) if named else NOTHING

    def is_people(self, index: int) -> bool:
        """Whether a word is of a people or a country ("Ruritanian"): a listed one, or an adjective
        that has its capital also where no sentence begins, or ends as such words do."""
        return self.lower[index] in _peoples() or self.lower[index] in self._proper_adjectives

    @cached_property
    def _proper_adjectives(self) -> frozenset[str]:
        firsts = {sentence.first for sentence in self.annotated.sentences}
        return frozenset() if self.capitals else frozenset(
            self.lower[token.index] for token in self.tokens
            if token.upos == "ADJ" and token.text[:1].isupper()
            and (token.index not in firsts or _sounds_of_people(self.lower[token.index]))
        )  # fmt: skip

    def is_relative(self, token: Token) -> bool:
        """Whether a word stands for the noun that its clause describes."""
        return token.upos in ("PRON", "DET", "SCONJ") and self.lower[token.index] in _RELATIVES

    def with_conjuncts(self, index: int) -> Iterator[int]:
        """A noun and what is joined to it by "and", "or" and commas."""
        yield index
        for child in self.annotated.children(index):
            if child.rel == "conj" and child.upos in NOMINAL:
                yield from self.with_conjuncts(child.index)

    def noun_phrase(self, index: int) -> tuple[int, int]:
        """The tokens [first, last) of a noun with its modifiers and its "of" phrase, without
        clauses, appositions and what is joined to it."""
        first, last = index, index + 1
        for child in self.annotated.children(index):
            if child.rel in _MODIFIERS or (child.rel == "advmod" and child.index < index):
                low, high = self._all_of(child.index)
                if child.rel == "compound" and self.case(child.index):
                    continue
                if child.index > index and "," in self.lower[index : child.index]:
                    continue
                if high - low > _LONG or (child.index < index) != (high <= index):
                    continue
            elif self._belongs(index, child) or self._is_named_by(index, child):
                low, high = self.noun_phrase(child.index)
            else:
                continue
            first, last = min(first, low), max(last, high)
        name = self.annotated.name_at(index)
        if name is not None:
            first, last = min(first, name.first), max(last, name.last)
        return self._trimmed(first, last, index)

    def _belongs(self, index: int, child: Token) -> bool:
        """Whether "of" goes with the noun: "the mayor of the town", but "accuse the Front of the
        attack", and "22 people, six of them children"."""
        if child.rel != "nmod" or "," in self.lower[index : child.index]:
            return False
        strays = self.tokens[index].upos == "PROPN" and self.lower[child.index] in event_nouns()
        return self.case(child.index) == "of" and not strays

    def _is_named_by(self, index: int, child: Token) -> bool:
        """Whether a name right behind a noun says who it is: "the baker Jonas Feld"."""
        if child.rel not in ("appos", "flat") or self.tokens[index].upos != "NOUN":
            return False
        name = self.annotated.name_at(child.index)
        return name is not None and name.kind is NameKind.PERSON and name.first == index + 1

    def mention(self, index: int) -> Span:
        """The words of a noun phrase."""
        return self.annotated.span(*self.noun_phrase(index))

    def _all_of(self, index: int) -> tuple[int, int]:
        below = self.annotated.subtree(index)
        return below[0], below[-1] + 1

    def _trimmed(self, first: int, last: int, head: int) -> tuple[int, int]:
        for case in self.children(head, "case"):
            if first < case.index < head:  # "apparently by rebels"
                first = case.index + 1
        if first == head - 1 and self.lower[first].isdigit() and self.lower[head].isdigit():
            first = head  # "May 2015 22 dead"
        for index in range(first, last):  # "protesters; seven dead"
            if self.lower[index] == ";":
                first, last = (index + 1, last) if index < head else (first, min(last, index))
        while first < head and self.tokens[first].upos in _EDGES:
            first += 1
        while last - 1 > head and self.tokens[last - 1].upos == "PUNCT":
            last -= 1
        return first, last


@cache
def _peoples() -> frozenset[str]:
    """The words of countries and peoples (lexicon/en/demonyms.tsv, actor_peoples.tsv)."""
    listed = {row["demonym"].casefold() for row in rows("en/demonyms.tsv")}
    return frozenset(listed | {row["adjective"].casefold() for row in rows("en/actor_peoples.tsv")})


def _sounds_of_people(word: str) -> bool:
    return word.endswith(_PEOPLES_ENDINGS) and word not in classes()


_PEOPLES_ENDINGS: Final = ("ian", "ean", "ese", "ani")
_EDGES: Final = frozenset({"PUNCT", "CCONJ"})
_NAMED: Final = {
    NameKind.PERSON: "person",
    NameKind.ORGANISATION: "organisation",
    NameKind.PLACE: "place",
}
