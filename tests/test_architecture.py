"""ARCHITECTURE.md names every module, and no module that is not there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _named() -> list[str]:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    found: list[str] = []
    folder = ""
    for line in page.split("```")[1].splitlines():
        if match := re.match(r"^(?P<folder>\w+)/(?:\s|$)", line):
            folder = match["folder"] + "/"
        elif match := re.match(r"^(?P<indent>\s*)(?P<file>\w+\.py)\s{2,}\S", line):
            found.append((folder if match["indent"] else "") + match["file"])
    return found


def test_every_module_is_named_once() -> None:
    package = ROOT / "src" / "variorum"
    there = {str(path.relative_to(package)) for path in package.rglob("*.py")}
    modules = sorted(one for one in there if not one.endswith("__init__.py"))
    assert sorted(_named()) == modules
