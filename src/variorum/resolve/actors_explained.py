"""Why words name an actor: the lines of lists behind them, or the naming they lean on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variorum.lexicon.load import Row
from variorum.model.annotation import Annotated
from variorum.model.document import Span
from variorum.model.value import ActorKind
from variorum.resolve.actors import find_namings
from variorum.resolve.actors_persons import known_person
from variorum.resolve.actors_scene import Naming, Scene


def explain_actor(annotated: Annotated, span: Span) -> tuple[str, ...]:
    """What lies behind the naming of an actor at `span`, a line each; () where none stands.

    First the rule and whom it names; then each line of a list that had a say, with file, line and
    origin; else the naming before it that it leans on. Worked out anew, with the lists in force.
    """
    namings = find_namings(annotated)
    for one in namings:
        if annotated.span(one.first, one.last).meets(span):
            rows = tuple(_rows(Scene(annotated), one))
            lines = map(_line, rows) if rows else _leans_on(annotated, one, namings)
            return (_rule(one), *lines)
    return ()


def _rule(one: Naming) -> str:
    side = ", a name that one side alone uses" if one.partisan else ""
    return f"{one.rule}: {one.name}, {one.kind}{side}"


def _rows(scene: Scene, one: Naming) -> Iterator[Row]:
    """The lines of the lists that hold the words of a naming, each once."""
    seen = set[tuple[str, int]]()
    for row in _consulted(scene, one):
        if row and (row.list, row.line) not in seen:
            seen.add((row.list, row.line))
            yield row


def _consulted(scene: Scene, one: Naming) -> Iterator[Row | None]:
    for index in range(one.first, one.last):
        if one.kind is ActorKind.PERSON and (known := known_person(scene, index, one.last)):
            yield known.row
        if hit := scene.hit_at.get(index):
            yield hit.known.row
    for index in range(one.first, one.last):
        if noun := scene.noun_at.get(index):
            yield noun[1].row
        if role := scene.role_at.get(index):
            yield role[1].row


def _line(row: Row) -> str:
    entry = " ".join(f"{column}={value}" for column, value in row.items() if value)
    return f"{row.list}, line {row.line}: {entry} (origin: {row.origin})"


def _leans_on(annotated: Annotated, one: Naming, namings: Iterable[Naming]) -> Iterator[str]:
    """The last naming of the same actor before this one, as a reader would look for it."""
    before = [other for other in namings if other.name == one.name and other.first < one.first]
    if before:
        span = annotated.span(before[-1].first, before[-1].last)
        yield f"named before: “{span.text}” at {span.start}, by {before[-1].rule}"
