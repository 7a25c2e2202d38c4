"""What every test may ask for."""

from __future__ import annotations

import pytest

from variorum.annotate import Annotator, load


@pytest.fixture(scope="session")
def annotate() -> Annotator:
    """The annotator that ships, loaded once."""
    return load("en")
