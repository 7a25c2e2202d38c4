"""Read a word list, with its line in hand when something is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from variorum.errors import BadList

Row = Mapping[str, str]

ORIGIN: Final = "# origin:"


def read_list(lines: Iterable[str], name: str) -> tuple[Row, ...]:
    """The entries of a list as mappings from column to value; a missing value is "".

    >>> read_list(["# origin: our own", "word\\tact", "say\\tsay"], "verbs")[0]["act"]
    'say'

    Raises BadList, naming list and line, for a list without an origin or a row too long.
    """
    columns: list[str] | None = None
    found: list[Row] = []
    has_origin = False
    for number, line in enumerate(lines, start=1):
        line = line.rstrip("\r\n")
        has_origin |= line.startswith(ORIGIN)
        if not line.strip() or line.startswith("#"):
            continue
        values = [value.strip() for value in line.split("\t")]
        if columns is None:
            if not has_origin:
                raise BadList(name, number, f"a line {ORIGIN!r} above the entries")
            columns = values
            continue
        if len(values) > len(columns):
            raise BadList(name, number, f"at most {len(columns)} values ({', '.join(columns)})")
        values += [""] * (len(columns) - len(values))
        found.append(MappingProxyType(dict(zip(columns, values, strict=True))))
    return tuple(found)


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The entries of a list that ships with the package, such as `rows("en/reporting.tsv")`."""
    file = resources.files("variorum.lexicon").joinpath(*name.split("/"))
    return read_list(file.read_text(encoding="utf-8").splitlines(), name)


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a list."""
    return frozenset(next(iter(row.values())) for row in rows(name))
