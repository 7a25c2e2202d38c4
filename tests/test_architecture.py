"""ARCHITECTURE.md shows the tree as it is: every folder and module, by the first words of its
docstring. `--update-goldens` writes the tree anew."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "variorum"
PAGE = ROOT / "ARCHITECTURE.md"
BLOCK = re.compile(r"(?<=```text\n).*?(?=```)", re.DOTALL)
WAY = (
    "model",
    "lexicon",
    "read",
    "annotate",
    "extract",
    "resolve",
    "link",
    "store",
    "show",
    "export",
    "pipeline",
    "cli",
)
WIDTH, COLUMN = 100, 23


def _purpose(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{path} says nothing of itself"
    first = docstring.split("\n\n")[0].replace("\n", " ")
    return re.split(r"(?<=\w[.;])\s", first)[0].rstrip(".;")


def _line(name: str, path: Path) -> str:
    lines = textwrap.wrap(_purpose(path), WIDTH - COLUMN)
    return f"{name:<{COLUMN - 1}} " + ("\n" + " " * COLUMN).join(lines)


def _tree() -> Iterator[str]:
    for path in sorted(PACKAGE.glob("*.py")):
        if path.name != "__init__.py":
            yield _line(path.name, path)
    folders = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE}
    tops = {folder for folder in folders if folder.parent == PACKAGE}
    assert {folder.name for folder in tops} == set(WAY), "a new stage: say where it stands"
    for name in WAY:
        yield _line(f"{name}/", PACKAGE / name / "__init__.py")
        for path in sorted((PACKAGE / name).rglob("*.py")):
            if path != PACKAGE / name / "__init__.py":
                yield _line(f"  {path.relative_to(PACKAGE / name)}", path)


def test_the_page_shows_the_tree(request: pytest.FixtureRequest) -> None:
    page, tree = PAGE.read_text(encoding="utf-8"), "\n".join(_tree()) + "\n"
    if request.config.getoption("--update-goldens"):
        PAGE.write_text(BLOCK.sub(lambda _: tree, page, count=1), encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")
    shown = BLOCK.search(page)
    assert shown
    assert shown[0] == tree, "the tree has changed: pytest --update-goldens, then read the diff"
