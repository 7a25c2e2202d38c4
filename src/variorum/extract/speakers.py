"""Whose words: the source of a verb of saying, read off the tree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from variorum.extract.draft import Range, trimmed
from variorum.extract.reporting import verbs
from variorum.extract.scene import Scene
from variorum.lexicon import words
from variorum.model.annotation import Annotated, Token

_SHARING: Final = frozenset({"conj", "xcomp", "advcl", "acl", "parataxis"})
_RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
_MOST_STEPS: Final = 6
_MOST_IN_ASIDE: Final = 12
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def is_passive(annotated: Annotated, verb: Token) -> bool:
    """Whether a verb stands in the passive, or is a bare participle after its noun."""
    if any(child.rel in ("aux:pass", "nsubj:pass") for child in annotated.children(verb.index)):
        return True
    bare = not any(child.rel in ("aux", "nsubj") for child in annotated.children(verb.index))
    return verb.xpos == "VBN" and verb.rel in ("acl", "advcl") and bare


def subject_of(annotated: Annotated, index: int) -> Token | None:
    """The subject of a predicate: its own, or the one it shares with the predicate above it."""
    for step in _predicates_above(annotated, index):
        own = _own_subject(annotated, step)
        if own is not None:
            return None if own.rel == "expl" else own
        token = annotated.tokens[step]
        if token.rel == "acl" and token.head is not None:
            return annotated.tokens[token.head]
    return None


def _predicates_above(annotated: Annotated, index: int) -> Iterator[int]:
    """The predicate itself, then those that lend it their subject."""
    for _ in range(_MOST_STEPS):
        yield index
        token = annotated.tokens[index]
        if token.head is None or token.rel.partition(":")[0] not in _SHARING:
            return
        index = token.head


def _own_subject(annotated: Annotated, index: int) -> Token | None:
    token = annotated.tokens[index]
    found = annotated.child(index, "nsubj", "csubj", "expl") or _unnamed_subject(annotated, index)
    if found is None and token.rel == "xcomp" and token.head is not None:
        return annotated.child(token.head, "iobj", "obj")
    return found


def _unnamed_subject(annotated: Annotated, index: int) -> Token | None:
    """A noun before a predicate whose relation the tree leaves open ("dep")."""
    for child in annotated.children(index):
        if child.rel == "dep" and child.index < index and child.upos in _NOMINAL:
            return child
    return None


def speaker_of(scene: Scene, verb: Token, cue: Range) -> Range | None:
    """The words that name the source of a verb of saying; None where none is named.

    Marks before trees: what stands between a comma or a quotation mark and the verb speaks.
    """
    annotated = scene.annotated
    if is_passive(annotated, verb):
        return _agent(annotated, verb)
    if shared := _shared_aside(scene, verb, cue):
        return shared
    subject = subject_of(annotated, verb.index)
    if subject is not None and subject.text.lower() in days():
        subject = None
    if verb.xpos in _FINITE:
        titled = _titled_name(scene, cue)
        aside = titled or _before_verb(scene, cue) or _after_verb(scene, cue, subject)
        if aside and (subject is None or _is_apart(scene, subject, aside, cue)):
            return _named_out(scene, aside, cue)
    if subject is not None and subject.index in scene.quotation_at:
        subject = _outside_quotation(scene, verb, subject)
    if subject is None and verb.xpos in _FINITE and cue[0]:
        return _beside(scene, cue)
    if subject is None or subject.index in scene.datelines:
        return None
    return _named_out(scene, _cleared(scene, phrase(annotated, subject, verb.index), subject), cue)


def _shared_aside(scene: Scene, verb: Token, cue: Range) -> Range | None:
    """Who speaks in "…, the mayor said, blaming the army": whoever the aside before names."""
    tokens, end = scene.annotated.tokens, cue[0] - 1
    if verb.xpos != "VBG" or end < 1 or tokens[end].text != ",":
        return None
    first = _chunk_before(scene, end)
    if end - first > _MOST_IN_ASIDE or not _is_parted(scene, first):
        return _shared_saying(scene, verb)
    for token in tokens[first:end]:
        if token.xpos in _FINITE and token.text.lower() in verbs():
            return speaker_of(scene, token, (token.index, token.index + 1))
    return _shared_saying(scene, verb)


def _shared_saying(scene: Scene, verb: Token) -> Range | None:
    """Who speaks in "the mayor said that they fled, adding …": whoever said the clause before."""
    if verb.index in scene.quotation_at or verb.text.lower() not in verbs():
        return None
    for index in _predicates_above(scene.annotated, verb.index):
        token = scene.annotated.tokens[index]
        if token.rel == "ccomp" and token.head is not None and token.head < index:
            above = scene.annotated.tokens[token.head]
            if above.xpos in _FINITE and above.text.lower() in verbs():
                return speaker_of(scene, above, (above.index, above.index + 1))
    return None


def _named_out(scene: Scene, part: Range | None, cue: Range) -> Range | None:
    """A speaker with the name that stands between it and the verb, and without the day."""
    if part is None:
        return None
    annotated, (first, last) = scene.annotated, part
    between = range(last, cue[0])
    if between and all(annotated.tokens[i].upos == "PROPN" for i in between):
        last = cue[0]
    if last - first > 2 and annotated.tokens[last - 1].text.lower() in days():
        last -= 2 if annotated.tokens[last - 2].upos == "ADP" else 1
    return _with_apposition(scene, (first, last), cue)


@cache
def days() -> frozenset[str]:
    """Words for days that may stand between a speaker and the verb: "the army on Monday said"."""
    return frozenset(words("en/reporting_days.tsv"))


def _beside(scene: Scene, cue: Range) -> Range | None:
    """The noun phrase before a verb to which the tree gives no subject, at most a comma between."""
    annotated, end = scene.annotated, cue[0]
    sentence = annotated.sentences[annotated.tokens[end].sentence]
    first = sentence.first
    if end == first and annotated.tokens[end - 1].text == ")":
        first = annotated.sentences[sentence.index - 1].first
    low = max(scene.between_walls(end)[0], first)
    if end > low and annotated.tokens[end - 1].text == ",":
        end -= 1
    start = nearest_phrase(annotated, low, end)
    within = range(start, end)
    if any(i in scene.quotation_at or i in scene.datelines for i in within):
        return None
    if not any(annotated.tokens[i].upos in _NOMINAL for i in within):
        return None
    part = trimmed(annotated, (start, end))
    return _with_apposition(scene, part, cue) if part else None


def nearest_phrase(annotated: Annotated, first: int, last: int) -> int:
    """Where the noun phrase begins that ends before token `last`: a name is taken whole, and
    what stands in brackets behind it is passed over."""
    start, tokens = last, annotated.tokens
    if start > first and tokens[start - 1].text == ")":
        while start > first and tokens[start].text != "(":
            start -= 1
    name = annotated.name_at(start - 1) if start > first else None
    start = max(first, name.first) if name else start
    while start > first and _in_noun_phrase(annotated, start - 1):
        start -= 1
        if tokens[start].upos == "DET":
            break
    return start


def _in_noun_phrase(annotated: Annotated, index: int) -> bool:
    """Whether a token may stand in a plain noun phrase; "Port-based" may."""
    token = annotated.tokens[index]
    hyphened = index > 0 and annotated.tokens[index - 1].text == "-"
    return token.upos in _IN_NOUN_PHRASE or token.text in ("-", "%") or hyphened


_IN_NOUN_PHRASE: Final = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})


def _outside_quotation(scene: Scene, verb: Token, subject: Token) -> Token | None:
    """Who speaks where the tree hangs "…," she said, adding … on the words she is quoted with:
    the last subject before the verb that is not quoted itself."""
    annotated = scene.annotated
    if verb.index in scene.quotation_at:
        return subject
    low, _ = scene.between_walls(verb.index)
    for index in range(verb.index - 1, max(low, annotated.sentences[verb.sentence].first) - 1, -1):
        token = annotated.tokens[index]
        if token.rel.startswith("nsubj") and index not in scene.quotation_at:
            return token
    return None


def _is_apart(scene: Scene, subject: Token, aside: Range, cue: Range) -> bool:
    """Whether the words beside the verb are no part of what the tree takes for its subject."""
    if aside[0] <= subject.index < aside[1]:
        return False
    if aside[0] and aside[0] - 1 in scene.quotation_at:
        return True
    tokens = scene.annotated.tokens
    set_off = cue[1] < len(tokens) and tokens[cue[1]].text in (",", ".")
    if set_off and not any(token.upos == "CCONJ" for token in tokens[aside[0] : aside[1]]):
        return True
    return aside[1] - 1 not in scene.annotated.subtree(subject.index)


def _cleared(scene: Scene, part: Range | None, head: Token) -> Range | None:
    """A speaker without the dateline or the end of a quotation before it."""
    if part is None:
        return None
    first, last = part
    low = scene.between_walls(head.index)[0]
    for index in range(first, head.index):
        ends = index in scene.quotation_at and head.index not in scene.quotation_at
        if index in scene.datelines or index < low or ends:
            first = index + 1
    return trimmed(scene.annotated, (first, last))


def _before_verb(scene: Scene, cue: Range) -> Range | None:
    """The words between a comma, quotation or dateline and a verb, where they can name somebody."""
    tokens, last = scene.annotated.tokens, cue[0]
    first = last
    while first > 0 and last - first <= _MOST_IN_ASIDE and _in_aside(scene, first - 1, cue[0]):
        first -= 1
    if first == last or first == 0 or last - first > _MOST_IN_ASIDE:
        return None
    ended = tokens[first - 1]
    if (
        ended.text != ","
        and first - 1 not in scene.quotation_at
        and ended.index not in scene.datelines
    ):
        return None
    run = tokens[first:last]
    if run[-1].upos not in _NOMINAL or run[0].upos in ("CCONJ", "SCONJ", "ADV", "VERB", "ADP"):
        return None
    return None if any(token.upos in ("VERB", "AUX") for token in run) else (first, last)


def _titled_name(scene: Scene, cue: Range) -> Range | None:
    """A title and a name between commas right before a verb: "…, the mayor, Ana Torvel, said"."""
    tokens, end = scene.annotated.tokens, cue[0] - 1
    if end < 1 or tokens[end].text != ",":
        return None
    name = _chunk_before(scene, end)
    if name < 1 or tokens[name - 1].text != "," or not _is_name(scene, name, end):
        return None
    title = _chunk_before(scene, name - 1)
    parted = _is_parted(scene, title)
    return (title, end) if parted and _is_title(scene, title, name - 1) else None


def _is_parted(scene: Scene, index: int) -> bool:
    """Whether a comma ends right before a token, or a quotation with its comma inside."""
    tokens = scene.annotated.tokens
    if index < 2 or tokens[index - 1].text == ",":
        return index > 1
    return index - 1 in scene.quotation_at and tokens[index - 2].text in (",", "!", "?")


def _chunk_before(scene: Scene, end: int) -> int:
    """Where the words begin that end before token `end`, back to a mark or a quotation."""
    start, tokens = end, scene.annotated.tokens
    while start and tokens[start - 1].text not in _CHUNK_ENDS:
        if start - 1 in scene.quotation_at and end not in scene.quotation_at:
            break
        start -= 1
    return start


def _in_aside(scene: Scene, index: int, end: int) -> bool:
    annotated = scene.annotated
    token = annotated.tokens[index]
    return (
        token.text not in (",", ";", ":", "—", "–", "--")
        and index not in scene.quotation_at
        and index not in scene.datelines
        and token.sentence == annotated.tokens[end].sentence
    )


def _after_verb(scene: Scene, cue: Range, subject: Token | None) -> Range | None:
    """Who follows a verb: right after a comma or a quotation, "…," said the mayor; or, where the
    verb has no subject, at the sentence's end, … said the mayor."""
    annotated, at = scene.annotated, cue[1]
    tokens = annotated.tokens
    if at >= len(tokens) or not cue[0] or (subject is not None and subject.index >= at):
        return None
    found = _phrase_from(scene, at, cue[0])
    if found is None:
        return None
    before = tokens[cue[0] - 1]
    parted = before.text == "," or before.index in scene.quotation_at
    if before.index in scene.quotation_at and (
        subject is None or subject.index in scene.quotation_at
    ):
        return found
    inverts = tokens[at - 1].text.lower() in _INVERTING and _ends_at_mark(annotated, found[1])
    return found if inverts and (parted or subject is None) else None


