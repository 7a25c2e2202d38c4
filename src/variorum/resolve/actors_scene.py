"""A document as the actor rules see it: folded words, known names, countries named."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from variorum.model.annotation import Annotated, NameKind, Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_lists import (
    Noun,
    Phrase,
    Role,
    lengths_of,
    loaded_adjectives,
    name_kinds,
    nouns,
    peoples,
    roles,
)
from variorum.resolve.actors_table import Known, Sort, Words, fold, is_short_form, split, table


class Naming(NamedTuple):
    """The tokens [first, last) name an actor.

    `name`: neutral. `noun`: the neutral noun of a group or role, for later namings that use the
    noun alone; "" for others. `bare`: whether nothing but the noun was said.
    """

    first: int
    last: int
    name: str
    kind: ActorKind
    country: str | None
    rule: str
    partisan: bool = False
    noun: str = ""
    bare: bool = False


class Hit(NamedTuple):
    """A known name at the tokens [first, last)."""

    first: int
    last: int
    known: Known


_LOCATIVE: Final = frozenset({"in", "at", "near", "inside", "outside", "around", "across"})
_PLACING: Final = frozenset({Sort.COUNTRY, Sort.ADJECTIVE, Sort.SEAT, Sort.PEOPLE, Sort.NAME})


# Words that are short forms only where they do not stand among capitals.
_ALSO_WORDS: Final = frozenset({
    "is", "us", "who", "it", "mit", "set", "let", "pa", "rt", "art", "fat", "ap",
})  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """One document and what all rules ask of it, computed once."""

    annotated: Annotated

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.annotated.tokens

    @cached_property
    def words(self) -> list[tuple[str, int]]:
        """Folded words with their tokens; hyphens and lone apostrophes left out."""
        found: list[tuple[str, int]] = []
        for token in self.annotated.tokens:
            text = token.text
            if text.isalpha() and text.isascii():
                word = text.lower()
                if word[-1] == "s" and word != text:
                    word = _without_lost_apostrophe(word)
                found.append((word, token.index))
            else:
                found += [(word, token.index) for word in split(text)]
        return found

    @cached_property
    def folded(self) -> list[str]:
        """For each token its folded form."""
        return [fold(token.text) for token in self.annotated.tokens]

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """The known names of the text, the longest where several begin at one word."""
        return tuple(hit for hit in self._candidates if self._stands(hit.known))

    @cached_property
    def hit_at(self) -> Mapping[int, Hit]:
        """The known name that each token belongs to."""
        return {index: hit for hit in self.hits for index in range(hit.first, hit.last)}

    @cached_property
    def countries(self) -> frozenset[str]:
        """ISO codes of the countries that the text names, or whose well-known groups it names."""
        return frozenset(
            hit.known.country for hit in self._candidates
            if hit.known.sort in _PLACING and hit.known.country and not hit.known.near
        )  # fmt: skip

    def _stands(self, known: Known) -> bool:
        return not known.near or bool(known.near & self.countries)

    @cached_property
    def _candidates(self) -> tuple[Hit, ...]:
        found: list[Hit] = []
        words, reached, lengths = self.words, 0, table().lengths
        for place, (word, index) in enumerate(words):
            if place >= reached and word in lengths and self._may_start(word, index):
                for hit, size in self._longest(place, lengths[word]):
                    found.append(hit)
                    reached = max(reached, place + (size if not hit.known.near else 1))
        return tuple(found)

    def _may_start(self, word: str, index: int) -> bool:
        return not self.tokens[index].text.islower() or word in table().small_starts

    def _longest(self, place: int, lengths: tuple[int, ...]) -> Iterator[tuple[Hit, int]]:
        for size in lengths:
            run = self.words[place : place + size]
            some = table().names.get(tuple(word for word, _ in run), ())
            for known in some:
                if self._written_alike(run, known):
                    yield Hit(run[0][1], run[-1][1] + 1, known), size
                    if not known.near:
                        return

    def _written_alike(self, run: list[tuple[str, int]], known: Known) -> bool:
        texts = [_shorn(self.tokens[index].text, word) for word, index in run]
        if _has_inner_capital(known.written):
            return texts == [known.written]
        if is_short_form(known.written):
            return all(text.isupper() for text in texts) and self._is_short_form(run)
        if len(texts) != len(known.capitals):
            return texts[0][:1].isupper()
        return all(
            not capital or _has_capital(text) or not text[:1].isalpha()
            for text, capital in zip(texts, known.capitals, strict=True)
        )

    def _is_short_form(self, run: list[tuple[str, int]]) -> bool:
        word, index = run[0]
        return word not in _ALSO_WORDS or not self.all_capitals(self.tokens[index].sentence)

    def all_capitals(self, sentence: int) -> bool:
        """Whether a sentence is printed in capitals."""
        return sentence in self._capital_sentences

    @cached_property
    def _capital_sentences(self) -> frozenset[int]:
        return frozenset(
            sentence.index for sentence in self.annotated.sentences
            if _mostly_capitals(self.annotated.sentence_tokens(sentence))
        )  # fmt: skip

    @cached_property
    def _title_sentences(self) -> frozenset[int]:
        """Sentences printed as titles, most words with a capital."""
        return frozenset(
            sentence.index for sentence in self.annotated.sentences
            if _mostly_titled(self.annotated.sentence_tokens(sentence))
        )  # fmt: skip

    @cached_property
    def noun_at(self) -> Mapping[int, tuple[int, Noun]]:
        """Where a group noun begins: its end and the noun."""
        return dict(self._phrases(lengths_of("nouns"), nouns()))

    @cached_property
    def role_at(self) -> Mapping[int, tuple[int, Role]]:
        """Where a role begins: its end and the role."""
        return dict(self._phrases(lengths_of("roles"), roles()))

    def _phrases(
        self, lengths: Mapping[str, tuple[int, ...]], known: Mapping[Words, Phrase]
    ) -> Iterator[tuple[int, tuple[int, Phrase]]]:
        words, tokens, reached = self.words, self.tokens, 0
        for place, (word, index) in enumerate(words):
            sizes = lengths.get(word)
            if sizes is None or place < reached:
                continue
            if tokens[index].upos not in _NOMINAL and word not in _TOWARDS:
                continue
            for size in sizes:
                run = words[place : place + size]
                if found := self._known_phrase(run, known):
                    yield index, (run[-1][1] + 1, found)
                    reached = place + len(run)
                    break

    def _known_phrase(
        self, run: list[tuple[str, int]], known: Mapping[Words, Phrase]
    ) -> Phrase | None:
        """The phrase of these words, the last by its base form, as it stands, or in the singular
        where the annotator took a plural for a name ("Terrorists")."""
        said: Words = tuple(word for word, _ in run)
        base: Words = (*said[:-1], fold(self.tokens[run[-1][1]].lemma))
        single = (*said[:-1], _singular(said[-1]))
        return known.get(base) or known.get(said) or known.get(single)

    def words_of(self, first: int, last: int) -> Words:
        """The folded words of the tokens [first, last)."""
        begin = bisect_left(self.words, first, key=_token_of)
        end = bisect_left(self.words, last, begin, key=_token_of)
        return tuple(word for word, _ in self.words[begin:end])

    def name_text(self, first: int, last: int) -> str:
        """The words [first, last); in a line of capitals, as they would stand elsewhere."""
        text = self.annotated.span(first, last).text
        short = last - first == 1 and len(text) <= 4
        return (
            text.title() if self.all_capitals(self.tokens[first].sentence) and not short else text
        )

    def is_owner_word(self, index: int) -> bool:
        """Whether a word before a noun is a proper one: a demonym or a name nobody listed."""
        token = self.tokens[index]
        if not token.text[:1].isupper() or token.upos not in {"ADJ", "PROPN", "NOUN"}:
            return False
        if index in self.role_at:
            return False
        word = self.folded[index]
        if word in _CALENDAR or word in loaded_adjectives():
            return False
        if word in peoples() or (word.endswith(_DEMONYM_ENDINGS) and word not in _NO_DEMONYMS):
            return True
        if self.all_capitals(token.sentence) or token.sentence in self._title_sentences:
            return token.upos == "PROPN" and not self.all_capitals(token.sentence)
        begins = index == self.annotated.sentences[token.sentence].first
        return token.upos == "PROPN" or not begins

    def is_land(self, text: str) -> bool:
        """Whether a name nobody listed names a land: a demonym in the text goes with it, or the
        annotator takes it for a place as often as for anything else."""
        votes = self._votes.get(fold(text), Counter[NameKind]())
        places = votes[NameKind.PLACE]
        known = self._demonyms.get(fold(text)) or fold(text) in self._name_givers
        return bool(known) or places * 2 >= votes.total() > 0

    @cached_property
    def _name_givers(self) -> frozenset[str]:
        """The first words of the text's organisations of several words, that are no titles:
        "Velkhar" of "Velkhar Relief Committee"."""
        return frozenset(
            self.folded[name.first] for name in self.annotated.names
            if name.kind is NameKind.ORGANISATION and name.last - name.first > 2
            and self.tokens[name.first].upos == "PROPN"
        )  # fmt: skip

    def is_located(self, text: str) -> bool:
        """Whether the text somewhere puts a thing in, at or near what the name names."""
        return fold(text) in self._located

    @cached_property
    def _located(self) -> frozenset[str]:
        return frozenset(
            fold(self.annotated.span(name.first, name.last).text)
            for name in self.annotated.names
            if name.first and self.folded[name.first - 1] in _LOCATIVE
        )

    def is_persons(self, text: str) -> bool:
        """Whether a word is part of a person's full name in the text, or follows a title."""
        return fold(text) in self._persons_words

    @cached_property
    def _persons_words(self) -> frozenset[str]:
        return frozenset(
            self.folded[index] for name in self.annotated.names if name.kind is NameKind.PERSON
            and (name.last - name.first > 1 or name.first - 1 in self.role_at)
            for index in range(name.first, name.last) if index not in self.role_at
        )  # fmt: skip

    def is_state(self, text: str) -> bool:
        """Whether the text gives a name nobody listed a demonym, or what states have: a
        government, an army, a minister."""
        word = fold(text)
        return word in self._demonyms or (word in self._owning and word not in name_kinds())

    @cached_property
    def _owning(self) -> frozenset[str]:
        return frozenset(
            fold(self.annotated.span(name.first, name.last).text)
            for name in self.annotated.names if self._has_state_noun(name.last)
        )  # fmt: skip

    def _has_state_noun(self, at: int) -> bool:
        for index in range(at, min(at + 4, len(self.tokens))):
            noun = self.noun_at.get(index)
            if noun and noun[1].kind in _STATE_KINDS:
                return True
            if self.tokens[index].xpos not in {"POS", "JJ", "NN"}:
                return False
        return False

    @cached_property
    def _votes(self) -> Mapping[str, Counter[NameKind]]:
        found: dict[str, Counter[NameKind]] = {}
        for name in self.annotated.names:
            text = fold(self.annotated.span(name.first, name.last).text)
            found.setdefault(text, Counter())[name.kind] += 1
        return found

    def adjective_of(self, land: str) -> str:
        """The demonym that the text itself uses for a land; the land's name where it has none."""
        return self._demonyms.get(fold(land), land)

    @cached_property
    def demonyms(self) -> Mapping[str, str]:
        """The lands of the demonyms that the text uses, by the folded demonym."""
        lands = {fold(self.annotated.span(name.first, name.last).text): self.name_text(*name[:2])
                 for name in self.annotated.names}  # fmt: skip
        return {fold(word): lands[land] for land, word in self._demonyms.items()}

    @cached_property
    def _demonyms(self) -> Mapping[str, str]:
        """For each name, the capitalised word of the text that is its stem and an ending."""
        words = {
            self.folded[token.index]: self.name_text(token.index, token.index + 1)
            for token in self.tokens
            if token.upos in {"ADJ", "PROPN"} and token.rel.startswith(("amod", "compound"))
            and self.is_owner_word(token.index)
        }  # fmt: skip
        lands = {fold(self.annotated.span(name.first, name.last).text)
                 for name in self.annotated.names if name.last == name.first + 1}  # fmt: skip
        pairs = ((land, word) for land in sorted(lands) for word in sorted(words))
        return {land: words[word] for land, word in pairs if _is_demonym_of(word, land)}


