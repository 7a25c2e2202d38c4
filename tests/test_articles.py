"""The golden articles, read: events, figures and the rest against their gold."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from articles import Article, BadGold, Place, articles, pairs
from variorum.model.document import Document, Span
from variorum.model.ledger import Ledger
from variorum.pipeline import read_document
from variorum.read import Read

FLOORS = {"tuned": (0.91, 0.91), "held": (0.88, 0.82)}  # events, figures
Tally = Counter[str]


@cache
def ledger(name: str) -> Ledger:
    article = next(one for one in articles() if one.name == name)
    document = Document(article.name, article.text, published=article.published)
    return read_document(Read(document))


def at(span: Span) -> Place:
    return span.start, span.end


def compare(article: Article) -> tuple[Tally, list[str]]:
    """How much of an article was found, thing by thing, and what was not, in words.

    An event is found by a trigger that shares a word with the gold one, with the same type; a
    figure by words that overlap, with the same kind and bounds; a participant, place or time of
    a found event by words that overlap.
    """
    found, tally, wrong = ledger(article.name), Counter[str](), list[str]()
    _events(article, found, tally, wrong)
    _figures(article, found, tally, wrong)
    _statements(article, found, tally)
    return tally, wrong


def _events(article: Article, found: Ledger, tally: Tally, wrong: list[str]) -> None:
    gold = article.events
    cues = list(pairs([one.cue for one in gold], [at(one.cue) for one in found.events]))
    right = [(g, f) for g, f in cues if gold[g].type == found.events[f].type]
    _count(tally, "event", len(gold), len(found.events), len(right))
    for number, event in enumerate(gold):
        if number not in {g for g, _ in right}:
            other = next((found.events[f].type for g, f in cues if g == number), "nothing")
            wrong.append(f"missed event {_words(article, event.cue)}: {event.type}, found {other}")
    for number, extra in enumerate(found.events):
        if number not in {f for _, f in right}:
            wrong.append(f"extra event {extra.cue.text!r} at {extra.cue.start}: {extra.type}")
    places = {one.id: at(one.mention) for one in found.places}
    times = {one.id: at(one.span) for one in found.times}
    for g, f in right:
        want, have = gold[g], found.events[f]
        _count(
            tally,
            "mode",
            bool(want.mode),
            bool(have.mode),
            bool(want.mode) and want.mode == have.mode,
        )
        _count(tally, "stage", 1, 1, want.stage == have.stage)
        agents = [place for place, _, _ in want.agents]
        hits = list(pairs(agents, [at(one.mention) for one in have.agents]))
        _count(tally, "agent", len(agents), len(have.agents), len(hits))
        put = [want.agents[a][1] == have.agents[b].responsibility for a, b in hits]
        _count(tally, "responsibility", len(put), len(put), sum(put))
        _overlaps(tally, "recipient", want.recipients, [at(one.mention) for one in have.recipients])
        _overlaps(tally, "instrument", want.instruments, [at(one) for one in have.instruments])
        _overlaps(tally, "place", _one(want.place), [*_one(places.get(have.place or ""))])
        _overlaps(tally, "time", _one(want.time), [*_one(times.get(have.time or ""))])
        _count(
            tally,
            "voice",
            bool(want.said),
            bool(have.statement),
            bool(want.said and have.statement),
        )


def _figures(article: Article, found: Ledger, tally: Tally, wrong: list[str]) -> None:
    gold = article.figures
    mentions = pairs([one.mention for one in gold], [at(one.mention) for one in found.figures])
    right = []
    for g, f in mentions:
        want, have = gold[g], found.figures[f]
        bounds = (have.of, have.low, have.high)
        if bounds == (want.of, want.low, want.high):
            right.append((g, f))
            _count(
                tally,
                "who",
                bool(want.who),
                bool(have.who),
                bool(want.who) and want.who == have.who,
            )
        else:
            wrong.append(
                f"figure {_words(article, want.mention)}: {want.of} {want.low}..{want.high}, "
                f"found {have.mention.text!r} {have.of} {have.low}..{have.high}"
            )
    _count(tally, "figure", len(gold), len(found.figures), len(right))
    seen = [at(one.mention) for one in found.figures]
    for want in gold:
        if not any(True for _ in pairs([want.mention], seen)):
            wrong.append(f"missed figure {_words(article, want.mention)}: {want.of}")
    wanted = [one.mention for one in gold]
    for have in found.figures:
        if not any(True for _ in pairs([at(have.mention)], wanted)):
            wrong.append(f"extra figure {have.mention.text!r}: {have.of} {have.low}..{have.high}")


def _statements(article: Article, found: Ledger, tally: Tally) -> None:
    gold = article.statements
    cues = list(pairs([one.cue for one in gold], [at(one.cue) for one in found.statements]))
    right = 0
    for g, f in cues:
        speaker = found.statements[f].speaker
        right += speaker is not None and bool(list(pairs([gold[g].speaker], [at(speaker)])))
    _count(tally, "statement", len(gold), len(gold), right)


def _overlaps(tally: Tally, what: str, gold: tuple[Place, ...], found: list[Place]) -> None:
    _count(tally, what, len(gold), len(found), len(list(pairs(list(gold), found))))


def _one(place: Place | None) -> tuple[Place, ...]:
    return (place,) if place else ()


def _count(tally: Tally, what: str, gold: int, found: int, right: int) -> None:
    tally.update({f"{what} gold": gold, f"{what} found": found, f"{what} right": right})


def _words(article: Article, place: Place) -> str:
    return repr(article.text[slice(*place)])


def f1(tally: Tally, what: str) -> float:
    """Micro-F1: twice the right by the gold and the found together."""
    return 2 * tally[f"{what} right"] / max(1, tally[f"{what} gold"] + tally[f"{what} found"])


def table(tally: Tally) -> Iterator[str]:
    for what in dict.fromkeys(key.split()[0] for key in tally):
        gold, found, right = (tally[f"{what} {side}"] for side in ("gold", "found", "right"))
        yield f"{what:15} F1 {f1(tally, what):6.1%}   gold {gold:4} found {found:4} right {right:4}"


@pytest.mark.parametrize("half", FLOORS)
def test_events_and_figures_of_whole_articles(half: str) -> None:
    tally, wrong = Counter[str](), list[str]()
    for article in articles(half):
        one, missed = compare(article)
        tally.update(one)
        wrong += [f"  {article.name}: {line}" for line in missed]
    told = "\n".join((f"golden articles, {half}:", *table(tally)))
    sys.stdout.write(f"\n{told}\n" + "".join(f"{line}\n" for line in wrong if half == "tuned"))
    for what, floor in zip(("event", "figure"), FLOORS[half], strict=True):
        assert f1(tally, what) >= floor, told


def test_there_are_forty_of_several_genres() -> None:
    every = articles()
    assert Counter(one.half for one in every) == {"tuned": 30, "held": 10}
    assert len({one.genre for one in every}) >= 8
    assert all(100 <= len(one.text.split()) <= 400 for one in every)


@pytest.mark.parametrize(
    ("words", "problem"),
    [("tank", "not in the text"), ("man", "stands 2 times"), ("man#3", "stands only 2 times")],
)
def test_gold_that_does_not_quote_its_text_is_refused(words: str, problem: str) -> None:
    with pytest.raises(BadGold, match=problem):
        Article("a", "One man saw another man.").find(words)
