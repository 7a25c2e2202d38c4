"""A verb of saying in its place: its cue, its speaker, and content fitted to the marks around."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from variorum.extract.draft import Draft, Range, joined, pieces
from variorum.extract.reporting import Entry, verbs
from variorum.extract.scene import Scene
from variorum.extract.speakers import days, is_passive, speaker_of
from variorum.model.annotation import Annotated, Sentence, Token
from variorum.model.record import Act

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_PHASES: Final = frozenset({"continue", "begin", "start", "keep", "resume"})
SEEMING: Final = frozenset({"seem", "appear", "sound"})


@dataclass(frozen=True)
class Saying:
    """A verb of saying in its place."""

    scene: Scene
    verb: Token
    entry: Entry

    @cached_property
    def children(self) -> tuple[Token, ...]:
        return tuple(self.scene.annotated.children(self.verb.index))

    @cached_property
    def passive(self) -> bool:
        return is_passive(self.scene.annotated, self.verb)

    @cached_property
    def speaker(self) -> Range | None:
        if self.entry.word in SEEMING:
            return None
        return speaker_of(self.scene, self.verb, self.cue)

    @cached_property
    def cue(self) -> Range:
        annotated, verb = self.scene.annotated, self.verb
        first, last = cue_around(annotated, verb)
        quoting = annotated.tokens[first - 2] if first > 1 else verb
        if annotated.tokens[first - 1].text.lower() == "as" and quoting.text.lower() == "quoted":
            first = cue_around(annotated, quoting)[0]
        above = annotated.tokens[verb.head] if verb.head is not None else verb
        if verb.rel == "xcomp" and above.lemma.lower() in _PHASES and above.index == first - 1:
            first = cue_around(annotated, above)[0]
        return first, last

    @cached_property
    def is_finite(self) -> bool:
        """Whether the verb stands in a tense, by itself or by its auxiliary."""
        return self.verb.xpos in _FINITE or any(child.rel == "aux" for child in self.children)

    @cached_property
    def is_generic(self) -> bool:
        """Whether nobody in particular speaks: "you may say"."""
        if self.speaker is None or self.speaker[1] - self.speaker[0] != 1:
            return False
        return self.scene.annotated.tokens[self.speaker[0]].text.lower() == "you"

    def child(self, *rels: str) -> Token | None:
        return self.scene.annotated.child(self.verb.index, *rels)

    def subtree(self, index: int) -> set[int]:
        return set(self.scene.annotated.subtree(index))


Rule = Callable[[Saying], Draft | None]


def is_owned(scene: Scene, token: Token) -> bool:
    """Whether a possessive stands before a word, which is then a noun: "the gangs' claim"."""
    return token.index > 0 and scene.annotated.tokens[token.index - 1].xpos == "POS"


def cue_around(annotated: Annotated, verb: Token) -> Range:
    """The verb with the auxiliaries, negation and adverbs next to it, and its particle."""
    tokens, first, last = annotated.tokens, verb.index, verb.index + 1
    while first > 0 and _belongs_left(tokens[first - 1], verb):
        first -= 1
    while last < len(tokens) and _belongs_right(tokens[last], verb):
        last += 1
    return first, last


def _belongs_left(token: Token, verb: Token) -> bool:
    if token.head != verb.index:
        return False
    kind = token.rel.partition(":")[0]
    if kind == "mark":
        return token.text.lower() == "to"
    if kind not in ("aux", "advmod", "cop") or token.xpos == "WRB":
        return False
    return token.upos in ("AUX", "ADV", "PART")


def _belongs_right(token: Token, verb: Token) -> bool:
    if token.rel == "compound:prt":
        return token.head == verb.index
    if token.rel == "fixed" or (token.rel == "advmod" and token.upos == "ADV"):
        return token.head == verb.index and token.xpos != "WRB" and token.text.lower() != "so"
    return False


def draft(
    saying: Saying, rule: str, act: Act, content: set[int], cue: Range | None = None
) -> Draft | None:
    """A draft whose content is cut clear of cue and speaker and fits the quotation marks."""
    cue = cue or saying.cue
    kept = _fitted(saying, content)
    kept -= set(range(*cue)) | {saying.verb.index}
    if saying.speaker:
        kept -= set(range(*saying.speaker))
    kept = _filled(saying, _led_on(saying, kept), cue) - _day_after(saying, cue)
    kept -= _told_on(saying, kept)
    parts = joined(saying.scene.annotated, _bridged(saying.scene.annotated, pieces(kept)))
    if not parts:
        return None
    return Draft(rule, act, cue, saying.speaker, parts)


def _led_on(saying: Saying, content: set[int]) -> set[int]:
    """Content with the quotation that a small word leads on to: praised him as “calm”."""
    scene, last = saying.scene, max(content, default=-1)
    tokens = scene.annotated.tokens
    if last < saying.verb.index or last in scene.quotation_at:
        return content
    at = last + 1
    while at < len(tokens) and at <= last + _MOST_SMALL and tokens[at].upos in _SMALL:
        at += 1
    quotation = scene.quotation_at.get(at)
    if quotation is None or quotation.first != at or tokens[last].upos == "PUNCT":
        return content
    return content | set(range(last + 1, quotation.last))


def _told_on(saying: Saying, content: set[int]) -> set[int]:
    """The end of what is said, from where its speaker goes on by another verb of saying: "said
    that …, adding that", "said that …, though he admitted that"."""
    scene, last = saying.scene, max(content, default=-1)
    if not saying.is_finite or saying.verb.index in scene.quotation_at:
        return set()
    for index in range(saying.cue[1] + 2, last):
        if index in content and index not in scene.quotation_at and _goes_on_telling(scene, index):
            return {at for at in content if at >= index}
    return set()