def _phrase_from(scene: Scene, at: int, verb: int) -> Range | None:
    """The noun phrase that begins with token `at` and is no clause."""
    annotated, tokens = scene.annotated, scene.annotated.tokens
    if tokens[at].upos not in _PHRASE_BEGINS or at in scene.quotation_at:
        return None
    if tokens[at].text.lower() in days():
        return None
    head = tokens[at]
    while head.head is not None and head.head >= at and tokens[head.head].upos in _NOMINAL:
        head = tokens[head.head]
    if annotated.child(head.index, "cop", "nsubj") is not None or head.upos not in _NOMINAL:
        return None
    return phrase(annotated, head, verb, after=at - 1)


_PHRASE_BEGINS: Final = frozenset({"PROPN", "DET", "NOUN", "ADJ", "PRON", "NUM"})


def _ends_at_mark(annotated: Annotated, index: int) -> bool:
    return index >= len(annotated.tokens) or annotated.tokens[index].text in _CHUNK_ENDS


def _with_apposition(scene: Scene, part: Range, cue: Range) -> Range:
    """A speaker with what he is, set off by a comma: "its director, Ada Lanz", "said Mira Solen,
    the spokeswoman"."""
    tokens, (first, last) = scene.annotated.tokens, part
    if first >= cue[1] and last < len(tokens) and tokens[last].text == ",":
        end = last + 1
        while end < len(tokens) and tokens[end].text not in _CHUNK_ENDS:
            end += 1
        if _is_title(scene, last + 1, end) or (
            tokens[last - 1].upos == "NOUN" and _is_name(scene, last + 1, end)
        ):
            return first, end
    if cue[0] - 1 <= last <= cue[0] and first > 1 and tokens[first - 1].text == ",":
        start = _chunk_before(scene, first - 1)
        titled = _is_parted(scene, start) and _is_title(scene, start, first - 1)
        if titled and _is_name(scene, first, last):
            return start, last
    return part


