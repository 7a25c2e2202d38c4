"""The one converter between values and JSON: the shapes of the document ledger and comparison.

`plain` walks any model value; `build` makes it again and checks every quotation on the way.
The shapes are those of document-ledger.schema.json and comparison.schema.json beside it.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from variorum.errors import BadValue
from variorum.model.document import Document, PublishedBy, Span
from variorum.model.incident import Comparison, SharedIncident
from variorum.model.ledger import COMPARISON_SCHEMA, SCHEMA, Ledger
from variorum.model.sheet import SHEET_SCHEMA, Sheet

Json = Any
Row = dict[str, Json]
Choice = TypeVar("Choice", bound=Enum)
Texts = Document | Mapping[str, Document]  # one document, or several by id

_HEAD = ("id", "sha256", "text", "source", "title", "url", "published", "published_by", "language")


def plain(value: object) -> Json:
    """A model value as JSON: a span as start, end, text; a field named `span` laid flat."""
    if value is None or isinstance(value, str | int | float):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": value.text}
    if isinstance(value, date):
        return value.isoformat()
    row: Row = {}
    kind: type = type(value)
    for name in _names(kind):
        part = plain(getattr(value, name))
        row |= part if name == "span" else {name: part}
    return row


def ledger_to_json(ledger: Ledger) -> Row:
    """The document ledger as CONTRACT fixes it; layers that were not asked for are left out."""
    document = ledger.document
    row: Row = {"schema": SCHEMA} | {name: plain(getattr(document, name)) for name in _HEAD}
    for name in _names(Ledger)[1:]:
        if (part := getattr(ledger, name)) is not None:
            row[name] = plain(part)
    return row


def ledger_from_json(row: Mapping[str, Json]) -> Ledger:
    """The ledger again; raises BadValue where the row is none, or quotes what is not there."""
    _check_schema(row, SCHEMA)
    document = document_from_json(row)
    if row.get("sha256") not in (None, document.sha256):
        raise BadValue(f"{document.id}: sha256", row["sha256"], document.sha256)
    hints = _hints(Ledger)
    parts = {
        name: build(hints[name], row[name], document, f"{document.id}: {name}")
        for name in _names(Ledger)[1:]
        if name in row
    }
    return Ledger(document, **parts)


def document_from_json(row: Mapping[str, Json]) -> Document:
    """The document that heads a ledger; raises BadValue where id or text is missing."""
    for name in ("id", "text"):
        if not isinstance(row.get(name), str):
            raise BadValue(f"ledger: {name}", row.get(name), "a string")
    text = {name: row[name] for name in ("source", "title", "url") if row.get(name)}
    day, by = row.get("published"), row.get("published_by")
    return Document(
        id=row["id"],
        text=row["text"],
        **text,
        published=_build_day(day, f"{row['id']}: published") if day else None,
        published_by=_build_enum(PublishedBy, by, row["id"]) if by else None,
        language=row.get("language") or "en",
    )


def comparison_from_json(
    rows: Iterable[Mapping[str, Json]], documents: Mapping[str, Document]
) -> Comparison:
    """The comparison again, its mentions quoting `documents` (by id)."""
    incidents: list[SharedIncident] = []
    copies: list[tuple[str, ...]] = []
    for row in rows:
        _check_schema(row, COMPARISON_SCHEMA)
        if row["kind"] == "copies":
            copies.append(tuple(row["documents"]))
        else:
            incidents.append(build(SharedIncident, row, documents, f"incident {row.get('id')}"))
    return Comparison(tuple(incidents), tuple(copies))


def comparison_to_json(comparison: Comparison) -> list[Row]:
    """The lines of a comparison: incidents by earliest day, then groups of copies."""
    head = {"schema": COMPARISON_SCHEMA}
    incidents = [head | {"kind": "incident"} | plain(one) for one in comparison.incidents]
    copies = [head | {"kind": "copies", "documents": list(group)} for group in comparison.copies]
    return incidents + copies


def sheet_to_json(sheet: Sheet) -> Row:
    """An incident sheet; each quotation stands beside the document it is of."""
    row: Row = {"schema": SHEET_SCHEMA} | plain(sheet)
    return row


def build(kind: Any, value: Json, texts: Texts, place: str) -> Any:
    """The value of type `kind` that `plain` made `value` from, its spans quoting `texts`.

    A record that names its `document` quotes that one of several. Raises BadValue, naming the
    place, for a field that is missing, a word that is not of its list, or a misquotation.
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build_union(kind, value, texts, place)
    if origin is tuple:
        if not isinstance(value, list):
            raise BadValue(place, value, "a list")
        part = get_args(kind)[0]
        return tuple(build(part, one, texts, f"{place}[{at}]") for at, one in enumerate(value))
    if kind is Span:
        return _build_span(value, texts, place)
    if kind is date:
        return _build_day(value, place)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _build_enum(kind, value, place)
    if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__"):
        return _build_record(kind, value, texts, place)
    return _build_simple(kind, value, place)


def _build_union(kind: Any, value: Json, texts: Texts, place: str) -> Any:
    if value is None:
        return None
    kinds = [one for one in get_args(kind) if one is not type(None)]
    return build(float if int in kinds else kinds[0], value, texts, place)


def _build_span(value: Json, texts: Texts, place: str) -> Span:
    if not isinstance(texts, Document):
        raise BadValue(place, value, "a record that names its document")
    try:
        span = texts.span(value["start"], value["end"])
    except (KeyError, TypeError) as error:
        raise BadValue(place, value, "a span with start and end") from error
    if value.get("text", span.text) != span.text:
        raise BadValue(f"{place} at [{span.start}, {span.end})", value["text"], repr(span.text))
    return span


def _build_simple(kind: Any, value: Json, place: str) -> Json:
    fits = int | float if kind is float else kind
    if not isinstance(value, fits) or (isinstance(value, bool) and kind is not bool):
        raise BadValue(place, value, {str: "a string", bool: "true or false"}.get(kind, "a number"))
    return value


def _build_day(value: Json, place: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadValue(place, value, "a day such as 2031-05-04") from error


def _build_enum(kind: type[Choice], value: Json, place: str) -> Choice:
    try:
        return kind(value)
    except ValueError as error:
        raise BadValue(place, value, "one of " + ", ".join(one.value for one in kind)) from error


def _build_record(kind: type, value: Json, texts: Texts, place: str) -> Any:
    if not isinstance(value, Mapping):
        raise BadValue(place, value, "an object")
    if isinstance(texts, Mapping) and "document" in value:
        texts = _named(value["document"], texts, place)
    parts: Row = {}
    for name, hint in _hints(kind).items():
        if name == "span":
            parts[name] = _build_span(value, texts, place)
        elif name in value:
            parts[name] = build(hint, value[name], texts, f"{place}.{name}")
        else:
            raise BadValue(place, sorted(value), f"a field {name!r}")
    return kind(**parts)


def _named(name: str, texts: Mapping[str, Document], place: str) -> Document:
    if name not in texts:
        raise BadValue(place, name, "a document that was read")
    return texts[name]


def _check_schema(row: Mapping[str, Json], schema: str) -> None:
    if row.get("schema") != schema:
        raise BadValue("schema", row.get("schema"), repr(schema))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
