"""Why a record is there, in the terminal: its rule, its words, the list entries behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from variorum.model.why import Listed, Why, Word
from variorum.show.plain import one_line, quoted, visible

LONGEST_QUOTATION = 120  # characters


def show_why(console: Console, found: Why) -> None:
    """The rule in words, the wordings with their roles, and two tables."""
    console.print(Rule(Text(f"{found.id}, {found.kind}", "bold"), align="left", style="dim"))
    console.print(_facts(found))
    if found.words:
        rows = map(_word, found.words)
        console.print(_table(("word", "base form", "tag", "relation", "hangs on"), rows))
    if found.entries:
        console.print(
            _table(("list", "line", "entry with these words"), map(_entry, found.entries))
        )
        console.print(Text(f"origin: {'; '.join(_origins(found.entries))}", "dim"))


def _facts(found: Why) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column(ratio=1)
    for name, words in _lines(found):
        table.add_row(name, Text(visible(words)))
    return table


def _lines(found: Why) -> Iterator[tuple[str, str]]:
    if found.rule:
        yield "rule", f"{found.rule}: {found.says}" if found.says else found.rule
    for part in found.parts:
        yield part.role, quoted(part.span, LONGEST_QUOTATION)
    yield from (("weighed", ground) for ground in found.grounds)


def _word(word: Word) -> tuple[str, ...]:
    head = one_line(word.head.text) if word.head else "(root)"
    return one_line(word.span.text), word.lemma, f"{word.upos} {word.xpos}", word.rel, head


def _entry(entry: Listed) -> tuple[str, ...]:
    return entry.list, str(entry.line), entry.entry


def _origins(entries: Iterable[Listed]) -> list[str]:
    return list(dict.fromkeys(one_line(one.origin) for one in entries))


def _table(columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(part)) for part in row))
    return table