_STATE_KINDS: Final = frozenset({ActorKind.GOVERNMENT, ActorKind.MILITARY})
_CALENDAR: Final = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
})  # fmt: skip


_DEMONYM_ENDINGS: Final = ("ian", "ean", "ese", "i")
_NO_DEMONYMS: Final = frozenset({
    "civilian", "humanitarian", "authoritarian", "totalitarian", "sectarian", "pedestrian",
    "guardian", "anti", "multi", "semi", "jihadi", "custodian", "veterinarian",
})  # fmt: skip


_ENDINGS: Final = frozenset({
    "n", "an", "ian", "i", "ese", "ish", "ite", "er", "ar", "ic", "ean", "ni", "nian",
})  # fmt: skip


def _is_demonym_of(word: str, land: str) -> bool:
    """Whether a word is a land's stem with an ending.

    >>> _is_demonym_of("ruritanian", "ruritania"), _is_demonym_of("velkhari", "velkhar")
    (True, True)
    >>> _is_demonym_of("tarnish", "tar")
    False
    """
    stems = {land, land.rstrip("aeiouy")}
    return (
        len(land) >= 4
        and word != land
        and any(
            len(stem) >= 3 and word.startswith(stem) and word[len(stem) :] in _ENDINGS
            for stem in stems
        )
    )


