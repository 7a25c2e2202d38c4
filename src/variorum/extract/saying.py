"""Verbs of saying and believing: what they report, read off quotation marks, then the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from variorum.extract.draft import Draft, Range, joined, pieces
from variorum.extract.quotes import Quotation, Scene
from variorum.extract.reporting import Entry, verbs
from variorum.extract.speakers import days, is_passive, speaker_of
from variorum.model.annotation import Annotated, Sentence, Token
from variorum.model.record import Act

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
SEEMING: Final = frozenset({"seem", "appear", "look", "sound"})


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

_LEFT_OF_CUE: Final = frozenset({"aux", "advmod", "cop", "mark"})


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
    return kind in ("aux", "advmod", "cop") and token.upos in ("AUX", "ADV", "PART")


def _belongs_right(token: Token, verb: Token) -> bool:
    if token.rel == "compound:prt":
        return token.head == verb.index
    if token.rel == "fixed" or (token.rel == "advmod" and token.upos == "ADV"):
        return token.head == verb.index and token.xpos != "WRB" and token.text.lower() != "so"
    return False


# ---------------------------------------------------------------- content


def draft(
    saying: Saying, rule: str, act: Act, content: set[int], cue: Range | None = None
) -> Draft | None:
    """A draft whose content is cut clear of cue and speaker and fits the quotation marks."""
    cue = cue or saying.cue
    kept = _fitted(saying, content)
    kept -= set(range(*cue)) | {saying.verb.index}
    if saying.speaker:
        kept -= set(range(*saying.speaker))
    kept = _filled(saying, kept, cue)
    parts = joined(saying.scene.annotated, _bridged(saying.scene.annotated, pieces(kept)))
    if not parts:
        return None
    return Draft(rule, act, cue, saying.speaker, parts)


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


def _own_words(saying: Saying) -> set[int]:
    """The tokens of the saying itself: verb, speaker, hearer, adjuncts."""
    return saying.subtree(saying.verb.index)


# ---------------------------------------------------------------- rules


def beside_quotation(saying: Saying) -> Draft | None:
    """A verb of saying next to a quotation that a comma, a colon or a line break sets off.

    yes: "We will stay," the mayor said. => the mayor | said | "We will stay,"
    no: The mayor said nothing of the "stay" order.
    """
    frames = saying.entry.frames
    act = frames.get("that") or frames.get("quote")
    if act is None or saying.verb.index in saying.scene.quotation_at:
        return None
    if saying.passive and saying.speaker is None:
        return None
    before, after = _quotation_before(saying), _quotation_after(saying)
    if (before is None and after is None) or (before and _goes_on(saying, before)):
        return None
    content: set[int] = set()
    if before is not None:
        content |= set(range(_clause_start(saying, before), before.last))
    if after is not None:
        content |= set(range(after.first, after.last))
        reported = _clause_of(saying)
        if before is None and not reported.isdisjoint(content):
            content |= reported
    return draft(saying, "beside-quotation", act, content, _with_colon(saying))


def _goes_on(saying: Saying, quotation: Quotation) -> bool:
    """Whether a clause that only holds a quotation goes on after the verb: "The "truce", he said,
    was over"."""
    tokens, last = saying.scene.annotated.tokens, saying.cue[1]
    parted = _clause_start(saying, quotation) != quotation.first
    follows = last < len(tokens) and tokens[last].text == ","
    return parted and follows and last + 1 not in saying.scene.quotation_at


def _clause_of(saying: Saying) -> set[int]:
    """What the tree gives as said: the clause below the verb, or the one it is inserted into."""
    if found := saying.child("ccomp"):
        return saying.subtree(found.index)
    if saying.verb.rel.startswith("parataxis") and saying.verb.head is not None:
        return saying.subtree(saying.verb.head) - _own_words(saying)
    return set()


