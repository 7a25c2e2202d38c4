"""Draw docs/sheet.svg, the picture in the README, from the demo: `make picture`.

The picture is what `variorum demo` prints, at 118 columns, its longest rows left out. It names no
font file and asks for nothing.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from variorum import pipeline
from variorum.model.ledger import Ledger
from variorum.model.sheet import Sheet
from variorum.read import ReadSettings, read_path
from variorum.show.demo import accounts
from variorum.show.terminal import show_sheet

PICTURE = Path(__file__).parents[1] / "docs" / "sheet.svg"
COLUMNS = 118
ROWS = ("when", "who did it", "with what", "killed", "injured", "who claimed it", "who denied it")
PAPER = TerminalTheme(
    (251, 249, 244),
    (31, 28, 24),
    [(31, 28, 24), (138, 31, 20), (44, 90, 56), (150, 92, 0), (36, 74, 112), (110, 50, 110),
     (20, 100, 110), (99, 91, 80)],
)  # fmt: skip
SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" \
xmlns="http://www.w3.org/2000/svg" role="img" aria-label="The incident sheet of the demo">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<rect width="100%" height="100%" rx="8" fill="#fbf9f4"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def draw(sheet: Sheet) -> str:
    """The sheet, cut to ROWS, as the terminal shows it."""
    console = Console(
        file=io.StringIO(), width=COLUMNS, record=True, force_terminal=True,
        color_system="truecolor", highlight=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    named = tuple(row for row in sheet.rows if row.name in ROWS)
    show_sheet(console, replace(sheet, rows=named))
    return console.export_svg(theme=PAPER, code_format=SVG, unique_id="sheet")


def main() -> None:
    """Read the demo and write the picture of its most told incident."""
    with accounts() as path:
        outcomes = list(pipeline.read_all(read_path(path, ReadSettings())))
    compared = pipeline.compare(one for one in outcomes if isinstance(one, Ledger))
    widest = max(compared.sheets(), key=lambda sheet: len(sheet.voices))
    PICTURE.write_text(draw(widest), encoding="utf-8")


if __name__ == "__main__":
    main()
