"""W3C Web Annotations: every record as an annotation of its text, by quotation and by position.

Structure: https://www.w3.org/TR/annotation-model/ (2017). Positions count code points, as the
model says of the TextPositionSelector; a reader that counts UTF-16 units goes by the quotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.export.json_writing import json_line
from variorum.export.material import Files, Material
from variorum.export.quoting import digest, quote
from variorum.export.spans import Piece, find_pieces
from variorum.model.codec import Row
from variorum.model.document import Document, Span
from variorum.model.ledger import Ledger

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32  # code points quoted before and behind, so that a quotation is found again


def write_annotations(material: Material) -> Files:
    """One collection with all annotations of all documents."""
    items = [
        json_line(annotation)
        for id in sorted(material.ledgers)
        for annotation in _annotations(material.ledgers[id], material.with_text)
    ]
    head = json_line(_collection(len(items)))
    before, after = head.split(_HERE)
    return {"annotations.json": before + _HERE + b",\n".join(items) + after + b"\n"}


_HERE: Final = b'"items": ['


def _collection(total: int) -> Row:
    """The collection around the annotations, which are written one by one to spare memory."""
    return {
        "@context": CONTEXT,
        "id": "urn:variorum:annotations",
        "type": "AnnotationCollection",
        "label": "Records found by variorum",
        "total": total,
        "first": {
            "id": "urn:variorum:annotations:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [],
        },
    }


def _annotations(ledger: Ledger, with_text: bool) -> Iterator[Row]:
    for number, piece in enumerate(find_pieces(ledger), start=1):
        yield _annotation(ledger.document, number, piece, with_text)


def _annotation(document: Document, number: int, piece: Piece, with_text: bool) -> Row:
    return {
        "@context": CONTEXT,
        "id": f"urn:variorum:{digest(document.id)}:{document.sha256}:{number}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": f"urn:variorum:rule:{piece.rule}", "type": "Software"},
        "body": [
            _body("tagging", f"{piece.kind} {piece.part}"),
            _body("describing", piece.value),
        ],
        "target": {
            "source": document.url or f"urn:variorum:document:{document.sha256}",
            "document": document.id,
            "selector": _selectors(piece.span, with_text),
        },
    }


def _body(purpose: str, value: str) -> Row:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _selectors(span: Span, with_text: bool) -> list[Row]:
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    quoted = quote(span, with_text)
    selector: Row = {"type": "TextQuoteSelector", "exact": quoted["text"]}
    if with_text:
        text = span.document.text
        selector["prefix"] = text[max(0, span.start - AROUND) : span.start]
        selector["suffix"] = text[span.end : span.end + AROUND]
    else:
        selector["sha256"] = quoted["sha256"]
    return [selector, position]
