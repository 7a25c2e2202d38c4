"""JSON lines with their schemas, and an evidence bundle: one zip that can be checked offline."""

from __future__ import annotations

import io
import zipfile
from importlib import resources
from typing import Final

from variorum.export.json_writing import json_lines
from variorum.export.manifest import text_name, with_manifest
from variorum.export.material import Files, Material
from variorum.export.quoting import without_text
from variorum.model.codec import Row, comparison_to_json, ledger_to_json, sheet_to_json

SCHEMAS: Final = ("document-ledger", "comparison", "sheet")
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The day a zip writes for every file: the same input gives the same bytes."""
MODE: Final = 0o644 << 16
README: Final = """\
An evidence bundle of variorum: who says what of one or more incidents, in which words.

manifest.json      version, runs, documents, and the SHA-256 of every file
texts/             the text of each document, named by its SHA-256
ledgers.jsonl      what was found in each document, one a line
comparison.jsonl   which documents tell of one incident, and which are prints of one text
sheets.jsonl       the incident sheets, one a line
schemas/           the JSON Schema of each

Check it, offline: variorum check BUNDLE.zip
Every position is a half-open range of Unicode code points of a text. null means: not said in the
text given. variorum tells who says what; it does not verify.
"""


def write_jsonl(material: Material) -> Files:
    """Ledgers, comparison and sheets, one object a line, with the JSON Schema of each."""
    documents = material.documents
    ledgers = [ledger_to_json(documents[id]) for id in sorted(documents)]
    lines = {
        "ledgers.jsonl": ledgers,
        "comparison.jsonl": comparison_to_json(material.comparison),
        "sheets.jsonl": [sheet_to_json(sheet) for sheet in material.sheets],
    }
    files = {name: json_lines(_shown(rows, material)) for name, rows in lines.items()}
    return files | {f"schemas/{name}.schema.json": _schema(name) for name in SCHEMAS}


def _shown(rows: list[Row], material: Material) -> list[Row]:
    return rows if material.with_text else [without_text(row) for row in rows]


def _schema(name: str) -> bytes:
    return resources.files("variorum.model").joinpath(f"{name}.schema.json").read_bytes()


def write_bundle(material: Material) -> Files:
    """One zip with texts, records and manifest. Nothing in it is compressed: programs compress
    differently, and the same input is to give the same bytes everywhere."""
    files = write_jsonl(material) | {"README.txt": README.encode()}
    if material.with_text:
        documents = [ledger.document for ledger in material.documents.values()]
        files |= {text_name(one): one.text.encode("utf-8", "surrogatepass") for one in documents}
    return {"bundle.zip": _zipped(with_manifest("bundle", files, material))}


def _zipped(files: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = MODE
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, files[name])
    return stream.getvalue()
