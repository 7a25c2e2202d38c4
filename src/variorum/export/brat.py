"""brat standoff: a .txt for each document and a .ann that points into it, with the types used.

Structure: https://brat.nlplab.org/standoff.html. Positions count code points, ends are exclusive,
a stretch over several lines is given line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from variorum.errors import BadValue
from variorum.export.material import Files, Material
from variorum.model.document import Span
from variorum.model.ledger import Ledger
from variorum.model.record import Event, EventType, Figure, Statement
from variorum.model.value import Bounds
from variorum.model.wording import bounds_in_words

CONF: Final = "annotation.conf"
ENTITIES: Final = ("Actor", "Speaker", "Content", "Cue", "Party", "Instrument", "Figure", "Time",
                   "Place", "Framing")  # fmt: skip
_LINE: Final = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNSAFE: Final = re.compile(r"[^\w.-]+")


def write_brat(material: Material) -> Files:
    """A pair of files for each document, and annotation.conf with every type.

    Raises BadValue without texts: brat shows nothing else.
    """
    if not material.with_text:
        raise BadValue("brat", "no text", "texts, which it needs: leave out --no-text")
    files: Files = {CONF: _conf().encode()}
    for number, id in enumerate(sorted(material.ledgers), start=1):
        ledger = material.ledgers[id]
        name = f"{number:04}-{_UNSAFE.sub('-', id).strip('-.')[:60]}"
        files[f"{name}.txt"] = ledger.document.text.encode("utf-8", "surrogatepass")
        files[f"{name}.ann"] = _standoff(ledger).encode("utf-8", "surrogatepass")
    return files


def _conf() -> str:
    roles = "Agent*:Party, Recipient*:Party, Instrument*:Instrument"
    events = (f"{_type(one.value)}\t{roles}" for one in EventType)
    lines = [
        "[entities]", *ENTITIES,
        "[relations]", "SaidBy\tArg1:Content, Arg2:Speaker", "CuedBy\tArg1:Content, Arg2:Cue",
        "[events]", *events,
        "[attributes]", "Sureness\tArg:<EVENT>, Value:asserted|hedged|open|denied",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


@dataclass
class _Standoff:
    """The lines of one file so far, and the next number of each sort."""

    lines: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def number(self, sort: str) -> str:
        self.counts[sort] = self.counts.get(sort, 0) + 1
        return f"{sort}{self.counts[sort]}"

    def text(self, kind: str, span: Span) -> str:
        """A text-bound annotation; gives its id."""
        pieces = list(_pieces(span))
        name = self.number("T")
        at = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        self.lines.append(f"{name}\t{kind} {at}\t{' '.join(piece.text for piece in pieces)}")
        return name

    def note(self, about: str, words: str) -> None:
        """What an annotation comes to."""
        shown = " ".join(words.split())
        self.lines.append(f"{self.number('#')}\tAnnotatorNotes {about}\t{shown}")


def _pieces(span: Span) -> Iterator[Span]:
    """The parts of a span that lie on one line each."""
    for found in _LINE.finditer(span.text):
        yield span.document.span(span.start + found.start(), span.start + found.end())


def _standoff(ledger: Ledger) -> str:
    out = _Standoff()
    for statement in ledger.statements:
        _add_statement(out, statement)
    for event in ledger.events:
        _add_event(out, event)
    _add_noted(out, "Figure", ((one.mention, _many(one)) for one in ledger.figures))
    _add_noted(out, "Time", ((one.span, one.value) for one in ledger.times))
    _add_noted(out, "Place", ((one.mention, one.name) for one in ledger.places))
    named = ((one.span, actor.name) for actor in ledger.actors for one in actor.mentions)
    _add_noted(out, "Actor", named)
    _add_noted(out, "Framing", ((one.span, one.mark) for one in ledger.framing))
    return "".join(f"{line}\n" for line in out.lines)


def _add_statement(out: _Standoff, one: Statement) -> None:
    cue = out.text("Cue", one.cue)
    speaker = out.text("Speaker", one.speaker) if one.speaker else None
    out.note(cue, f"{one.id}: {one.act.value}, {one.quoted.value}, rule {one.rule}")
    for content in (out.text("Content", piece) for piece in one.content):
        out.lines.append(f"{out.number('R')}\tCuedBy Arg1:{content} Arg2:{cue}")
        if speaker:
            out.lines.append(f"{out.number('R')}\tSaidBy Arg1:{content} Arg2:{speaker}")


def _add_event(out: _Standoff, one: Event) -> None:
    kind = _type(one.type.value)
    trigger = out.text(kind, one.cue)
    roles = _roles(out, "Agent", "Party", [agent.mention for agent in one.agents])
    roles += _roles(out, "Recipient", "Party", [each.mention for each in one.recipients])
    roles += _roles(out, "Instrument", "Instrument", one.instruments)
    name = out.number("E")
    out.lines.append(" ".join([f"{name}\t{kind}:{trigger}", *roles]))
    out.lines.append(f"{out.number('A')}\tSureness {name} {one.sureness.label.value}")
    parts = ", ".join(agent.responsibility.value for agent in one.agents)
    noted = [one.id, f"mode {one.mode}" if one.mode else "", one.stage.value, parts]
    out.note(name, ", ".join(part for part in noted if part))


def _roles(out: _Standoff, role: str, kind: str, spans: Sequence[Span]) -> list[str]:
    """The arguments of an event; of several with one role, the second is numbered 2."""
    names = [out.text(kind, span) for span in spans]
    return [f"{role}{at if at > 1 else ''}:{name}" for at, name in enumerate(names, start=1)]


def _add_noted(out: _Standoff, kind: str, told: Iterable[tuple[Span, str]]) -> None:
    for span, words in told:
        out.note(out.text(kind, span), words)


def _many(one: Figure) -> str:
    return f"{one.of.value}: {bounds_in_words(Bounds(one.low, one.high), one.approximate)}"


def _type(name: str) -> str:
    """A PLOVER type as brat writes types."""
    return name.capitalize()
