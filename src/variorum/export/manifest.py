"""What every export says of itself: version, format, runs, licence, and the hash of each file."""

from __future__ import annotations

import hashlib
from typing import Final

from variorum.export.json_writing import json_bytes
from variorum.export.material import Files, Material
from variorum.model.codec import Row
from variorum.model.document import Document

MANIFEST: Final = "manifest.json"
SCHEMA: Final = "variorum.export/1"
TEXTS: Final = "texts"
SOURCES: Final = (
    "Place names and coordinates: GeoNames (CC BY 4.0). Texts and quotations stay their "
    "publishers'. variorum tells who says what; it does not verify."
)


def with_manifest(form: str, files: Files, material: Material) -> Files:
    """The files and manifest.json, which names each with its checksum. No hour is kept: the same
    input gives the same bytes."""
    manifest: Row = {
        "schema": SCHEMA,
        "format": form,
        "version": material.about.version,
        "runs": list(material.about.runs),
        "licence": material.about.licence,
        "sources": SOURCES,
        "with_text": material.with_text,
        "documents": [_document(one, files) for one in _documents(material)],
        "files": [
            {"name": name, "sha256": hashlib.sha256(files[name]).hexdigest()}
            for name in sorted(files)
        ],
    }
    return files | {MANIFEST: json_bytes(manifest)}


def _documents(material: Material) -> list[Document]:
    documents = material.documents
    return [documents[id].document for id in sorted(documents)]


def _document(document: Document, files: Files) -> Row:
    """`text`: the file that holds it, if one does."""
    name = text_name(document)
    return {
        "id": document.id,
        "sha256": document.sha256,
        "source": document.source,
        "title": document.title,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "text": name if name in files else None,
    }


def text_name(document: Document) -> str:
    """Where an export keeps the text of a document."""
    return f"{TEXTS}/{document.sha256}.txt"