def _clause_start(saying: Saying, quotation: Quotation) -> int:
    """Where the words around a quotation begin that are reported with it: at the quotation,
    or at its sentence where the quotation starts in mid-sentence."""
    tokens = saying.scene.annotated.tokens
    first = quotation.first
    sentence = saying.scene.annotated.sentences[tokens[first].sentence]
    if first == sentence.first or tokens[first - 1].upos == "PUNCT":
        return first
    return sentence.first


def _quotation_before(saying: Saying) -> Quotation | None:
    """The quotation that ends right before the verb and its speaker."""
    scene = saying.scene
    start = saying.cue[0]
    tokens = scene.annotated.tokens
    if saying.speaker and start - 1 <= saying.speaker[1] <= start:
        start = saying.speaker[0]
    if start and tokens[start - 1].text in (",", "-", "–", "—", "--"):
        start -= 1
    found = scene.quotation_at.get(start - 1) if start else None
    return found if found and found.last <= saying.cue[0] and _leads_on(saying, found) else None


def _leads_on(saying: Saying, quotation: Quotation) -> bool:
    """Whether the sentence goes on after a quotation: it ends in a comma, or a verb or a small
    letter follows on the same line."""
    annotated, text = saying.scene.annotated, saying.scene.annotated.document.text
    after = annotated.tokens[quotation.last]
    if "\n" in text[annotated.tokens[quotation.last - 1].end : after.start]:
        return False
    inner = annotated.tokens[max(quotation.first, quotation.last - 2) : quotation.last]
    if any(token.text in (",", "!", "?", "—", "–", "--", "…", "...") for token in inner):
        return True
    return after.upos in ("PUNCT", "VERB") or not any(token.text == "." for token in inner)


def _quotation_after(saying: Saying) -> Quotation | None:
    """The quotation that the verb leads up to by a comma or a colon, past its own adjuncts."""
    scene, tokens = saying.scene, saying.scene.annotated.tokens
    at = saying.cue[1]
    limit = min(len(tokens), at + _MOST_BETWEEN)
    own = saying.subtree(saying.verb.index)
    while at < limit and tokens[at].text not in _LEADS and at not in scene.quotation_at:
        if at not in own:
            return None
        at += 1
    if at >= limit or tokens[at].text not in _LEADS:
        return scene.quotation_at.get(at) if at == saying.cue[1] else None
    return scene.quotation_at.get(at + 1)


def _with_colon(saying: Saying) -> Range:
    tokens, (first, last) = saying.scene.annotated.tokens, saying.cue
    if last < len(tokens) and tokens[last].text == ":":
        return first, last + 1
    return first, last


_LEADS: Final = frozenset({",", ":"})
_MOST_BETWEEN: Final = 25


def clause(saying: Saying) -> Draft | None:
    """A verb of saying with a clause.

    yes: The ministry said that the bridge was hit. => The ministry | said | that the bridge was hit
    no: The ministry ensured that the bridge was hit.
    """
    act = saying.entry.frames.get("that")
    if act is None:
        return None
    found = saying.child("ccomp", "csubj") if saying.passive else saying.child("ccomp")
    found = found or _whether(saying)
    if found is None:
        return None
    content = saying.subtree(found.index)
    if found.index > saying.verb.index:
        content = {index for index in content if index >= saying.cue[1]}
    return draft(saying, "clause", act, content)


def _whether(saying: Saying) -> Token | None:
    """A question below the verb that the tree takes for an adverbial clause."""
    for child in saying.children:
        if child.rel.startswith("advcl") and child.index > saying.verb.index:
            mark = saying.scene.annotated.child(child.index, "mark")
            if mark is not None and mark.text.lower() in ("if", "whether"):
                return child if mark.index == saying.cue[1] else None
    return None


def inserted(saying: Saying) -> Draft | None:
    """A verb of saying inside or after what is said.

    yes: The bridge was hit (officials say). => officials | say | The bridge was hit
    no: The bridge was hit (officials fled).
    """
    act = saying.entry.frames.get("that") or saying.entry.frames.get("quote")
    if (
        act is None
        or saying.child("ccomp", "xcomp", "obj")
        or not saying.verb.rel.startswith("parataxis")
    ):
        return None
    return draft(saying, "inserted", act, _clause_of(saying))


