"""The stages in order; the one place that knows them all.

    read -> annotate -> extract -> resolve -> store -> link -> show

Each stage is a function of values, so one process, several, or a cluster run the same code and
give the same records.
"""

from __future__ import annotations

from variorum.pipeline.checking import Checked, check, check_case
from variorum.pipeline.comparing import (
    Compared,
    compare,
    compare_case,
    compared_before,
    decide,
    every_incident,
    explain,
    fit_weights,
    material,
    stand_beside,
    wants,
)
from variorum.pipeline.reading import (
    Kept,
    Outcome,
    find_records,
    read_all,
    read_document,
    read_into,
    read_one,
    take_all,
)
from variorum.pipeline.settings import Layer, Settings, rule_set

__all__ = [
    "Checked",
    "Compared",
    "Kept",
    "Layer",
    "Outcome",
    "Settings",
    "check",
    "check_case",
    "compare",
    "compare_case",
    "compared_before",
    "decide",
    "every_incident",
    "explain",
    "find_records",
    "fit_weights",
    "material",
    "read_all",
    "read_document",
    "read_into",
    "read_one",
    "rule_set",
    "stand_beside",
    "take_all",
    "wants",
]
