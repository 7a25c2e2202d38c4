"""The command line, run as a user runs it but within this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import Command, Ran
from variorum.cli import main


@pytest.fixture
def variorum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Command:
    """Run `variorum` with arguments in an empty folder, with one worker."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("VARIORUM_CASE", raising=False)

    def run(*arguments: str) -> Ran:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        printed = capfdbinary.readouterr()
        return Ran(int(ended.value.code or 0), printed.out.decode(), printed.err.decode())

    return run
