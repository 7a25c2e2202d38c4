"""Every command and every example of the guide runs and gives what the guide shows.

In a `console` block, a line that begins with "$ " is run by the shell in one folder for the whole
page; the lines below it are what it prints, "..." standing for anything. `python` blocks run one
after another, and their assertions hold. `--update-goldens` writes the output anew.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"```(?P<kind>console|python)\n(?P<body>.*?)```", re.DOTALL)
STEP = re.compile(r"^\$ (?P<command>.*)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def _run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True, timeout=120
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    lines += [f"(exit status {done.returncode})"] if done.returncode else []
    return "".join(f"{line}\n" for line in lines)


def _replay(page: str, folder: Path) -> str:
    """The page with what its commands print now, where that is not as shown."""
    values: dict[str, object] = {}
    told = doctest.OutputChecker()

    def step(match: re.Match[str]) -> str:
        printed = _run(match["command"], folder)
        if told.check_output(match["shown"], printed, doctest.ELLIPSIS):
            return match[0]
        return f"$ {match['command']}\n{printed}"

    def block(match: re.Match[str]) -> str:
        if match["kind"] == "python":
            exec(compile(match["body"], "guide", "exec"), values)
            return match[0]
        return f"```console\n{STEP.sub(step, match['body'])}```"

    return BLOCK.sub(block, page)


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_page_runs(
    page: Path,
    tmp_path: Path,
    golden: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    golden(page, _replay(page.read_text(encoding="utf-8"), tmp_path))
