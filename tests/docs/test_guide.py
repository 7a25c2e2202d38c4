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
    return done.stdout + (f"(exit status {done.returncode})\n" if done.returncode else "")


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_page_runs(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text(encoding="utf-8")
    update = request.config.getoption("--update-goldens")
    told = doctest.OutputChecker()
    values: dict[str, object] = {}
    old = Path.cwd()
    os.chdir(tmp_path)
    try:
        for block in BLOCK.finditer(text):
            if block["kind"] == "python":
                exec(compile(block["body"], str(page), "exec"), values)
            for step in STEP.finditer(block["body"]) if block["kind"] == "console" else ():
                printed = _run(step["command"], tmp_path)
                if told.check_output(step["shown"], printed, doctest.ELLIPSIS):
                    continue
                assert update, f"$ {step['command']}\n{printed}\nis not what {page.name} shows"
                text = text.replace(step[0], f"$ {step['command']}\n{printed}")
    finally:
        os.chdir(old)
    if update:
        page.write_text(text, encoding="utf-8")
