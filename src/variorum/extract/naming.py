"""Sources named without a verb of saying: "according to", nouns, adjectives, adverbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from variorum.extract.draft import Draft, Range, joined, pieces, trimmed
from variorum.extract.reporting import Entry, adjectives, nouns, verbs
from variorum.extract.saying import cue_around, is_owned
from variorum.extract.scene import Scene
from variorum.extract.speakers import days, phrase, speaker_of, subject_of
from variorum.lexicon import words
from variorum.model.annotation import Annotated, Token
from variorum.model.record import Act

WordRule = Callable[[Scene, Token], Draft | None]


def _draft(
    scene: Scene, rule: str, act: Act, cue: Range, speaker: Range | None, content: set[int]
) -> Draft | None:
    kept = content - set(range(*cue))
    if speaker:
        kept -= set(range(*speaker))
    around = scene.quotation_at.get(cue[0])
    if around:
        kept = {index for index in kept if around.first <= index < around.last}
    else:
        for quotation in {
            scene.quotation_at[index] for index in kept if index in scene.quotation_at
        }:
            kept |= set(range(quotation.first, quotation.last))
    parts = joined(scene.annotated, pieces(kept - scene.datelines))
    return Draft(rule, act, cue, speaker, parts) if parts else None


def according_to(scene: Scene, token: Token) -> Draft | None:
    """Speech reported with "according to".

    yes: According to the ministry, the bridge was hit. => the ministry | According to | the bridge
    no: The convoy left according to plan.
    """
    tokens, annotated = scene.annotated.tokens, scene.annotated
    to = token.index + 1
    if (
        token.text.lower() != "according"
        or to + 1 >= len(tokens)
        or tokens[to].text.lower() != "to"
    ):
        return None
    head = _governed(annotated, token)
    if head is None or head.text.lower() in _PLANS:
        return None
    speaker = phrase(annotated, head, token.index, after=to)
    if speaker is None:
        return None
    above = head.head
    first = token.index
    if above is None or annotated.child(head.index, "cop"):
        content = set(annotated.subtree(head.index)) - set(range(first, speaker[1]))
        cop = annotated.child(head.index, "cop")
        subject = annotated.child(head.index, "nsubj")
        if cop is not None and subject is not None and cop.index == first - 1:
            content, first = set(annotated.subtree(subject.index)), cop.index
    else:
        content = set(annotated.subtree(_top(annotated, above))) - set(
            annotated.subtree(head.index)
        )
    return _draft(scene, "according-to", Act.SAY, (first, to + 1), speaker, content)


def _top(annotated: Annotated, index: int) -> int:
    """The predicate of the whole clause: the first of those coordinated or loosely joined, and
    the one above a noun or participle."""
    token = annotated.tokens[index]
    while token.head is not None and token.rel.partition(":")[0] in _WITHIN_CLAUSE:
        token = annotated.tokens[token.head]
    return token.index


_WITHIN_CLAUSE: Final = frozenset(
    ("conj", "parataxis", "obl", "nmod", "obj", "nsubj", "xcomp", "acl", "appos", "iobj", "amod")
)
_PLANS: Final = frozenset((
    "plan", "plans", "schedule", "law", "rule", "rules", "need", "needs", "type", "kind", "size",
    "age", "rank", "sex", "gender", "colour", "color", "weight", "taste", "custom", "ability",
))  # fmt: skip


def _governed(annotated: Annotated, token: Token) -> Token | None:
    """The noun that "according to" stands before, whichever way the tree hangs them."""
    if token.head is not None and token.rel == "case":
        return annotated.tokens[token.head]
    return annotated.child(token.index, "obl", "nmod", "obj")


def in_view(scene: Scene, token: Token) -> Draft | None:
    """A source named by "in": "in their view", "in the words of", "in the survey".

    yes: In the view of the council, the bridge is safe. => the view of the council | In | the
    no: In the tunnel, the bridge is safe.
    """
    annotated = scene.annotated
    if token.head is None or token.rel != "case":
        return None
    head = annotated.tokens[token.head]
    needs_owner = _VIEWS.get(head.lemma.lower())
    if needs_owner is None or head.head is None or not head.rel.startswith("obl"):
        return None
    if not needs_owner and token.index != annotated.sentences[token.sentence].first:
        return None
    if needs_owner and annotated.child(head.index, "nmod", "nmod:poss") is None:
        return None
    speaker = phrase(annotated, head, token.index, after=token.index)
    content = set(annotated.subtree(_top(annotated, head.head))) - set(
        annotated.subtree(head.index)
    )
    return _draft(scene, "in-view", Act.SAY, (token.index, token.index + 1), speaker, content)


_VIEWS: Final = {
    "view": True, "opinion": True, "word": True, "telling": True, "judgment": True,
    "judgement": True, "account": True, "version": True, "estimation": True,
    "poll": False, "survey": False,
}  # fmt: skip


def noun(scene: Scene, token: Token) -> Draft | None:
    """A noun of saying with what it says, and whose it is.

    yes: The army's claim that the town fell was denied. => The army | 's claim | that the town fell
    yes: The army rejected claims that it fled. => The army | rejected claims | that it fled
    no: The army's claim was denied.
    no: There is no doubt that the town fell.
    """
    entry = nouns().get(token.text.lower())
    if entry is None:
        return None
    annotated = scene.annotated
    content_head, act, prep = _complement(annotated, token, entry)
    if content_head is None or act is None:
        return None
    cue, speaker = _holder(scene, token)
    if speaker is None and (prep is not None or _is_denied(annotated, token)):
        return None
    if speaker is not None and _is_rejected(annotated, token):
        act = Act.DENY
    content = {index for index in annotated.subtree(content_head.index) if index >= cue[1]}
    if prep is not None:
        content -= {prep.index}
        if prep.index == cue[1]:
            cue = (cue[0], prep.index + 1)
    return _draft(scene, "noun", act, cue, speaker, content)


def _complement(
    annotated: Annotated, token: Token, entry: Entry
) -> tuple[Token | None, Act | None, Token | None]:
    """What hangs on the noun as content, the act it makes, and the preposition before it."""
    for child in annotated.children(token.index):
        if child.index < token.index:
            continue
        kind = child.rel.partition(":")[0]
        if kind in ("acl", "ccomp"):
            mark = annotated.child(child.index, "mark")
            word = mark.text.lower() if mark else ""
            if child.rel == "acl:relcl":
                word = "that" if _says_that(annotated, token, child) else ""
            if word == "that" and "that" in entry.frames:
                return child, entry.frames["that"], None
            if word == "to" and "inf" in entry.frames:
                return child, entry.frames["inf"], None
            if mark is not None and word in entry.frames:
                return child, entry.frames[word], mark
        elif kind == "nmod":
            case = annotated.child(child.index, "case")
            if child.text.lower() in days():
                continue
            if case is not None and case.text.lower() in entry.frames:
                return child, entry.frames[case.text.lower()], case
    return None, None, None


def _says_that(annotated: Annotated, token: Token, clause: Token) -> bool:
    """Whether a clause that the tree takes for a relative one says what is said: it begins with
    "that" right after the noun, and "that" is not its subject."""
    first = annotated.tokens[min(annotated.subtree(clause.index))]
    after = first.index == token.index + 1 and first.text.lower() == "that"
    return after and not first.rel.startswith("nsubj")


def _holder(scene: Scene, token: Token) -> tuple[Range, Range | None]:
    """The cue around the noun and whose words it names: its owner, or who makes it."""
    annotated = scene.annotated
    owner = annotated.child(token.index, "nmod:poss")
    if owner is not None and owner.index < token.index:
        mark = annotated.child(owner.index, "case")
        end = mark.index if mark else owner.index + 1
        inside = [index for index in annotated.subtree(owner.index) if index < end]
        speaker = trimmed(annotated, (inside[0], end)) if inside else None
        return (end, token.index + 1), speaker
    verb = _verb_above(annotated, token)
    carries = verb is not None and verb.lemma.lower() in words(LIGHT_VERBS)
    if verb is not None and (carries or _is_rejected(annotated, token)):
        speaker = speaker_of(scene, verb, cue_around(annotated, verb))
        return (cue_around(annotated, verb)[0], token.index + 1), speaker
    start = token.index
    while (
        start > 0
        and annotated.tokens[start - 1].head == token.index
        and annotated.tokens[start - 1].rel in ("det", "amod")
    ):
        start -= 1
    return (start, token.index + 1), _by(annotated, token)


def _verb_above(annotated: Annotated, noun: Token) -> Token | None:
    """The verb before a noun that it is the object of, or the subject in the passive."""
    if noun.head is None or noun.rel not in ("obj", "nsubj:pass"):
        return None
    verb = annotated.tokens[noun.head]
    return verb if verb.upos == "VERB" and verb.index < noun.index else None


def _is_rejected(annotated: Annotated, noun: Token) -> bool:
    """Whether a verb of denial has the noun for its object: "rejected claims that"."""
    verb = _verb_above(annotated, noun)
    entry = verbs().get(verb.text.lower()) if verb is not None else None
    return entry is not None and entry.frames.get("obj") is Act.DENY


def _is_denied(annotated: Annotated, noun: Token) -> bool:
    """Whether nobody says it: "there is no doubt that"."""
    return any(
        child.text.lower() == "no"
        for child in annotated.children(noun.index)
        if child.index < noun.index
    )


def _by(annotated: Annotated, token: Token) -> Range | None:
    for child in annotated.children(token.index):
        case = annotated.child(child.index, "case")
        if (
            child.rel.startswith("nmod")
            and case is not None
            and case.text.lower() in ("by", "from")
        ):
            return phrase(annotated, child, token.index, after=case.index)
    return None


LIGHT_VERBS: Final = "en/reporting_light_verbs.tsv"


def adjective(scene: Scene, token: Token) -> Draft | None:
    """An adjective of belief or saying.

    yes: The mayor was confident that the bridge would hold. => The mayor | was confident | that
    no: The mayor was confident.
    """
    entry = adjectives().get(token.text.lower())
    annotated = scene.annotated
    if entry is not None and token.rel == "xcomp" and token.head is not None:
        return _made_clear(scene, token, entry)
    if entry is None or annotated.child(token.index, "cop", "aux:pass") is None:
        return None
    for child in annotated.children(token.index):
        if child.index < token.index or child.rel.partition(":")[0] not in (
            "ccomp",
            "xcomp",
            "advcl",
            "obl",
        ):
            continue
        mark = annotated.child(child.index, "mark", "case")
        word = mark.text.lower() if mark else "that"
        frame = _FRAMES.get(word, word)
        act = entry.frames.get(frame)
        if act is None:
            continue
        subject = subject_of(annotated, token.index)
        if subject is None:
            return None
        content = set(annotated.subtree(child.index))
        cue = cue_around(annotated, token)
        if mark is not None and frame not in ("that", "inf"):
            content -= {mark.index}
            cue = (cue[0], mark.index + 1) if mark.index == cue[1] else cue
        return _draft(
            scene, "adjective", act, cue, phrase(annotated, subject, token.index), content
        )
    return None


_FRAMES: Final = {"to": "inf", "if": "that", "whether": "that"}
_HEARSAY: Final = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})


def _made_clear(scene: Scene, token: Token, entry: Entry) -> Draft | None:
    """ "made it clear that": the adjective below a light verb."""
    annotated = scene.annotated
    assert token.head is not None
    verb = annotated.tokens[token.head]
    if verb.lemma.lower() != "make" or "that" not in entry.frames:
        return None
    below = annotated.child(token.index, "ccomp") or annotated.child(verb.index, "ccomp", "advcl")
    if below is None or below.index < token.index:
        return None
    cue = (cue_around(annotated, verb)[0], token.index + 1)
    speaker = speaker_of(scene, verb, cue)
    content = set(annotated.subtree(below.index))
    return _draft(scene, "adjective", entry.frames["that"], cue, speaker, content)


def hearsay(scene: Scene, token: Token) -> Draft | None:
    """An adverb that says somebody else says so, without naming who.

    yes: Rebels reportedly took the town. => - | reportedly | Rebels … took the town
    no: Rebels quickly took the town.
    """
    if token.text.lower() not in _HEARSAY or token.head is None:
        return None
    content = set(scene.annotated.subtree(token.head))
    return _draft(scene, "hearsay", Act.CLAIM, (token.index, token.index + 1), None, content)


NOUN_RULES: Final[dict[str, WordRule]] = {
    "according-to": according_to,
    "in-view": in_view,
    "noun": noun,
    "adjective": adjective,
    "hearsay": hearsay,
}

_BY_TAG: Final[dict[str, WordRule]] = {"NOUN": noun, "ADJ": adjective, "ADV": hearsay}


def namings(scene: Scene) -> Iterator[Draft]:
    """What nouns, adjectives, adverbs and "according to" report."""
    for token in scene.annotated.tokens:
        rule = _BY_TAG.get(token.upos)
        if token.lemma in ("accord", "according") or token.text.lower() == "according":
            rule = according_to
        elif token.upos == "VERB" and is_owned(scene, token):
            rule = noun
        elif token.xpos == "VBN" and token.text.lower() in adjectives():
            rule = adjective
        elif token.upos == "ADP" and token.text.lower() == "in":
            rule = in_view
        if rule and (found := rule(scene, token)):
            yield found
