"""Verbs of saying by their marks: beside a quotation, set off by commas, at a sentence's end.

A mark is plain to see where a tree may err, so these rules come before those of by_trees.py.
"""

from __future__ import annotations

from typing import Final

from variorum.extract.draft import Draft, Range, joined
from variorum.extract.quotes import Quotation
from variorum.extract.reporting import Entry, verbs
from variorum.extract.saying import Rule, Saying, clause_of, draft, sentence_of
from variorum.extract.scene import Scene
from variorum.extract.speakers import days, nearest_phrase
from variorum.model.annotation import Token
from variorum.model.record import Act


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
        reported = clause_of(saying)
        if before is None and not reported.isdisjoint(content):
            content |= reported
    if before is not None and after is None:
        content |= _quoted_on(saying)
    return draft(saying, "beside-quotation", act, content, _with_colon(saying))


def _quoted_on(saying: Saying) -> set[int]:
    """The quotations later in the sentence that no other verb of saying takes up: "…," the mayor
    said, blaming nobody, "…"."""
    scene, found = saying.scene, set[int]()
    at, last = saying.cue[1], sentence_of(saying).last
    while at < last:
        quotation = scene.quotation_at.get(at)
        if quotation is None and scene.annotated.tokens[at].text.lower() in verbs():
            break
        if quotation is not None and quotation.last - at >= _LEAST_QUOTED_ON:
            found |= set(range(at, quotation.last))
        at = quotation.last if quotation else at + 1
    return found


def _goes_on(saying: Saying, quotation: Quotation) -> bool:
    """Whether a clause that only holds a quotation goes on after the verb: "The "truce", he said,
    was over"."""
    tokens, last = saying.scene.annotated.tokens, saying.cue[1]
    parted = _clause_start(saying, quotation) != quotation.first
    follows = last < len(tokens) and tokens[last].text == ","
    return parted and follows and last + 1 not in saying.scene.quotation_at


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
    if saying.speaker and _only_marks(saying, saying.speaker[1], start):
        start = saying.speaker[0]
    if start and tokens[start - 1].text in (",", "-", "–", "—", "--"):
        start -= 1
    found = scene.quotation_at.get(start - 1) if start else None
    return found if found and found.last <= saying.cue[0] and _leads_on(saying, found) else None


def _only_marks(saying: Saying, first: int, last: int) -> bool:
    """Whether nothing but marks stands between two places: "Milo Torvel, R-Alm., said"."""
    between = saying.scene.annotated.tokens[first:last]
    return first <= last and all(token.upos == "PUNCT" for token in between)


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
        near = at == saying.cue[1] or tokens[at - 1].text.lower() == "to"
        return scene.quotation_at.get(at) if near else None
    return scene.quotation_at.get(at + 1)


def _with_colon(saying: Saying) -> Range:
    tokens, (first, last) = saying.scene.annotated.tokens, saying.cue
    if last < len(tokens) and tokens[last].text == ":":
        return first, last + 1
    return first, last


_LEAST_QUOTED_ON: Final = 5  # tokens, marks included
_LEADS: Final = frozenset({",", ":"})
_MOST_BETWEEN: Final = 25


def aside(saying: Saying) -> Draft | None:
    """A speaker and a verb of saying that commas set off inside or after what is said.

    yes: Greylag Bridge, Torvel said, made him think. => Torvel | said | Greylag Bridge … made
    no: Torvel, he said nothing more of it.
    """
    act, speaker = saying.entry.frames.get("that"), saying.speaker
    if act is None or speaker is None or not saying.is_finite:
        return None
    first, last = min(speaker[0], saying.cue[0]), max(speaker[1], _own_end(saying))
    tokens, sentence = saying.scene.annotated.tokens, sentence_of(saying)
    ended = last >= sentence.last or tokens[last].text in _ASIDE_ENDS
    if last - first > _MOST_IN_ASIDE or not ended or first <= sentence.first + 1:
        return None
    if tokens[first - 1].text not in _ASIDE_BEGINS:
        return None
    content = set(range(sentence.first, first))
    if not _breaks_off(saying, last):
        content |= set(range(last, sentence.last))
    return draft(saying, "aside", act, content)


