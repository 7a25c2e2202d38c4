"""In whose words each passage of a text stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.record import Statement, is_own_wording
from variorum.show.plain import one_line

NAMELESS = "a source not named"
QUOTING = " › "
LONGEST_NAME = 60  # characters


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text, and the statements it stands in, outermost first; none: the article's
    own voice."""

    span: Span
    chain: tuple[Statement, ...]


def passages(ledger: Ledger) -> list[Passage]:
    """The whole text, cut where the voice changes."""
    by_id = {one.id: one for one in ledger.statements}
    pieces = [(piece, one) for one in ledger.statements for piece in one.content]
    edges = {edge for piece, _ in pieces for edge in (piece.start, piece.end)}
    cuts = sorted({0, len(ledger.document.text), *edges})
    stretches = [(start, end, _innermost(pieces, start)) for start, end in pairwise(cuts)]
    return list(_joined(ledger, stretches, by_id))


def chain(one: Statement, by_id: Mapping[str, Statement]) -> tuple[Statement, ...]:
    """A statement and those that report it, outermost first; nobody reports his own wording."""
    found = [one]
    while one.within:
        inner, one = one, by_id[one.within]
        if not is_own_wording(inner, one):
            found.insert(0, one)
    return tuple(found)


def speakers_in_words(statements: Sequence[Statement]) -> str:
    """Who says it, the outermost first: "the agency › a witness"."""
    return QUOTING.join(
        one_line(one.speaker.text, LONGEST_NAME) if one.speaker else NAMELESS for one in statements
    )


def _innermost(pieces: Sequence[tuple[Span, Statement]], at: int) -> Statement | None:
    """The statement whose shortest piece holds a position; of equals the last."""
    holding = [
        (piece.end - piece.start, -index, one)
        for index, (piece, one) in enumerate(pieces)
        if piece.start <= at < piece.end
    ]
    return min(holding)[2] if holding else None


def _joined(
    ledger: Ledger,
    stretches: Sequence[tuple[int, int, Statement | None]],
    by_id: Mapping[str, Statement],
) -> Iterator[Passage]:
    for one, run in groupby(stretches, key=lambda stretch: stretch[2]):
        edges = list(run)
        span = ledger.document.span(edges[0][0], edges[-1][1])
        yield Passage(span, chain(one, by_id) if one else ())