def as_reported(saying: Saying) -> Draft | None:
    """A clause with "as" that names a source.

    yes: As the mayor noted, the bridge was closed. => the mayor | noted | the bridge was closed
    no: As the mayor left, the bridge was closed.
    """
    act, verb = saying.entry.frames.get("that"), saying.verb
    if act is None or verb.head is None or not verb.rel.startswith("advcl"):
        return None
    mark = saying.child("mark", "advmod")
    if mark is None or mark.text.lower() != "as" or saying.child("obj", "ccomp", "xcomp"):
        return None
    return draft(saying, "as-reported", act, saying.subtree(verb.head) - _own_words(saying))


def infinitive(saying: Saying) -> Draft | None:
    """A verb with an infinitive: promises, demands, wishes.

    yes: The rebels vowed to leave the town. => The rebels | vowed | to leave the town
    no: The rebels managed to leave the town.
    """
    found = saying.child("xcomp")
    if found is None or found.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    if saying.entry.word not in SEEMING and not any(
        child.text.lower() == "to" for child in saying.scene.annotated.children(found.index)
    ):
        return None
    frames, content = saying.entry.frames, saying.subtree(found.index)
    hearer = saying.child("obj", "iobj")
    if hearer and "obj-inf" in frames and not saying.passive:
        return draft(
            saying, "infinitive", frames["obj-inf"], content | saying.subtree(hearer.index)
        )
    act = frames.get("inf") or (frames.get("obj-inf") if saying.passive else None)
    if act is None:
        return None
    subject = saying.child("nsubj")
    if subject and (saying.passive or saying.entry.word in SEEMING):
        content |= saying.subtree(subject.index)
    return draft(saying, "infinitive", act, content)


def _urged(saying: Saying, after: int) -> set[int]:
    """The infinitive that follows whom a demand is made of: "called on them to leave"."""
    found: set[int] = set()
    for child in saying.children:
        if child.index > after and child.rel in ("xcomp", "advcl", "acl"):
            mark = saying.scene.annotated.child(child.index, "mark")
            if mark is not None and mark.text.lower() == "to":
                found |= saying.subtree(child.index)
    return found


_ADDED: Final = frozenset({"for", "as", "of", "to", "with", "about", "on", "over", "from", "into"})


def noun_phrase(saying: Saying) -> Draft | None:
    """A verb with what it is said of.

    yes: The mayor condemned the raid. => The mayor | condemned | the raid
    no: The mayor opened the raid shelter.
    """
    act = saying.entry.frames.get("obj") or _with_complement(saying)
    if act is None or saying.verb.rel.partition(":")[0] in _HYPOTHETICAL:
        return None
    content = _spoken_of(saying)
    named = saying.child("xcomp")
    if not content and named is not None and "pred" in saying.entry.frames:
        content = saying.subtree(named.index)
    if not content or (saying.passive and not saying.speaker and saying.verb.rel == "acl"):
        return None
    for child in saying.children:
        if child.index > saying.verb.index and _completes(saying.scene.annotated, child):
            content |= saying.subtree(child.index)
    return draft(saying, "noun-phrase", act, content)


_HYPOTHETICAL: Final = frozenset({"ccomp", "csubj"})


def _spoken_of(saying: Saying) -> set[int]:
    """The object; of a passive its subject, or the noun that a participle stands behind."""
    verb = saying.verb
    if not saying.passive:
        found = saying.child("obj")
    elif verb.rel == "acl" and verb.head is not None:
        return {i for i in saying.subtree(verb.head) if i < verb.index}
    elif saying.entry.word == "quote":
        return set()
    else:
        found = saying.child("nsubj:pass")
    return saying.subtree(found.index) if found else set()


