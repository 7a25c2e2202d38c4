"""The stages in order; the one place that knows them all.

    read -> annotate -> extract -> resolve -> store -> link -> show

Each stage is a function of values, so one process, several, or a cluster run the same code and
give the same records.
"""

from __future__ import annotations

import hashlib
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.metadata import version
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from variorum import annotate
from variorum.errors import BrokenDocument, UnreadableSource, VariorumError
from variorum.export.material import About, Material
from variorum.extract.events import find_happenings
from variorum.extract.framing import find_framing
from variorum.extract.statements import find_statements
from variorum.extract.sureness import rate_predicates
from variorum.lexicon import Lists, adding
from variorum.link import across
from variorum.link.alone import told_alone
from variorum.link.beside import find_beside, near_in_time
from variorum.link.deciding import Wish, settle
from variorum.link.examples import find_examples
from variorum.link.explain import explain as judge_pairs
from variorum.link.likeness import Likeness
from variorum.link.pointing import accounts_of, find_incident
from variorum.link.sheet import lay_out
from variorum.link.weights import Weights, fit, shipped
from variorum.link.within import group_events
from variorum.model.annotation import Annotated
from variorum.model.codec import Json, plain
from variorum.model.decision import Decision
from variorum.model.incident import Comparison, SharedIncident
from variorum.model.judged import Judged
from variorum.model.ledger import Ledger, show_names, show_tokens
from variorum.model.sheet import Sheet
from variorum.model.value import Interval
from variorum.read import Read, Reading, ReadSettings, Refused, read_path
from variorum.resolve.actors import find_actors
from variorum.resolve.attach import attach
from variorum.resolve.gazetteer_packs import packs
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


class Layer(StrEnum):
    """Parts of a ledger that are given only when asked for."""

    PREDICATES = "predicates"
    TOKENS = "tokens"


@dataclass(frozen=True)
class Settings:
    """What decides the records besides the text."""

    annotator: str = "en"
    layers: frozenset[Layer] = frozenset()
    lists: Lists = ()  # of the user's own, before those that ship

    def rule_set(self) -> str:
        """A checksum of all code, lists and models that decide records, with each own list and
        each pack of places."""
        own = [one.label for one in self.lists] + [pack.label for pack in packs()]
        return "; ".join((rule_set(), *own))


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


@dataclass(frozen=True)
class Compared:
    """What several ledgers share, with the ledgers (by document id) it was found in."""

    comparison: Comparison
    ledgers: Mapping[str, Ledger]
    coded: Mapping[str, Sequence[Ledger]] = field(default_factory=dict)
    """Rows of datasets that stand beside an incident, by its id."""

    def ranked(self) -> tuple[SharedIncident, ...]:
        """The incidents, those that most voices tell of first; among equals as they come."""
        return tuple(sorted(self.comparison.incidents, key=lambda incident: -incident.voices))

    def sheets(self, most: int | None = None) -> tuple[Sheet, ...]:
        """The sheet of each incident as ranked, at most `most` of them."""
        return tuple(
            lay_out(incident, self.ledgers, self.coded.get(incident.id, ()))
            for incident in self.ranked()[:most]
        )

    def documents(self) -> Mapping[str, Ledger]:
        """All that a sheet quotes, by document id: accounts and rows of datasets."""
        beside = {row.document.id: row for rows in self.coded.values() for row in rows}
        return {**self.ledgers, **beside}


def compare(
    ledgers: Iterable[Ledger],
    decisions: Sequence[Decision] = (),
    weights: Weights | None = None,
) -> Compared:
    """Which incidents several accounts tell of, and which documents are copies of one text.

    `decisions`: those of persons, which the machine's word gives way to; `weights`: others than
    those that ship.
    """
    by_id = {ledger.document.id: ledger for ledger in ledgers}
    return Compared(across.compare(tuple(by_id.values()), decisions, weights), by_id)


def stand_beside(compared: Compared, coded: Iterable[Ledger]) -> Compared:
    """The comparison with rows of datasets beside the incidents they may tell of."""
    beside = find_beside(compared.comparison.incidents, compared.ledgers, coded)
    return replace(compared, coded=beside)


