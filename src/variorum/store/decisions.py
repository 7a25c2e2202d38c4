"""Decisions of persons as rows of the case file."""

from __future__ import annotations

import json
from typing import Any, Final

from variorum.errors import BadCaseFile, BadValue
from variorum.model.codec import build, plain
from variorum.model.decision import Account, Act, Decided, Decision
from variorum.model.document import Document
from variorum.store.tables import Cell

ALL: Final = (
    "SELECT key, made_at, made_by, subject, action, value, reason FROM decisions "
    "WHERE action IN ('join', 'exclude', 'split', 'undo') ORDER BY key"
)
NEW: Final = (
    "INSERT INTO decisions (key, made_at, made_by, subject, action, value, reason) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_GROUPS = tuple[tuple[Account, ...], ...]


def decision_row(decision: Decision) -> tuple[Cell, ...]:
    """The cells of a decision."""
    decided = decision.decided
    groups = json.dumps(plain(decision.groups), separators=(",", ":"))
    return (
        decided.number,
        decided.made_at,
        decided.made_by,
        decision.subject,
        decided.act.value,
        groups,
        decided.reason,
    )


def decision_of(row: tuple[Any, ...], path: str) -> Decision:
    """The decision of a row; raises BadCaseFile, naming file and number, for a damaged one."""
    key, made_at, made_by, subject, act, value, reason = row
    try:
        groups = build(_GROUPS, json.loads(value or "[]"), Document("decision", " "), "value")
        return Decision(Decided(key, Act(act), made_by, made_at, reason), subject, groups)
    except (ValueError, BadValue) as error:
        problem = f"decision {key} is damaged ({error})"
        raise BadCaseFile(
            path, problem, "take the file from a copy; nothing was changed"
        ) from error
