"""Ledgers to incidents: what several accounts share, under the decisions of persons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version

from variorum.export.material import About, Material
from variorum.link import across
from variorum.link.alone import told_alone
from variorum.link.beside import find_beside, near_days
from variorum.link.deciding import Wish, settle
from variorum.link.examples import find_examples
from variorum.link.explain import explain as judge_pairs
from variorum.link.likeness import Likeness
from variorum.link.pointing import accounts_of, find_incident
from variorum.link.sheet import lay_out
from variorum.link.weights import Weights, fit, shipped
from variorum.model.decision import Decision
from variorum.model.incident import Comparison, SharedIncident
from variorum.model.judged import Judged
from variorum.model.ledger import Ledger
from variorum.model.sheet import Sheet
from variorum.model.value import Interval
from variorum.store.casefile import CaseFile


@dataclass(frozen=True)
class Compared:
    """What several ledgers share, with the ledgers (by document id) it was found in."""

    comparison: Comparison
    ledgers: Mapping[str, Ledger]
    coded: Mapping[str, Sequence[Ledger]] = field(default_factory=dict)
    """Rows of datasets that stand beside an incident, by its id."""

    alone: tuple[SharedIncident, ...] = ()
    """Incidents of one account each, beside which a row of a dataset stands."""

    def ranked(self) -> tuple[SharedIncident, ...]:
        """The incidents, those that most voices tell of first; among equals as they come."""
        shown = (*self.comparison.incidents, *self.alone)
        return tuple(sorted(shown, key=lambda incident: -incident.voices))

    def sheets(self, most: int | None = None) -> tuple[Sheet, ...]:
        """The sheet of each incident as ranked, at most `most` of them."""
        return tuple(
            lay_out(incident, self.ledgers, self.coded.get(incident.id, ()))
            for incident in self.ranked()[:most]
        )

    def sheet(self, name: str) -> Sheet:
        """The sheet of the one incident whose id begins so, or of which a document of this name
        tells; raises UnknownName where there is none, or several."""
        shown = Comparison(self.ranked(), self.comparison.copies)
        found = find_incident(name, shown)
        return lay_out(found, self.ledgers, self.coded.get(found.id, ()))

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
    """The comparison with rows of datasets beside the incidents they may tell of, also beside
    those of one account alone."""
    alone = _alone(compared)
    every = (*compared.comparison.incidents, *alone)
    beside = find_beside(every, compared.ledgers, coded)
    return replace(compared, coded=beside, alone=tuple(one for one in alone if one.id in beside))


def wants(compared: Compared) -> Callable[[Interval, str | None], bool]:
    """Whether a row of some days, or of an article at an address, may tell of an incident."""
    urls = {ledger.document.url for ledger in compared.ledgers.values()}
    days = near_days(one.time for one in every_incident(compared))
    return lambda given, url: url in urls if url is not None else days(given)


def compare_case(case: CaseFile, weights: Weights | None = None) -> Compared:
    """The comparison of all that a case file keeps, under its decisions; it is kept there too.

    The rows of datasets that the case file keeps stand beside.
    """
    compared = compare(case.ledgers(), case.decisions(), weights)
    case.keep_comparison(compared.comparison)
    rows = tuple(case.rows())
    return stand_beside(compared, rows) if rows else compared


def compared_before(case: CaseFile) -> Compared:
    """The comparison kept last, with what it was found in; made now where there is none."""
    kept = case.comparison()
    if kept is None:
        return compare_case(case)
    ledgers = {ledger.document.id: ledger for ledger in case.ledgers()}
    return stand_beside(Compared(kept, ledgers), tuple(case.rows()))


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
    return (*compared.comparison.incidents, *_alone(compared))


def _alone(compared: Compared) -> tuple[SharedIncident, ...]:
    return tuple(told_alone(compared.comparison, compared.ledgers))


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
    coded = {one.id: compared.coded.get(one.id, ()) for one in incidents}
    sheets = tuple(lay_out(one, ledgers, coded[one.id]) for one in incidents)
    rows = {row.document.id: row for beside in coded.values() for row in beside}
    shared = tuple(one for one in incidents if len(one.documents) > 1)
    copies = tuple(
        group for group in compared.comparison.copies if all(id in needed for id in group)
    )
    return Material(sheets, ledgers, Comparison(shared, copies), about, with_text, rows)
