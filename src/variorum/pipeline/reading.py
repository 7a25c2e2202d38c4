"""Documents to ledgers: one, or many side by side, handed back in order or kept in a case file."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from variorum import annotate
from variorum.errors import BrokenDocument, UnreadableSource
from variorum.extract.events import find_happenings
from variorum.extract.framing import find_framing
from variorum.extract.statements import find_statements
from variorum.extract.sureness import rate_predicates
from variorum.lexicon import adding
from variorum.link.within import group_events
from variorum.model.annotation import Annotated
from variorum.model.ledger import Ledger, show_names, show_tokens
from variorum.pipeline.settings import Layer, Settings
from variorum.read import Read, Reading, ReadSettings, Refused, read_path
from variorum.resolve.actors import find_actors
from variorum.resolve.attach import attach
from variorum.resolve.places import find_places
from variorum.resolve.times import find_times
from variorum.store.casefile import CaseFile, Run


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that the case file holds already, read by the same code and settings."""

    document: str


Outcome = Ledger | Refused | Kept

_TOO_FEW_TO_SHARE = 12  # documents; starting a worker costs as much as reading a few
_CHUNK = 4  # documents handed to a worker at once


def read_one(
    path: Path, settings: Settings | None = None, reading: ReadSettings | None = None
) -> Ledger:
    """The ledger of the one document at `path`; a ledger's text is read anew.

    Raises VariorumError where no document can be made of it, UnreadableSource where it holds
    several.
    """
    sources = list(islice(read_path(path, reading or ReadSettings()), 2))
    if len(sources) != 1:
        found = "several documents" if sources else "no document"
        raise UnreadableSource(
            str(path), found, "one document", "give one file, or read all with `variorum read`"
        )
    if isinstance(sources[0], Refused):
        raise sources[0].error
    return read_document(sources[0], settings)


def read_document(given: Read, settings: Settings | None = None) -> Ledger:
    """One document with everything that reading found in it.

    Raises UnknownName where the annotator is not there.
    """
    settings = settings or Settings()
    annotated = annotate.load(settings.annotator)(given.document)
    with adding(settings.lists):
        records = find_records(annotated)
    return replace(_show_layers(annotated, settings.layers, records), gaps=given.gaps)


def find_records(annotated: Annotated) -> Ledger:
    """Every record of an annotated document, tied to one another."""
    statements = find_statements(annotated)
    events, figures = find_happenings(annotated, statements)
    actors = find_actors(annotated)
    ledger = Ledger(
        annotated.document,
        statements=statements,
        events=events,
        figures=figures,
        times=find_times(annotated),
        places=find_places(annotated),
        actors=actors,
        framing=find_framing(annotated, statements, actors),
    )
    attached = attach(annotated, ledger)
    return replace(attached, incidents=group_events(annotated, attached))


def _show_layers(annotated: Annotated, layers: frozenset[Layer], ledger: Ledger) -> Ledger:
    if Layer.PREDICATES in layers:
        ledger = replace(ledger, predicates=rate_predicates(annotated))
    if Layer.TOKENS in layers:
        ledger = replace(ledger, tokens=show_tokens(annotated), names=show_names(annotated))
    return ledger


def read_all(
    given: Iterable[Reading], settings: Settings | None = None, workers: int = 1
) -> Iterator[Outcome]:
    """A ledger, or the reason why there is none, for each source, in the order given.

    With several workers the documents are read side by side; the records are the same. A
    document that stops a rule is refused, and the others go on.
    """
    settings = settings or Settings()
    annotate.load(settings.annotator)  # a name that is not there is refused before the work
    sources = iter(given)
    first = list(islice(sources, _TOO_FEW_TO_SHARE))
    everything = chain(first, sources)
    if workers <= 1 or len(first) < _TOO_FEW_TO_SHARE:
        return (_outcome(one, settings) for one in everything)
    return _read_side_by_side(everything, settings, workers)


def _outcome(given: Reading, settings: Settings) -> Outcome:
    if isinstance(given, Refused):
        return given
    try:
        return read_document(given, settings)
    except Exception as error:  # a fault of one document never stops a run
        return Refused(BrokenDocument(given.document.id, error))


def _outcomes(given: Sequence[Reading], settings: Settings) -> list[Outcome]:
    return [_outcome(one, settings) for one in given]


def _read_side_by_side(
    given: Iterable[Reading], settings: Settings, workers: int
) -> Iterator[Outcome]:
    sources = iter(given)
    chunks = iter(lambda: list(islice(sources, _CHUNK)), [])
    ahead: deque[Future[list[Outcome]]] = deque()
    with ProcessPoolExecutor(workers, get_context("spawn"), _leave_interrupts) as pool:
        try:
            for chunk in chunks:
                ahead.append(pool.submit(_outcomes, chunk, settings))
                if len(ahead) > 2 * workers:
                    yield from ahead.popleft().result()
            while ahead:
                yield from ahead.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def take_all(
    given: Iterable[Reading], settings: Settings | None = None, workers: int = 1
) -> Iterator[Outcome]:
    """Like `read_all`, but a source that is a document ledger already is taken as it is."""

    def ledger(one: Reading) -> Outcome | None:
        return one.ledger if isinstance(one, Read) else one

    return _read_rest(given, ledger, settings or Settings(), workers)


def read_into(
    case: CaseFile, given: Iterable[Reading], settings: Settings | None = None, workers: int = 1
) -> Iterator[Outcome]:
    """Read into a case file; what became of each source, in order.

    A document that the same code has read with the same settings is not read again. What has
    been yielded is kept, whatever happens next.
    """
    settings = settings or Settings()
    layers = tuple(sorted(settings.layers))
    run = Run(version("variorum"), settings.rule_set(), settings.annotator, layers)

    def known(one: Reading) -> Outcome | None:
        if isinstance(one, Refused):
            return one
        return Kept(one.document.id) if case.has(one.document, run) else None

    for outcome in _read_rest(given, known, settings, workers):
        if isinstance(outcome, Ledger):
            case.add(outcome, run)
        yield outcome


def _read_rest(
    given: Iterable[Reading],
    settle: Callable[[Reading], Outcome | None],
    settings: Settings,
    workers: int,
) -> Iterator[Outcome]:
    """What `settle` gives, or a ledger read now where it gives None, in the order given."""
    settled: deque[Outcome | None] = deque()

    def unsettled() -> Iterator[Reading]:
        for one in given:
            settled.append(settle(one))
            if settled[-1] is None:
                yield one

    for outcome in read_all(unsettled(), settings, workers):
        while (before := settled.popleft()) is not None:
            yield before
        yield outcome
    yield from (one for one in settled if one is not None)
