"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.annotate import Annotator, load


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` writes every golden file anew, to be read as a diff."""
    parser.addoption("--update-goldens", action="store_true", help="write golden files anew")


@pytest.fixture(scope="session")
def annotate() -> Annotator:
    """The annotator that ships, loaded once."""
    return load("en")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Hold a text against its golden file; with --update-goldens, write the file."""
    update = bool(request.config.getoption("--update-goldens"))

    def hold(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.is_file(), f"{path.name} is not there: run pytest with --update-goldens"
        assert text == path.read_bytes().decode(), f"{path.name} differs from what was made"

    return hold