def _is_title(scene: Scene, first: int, last: int) -> bool:
    """Whether a chunk between commas says what somebody is: a noun phrase without a verb that
    begins with an article or a possessive."""
    chunk = scene.annotated.tokens[first:last]
    begins = 0 < len(chunk) <= _MOST_IN_ASIDE and chunk[0].text.lower() in _TITLE_BEGINS
    if not begins or any(token.index in scene.quotation_at for token in chunk):
        return False
    return not any(token.upos in ("VERB", "AUX") for token in chunk)


def _is_name(scene: Scene, first: int, last: int) -> bool:
    chunk = scene.annotated.tokens[first:last]
    return 0 < len(chunk) <= _MOST_IN_NAME and all(token.upos == "PROPN" for token in chunk)


_CHUNK_ENDS: Final = frozenset({",", ".", ";", ":", "!", "?", "—", "–", "--", ")"})
_MOST_IN_NAME: Final = 4
_INVERTING: Final = frozenset(
    ("said", "says", "added", "adds", "continued", "explained", "replied", "insisted", "argued")
)
_TITLE_BEGINS: Final = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my"})


def _agent(annotated: Annotated, verb: Token) -> Range | None:
    for child in annotated.children(verb.index):
        by = annotated.child(child.index, "case")
        if child.rel.startswith("obl") and by is not None and by.text.lower() == "by":
            return phrase(annotated, child, verb.index, after=by.index)
    return None


def phrase(annotated: Annotated, head: Token, verb: int, after: int = -1) -> Range | None:
    """The noun phrase around `head`, without the verb it speaks by and without outer marks."""
    if head.index <= after:
        return None
    if head.text.lower() in _RELATIVE:
        return head.index, head.index + 1
    inside = [index for index in annotated.subtree(head.index) if index > after]
    run = _run_around(inside, head.index)
    if run[0] <= verb < run[1]:
        run = (run[0], verb) if head.index < verb else (verb + 1, run[1])
    return trimmed(annotated, run)


def _run_around(indices: list[int], centre: int) -> Range:
    at = indices.index(centre)
    first = last = at
    while first > 0 and indices[first - 1] == indices[first] - 1:
        first -= 1
    while last + 1 < len(indices) and indices[last + 1] == indices[last] + 1:
        last += 1
    return indices[first], indices[last] + 1
