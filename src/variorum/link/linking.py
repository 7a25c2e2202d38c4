"""Runs linking.sql: candidate pairs of tellings, and what speaks for each of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt

from variorum.link.tables import Table

FILE: Final = "linking.sql"
Columns = Mapping[str, npt.NDArray[Any]]


@cache
def stages() -> Mapping[str, Mapping[str, str]]:
    """The statements of linking.sql by stage ("once", "candidates", …) and by the table made."""
    text = resources.files("variorum.link").joinpath(FILE).read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for part in re.split(r"^-- ==== ", text, flags=re.MULTILINE)[1:]:
        stage = found.setdefault(re.split(r"[:\n]", part)[0], {})
        for step in re.findall(r"^-- (\w+)(?::.*)?\n(?:--.*\n)*((?:[^;]+));", part, re.MULTILINE):
            stage[step[0]] = step[1]
    return found


class Database:
    """DuckDB in memory, with the tables that linking.sql is given, each step run when asked."""

    def __init__(self, given: Mapping[str, Table]) -> None:
        self._database = duckdb.connect(config={"threads": 1, "disabled_optimizers": "join_order"})
        self._settings = given["settings"]
        for name, table in given.items():
            self.put(name, table)
        self.run("once")

    def put(self, name: str, table: Table) -> None:
        """Make, or make anew, a table of these columns."""
        self._database.register("given", dict(table))
        self._database.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")
        self._database.unregister("given")

    def limit(self, begin: int, finish: int) -> None:
        """Look for the candidates of these tellings alone, from `begin` up to `finish`."""
        limits = {"begin": np.array([begin]), "finish": np.array([finish])}
        self.put("settings", {**self._settings, **limits})

    def run(self, stage: str) -> None:
        """Make the tables of a stage anew."""
        for name, statement in stages()[stage].items():
            self._database.execute(f"CREATE OR REPLACE TABLE {name} AS {statement}")

    def clear(self, name: str, columns: Mapping[str, str]) -> None:
        """Make, or make anew, an empty table of columns of these types."""
        listed = ", ".join(f"{column} {type_}" for column, type_ in columns.items())
        self._database.execute(f"CREATE OR REPLACE TABLE {name} ({listed})")

    def keep(self, name: str, query: str) -> None:
        """Add the answer to a query to a table."""
        self._database.execute(f"INSERT INTO {name} {query}")

    def fetch(self, query: str) -> Columns:
        """The answer to a query, a column each."""
        return self._database.execute(query).fetchnumpy()
