"""CSV, one file a table: what ledgers and sheets hold, laid flat.

A field of a record is a column, a value inside it "field_part"; a list of records inside a record
is a table of its own, whose rows name document, record and place in the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from variorum.export.csv_writing import csv_bytes
from variorum.export.material import Files, Material
from variorum.export.quoting import without_text
from variorum.model.codec import Json, Row, ledger_to_json, plain
from variorum.model.sheet import Sheet

DOCUMENTS: Final = (
    "id", "sha256", "source", "title", "url", "published", "published_by", "language",
)  # fmt: skip
RECORDS: Final = (
    "statements", "events", "figures", "incidents", "times", "places", "actors", "framing", "gaps",
)  # fmt: skip
Tables = dict[str, list[Row]]


def write_tables(material: Material) -> Files:
    """A file for each table that has a row; columns in the order in which they first come up."""
    tables: Tables = {"documents": []}
    for id in sorted(material.ledgers):
        _add_ledger(tables, ledger_to_json(material.ledgers[id]), material.with_text)
    for id in sorted(material.coded):
        _add_document(tables, ledger_to_json(material.coded[id]), material.with_text)
    for sheet in material.sheets:
        _add_sheet(tables, sheet, material.with_text)
    return {f"{name}.csv": _file(rows) for name, rows in sorted(tables.items()) if rows}


def _file(rows: list[Row]) -> bytes:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return csv_bytes(columns, ([row.get(column) for column in columns] for row in rows))


def _add_ledger(tables: Tables, row: Row, with_text: bool) -> None:
    _add_document(tables, row, with_text)
    for name in RECORDS:
        for nth, record in enumerate(row[name], start=1):
            given = {"document": row["id"], "record": record.get("id", str(nth))}
            _add(tables, name, given, record if with_text else without_text(record))


def _add_document(tables: Tables, row: Row, with_text: bool) -> None:
    head = {name: row[name] for name in DOCUMENTS}
    tables["documents"].append(head | ({"text": row["text"]} if with_text else {}))


def _add(tables: Tables, table: str, given: Row, record: Mapping[str, Json]) -> None:
    """The record's row, and rows of the tables for the lists inside it."""
    flat, lists = _flat(record)
    flat.pop("id", None)
    tables.setdefault(table, []).append(given | flat)
    for name, members in lists.items():
        for nth, member in enumerate(members, start=1):
            child = member if isinstance(member, Mapping) else {name.removesuffix("s"): member}
            _add(tables, f"{table}_{name}", given | {"nth": nth}, child)


def _flat(record: Mapping[str, Json]) -> tuple[Row, dict[str, list[Json]]]:
    flat: Row = {}
    lists: dict[str, list[Json]] = {}
    for name, value in record.items():
        if isinstance(value, list):
            lists[name] = value
        elif isinstance(value, Mapping):
            inner, deeper = _flat(value)
            flat |= {f"{name}_{part}": one for part, one in inner.items()}
            lists |= {f"{name}_{part}": one for part, one in deeper.items()}
        else:
            flat[name] = value
    return flat, lists


def _add_sheet(tables: Tables, sheet: Sheet, with_text: bool) -> None:
    """The incident, its voices, its rows, and every reading of every cell."""
    id = sheet.incident.id
    head = {"incident": id, "title": sheet.title}
    shared = plain(sheet.incident)
    scalars = {name: shared[name] for name in ("type", "mode")} | _flat(
        {"time": shared["time"] or {}, "place": shared["place"] or {}}
    )[0]
    tables.setdefault("shared_incidents", []).append(head | scalars)
    for at, voice in enumerate(sheet.voices, start=1):
        for document in voice.documents:
            row = {"incident": id, "voice": at, "label": voice.label, "kind": voice.kind.value}
            tables.setdefault("shared_voices", []).append(row | {"document": document})
    for line in sheet.rows:
        row = {"incident": id, "row": line.name, "mark": line.mark.value, "note": line.note}
        tables.setdefault("shared_rows", []).append(row)
        for at, reading in _readings(sheet, line.name):
            told = plain(reading) if with_text else without_text(plain(reading))
            tables.setdefault("shared_cells", []).append(
                {"incident": id, "row": line.name, "voice": at} | _cell(told)
            )


def _readings(sheet: Sheet, name: str) -> Iterator[tuple[int, Json]]:
    row = next(row for row in sheet.rows if row.name == name)
    for at, cell in enumerate(row.cells, start=1):
        for reading in cell.readings:
            yield at, reading


def _cell(told: Row) -> Row:
    flat, lists = _flat(told)
    speakers = " > ".join(one["text"] for one in lists.get("speakers", []))
    return {"value": flat.pop("value"), "speakers": speakers} | {
        name: value for name, value in flat.items() if not isinstance(value, list)
    }
