"""Framing: the marks by which a text takes a side or steps back from a name.

Scare quotes, "so-called", names that only one side uses, words that judge. A mark says what the
wording does; nothing here says whether it is deserved. `layer` observed: plain to see; suggested:
a word of a list, which a reader may weigh otherwise in its place.
Lists: lexicon/en/framing_phrases.tsv, framing_labels.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, NamedTuple

from variorum import lexicon
from variorum.model.annotation import Annotated, NameKind, Token
from variorum.model.document import Span
from variorum.model.record import Frame, FrameLayer, Quoted, Statement
from variorum.model.value import Actor


class Found(NamedTuple):
    """A mark before it is placed: its words, what it does, of whom."""

    span: Span
    mark: str
    layer: FrameLayer
    target: str | None


@dataclass(frozen=True)
class Reading:
    """A document with what was found in it before."""

    annotated: Annotated
    statements: Sequence[Statement]
    actors: Sequence[Actor]

    @cached_property
    def partisan(self) -> tuple[tuple[Span, str], ...]:
        """The namings that one side uses, each with its actor."""
        return tuple(
            (mention.span, actor.id)
            for actor in self.actors
            for mention in actor.mentions
            if mention.partisan
        )

    @cached_property
    def partisan_until(self) -> Mapping[int, int]:
        """Each token of a naming that one side uses, and the code point where the naming ends."""
        found: dict[int, int] = {}
        for span, _ in self.partisan:
            for token in self.annotated.tokens_in(span):
                found[token.index] = max(span.end, found.get(token.index, 0))
        return found

    @cached_property
    def actor_at(self) -> Mapping[int, str]:
        """The actor that each token names."""
        return {
            token.index: actor.id
            for actor in self.actors
            for mention in actor.mentions
            for token in self.annotated.tokens_in(mention.span)
        }

    def target(self, tokens: Iterable[Token]) -> str | None:
        """The first actor that one of the tokens names."""
        found = (self.actor_at[token.index] for token in tokens if token.index in self.actor_at)
        return next(found, None)


Rule = Callable[[Reading], Iterator[Found]]

_QUOTED: Final = re.compile(
    r"(?<![\w’'])(?:“([^“”\"\n]{2,60})”|\"([^“”\"\n]{2,60})\"|«([^«»\n]{2,60})»"
    r"|[‘']([^‘’'\"“”\n]{2,60})[’'])(?!\w)"
)
# Words before a quotation that introduce a name, a title or a wording as such.
_NAMING: Final = frozenset({
    "called", "named", "dubbed", "titled", "entitled", "nicknamed", "codenamed", "code-named",
    "known", "as", "termed", "labelled", "labeled", "operation", "word", "words", "phrase",
    "slogan", "film", "book", "song", "novel", "newspaper", "magazine", "hashtag", "term",
    "series", "album", "report", "article", "headlined", "chanted", "chanting", "shouted",
    "shouting", "reading", "read", "said", "says", "saying", "replied", "asked", "added",
})  # fmt: skip
_LIVELY: Final = frozenset({"AUX", "PRON", "INTJ"})


def scare_quotes(reading: Reading) -> Iterator[Found]:
    """Quotation marks round one to four words that are nobody's speech.

    yes: The "elections" in Tarn drew no observers. => "elections" | scare-quotes | observed
    yes: Troops entered the so-far ‘liberated’ district. => ‘liberated’ | scare-quotes | observed
    no: "We won," he said.
    no: The offensive, called "Iron Rain", began on Monday.
    no: Arman "the Wolf" Velik surrendered.
    """
    for match in _QUOTED.finditer(reading.annotated.document.text):
        inside = next(group for group in match.groups() if group)
        span = reading.annotated.document.span(match.start(), match.end())
        tokens = [t for t in reading.annotated.tokens_in(span) if t.upos != "PUNCT"]
        if (
            _is_phrase(inside, tokens)
            and _is_nominal(tokens)
            and not _is_named_or_said(reading, span, tokens)
        ):
            layer = FrameLayer.SUGGESTED if _maybe_said(reading, span) else FrameLayer.OBSERVED
            yield Found(span, "scare-quotes", layer, _whose(reading, tokens))


def _is_phrase(inside: str, tokens: Sequence[Token]) -> bool:
    """Whether quoted words are a phrase and no sentence."""
    if not 1 <= len(tokens) <= 4 or inside.rstrip()[-1:] in ".,!?…;:":
        return False
    finite = any(t.upos in _LIVELY or t.xpos in {"VBZ", "VBP", "VBD", "MD"} for t in tokens)
    return not finite and any(t.upos in {"NOUN", "PROPN", "ADJ", "VERB"} for t in tokens)


def _is_nominal(tokens: Sequence[Token]) -> bool:
    """Whether the words are a noun phrase or modify a noun behind them."""
    inside = range(tokens[0].index, tokens[-1].index + 1)
    heads = [token for token in tokens if token.head not in inside]
    return any(
        head.upos in {"NOUN", "PROPN"} or (head.rel.startswith("amod") and head.xpos != "VBG")
        for head in heads
    )


def _is_named_or_said(reading: Reading, span: Span, tokens: Sequence[Token]) -> bool:
    before = reading.annotated.tokens[max(0, tokens[0].index - 3) : tokens[0].index]
    named = any(token.text.lower() in _NAMING for token in before)
    whole = any(_same_words(span, piece) for one in reading.statements for piece in one.content)
    return named or whole or _inside_person(reading, tokens)


def _same_words(span: Span, piece: Span) -> bool:
    return piece.meets(span) and abs(piece.start - span.start) + abs(piece.end - span.end) <= 3


def _inside_person(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether the words stand within a person's name, as a nickname does."""
    around = (tokens[0].index - 2, tokens[-1].index + 2)
    names = [reading.annotated.name_at(index) for index in around if index >= 0]
    return len(names) == 2 and all(one and one.kind is NameKind.PERSON for one in names)


