"""Which time or place governs an event by the tree: its own words, its clause, its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from variorum.model.annotation import Token
from variorum.model.record import Event
from variorum.resolve.attach_standing import Standing
from variorum.resolve.attach_tree import Tree

IN_SENTENCE: Final = 2  # the rank of what stands elsewhere in the sentence


def governing(
    tree: Tree,
    events: Sequence[Event],
    cues: Mapping[str, Token | None],
    standing: Mapping[int, Sequence[Standing]],
) -> dict[str, Standing]:
    """What governs each event, by the rank of its tie and then by its precision; what governs one
    event of a sentence closely is not lent to another."""
    ranked: dict[str, list[tuple[int, float, int, Standing]]] = {}
    lent: dict[str, int] = {}
    for event in events:
        cue = cues[event.id]
        for each in standing.get(cue.sentence, ()) if cue else ():
            rank = _rank(tree, cue, each) if cue else None
            if cue and rank is not None:
                lent[each.id] = min(rank, lent.get(each.id, rank))
                distance = abs(each.token.index - cue.index)
                ranked.setdefault(event.id, []).append((rank, each.size, distance, each))
    return {
        id_: best[3]
        for id_, ties in ranked.items()
        if (best := min(ties, key=lambda tie: (tie[:3], tie[3].id)))[0] < IN_SENTENCE
        or lent[best[3].id] == IN_SENTENCE
    }


def _rank(tree: Tree, cue: Token, each: Standing) -> int | None:
    """0: on the event's own words; 1: on the verb of its clause; 2: elsewhere in the sentence.

    None where it hangs on another verb of speech: "said on Monday that …".
    """
    verb = each.verb
    if cue.index in each.governors:
        below = each.governors[: each.governors.index(cue.index)]
        if not any(tree.is_predicate(at) for at in below):
            return 0
        if each.is_aside:
            return None
        joined = verb is not None and tree.are_joined(verb, cue.index)
        return 1 if joined else IN_SENTENCE
    if verb is not None and tree.is_speech(verb) and not tree.is_told_of(cue, verb):
        return None
    clause = tree.clause(cue.index)
    if verb is not None and each.is_aside and verb != clause:
        return None
    if verb == clause or (verb is not None and tree.are_joined(verb, clause)):
        return 1
    return IN_SENTENCE if each.is_exact else None