def _with_complement(saying: Saying) -> Act | None:
    """The act of a verb that speaks only with "as", "for" or a second object after its object."""
    annotated, frames = saying.scene.annotated, saying.entry.frames
    for child in saying.children:
        if child.index < saying.verb.index:
            continue
        if child.rel.startswith("xcomp") and "pred" in frames:
            return frames["pred"]
        if child.rel.startswith(("obl", "advcl")):
            word = annotated.child(child.index, "case", "mark")
            if (
                word is not None
                and word.text.lower() in ("as", "for", "over")
                and f"obj-{word.text.lower()}" in frames
            ):
                return frames[f"obj-{word.text.lower()}"]
    return None


def _completes(annotated: Annotated, child: Token) -> bool:
    if child.rel.startswith("xcomp"):
        return True
    if child.rel.startswith(("obl", "advcl")) and not child.rel.endswith(":agent"):
        word = annotated.child(child.index, "case", "mark")
        if child.text.lower() in days():
            return False
        return word is not None and word.text.lower() in _ADDED
    return False


def topic(saying: Saying) -> Draft | None:
    """A verb with a preposition: called for, spoke of, accused of.

    yes: The bishop called for a truce. => The bishop | called for | a truce
    no: The bishop looked for a truce tent.
    """
    annotated = saying.scene.annotated
    for child in saying.children:
        if not child.rel.startswith(("obl", "advcl")):
            continue
        word = annotated.child(child.index, "case", "mark")
        act = word and saying.entry.frames.get(word.text.lower())
        if child.lemma.lower() == "condition":
            continue
        if word is None or act is None or word.index < saying.verb.index:
            continue
        content = {index for index in saying.subtree(child.index) if index > word.index}
        content |= _urged(saying, child.index)
        cue = saying.cue
        if word.index == cue[1]:
            cue = (cue[0], word.index + 1)
        elif (obj := saying.child("obj", "iobj")) and obj.index < child.index:
            content |= saying.subtree(obj.index) | {word.index}
        return draft(saying, "topic", act, content, cue)
    return None


def aside(saying: Saying) -> Draft | None:
    """A speaker and a verb of saying that commas set off inside or after what is said.

    yes: Greylag Bridge, Torvel said, made him think. => Torvel | said | Greylag Bridge … made
    no: Torvel, he said nothing more of it.
    """
    act, speaker = saying.entry.frames.get("that"), saying.speaker
    if act is None or speaker is None or not saying.is_finite:
        return None
    first, last = min(speaker[0], saying.cue[0]), max(speaker[1], saying.cue[1])
    tokens, sentence = saying.scene.annotated.tokens, _sentence_of(saying)
    ended = last >= sentence.last or tokens[last].text in _ASIDE_ENDS
    if last - first > _MOST_IN_ASIDE or not ended or first <= sentence.first + 1:
        return None
    if tokens[first - 1].text not in _ASIDE_BEGINS:
        return None
    content = set(range(sentence.first, first)) | set(range(last, sentence.last))
    return draft(saying, "aside", act, content)


def bare_clause(saying: Saying) -> Draft | None:
    """A verb of saying with words after it that the tree does not make its clause.

    yes: The mayor would not say when. => The mayor | would not say | when
    no: The mayor said nothing.
    """
    act, speaker = saying.entry.frames.get("that"), saying.speaker
    if act is None or speaker is None or not saying.is_finite:
        return None
    tokens, last = saying.scene.annotated.tokens, saying.cue[1]
    if speaker[1] > saying.verb.index or saying.child("obj", "iobj") or last >= len(tokens):
        return None
    if last >= _sentence_of(saying).last or tokens[last].upos not in _CLAUSE_BEGINS:
        return None
    end = _clause_end(saying)
    asked = tokens[last].xpos in ("WRB", "WP", "WDT") or tokens[last].upos == "SCONJ"
    if not asked and not any(token.upos in ("VERB", "AUX") for token in tokens[last:end]):
        return None
    return draft(saying, "bare-clause", act, set(range(last, end)))