def _maybe_said(reading: Reading, span: Span) -> bool:
    """Whether the words lie in a statement told in other words: they may be the speaker's own."""
    return any(
        one.quoted is not Quoted.DIRECT and any(piece.holds(span) for piece in one.content)
        for one in reading.statements
    )


def _whose(reading: Reading, tokens: Sequence[Token]) -> str | None:
    """Of whom a mark is said: who is named by its words, or by the noun they stand before."""
    heads = [reading.annotated.tokens[t.head] for t in tokens if t.head is not None]
    return reading.target(tokens) or reading.target(
        head for head in heads if head.index > tokens[-1].index and head.upos in {"NOUN", "PROPN"}
    )


def stepping_back(reading: Reading) -> Iterator[Found]:
    """ "So-called", "self-proclaimed" and their like, with the name they stand before.

    yes: The so-called Tarn Republic issued stamps. => so-called Tarn Republic | so-called
    yes: A self-proclaimed mayor spoke. => self-proclaimed mayor | self-styled | observed
    no: The militia, called the Front, withdrew.
    """
    tokens = reading.annotated.tokens
    for token in tokens:
        first = token.text.lower()
        if first in _first_words():
            end, mark = _phrase_end(tokens, token.index)
            if mark:
                last = _noun_end(reading.annotated, end)
                span = reading.annotated.span(token.index, last)
                yield Found(span, mark, FrameLayer.OBSERVED, reading.target(tokens[end:last]))


@cache
def _phrases() -> Mapping[tuple[str, ...], str]:
    rows = lexicon.rows("en/framing_phrases.tsv")
    return {tuple(row["phrase"].split()): row["mark"] for row in rows}


@cache
def _first_words() -> frozenset[str]:
    firsts = {phrase[0] for phrase in _phrases()}
    return frozenset(firsts | {"-".join(phrase) for phrase in _phrases()})


def _phrase_end(tokens: Sequence[Token], at: int) -> tuple[int, str | None]:
    """Where a phrase of the list that begins at token `at` ends, and its mark."""
    words = [token.text.lower() for token in tokens[at : at + 3]]
    for size in (1, 2, 3):
        parts = tuple("-".join(words[:size]).replace("---", "-").split("-"))
        if mark := _phrases().get(parts):
            return at + size, mark
    return at, None


def _noun_end(annotated: Annotated, at: int) -> int:
    """The end of the noun phrase that goes on at token `at`, its quotation marks included."""
    end = at
    while end < len(annotated.tokens) and _goes_on(annotated, end, at):
        end += 1
        if annotated.tokens[end - 1].upos == "NOUN" and not _continues(annotated, end):
            break
    quoted = end > at and annotated.tokens[at].text in _MARKS and end < len(annotated.tokens)
    return end + 1 if quoted and annotated.tokens[end].text in _MARKS else end


_MARKS: Final = frozenset("\"'“”‘’«»")
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def _goes_on(annotated: Annotated, end: int, begin: int) -> bool:
    token = annotated.tokens[end]
    joins = token.text == "-" or (end == begin and token.text in _MARKS)
    return (token.upos in _NOMINAL or joins) and token.sentence == annotated.tokens[begin].sentence


def _continues(annotated: Annotated, at: int) -> bool:
    after = annotated.tokens[at] if at < len(annotated.tokens) else None
    return after is not None and (after.upos in {"NOUN", "PROPN"} or after.text == "-")


def partisan_name(reading: Reading) -> Iterator[Found]:
    """A name for an actor that only one side uses.

    yes: Daesh shelled the town. => Daesh | partisan-name | observed
    yes: The Velkhari occupation forces left. => Velkhari occupation forces | partisan-name
    no: The Velkhari army left.
    """
    for span, actor in reading.partisan:
        yield Found(span, "partisan-name", FrameLayer.OBSERVED, actor)


class Label(NamedTuple):
    """A word of the list of labels; `unless_before`: nouns that make it a plain word."""

    mark: str
    unless_before: frozenset[str]