def _breaks_off(saying: Saying, index: int) -> bool:
    """Whether what is said is over with an aside: a semicolon or a participle of saying follows,
    as in "…, the mayor said, blaming the army"."""
    tokens = saying.scene.annotated.tokens[index : min(index + 2, sentence_of(saying).last)]
    if not tokens or tokens[0].text == ";":
        return True
    return tokens[0].text == "," and tokens[-1].xpos == "VBG" and tokens[-1].text.lower() in verbs()


def unmarked(saying: Saying) -> Draft | None:
    """A speaker and a verb of saying behind what is said, in a text whose commas are lost.

    yes: The bridge was hit officials said. => officials | said | The bridge was hit
    no: The bridge officials left.
    """
    act, tokens = saying.entry.frames.get("that"), saying.scene.annotated.tokens
    if act is None or not saying.is_finite or _is_sound(saying) or not _ends_there(saying):
        return None
    sentence, (first, _) = sentence_of(saying), saying.cue
    start = nearest_phrase(saying.scene.annotated, sentence.first, first)
    told = tokens[sentence.first : start]
    if start == first or not any(token.upos in ("VERB", "AUX") for token in told):
        return None
    if act not in (Act.SAY, Act.CLAIM) or any(token.text in _LEADS for token in told):
        return None
    parts = joined(saying.scene.annotated, [(sentence.first, start)])
    return Draft("unmarked", act, saying.cue, (start, first), parts) if parts else None


def _is_sound(saying: Saying) -> bool:
    """Whether the tree names a speaker without a clause in it, or between it and the verb."""
    if saying.speaker is None:
        return False
    (first, last), cue = saying.speaker, saying.cue
    reach = saying.scene.annotated.tokens[first : max(last, cue[0])]
    return not any(
        token.xpos in ("VBD", "VBZ", "VBP", "MD") and not token.rel.startswith("acl")
        for token in reach
        if not cue[0] <= token.index < cue[1]
    )


def _ends_there(saying: Saying) -> bool:
    """Whether a verb of saying ends its sentence, or a time, a place or a participle follows."""
    tokens, last = saying.scene.annotated.tokens, saying.cue[1]
    if last >= sentence_of(saying).last:
        return True
    after = tokens[last]
    word = after.text.lower()
    return after.upos in ("PUNCT", "ADP") or after.xpos == "VBG" or word in days() | {"while"}


def _own_end(saying: Saying) -> int:
    """Where the verb ends with whom, when and where it is told: "told this newspaper on Monday"."""
    rels = ("iobj", "obj") if saying.entry.word in _TOLD_TO else ("iobj",)
    hearer, last = saying.child(*rels), saying.cue[1]
    inside = saying.subtree(hearer.index) if hearer else set()
    last = max(inside) + 1 if last in inside else last
    for child in saying.children:
        adjunct = saying.subtree(child.index) if child.rel.startswith(_ADJUNCTS) else ()
        last = max(adjunct) + 1 if last in adjunct else last
    return last


_ADJUNCTS: Final = ("obl", "advmod")


_TOLD_TO: Final = frozenset({"tell", "inform", "assure", "remind"})
_ASIDE_BEGINS: Final = frozenset({",", "—", "–", "--"})
_ASIDE_ENDS: Final = frozenset({",", ".", "!", "?", ";", "—", "–", "--"})
_MOST_IN_ASIDE: Final = 16


def beside_speech(scene: Scene, token: Token) -> Draft | None:
    """Any verb that follows a quotation with its comma inside: "…," she corrects."""
    saying = Saying(scene, token, _ANY_VERB)
    below = saying.child("obj", "ccomp", "xcomp")
    if not saying.is_finite or saying.speaker is None:
        return None
    if below is not None and below.index not in scene.quotation_at:
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

MARK_RULES: Final[dict[str, Rule]] = {
    "beside-quotation": beside_quotation,
    "aside": aside,
    "unmarked": unmarked,
}