_CLAUSE_BEGINS: Final = frozenset({"SCONJ", "PRON", "DET", "NOUN", "PROPN", "NUM", "ADV"})


def unmarked(saying: Saying) -> Draft | None:
    """A speaker and a verb of saying that end a sentence whose commas are lost.

    yes: The bridge was hit officials said. => officials | said | The bridge was hit
    no: The bridge officials left.
    """
    act, tokens = saying.entry.frames.get("that"), saying.scene.annotated.tokens
    sentence, (first, last) = _sentence_of(saying), saying.cue
    ends = all(token.upos == "PUNCT" for token in tokens[last : sentence.last])
    if act is None or not saying.is_finite or not ends:
        return None
    start = first
    while start > sentence.first and tokens[start - 1].upos in _IN_NOUN_PHRASE:
        start -= 1
    told = tokens[sentence.first : start]
    if start == first or not any(token.upos in ("VERB", "AUX") for token in told):
        return None
    parts = joined(saying.scene.annotated, [(sentence.first, start)])
    return Draft("unmarked", act, saying.cue, (start, first), parts) if parts else None


_IN_NOUN_PHRASE: Final = frozenset({"NOUN", "PROPN", "PRON", "DET"})
_ASIDE_BEGINS: Final = frozenset({",", "—", "–", "--"})
_ASIDE_ENDS: Final = frozenset({",", ".", "!", "?", ";", "—", "–", "--"})
_MOST_IN_ASIDE: Final = 16


def _sentence_of(saying: Saying) -> Sentence:
    return saying.scene.annotated.sentences[saying.verb.sentence]


def _clause_end(saying: Saying) -> int:
    """Where the clause around the verb ends: with all that hangs on it, or on what it hangs on
    where the tree puts the verb below its own content."""
    verb, annotated = saying.verb, saying.scene.annotated
    end = max(saying.subtree(verb.index)) + 1
    if end <= saying.cue[1] + 1 and verb.head is not None and verb.head > verb.index:
        end = max(saying.subtree(verb.head)) + 1
    return end if end > saying.cue[1] else annotated.sentences[verb.sentence].last


VERB_RULES: Final[dict[str, Rule]] = {
    "beside-quotation": beside_quotation,
    "aside": aside,
    "clause": clause,
    "inserted": inserted,
    "as-reported": as_reported,
    "infinitive": infinitive,
    "noun-phrase": noun_phrase,
    "topic": topic,
    "bare-clause": bare_clause,
    "unmarked": unmarked,
}


def sayings(scene: Scene) -> Iterator[Draft]:
    """What every verb of saying reports, by the first rule that finds something."""
    known = verbs()
    for token in scene.annotated.tokens:
        if token.upos != "VERB":
            continue
        if entry := known.get(token.text.lower()):
            saying = Saying(scene, token, entry)
            drafts = (rule(saying) for rule in VERB_RULES.values() if not saying.is_generic)
            if found := next(filter(None, drafts), None):
                yield found
        elif found := beside_speech(scene, token):
            yield found


def beside_speech(scene: Scene, token: Token) -> Draft | None:
    """Any verb that follows a quotation with its comma inside: "…," she corrects."""
    saying = Saying(scene, token, _ANY_VERB)
    if not saying.is_finite or saying.child("obj", "ccomp", "xcomp") or saying.speaker is None:
        return None
    quotation = _quotation_before(saying)
    beside = saying.speaker[1] == saying.cue[0] or saying.speaker[0] == saying.cue[1]
    if quotation is None or not beside:
        return None
    inner = scene.annotated.tokens[quotation.last - 2 : quotation.last]
    if not any(one.text in (",", "?", "!") for one in inner):
        return None
    return beside_quotation(saying)


_ANY_VERB: Final = Entry("", {"quote": Act.SAY})