def may_stand_beside(compared: Compared, days: Interval, url: str | None) -> bool:
    """Whether a row of these days, or of an article at this address, may tell of an incident."""
    if url is not None:
        return url in {ledger.document.url for ledger in compared.ledgers.values()}
    return any(near_in_time(days, one.time) for one in compared.comparison.incidents)


def compare_case(case: CaseFile, weights: Weights | None = None) -> Compared:
    """The comparison of all that a case file keeps, under its decisions; it is kept there too."""
    compared = compare(case.ledgers(), case.decisions(), weights)
    case.keep_comparison(compared.comparison)
    return compared


def decide(case: CaseFile, wish: Wish, weights: Weights | None = None) -> Decision:
    """Keep what a person decides about links, behind all that was decided before.

    Raises UnknownName, BadValue or ContradictoryDecision where it cannot hold; then nothing is
    kept.
    """
    comparison = case.comparison() or compare_case(case, weights).comparison
    decision = settle(wish, case.decisions(), comparison, case.ledger)
    case.decide(decision)
    return decision


def explain(case: CaseFile, incident: str, weights: Weights | None = None) -> tuple[Judged, ...]:
    """The weights behind an incident, pair by pair; raises UnknownName where there is none."""
    compared = compare_case(case, weights)
    likeness = Likeness(across.tell(compared.ledgers.values()), weights)
    found = find_incident(incident, compared.comparison)
    return judge_pairs(accounts_of(found, case.ledger), likeness)


def fit_weights(case: CaseFile, weights: Weights | None = None) -> Weights:
    """The weights that a case file's decisions come to; raises BadValue where there are none."""
    tellings = across.tell(case.ledgers())
    return fit(find_examples(case.decisions(), tellings, weights), weights or shipped())


def every_incident(compared: Compared) -> tuple[SharedIncident, ...]:
    """The incidents that several documents tell of, then those that one alone tells of."""
    alone = told_alone(compared.comparison, compared.ledgers)
    return (*compared.comparison.incidents, *alone)


def material(
    compared: Compared,
    runs: tuple[str, ...],
    incidents: Sequence[SharedIncident] | None = None,
    with_text: bool = True,
    licence: str | None = None,
) -> Material:
    """What an export is made of: the sheets of these incidents and all ledgers they rest on;
    every incident and every ledger where none is named."""
    about = About(version("variorum"), runs, licence)
    needed = {document for incident in incidents or () for document in incident.documents}
    if incidents is None:
        incidents, needed = every_incident(compared), set(compared.ledgers)
    ledgers = {id: compared.ledgers[id] for id in sorted(needed)}
    sheets = tuple(lay_out(incident, ledgers) for incident in incidents)
    shared = tuple(one for one in incidents if len(one.documents) > 1)
    copies = tuple(
        group for group in compared.comparison.copies if all(id in needed for id in group)
    )
    return Material(sheets, ledgers, Comparison(shared, copies), about, with_text)


@dataclass(frozen=True)
class Checked:
    """How much was held against its text, and what did not hold, in words."""

    ledgers: int
    quotations: int
    faults: tuple[str, ...]


def check(ledgers: Iterable[Ledger | VariorumError]) -> Checked:
    """Count the ledgers that hold, with their quotations, and tell the faults of the others.

    A ledger cannot exist unless every quotation, id and checksum in it holds.
    """
    sound, quotations, faults = 0, 0, []
    for one in ledgers:
        if isinstance(one, VariorumError):
            faults.append(str(one))
        else:
            sound += 1
            quotations += _quotations(plain(one))
    return Checked(sound, quotations, tuple(faults))


def check_case(case: CaseFile) -> Checked:
    """Hold every ledger of a case file against its text."""
    return check(_fetched(case, document) for document in case.ids())


def _fetched(case: CaseFile, document: str) -> Ledger | VariorumError:
    try:
        return case.ledger(document)
    except VariorumError as error:
        return error


def _quotations(value: Json) -> int:
    if isinstance(value, dict):
        return ("start" in value and "text" in value) + sum(map(_quotations, value.values()))
    return sum(map(_quotations, value)) if isinstance(value, list) else 0


@cache
def rule_set() -> str:
    """A checksum of all code, lists and models that decide records: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    root = resources.files("variorum")
    assert isinstance(root, Path)
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
