"""Sources set beside what they say by a mark alone: "Army: 12 dead", a dash and a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from variorum.extract.draft import QUOTATION_MARKS, Draft, Range, joined, trimmed
from variorum.extract.scene import Scene
from variorum.extract.speakers import phrase
from variorum.lexicon import words
from variorum.model.annotation import NameKind, Sentence, Token
from variorum.model.record import Act

SOURCES: Final = "en/reporting_sources.tsv"

_MOST_BEFORE_COLON: Final = 12
_MOST_IN_SIGNATURE: Final = 14
_MOST_IN_NAME: Final = 4
_VERBAL: Final = frozenset({"VERB", "AUX", "PRON", "SCONJ"})
_LINKING: Final = frozenset({"with", "on", "to", "from", "after", "before", "over", "about"})
_DASHES: Final = frozenset({"-", "–", "—", "--", "―"})

MarkRule = Callable[[Scene, Sentence], Draft | None]


def colon(scene: Scene, sentence: Sentence) -> Draft | None:
    """A name and a colon at the beginning of a line, as in headlines and transcripts.

    yes: Army: Twelve dead in Port Alma raid => Army | : | Twelve dead in Port Alma raid
    yes: TORVEL: We stay. We fight. => TORVEL | : | We stay. We fight
    no: Note: the bridge is closed.
    no: BREAKING: The bridge is closed.
    no: PORT ALMA: Twelve dead.
    no: Anger with police: the bridge is closed.
    """
    tokens = scene.annotated.tokens
    mark = next(
        (
            index
            for index in range(
                sentence.first, min(sentence.last, sentence.first + _MOST_BEFORE_COLON)
            )
            if tokens[index].text == ":"
        ),
        None,
    )
    if mark is None or mark == sentence.first:
        return None
    turn = _turn(scene, sentence.first, mark)
    if turn is not None:
        return turn
    if mark in scene.quotation_at or not _is_source(scene, sentence.first, mark):
        return None
    content = _after(scene, sentence, mark + 1)
    return (
        Draft("colon", Act.SAY, (mark, mark + 1), (sentence.first, mark), content)
        if content
        else None
    )


def _turn(scene: Scene, first: int, mark: int) -> Draft | None:
    """A turn of a transcript: a name in capitals, alone or after a quotation mark that opens the
    line, and all that stands on its line."""
    tokens = scene.annotated.tokens
    begin = first + 1 if tokens[first].text in QUOTATION_MARKS else first
    name = tokens[begin:mark]
    capitals = all(token.text.isupper() and token.text[0].isalpha() for token in name)
    if not 0 < len(name) <= _MOST_IN_NAME or not capitals or not _starts_line(scene, first):
        return None
    known = scene.annotated.name_at(mark - 1)
    speaks = name[-1].text.lower() in words(SOURCES)
    if not speaks and (known is None or known.kind is NameKind.PLACE):
        return None
    end = mark + 1
    while end < len(tokens) and not _starts_line(scene, end):
        end += 1
    content = joined(scene.annotated, [(mark + 1, end)])
    return Draft("colon", Act.SAY, (mark, mark + 1), (begin, mark), content) if content else None


def _is_source(scene: Scene, first: int, last: int) -> bool:
    """Whether a line's opening words name somebody or something that speaks."""
    before = scene.annotated.tokens[first:last]
    if any(token.upos in _VERBAL for token in before) or not _starts_line(scene, first):
        return False
    linked = any(token.text.lower() in _LINKING for token in before)
    if linked and last + 1 not in scene.quotation_at:
        return False
    if before[-1].text.lower() in words(SOURCES):
        return True
    names = {name.kind for token in before if (name := scene.annotated.name_at(token.index))}
    if names:
        return names != {NameKind.PLACE}
    return before[-1].upos == "PROPN" and len(before) <= _MOST_IN_NAME


def _starts_line(scene: Scene, first: int) -> bool:
    tokens, text = scene.annotated.tokens, scene.annotated.document.text
    return first == 0 or "\n" in text[tokens[first - 1].end : tokens[first].start]


