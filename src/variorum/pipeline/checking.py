"""Ledgers held against their texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from variorum.errors import VariorumError
from variorum.model.codec import Json, plain
from variorum.model.ledger import Ledger
from variorum.store.casefile import CaseFile


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
    """Hold every ledger of a case file against its text, and every row of a dataset."""
    rows = chain.from_iterable(case.datasets().values())
    return check(_fetched(case, document) for document in (*case.ids(), *rows))


def _fetched(case: CaseFile, document: str) -> Ledger | VariorumError:
    try:
        return case.ledger(document)
    except VariorumError as error:
        return error


def _quotations(value: Json) -> int:
    if isinstance(value, dict):
        return ("start" in value and "text" in value) + sum(map(_quotations, value.values()))
    return sum(map(_quotations, value)) if isinstance(value, list) else 0
