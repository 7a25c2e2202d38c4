"""Measure how fairly names are found: `python evals/origins.py [--model FOLDER] [--misses N]`.

The same sentences, origins/frames.tsv, are filled with names of each origin from the other lists
beside it and annotated one by one. All names of a list are used about equally often. A name is
found when its characters and its kind are right; a title or an article before it is no part of
it. Prints, in per cent by origin, how many names are found (R) and how many of those found are
right (P), for all names, for each kind, and for all in sentences spelt otherwise; then the
highest less the lowest. With --misses, the names most often missed and what stood in their place.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Final

from variorum.annotate import Annotator
from variorum.annotate.backbone import Backbone, load_english
from variorum.model.annotation import NameKind
from variorum.model.document import Document

FOLDER: Final = Path(__file__).with_name("origins")
DRAWS: Final = 3
"""How often each frame is filled for each origin, with other names each time."""
SEED: Final = 7

ARTICLE: Final = "the "
PART: Final = re.compile(r"\[[^]]+\]|\{[^}]+\}|[^][{}]+")
SLOT: Final = re.compile(r"\{(bare )?([a-z]+)(\d?)\}")
SHORT: Final = "short"
KINDS: Final = {"person": NameKind.PERSON, SHORT: NameKind.PERSON, "place": NameKind.PLACE}
LETTERS: Final = str.maketrans("ıøłđəØŁĐƏ", "ioldeOLDE")
"""Letters that are no plain letter and a mark."""

Row = tuple[str, ...]
Spell = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Gold:
    """A name at the code points [start, end) of a text."""

    start: int
    end: int
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Sample:
    """A filled frame and the names in it."""

    origin: str
    text: str
    names: frozenset[Gold]


def without_marks(text: str) -> str:
    """The text with plain letters for letters with diacritics.

    >>> without_marks("Şanlıurfa, Đỗ")
    'Sanliurfa, Do'
    """
    apart = unicodedata.normalize("NFD", text.translate(LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


SPELLINGS: Final[Mapping[str, Spell]] = {
    "as written": str,
    "capitals": str.upper,
    "small": str.lower,
    "no marks": without_marks,
}


def read_rows(name: str) -> list[Row]:
    """The rows of origins/NAME.tsv below its header."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if not line.startswith("#")]
    return rows[1:]


@cache
def read_names() -> Mapping[str, Mapping[str, Sequence[Row]]]:
    """Names by origin and slot: (name, short name) of a person, (name,) of anything else."""
    found: dict[str, dict[str, list[Row]]] = {}
    rows = [(origin, "person", *names) for origin, *names in read_rows("persons")]
    rows += [(origin, "place", name) for origin, name in read_rows("places")]
    for origin, slot, *names in (*rows, *read_rows("organisations")):
        found.setdefault(origin, {}).setdefault(slot, []).append(tuple(names))
    return found


def make_samples(origin: str, spell: Spell = str, draws: int = DRAWS) -> Iterator[Sample]:
    """Each frame `draws` times, filled with names of one origin; for each origin in like order."""
    decks = {}
    for slot, rows in read_names()[origin].items():
        order = Random(SEED).sample(rows, len(rows))
        decks[slot] = cycle(order)
    for _ in range(draws):
        for _, frame in read_rows("frames"):
            yield _fill(origin, frame, decks, spell)


def _fill(origin: str, frame: str, decks: Mapping[str, Iterator[Row]], spell: Spell) -> Sample:
    drawn: dict[tuple[str, str], Row] = {}

    def put(slot: re.Match[str]) -> str:
        bare, name, number = slot.groups()
        deck = "person" if name == SHORT else name
        if (deck, number) not in drawn:
            drawn[deck, number] = next(decks[deck])
        text = drawn[deck, number][name == SHORT]
        return text.removeprefix(ARTICLE) if bare else text

    text, names = "", []
    for part in PART.findall(frame):
        filled = SLOT.sub(put, part.strip("[]"))
        article = ARTICLE if part != filled and filled.startswith(ARTICLE) else ""
        before, name = spell(_begin(article, text)), filled.removeprefix(article)
        start = len(text) + len(before)
        text += before + spell(name if before else _begin(name, text))
        if part[0] in "[{":
            kind = KINDS.get(part.strip("{}0123456789"), NameKind.ORGANISATION)
            names.append(Gold(start, len(text), kind))
    return Sample(origin, text, frozenset(names))


