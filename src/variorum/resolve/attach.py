"""Tie events to the time and place that govern them, and mentions to their actors."""

from __future__ import annotations

from dataclasses import replace

from variorum.model.annotation import Annotated
from variorum.model.ledger import Ledger
from variorum.model.record import Event
from variorum.model.value import PlaceKind
from variorum.resolve.attach_actors import Actors, Voices, with_actors, with_speaker
from variorum.resolve.attach_carried import (
    Told,
    dateline_place,
    filed_from,
    said_by_then,
    speaking,
)
from variorum.resolve.attach_governors import governing
from variorum.resolve.attach_standing import by_sentence, standing_places, standing_times
from variorum.resolve.attach_tree import Tree, head_of


def attach(annotated: Annotated, ledger: Ledger) -> Ledger:
    """The ledger with each event's time and place and each mention's actor filled in.

    A time or place governs an event when it hangs on the event's own words, else on the verb of
    its clause, else when it stands in its sentence and governs nothing there; else an event told
    as done takes over what opened a sentence of its paragraph, or what the last one of its type
    gave, if that was exact. What stands in an aside ("which took the town in May") is lent to
    nothing outside it. What was said long ago happened by then. What is already filled in stays.
    """
    tree = Tree(annotated, ledger.statements)
    events = _with_settings(tree, ledger)
    actors = Actors(ledger)
    statements = tuple(with_speaker(annotated, each, actors) for each in ledger.statements)
    voices = Voices(ledger, statements)
    return replace(
        ledger,
        events=tuple(with_actors(annotated, event, actors, voices) for event in events),
        statements=statements,
    )


def _with_settings(tree: Tree, ledger: Ledger) -> tuple[Event, ...]:
    cues = {event.id: head_of(tree.annotated, event.cue) for event in ledger.events}
    times = by_sentence(standing_times(tree, ledger.times))
    places = by_sentence(standing_places(tree, ledger.places))
    own_times = governing(tree, ledger.events, cues, times)
    own_places = governing(tree, ledger.events, cues, places)
    dated = [time.span for time in ledger.times if time.earliest]
    placed = [place.mention for place in ledger.places if place.kind is not PlaceKind.COUNTRY]
    told_time = Told(tree, speaking(tree, dated, times), times)
    told_place = Told(tree, speaking(tree, placed, places), places)
    filed = dateline_place(tree, ledger.places, places)

    def settled(event: Event) -> Event:
        cue, place = cues[event.id], own_places.get(event.id)
        then = said_by_then(tree, cue, times)
        if then and place:  # what is long past is no scene of what follows
            place = place._replace(is_exact=False)
        time = event.time or told_time.carry(event, cue, own_times.get(event.id)) or then
        where = event.place or told_place.carry(event, cue, place)
        where = where or filed_from(filed, event, cue, told_place.speaking)
        return replace(event, time=time, place=where)

    return tuple(settled(event) for event in ledger.events)
