"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from variorum.annotate import Annotator, load


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` writes every golden file anew, to be read as a diff."""
    parser.addoption("--update-goldens", action="store_true", help="write golden files anew")


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Neither packs of places nor settings of whoever runs the tests are seen by them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [each for each in os.environ if each.startswith("VARIORUM_")]:
            patch.delenv(name)
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


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