def _after(scene: Scene, sentence: Sentence, first: int) -> tuple[Range, ...]:
    """The rest of the sentence, or the sentence after where nothing is left of it; with the
    whole quotation that it opens."""
    last = sentence.last
    if first >= last:
        following = sentence.index + 1
        if following >= len(scene.annotated.sentences):
            return ()
        first, last = scene.annotated.sentences[following][1:]
    quotation = scene.quotation_at.get(first)
    return joined(scene.annotated, [(first, max(last, quotation.last) if quotation else last)])


def signed(scene: Scene, sentence: Sentence) -> Draft | None:
    """A quotation with a dash and a name under or after it.

    yes: "We will stay." — Ana Torvel, mayor => Ana Torvel, mayor | — | "We will stay."
    no: The bridge — Ana Torvel built it — fell.
    """
    for index in range(max(1, sentence.first), sentence.last):
        quotation = scene.quotation_at.get(index - 1)
        if quotation is None or quotation.last != index:
            continue
        speaker = _signature(scene, index)
        content = joined(scene.annotated, [(quotation.first, quotation.last)])
        if speaker and content:
            return Draft("signed", Act.SAY, (index, index + 1), speaker, content)
    return None


def _signature(scene: Scene, dash: int) -> Range | None:
    """The name between a dash and the end of its line; None where something else stands there."""
    annotated, tokens = scene.annotated, scene.annotated.tokens
    if tokens[dash].text not in _DASHES or annotated.name_at(dash + 1) is None:
        return None
    end = dash + 1
    while end < len(tokens) and (end == dash + 1 or not _starts_line(scene, end)):
        verbal = tokens[end].upos in _VERBAL or end in scene.quotation_at
        if verbal or end - dash > _MOST_IN_SIGNATURE:
            return None
        end += 1
    return trimmed(annotated, (dash + 1, end))


def introduced(scene: Scene, sentence: Sentence) -> Draft | None:
    """A quotation after a colon whose sentence has no verb of saying: its subject speaks.

    yes: The council put it bluntly: "We will stay." => The council | : | "We will stay."
    no: The council had one plan: staying.
    """
    annotated, tokens = scene.annotated, scene.annotated.tokens
    marks = (i for i in range(sentence.first + 1, sentence.last) if tokens[i].text == ":")
    for mark in marks:
        quotation = scene.quotation_at.get(mark + 1)
        if quotation is None or quotation.first != mark + 1 or mark in scene.quotation_at:
            continue
        subject = _subject(scene, sentence, mark)
        speaker = phrase(annotated, subject, mark) if subject else None
        content = joined(annotated, [(quotation.first, quotation.last)])
        if content and speaker:
            return Draft("introduced", Act.SAY, (mark, mark + 1), speaker, content)
    return None


def _subject(scene: Scene, sentence: Sentence, mark: int) -> Token | None:
    """The subject of the sentence before the mark: of its root where that has one."""
    tokens = scene.annotated.tokens
    subjects = [
        token
        for token in tokens[sentence.first : mark]
        if token.rel in ("nsubj", "nsubj:pass") and token.index not in scene.quotation_at
    ]
    of_root = (one for one in subjects if one.head is not None and tokens[one.head].head is None)
    return next(of_root, subjects[0] if subjects else None)


MARK_RULES: Final[dict[str, MarkRule]] = {
    "colon": colon,
    "signed": signed,
    "introduced": introduced,
}


def markings(scene: Scene) -> Iterator[Draft]:
    """What colons and dashes attribute."""
    tokens = scene.annotated.tokens
    seen: set[int] = set()
    for token in tokens:
        if (token.text == ":" or token.text in _DASHES) and token.sentence not in seen:
            seen.add(token.sentence)
            for rule in MARK_RULES.values():
                if found := rule(scene, scene.annotated.sentences[token.sentence]):
                    yield found
