"""The JSON Schema of the document ledger, the comparison and the sheet, made from the types.

The *.schema.json files beside it are this module's output, so a program that cannot import
variorum can hold a ledger against them; a test keeps the two the same.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from variorum.model.document import PublishedBy, Span
from variorum.model.incident import SharedIncident
from variorum.model.ledger import COMPARISON_SCHEMA, SCHEMA, Ledger
from variorum.model.sheet import SHEET_SCHEMA, Sheet

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_POSITION = {"type": "integer", "minimum": 0}
_SPAN: Schema = {
    "start": _POSITION,
    "end": {"type": "integer", "minimum": 1},
    "text": {"type": "string"},
}
_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    Span: {"$ref": "#/$defs/Span"},
}
_OPTIONAL_LAYERS = ("predicates", "tokens", "names")


def ledger_schema() -> Schema:
    """The schema of one line of `variorum read --format jsonl`."""
    defs: dict[str, Schema] = {"Span": _object(_SPAN)}
    head: Schema = {
        "schema": {"const": SCHEMA},
        "id": {"type": "string"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "text": {"type": "string"},
        **{name: _nullable(_SIMPLE[str]) for name in ("source", "title", "url")},
        "published": _nullable(_SIMPLE[date]),
        "published_by": _nullable(_closed(PublishedBy)),
        "language": {"type": "string"},
    }
    hints = get_type_hints(Ledger)
    parts = {one.name: _of(hints[one.name], defs) for one in fields(Ledger)[1:]}
    for layer in _OPTIONAL_LAYERS:
        parts[layer] = parts[layer]["anyOf"][0]
    schema = _object(head | parts, optional=_OPTIONAL_LAYERS)
    return {"$schema": _DRAFT, "title": "variorum document ledger"} | schema | {"$defs": defs}


def comparison_schema() -> Schema:
    """The schema of one line of `variorum compare --format jsonl`."""
    defs: dict[str, Schema] = {"Span": _object(_SPAN)}
    incident = _properties(SharedIncident, defs)
    head = {"schema": {"const": COMPARISON_SCHEMA}}
    lines = [
        _object(head | {"kind": {"const": "incident"}} | incident),
        _object(head | {"kind": {"const": "copies"}, "documents": _list(_SIMPLE[str])}),
    ]
    return {"$schema": _DRAFT, "title": "variorum comparison", "oneOf": lines, "$defs": defs}


def sheet_schema() -> Schema:
    """The schema of one incident sheet, a line each in `variorum export --format jsonl`."""
    defs: dict[str, Schema] = {"Span": _object(_SPAN)}
    head = {"schema": {"const": SHEET_SCHEMA}}
    sheet = _object(head | _properties(Sheet, defs))
    return {"$schema": _DRAFT, "title": "variorum incident sheet"} | sheet | {"$defs": defs}


def _of(kind: Any, defs: dict[str, Schema]) -> Schema:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union(get_args(kind), defs)
    if origin is tuple:
        return _list(_of(get_args(kind)[0], defs))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _closed(kind)
    if is_dataclass(kind) and kind is not Span:
        assert isinstance(kind, type)
        if kind.__name__ not in defs:
            defs[kind.__name__] = {}
            defs[kind.__name__] = _object(_properties(kind, defs))
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return _SIMPLE[kind]


def _properties(kind: type, defs: dict[str, Schema]) -> dict[str, Schema]:
    found: dict[str, Schema] = {}
    for name, hint in get_type_hints(kind).items():
        found |= _SPAN if name == "span" else {name: _of(hint, defs)}
    return found


def _union(kinds: tuple[Any, ...], defs: dict[str, Schema]) -> Schema:
    parts = [_of(kind, defs) for kind in kinds if kind is not type(None)]
    both = _SIMPLE[float] if {int, float} <= set(kinds) else parts[0]
    return _nullable(both) if type(None) in kinds else both


def _nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _closed(kind: type[Enum]) -> Schema:
    return {"enum": [one.value for one in kind]}


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}
