"""Five invented accounts of one invented incident: countries, people and outlets are made up."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib import resources
from pathlib import Path


def accounts() -> AbstractContextManager[Path]:
    """The accounts as a file of JSON lines, as `variorum read` takes them."""
    return resources.as_file(resources.files(__package__) / "accounts.jsonl")
