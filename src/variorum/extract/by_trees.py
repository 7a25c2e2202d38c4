"""Verbs of saying and believing by their trees: what hangs on the verb, or what it hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from variorum.extract.draft import Draft
from variorum.extract.quotes import is_title
from variorum.extract.saying import (
    SEEMING,
    Rule,
    Saying,
    clause_of,
    draft,
    own_words,
    sentence_of,
)
from variorum.extract.speakers import days
from variorum.lexicon import rows
from variorum.model.annotation import Annotated, Token
from variorum.model.record import Act


def clause(saying: Saying) -> Draft | None:
    """A verb of saying with a clause.

    yes: The ministry said that the bridge was hit. => The ministry | said | that the bridge was hit
    no: The ministry ensured that the bridge was hit.
    """
    act = saying.entry.frames.get("that")
    if act is None:
        return None
    found = saying.child("ccomp", "csubj") if saying.passive else saying.child("ccomp")
    found = _that_follows(saying) or found or _whether(saying)
    if found is None or _is_charge(saying, found):
        return None
    content = saying.subtree(found.index)
    if found.index > saying.verb.index:
        content = {index for index in content if index >= saying.cue[1]}
    if saying.entry.word == _WARNING and _is_own_deed(saying, found):
        act = Act.THREATEN
    return draft(saying, "clause", act, content)


_WARNING: Final = "warn"
_SELVES: Final = frozenset({"it", "they", "he", "she", "we", "i"})
_AHEAD: Final = frozenset({"will", "'ll", "’ll", "would", "'d", "’d", "shall"})


def _is_own_deed(saying: Saying, clause: Token) -> bool:
    """Whether a clause tells what the speaker will do: "warned that it would bomb the dam"."""
    annotated = saying.scene.annotated
    subject, helper = annotated.child(clause.index, "nsubj"), annotated.child(clause.index, "aux")
    if subject is None or helper is None or helper.text.lower() not in _AHEAD:
        return False
    return subject.text.lower() in _SELVES


def _that_follows(saying: Saying) -> Token | None:
    """The clause with "that" behind the verb, where the tree hangs several on it."""
    annotated = saying.scene.annotated
    for child in saying.children:
        if child.rel == "ccomp" and child.index > saying.verb.index:
            mark = annotated.child(child.index, "mark")
            if mark is not None and mark.text.lower() == "that":
                return child
    return None


def _is_charge(saying: Saying, clause: Token) -> bool:
    """Whether a clause only completes an object: "accused them of lying"."""
    mark = saying.scene.annotated.child(clause.index, "mark", "case")
    return mark is not None and mark.text.lower() in _CHARGES and saying.child("obj") is not None


_CHARGES: Final = frozenset({"of", "for", "as"})


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
    return draft(saying, "inserted", act, clause_of(saying))


def as_reported(saying: Saying) -> Draft | None:
    """A clause with "as" that names a source.

    yes: As the mayor noted, the bridge was closed. => the mayor | noted | the bridge was closed
    yes: As the mayor put it, the bridge was lost. => the mayor | put | the bridge was lost
    no: As the mayor left, the bridge was closed.
    no: As names are gathered, the bridge is closed.
    """
    act, verb = saying.entry.frames.get("as-it") or saying.entry.frames.get("that"), saying.verb
    if act is None or verb.head is None or not verb.rel.startswith("advcl"):
        return None
    mark, told = saying.child("mark", "advmod"), saying.child("obj", "ccomp", "xcomp")
    puts_it = told is not None and told.text.lower() == "it" and "as-it" in saying.entry.frames
    if mark is None or mark.text.lower() != "as" or puts_it != (told is not None):
        return None
    if saying.entry.word in SEEMING or saying.child("nsubj:pass"):
        return None
    return draft(saying, "as-reported", act, saying.subtree(verb.head) - own_words(saying))


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


def gerund(saying: Saying) -> Draft | None:
    """A verb with a gerund: what is denied, admitted, proposed.

    yes: The mayor denied having met the rebels. => The mayor | denied | having met the rebels
    no: The mayor stopped meeting the rebels.
    """
    act, found = saying.entry.frames.get("ing"), saying.child("xcomp", "ccomp")
    if act is None or found is None or found.index < saying.verb.index:
        return None
    having = saying.scene.annotated.child(found.index, "aux")
    if found.xpos != "VBG" and (having is None or having.xpos != "VBG"):
        return None
    return draft(saying, "gerund", act, saying.subtree(found.index))


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
    hypothetical = saying.verb.rel.partition(":")[0] in _HYPOTHETICAL and not saying.is_finite
    if act is None or hypothetical:
        return None
    content = _spoken_of(saying)
    if _is_named_aside(saying, content) or _only_titles(saying, content):
        return None
    named = saying.child("xcomp")
    if not content and named is not None and "pred" in saying.entry.frames:
        content = saying.subtree(named.index)
    if not content or (saying.passive and not saying.speaker and saying.verb.rel == "acl"):
        return None
    for child in saying.children:
        if child.index > saying.verb.index and _completes(saying.scene.annotated, child):
            content |= saying.subtree(child.index)
    return draft(saying, "noun-phrase", act, content - _when(saying, content))


def _when(saying: Saying, content: set[int]) -> set[int]:
    """The clause at the end of what is said that tells when: "promised an inquiry after …"."""
    annotated = saying.scene.annotated
    for index in content:
        token = annotated.tokens[index]
        if token.rel.startswith(("acl", "advcl")) and max(content) in annotated.subtree(index):
            mark = annotated.child(index, "mark")
            first = mark is not None and mark.index == annotated.subtree(index)[0]
            if mark is not None and first and mark.text.lower() in _WHEN:
                return set(annotated.subtree(index))
    return set()


def _is_named_aside(saying: Saying, content: set[int]) -> bool:
    """Whether a relative clause only gives a name: "the teacher whom they call Ilin Daro"."""
    tokens = saying.scene.annotated.tokens
    relative = len(content) == 1 and tokens[min(content)].xpos in ("WP", "WDT")
    return relative and "pred" in saying.entry.frames and saying.verb.rel == "acl:relcl"


def _only_titles(saying: Saying, content: set[int]) -> bool:
    """Whether what is called so is a title in quotation marks: "a film called “Lake of Tears”"."""
    scene, named = saying.scene, saying.child("xcomp")
    words = {
        index
        for index in content | (saying.subtree(named.index) if named is not None else set())
        if scene.annotated.tokens[index].upos not in ("PUNCT", "ADV", "DET")
    }
    quotations = {scene.quotation_at.get(index) for index in words}
    return (
        bool(words)
        and "pred" in saying.entry.frames
        and all(one is not None and is_title(scene.annotated, one) for one in quotations)
    )


DEEDS: Final = "en/reporting_deeds.tsv"
_HYPOTHETICAL: Final = frozenset({"ccomp", "csubj"})


def _spoken_of(saying: Saying) -> set[int]:
    """The object; of a passive its subject, or the noun that a participle stands behind."""
    verb = saying.verb
    found: Token | None
    if not saying.passive:
        found = saying.child("obj")
        if found and _is_deed(saying, found):
            return set()
    elif verb.rel == "acl" and verb.head is not None:
        return {i for i in saying.subtree(verb.head) if i < verb.index}
    elif saying.entry.word in ("quote", "admit"):
        return set()
    else:
        found = saying.child("nsubj:pass")
    return saying.subtree(found.index) if found else set()


def _is_deed(saying: Saying, found: Token) -> bool:
    """Whether a verb tells of a deed, by its object or by its particle: "called up reserves"."""
    if found.lemma.lower() in _deeds().get(saying.entry.word, ()):
        return True
    return _is_deed_by_particle(saying)


def _is_deed_by_particle(saying: Saying) -> bool:
    particle = saying.child("compound:prt")
    deeds = _deeds().get(saying.entry.word, frozenset())
    return particle is not None and particle.text.lower() in deeds


@cache
def _deeds() -> Mapping[str, frozenset[str]]:
    """Objects and particles with which a verb tells of a deed, not of words."""
    return {row["word"]: frozenset(row["objects"].split()) for row in rows(DEEDS)}


def _with_complement(saying: Saying) -> Act | None:
    """The act of a verb that speaks only with "as", "for" or a second object after its object."""
    annotated, frames = saying.scene.annotated, saying.entry.frames
    for child in saying.children:
        if child.index < saying.verb.index:
            continue
        if child.rel == "obj" and child.index in saying.scene.quotation_at:
            return frames.get("obj-for") or frames.get("obj-as")
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
    """Whether a phrase after the object belongs to what is said: "them of lying"."""
    if child.rel.startswith("xcomp"):
        return True
    word = annotated.child(child.index, "case", "mark")
    if word is None or child.text.lower() in days() or child.rel.endswith(":agent"):
        return False
    if child.rel == "ccomp":
        return word.text.lower() in _CHARGES
    return child.rel.startswith(("obl", "advcl")) and word.text.lower() in _ADDED


def what_as(saying: Saying) -> Draft | None:
    """A verb that gives "what" its wording: "what the mayor described as a raid".

    yes: They fled what the mayor described as a raid. => the mayor | described as | a raid
    no: They fled what the mayor hid as a boy.
    """
    annotated, verb = saying.scene.annotated, saying.verb
    act = saying.entry.frames.get("obj-as") or saying.entry.frames.get("as")
    if act is None or verb.rel != "acl:relcl" or verb.head is None or saying.child("obj", "ccomp"):
        return None
    if annotated.tokens[verb.head].text.lower() not in ("what", "whatever"):
        return None
    for child in saying.children:
        word = annotated.child(child.index, "case", "mark")
        if word is not None and word.index == saying.cue[1] and word.text.lower() == "as":
            content = {index for index in saying.subtree(child.index) if index > word.index}
            return draft(saying, "what-as", act, content, (saying.cue[0], word.index + 1))
    return None


def topic(saying: Saying) -> Draft | None:
    """A verb with a preposition: called for, spoke of, accused of.

    yes: The bishop called for a truce. => The bishop | called for | a truce
    no: The bishop looked for a truce tent.
    """
    annotated = saying.scene.annotated
    if saying.passive and saying.speaker is None and saying.verb.rel.startswith(_LOOSE):
        return None  # "compared to May"
    for child in saying.children:
        if not child.rel.startswith(("obl", "advcl")):
            continue
        word = annotated.child(child.index, "case", "mark")
        act = word and saying.entry.frames.get(word.text.lower())
        if child.lemma.lower() == "condition" or _is_deed_by_particle(saying):
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


_LOOSE: Final = ("advcl", "obl", "case")


def bare_clause(saying: Saying) -> Draft | None:
    """A verb of saying with words after it that the tree does not make its clause.

    yes: The mayor would not say when. => The mayor | would not say | when
    no: The mayor said nothing.
    """
    act, last = saying.entry.frames.get("that"), saying.cue[1]
    if act is None or saying.child("obj") or last >= sentence_of(saying).last:
        return None
    if saying.speaker and saying.speaker[1] > saying.verb.index:
        return None
    first = _begin_of_clause(saying)
    return (
        draft(saying, "bare-clause", act, set(range(first, _clause_end(saying, first))))
        if first
        else None
    )


def _begin_of_clause(saying: Saying) -> int | None:
    """Where the words reported begin: at once, or at a "that" past a time or a place."""
    tokens, last = saying.scene.annotated.tokens, saying.cue[1]
    if tokens[last].text.lower() in _WHEN and tokens[last].xpos not in _ASKING:
        return None
    if tokens[last].xpos in _ASKING or tokens[last].upos == "SCONJ":
        return last if saying.is_finite or saying.verb.xpos == "VBN" else None
    if tokens[last].upos == "ADP" or tokens[last].text.lower() in days():
        for token in tokens[last : min(last + _MOST_BETWEEN, sentence_of(saying).last)]:
            if token.text.lower() == "that" and token.upos == "SCONJ":
                return token.index
            if token.upos in ("PUNCT", "VERB", "AUX"):
                return None
        return None
    if not saying.is_finite or saying.speaker is None or tokens[last].upos not in _CLAUSE_BEGINS:
        return None
    told = tokens[last : _clause_end(saying, last)]
    return last if any(token.upos in ("VERB", "AUX") for token in told) else None


_WHEN: Final = frozenset({"after", "before", "until", "till", "since", "while", "because"})
_ASKING: Final = frozenset({"WRB", "WP", "WDT", "WP$"})
_MOST_BETWEEN: Final = 12
_CLAUSE_BEGINS: Final = frozenset({"SCONJ", "PRON", "DET", "NOUN", "PROPN", "NUM", "ADV"})


def _clause_end(saying: Saying, first: int) -> int:
    """Where a clause that begins with token `first` ends: with all that hangs on the verb, or on
    what it hangs on where the tree puts the verb below its own content."""
    verb = saying.verb
    end = max(saying.subtree(verb.index)) + 1
    if end <= first + 1 and verb.head is not None and verb.head > verb.index:
        end = max(saying.subtree(verb.head)) + 1
    return end if end > first else sentence_of(saying).last


TREE_RULES: Final[dict[str, Rule]] = {
    "clause": clause,
    "inserted": inserted,
    "as-reported": as_reported,
    "infinitive": infinitive,
    "gerund": gerund,
    "noun-phrase": noun_phrase,
    "topic": topic,
    "what-as": what_as,
    "bare-clause": bare_clause,
}