def _begin(words: str, before: str) -> str:
    """The words, with a capital where nothing stands before them."""
    return words if before else words[:1].upper() + words[1:]


def find_names(annotate: Annotator, sample: Sample) -> frozenset[Gold]:
    """The names that an annotator finds in a sample."""
    annotated = annotate(Document("sample", sample.text))
    spans = [(annotated.span(name.first, name.last), name.kind) for name in annotated.names]
    return frozenset(Gold(span.start, span.end, kind) for span, kind in spans)


Tally = Counter[tuple[str, str, str]]
"""How many names by origin, kind ("all" among them), and whether "right", "gold" or "found"."""


def count(annotate: Annotator, spell: Spell = str) -> Tally:
    """Count the names of every origin."""
    total: Tally = Counter()
    for sample in (sample for origin in read_names() for sample in make_samples(origin, spell)):
        found = find_names(annotate, sample)
        sets = {"right": sample.names & found, "gold": sample.names, "found": found}
        for what, names in sets.items():
            for name in names:
                total[sample.origin, "all", what] += 1
                total[sample.origin, name.kind, what] += 1
    return total


def share(tally: Tally, origin: str, kind: str, of: str = "gold") -> float:
    """Per cent right of those in the gold, the recall, or of those "found", the precision."""
    return 100 * tally[origin, kind, "right"] / tally[origin, kind, of]


def worst_misses(annotate: Annotator, most: int) -> Iterable[str]:
    """The names most often missed, with their commonest readings: a line each."""
    missed: dict[tuple[str, str, str], Counter[str]] = {}
    for sample in (sample for origin in read_names() for sample in make_samples(origin)):
        found = find_names(annotate, sample)
        for gold in sample.names - found:
            over = (f for f in found if f.start < gold.end and f.end > gold.start)
            reading = "; ".join(f"{sample.text[f.start : f.end]} ({f.kind})" for f in over)
            key = (sample.origin, gold.kind, sample.text[gold.start : gold.end])
            missed.setdefault(key, Counter())[reading or "nothing"] += 1
    worst = sorted(missed.items(), key=lambda pair: -pair[1].total())
    for (origin, kind, text), readings in worst[:most]:
        common = " | ".join(f"{reading} x{times}" for reading, times in readings.most_common(3))
        yield f"{readings.total():3} {origin} {kind} {text}: {common}"


def table(annotate: Annotator) -> Iterator[str]:
    """The lines of the table."""
    tallies = {name: count(annotate, spell) for name, spell in SPELLINGS.items()}
    plain = tallies.pop("as written")
    columns: dict[str, list[float]] = {}
    for kind in ("all", *NameKind):
        for head, of in (("R", "gold"), ("P", "found")):
            columns[f"{kind[:6]} {head}"] = [share(plain, o, kind, of) for o in read_names()]
    for name, tally in tallies.items():
        columns[f"{name} R"] = [share(tally, origin, "all") for origin in read_names()]
    yield f"{'origin':<16}" + "".join(f"{head:>11}" for head in columns)
    for row, origin in enumerate(read_names()):
        yield f"{origin:<16}" + "".join(f"{cells[row]:11.1f}" for cells in columns.values())
    gaps = (max(cells) - min(cells) for cells in columns.values())
    yield f"{'gap':<16}" + "".join(f"{gap:11.1f}" for gap in gaps)


def main() -> None:
    """Print the table, and what is missed most."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument(
        "--model", type=Path, help="a folder of model files; default: the package's"
    )
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="how many to list")
    settings = parser.parse_args()
    annotator = Backbone(settings.model) if settings.model else load_english()
    for line in (*table(annotator), *worst_misses(annotator, settings.misses)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