def _goes_on_telling(scene: Scene, index: int) -> bool:
    tokens = scene.annotated.tokens
    first, *rest = tokens[index : index + 3]
    if first.text == ",":
        return bool(rest) and rest[0].xpos == "VBG" and _tells(rest[0])
    if first.text.lower() not in _TURNS or not rest:
        return False
    if rest[0].text.lower() in _PERSONAL:
        rest = rest[1:]
    elif first.text.lower() not in _JOINING:
        return False
    return bool(rest) and rest[0].xpos in _FINITE and _tells(rest[0])


def _tells(token: Token) -> bool:
    entry = verbs().get(token.text.lower())
    return entry is not None and "that" in entry.frames


_TURNS: Final = frozenset({"and", "but", "though", "although"})
_JOINING: Final = frozenset({"and", "but"})
_PERSONAL: Final = frozenset({"he", "she", "they", "it"})


def _day_after(saying: Saying, cue: Range) -> set[int]:
    """The day right after a verb that ends its sentence: "… the army said Wednesday"."""
    tokens, (_, at) = saying.scene.annotated.tokens, cue
    if at + 1 < len(tokens) and tokens[at].text.lower() in days() and tokens[at + 1].text in _ENDS:
        return {at}
    return set()


_ENDS: Final = frozenset({".", ",", ";"})
_SMALL: Final = frozenset({"ADP", "SCONJ", "DET", "PART"})
_MOST_SMALL: Final = 3


def _filled(saying: Saying, content: set[int], cue: Range) -> set[int]:
    """Content without holes on either side of the cue, less what hangs on the verb itself and a
    relative clause that a comma sets off at its end."""
    own = set(range(*cue)) | (set(range(*saying.speaker)) if saying.speaker else set())
    found: set[int] = set()
    for side in ({i for i in content if i < cue[0]}, {i for i in content if i >= cue[1]}):
        if side:
            found |= set(range(min(side), max(side) + 1)) - own
    return found - _set_off(saying, found)


_SET_OFF: Final = frozenset({"acl:relcl", "appos"})


def _set_off(saying: Saying, content: set[int]) -> set[int]:
    """The relative clause after a comma that ends the content: the article's own addition."""
    if not content:
        return set()
    annotated, last = saying.scene.annotated, max(content)
    if last in saying.scene.quotation_at or last < saying.verb.index:
        return set()
    step: int | None = last
    while step is not None and step in content:
        token = annotated.tokens[step]
        if token.rel in _SET_OFF:
            first = min(annotated.subtree(step))
            if first - 1 in content and annotated.tokens[first - 1].text == ",":
                return set(range(first - 1, last + 1))
            if annotated.tokens[first].text == ",":
                return set(range(first, last + 1))
        step = token.head
    return set()


def _bridged(annotated: Annotated, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """Pieces that only punctuation parts are one piece."""
    found: list[Range] = []
    for first, last in parts:
        if found and all(annotated.tokens[i].upos == "PUNCT" for i in range(found[-1][1], first)):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(found)


def _fitted(saying: Saying, content: set[int]) -> set[int]:
    """Content widened to the quotations it touches, or kept inside the one the verb stands in."""
    at = saying.scene.quotation_at
    around = at.get(saying.verb.index)
    if around:
        return {index for index in content if around.first <= index < around.last}
    low, high = saying.scene.between_walls(saying.verb.index)
    content = {index for index in content if low <= index < high}
    for quotation in {at[index] for index in content if index in at}:
        content |= set(range(quotation.first, quotation.last))
    return content - saying.scene.datelines


def own_words(saying: Saying) -> set[int]:
    """The tokens of the saying itself: verb, speaker, hearer, adjuncts."""
    return saying.subtree(saying.verb.index)


def clause_of(saying: Saying) -> set[int]:
    """What the tree gives as said: the clause below the verb, or the one it is inserted into."""
    if found := saying.child("ccomp"):
        return saying.subtree(found.index)
    if saying.verb.rel.startswith("parataxis") and saying.verb.head is not None:
        return saying.subtree(saying.verb.head) - own_words(saying)
    return set()


def sentence_of(saying: Saying) -> Sentence:
    """The sentence the verb stands in."""
    return saying.scene.annotated.sentences[saying.verb.sentence]
