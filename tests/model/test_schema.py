"""The shipped schemas are those of the types."""

from __future__ import annotations

import json
from importlib import resources

import pytest
from jsonschema import Draft202012Validator

from variorum.model.schema import Schema, comparison_schema, ledger_schema, sheet_schema


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("document-ledger.schema.json", ledger_schema()),
        ("comparison.schema.json", comparison_schema()),
        ("sheet.schema.json", sheet_schema()),
    ],
)
def test_shipped_schema_is_that_of_the_types(name: str, schema: Schema) -> None:
    shipped = resources.files("variorum.model").joinpath(name).read_text(encoding="utf-8")
    assert json.loads(shipped) == schema, "write it anew: make schema"
    Draft202012Validator.check_schema(schema)