def _singular(word: str) -> str:
    """The singular of a plural in "s" or "men"; any other word as it is."""
    if word.endswith("men"):
        return f"{word[:-2]}an"
    return word.removesuffix("s") if not word.endswith("ss") else word


_TOWARDS: Final = frozenset({"pro", "anti"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


def _shorn(text: str, word: str) -> str:
    """A token's text without the "s" that its folded word has lost."""
    return text[:-1] if text[-1:] == "s" and len(text) == len(word) + 1 else text


def _without_lost_apostrophe(word: str) -> str:
    """A word without a possessive "s" whose apostrophe a text has lost ("Syrias army")."""
    known = table()
    lost = word not in known.all_words and word[:-1] in known.last_words
    return word[:-1] if lost else word


def _token_of(word: tuple[str, int]) -> int:
    return word[1]


def _has_capital(text: str) -> bool:
    """Whether a token, or a part of it behind a hyphen, begins with a capital."""
    return any(part[:1].isupper() for part in text.split("-"))


def _has_inner_capital(written: str) -> bool:
    """Whether a short form mixes letters, as "LeT" does: only this spelling is the name."""
    return (
        len(written) <= 5
        and written.isalpha()
        and not written[1:].islower()
        and (not written.isupper())
    )


def _mostly_titled(tokens: tuple[Token, ...]) -> bool:
    words = [token for token in tokens if token.text.isalpha() and len(token.text) > 3]
    return len(words) > 3 and sum(token.text[0].isupper() for token in words) > 0.7 * len(words)


def _mostly_capitals(tokens: tuple[Token, ...]) -> bool:
    letters = [token for token in tokens if token.text.isalpha() and len(token.text) > 1]
    return len(letters) > 3 and sum(token.text.isupper() for token in letters) > 0.7 * len(letters)