def label(reading: Reading) -> Iterator[Found]:
    """A word that judges, softens, sharpens or doubts, outside proper names.

    yes: The army liberated the town. => liberated | euphemism | suggested
    yes: Officials mourned the martyrs of Tarn. => martyrs | honorific | suggested
    yes: The alleged attack killed nobody. => alleged | distancing | observed
    yes: He called it a massacre. => massacre | dysphemism | suggested
    no: The Tarn Martyrs Brigade left.
    no: A criminal court heard the case.
    """
    tokens = reading.annotated.tokens
    skip = 0
    for token in tokens:
        if token.upos not in _LABEL_TAGS or token.index < skip:
            continue
        firsts = _lengths()
        for size in firsts.get(token.lemma.lower(), ()) or firsts.get(token.text.lower(), ()):
            found = _label_at(reading.annotated, token.index, size)
            if found and not _is_proper(reading, token, size):
                skip = token.index + size
                yield _labelled(reading, token, size, found)
                break


_LABEL_TAGS: Final = frozenset({"NOUN", "ADJ", "VERB", "ADV", "PROPN"})


@cache
def _labels() -> Mapping[tuple[tuple[str, ...], str], Label]:
    return {
        (tuple(re.split(r"[\s-]+", row["word"])), row["upos"]): Label(
            row["mark"], frozenset(row["unless_before"].split())
        )
        for row in lexicon.rows("en/framing_labels.tsv")
    }


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """For the first word of a label the lengths to try, in tokens, hyphens counted."""
    found: dict[str, set[int]] = {}
    for row in lexicon.rows("en/framing_labels.tsv"):
        parts = re.split(r"\s|(-)", row["word"])
        words = [part for part in parts if part]
        found.setdefault(words[0], set()).update({len(words), len(words) - words.count("-")})
    return {first: tuple(sorted(some, reverse=True)) for first, some in found.items()}


def _label_at(annotated: Annotated, at: int, size: int) -> Label | None:
    run = annotated.tokens[at : at + size]
    words = [token.text.lower() for token in run[:-1] if token.text != "-"]
    last = run[-1]
    tag = "NOUN" if size > 1 else "ADJ" if last.rel.startswith("amod") else last.upos
    ends = (last.lemma.lower(), last.text.lower())
    found = next((one for end in ends if (one := _labels().get(((*words, end), tag)))), None)
    if found and found.unless_before and at + size < len(annotated.tokens):
        return None if annotated.tokens[at + size].lemma in found.unless_before else found
    return found


def _is_proper(reading: Reading, token: Token, size: int) -> bool:
    """Whether the word is part of a proper name, or of a naming that is marked already."""
    begins = token.index == reading.annotated.sentences[token.sentence].first
    capital = token.text[:1].isupper() and not token.text.isupper() and not begins
    last = min(token.index + size, len(reading.annotated.tokens))
    end = reading.annotated.tokens[last - 1].end
    return capital or end <= reading.partisan_until.get(token.index, 0)


def _labelled(reading: Reading, token: Token, size: int, found: Label) -> Found:
    run = reading.annotated.tokens[token.index : token.index + size]
    plain = found.mark == "distancing"
    layer = FrameLayer.OBSERVED if plain else FrameLayer.SUGGESTED
    target = reading.target(run) or reading.target(_said_of(reading.annotated, run[-1]))
    return Found(reading.annotated.span(token.index, run[-1].index + 1), found.mark, layer, target)


def _said_of(annotated: Annotated, token: Token) -> Iterator[Token]:
    """The words a label may be said of: the noun it stands before, or its subject."""
    if token.rel.startswith(("amod", "compound")) and token.head is not None:
        yield annotated.tokens[token.head]
    if subject := annotated.child(token.index, "nsubj"):
        yield subject


RULES: Final[Mapping[str, Rule]] = {
    "scare-quotes": scare_quotes,
    "stepping-back": stepping_back,
    "partisan-name": partisan_name,
    "label": label,
}


def find_framing(
    annotated: Annotated, statements: Sequence[Statement], actors: Sequence[Actor]
) -> tuple[Frame, ...]:
    """The framing marks of a document in the order of their words, each with the actor it is said
    of and the innermost statement it stands in, None: the article's own voice."""
    reading = Reading(annotated, statements, actors)
    found = [
        Frame(one.span, one.mark, one.layer, one.target, _innermost(statements, one.span), rule)
        for rule, find in RULES.items()
        for one in find(reading)
    ]
    return tuple(sorted(found, key=lambda frame: (frame.span, frame.mark)))


def _innermost(statements: Sequence[Statement], span: Span) -> str | None:
    holding = [
        (piece.end - piece.start, one.id)
        for one in statements
        for piece in one.content
        if piece.holds(span)
    ]
    return min(holding)[1] if holding else None


def shown(
    annotated: Annotated, statements: Sequence[Statement], actors: Sequence[Actor]
) -> Iterator[tuple[str, str]]:
    """Rule and reading of each mark, for the examples."""
    for frame in find_framing(annotated, statements, actors):
        yield frame.rule, f"{frame.span.text} | {frame.mark} | {frame.layer}"
