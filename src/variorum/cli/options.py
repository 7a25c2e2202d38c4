"""Options that several commands share, and what they make of their values."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from variorum.lexicon import Added
from variorum.lexicon.actors import read_actors
from variorum.lexicon.events import read_events
from variorum.link.weights import Weights, read_weights
from variorum.pipeline import Layer, Settings
from variorum.read import InputFormat, ReadSettings

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_CASE = "case.sqlite"
OWN_LISTS = "variorum.lists"
STDIN = "-"


def in_order(*decorators: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one, shown in the help in the order given."""

    def apply(command: Command) -> Command:
        for decorate in reversed(decorators):
            command = decorate(command)
        return command

    return apply


input_options = in_order(
    click.option(
        "--input-format",
        type=click.Choice([str(one) for one in InputFormat]),
        default=str(InputFormat.AUTO),
        show_default=True,
        help="What the input is; auto goes by name, then by content.",
    ),
    click.option(
        "--published",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="Publication date of documents that do not name their own.",
    ),
    click.option("--source", help="Outlet of documents that do not name their own."),
    click.option(
        "--max-characters",
        type=click.IntRange(min=1),
        default=ReadSettings().max_characters,
        show_default=True,
        help="Refuse longer documents.",
    ),
)


def own_list_option(name: str, read: Callable[[Path], Added], what: str) -> Any:
    """An option that takes a list of the user's own; `settings` has what was given."""

    def take(context: click.Context, _: click.Parameter, paths: tuple[Path, ...]) -> None:
        context.meta.setdefault(OWN_LISTS, []).extend(map(read, paths))

    return click.option(
        name,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        multiple=True,
        metavar="FILE",
        expose_value=False,
        callback=take,
        help=f"A list of your own with {what}, read before ours; may be given again.",
    )


reading_options = in_order(
    click.option(
        "--annotator",
        default="en",
        show_default=True,
        help="What finds sentences, trees and names: en, or spacy:PIPELINE.",
    ),
    own_list_option("--events", read_events, "words that tell of events"),
    own_list_option("--actors", read_actors, "names of actors"),
)

workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=min(4, os.cpu_count() or 1),
    show_default=True,
    help="Processes that read side by side. The records are the same with any number.",
)

report_option = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default="report.html",
    show_default=True,
    help="Where the HTML report is written.",
)

strict_option = click.option(
    "--strict", is_flag=True, help="End with exit status 3 if any input was refused."
)

json_option = click.option("--json", "as_json", is_flag=True, help="JSON lines on stdout.")

case_option = click.option(
    "--case",
    "case_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=DEFAULT_CASE,
    envvar="VARIORUM_CASE",
    show_default=True,
    show_envvar=True,
    help="The case file: one SQLite file that keeps everything read.",
)


def _read_weights(_: click.Context, __: click.Parameter, path: Path | None) -> Weights | None:
    return read_weights(path) if path else None


weights_option = click.option(
    "--weights",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="VARIORUM_WEIGHTS",
    show_envvar=True,
    callback=_read_weights,
    help="Weights of links, as `link --fit` writes them, in place of those that ship.",
)

paths_argument = click.argument("paths", nargs=-1, metavar="[PATH | -]...")


def read_settings(
    input_format: str, published: datetime | None, source: str | None, max_characters: int
) -> ReadSettings:
    """The reading settings of the shared options."""
    day = published.date() if published else None
    return ReadSettings(day, source, input_format, max_characters)


def settings(annotator: str, layers: tuple[str, ...] = ()) -> Settings:
    """The settings of the shared options, with the lists that the command was given."""
    own: list[Added] = click.get_current_context().meta.get(OWN_LISTS, [])
    return Settings(annotator, frozenset(map(Layer, layers)), tuple(own))


def out() -> Console:
    """Where data go: stdout, at the width of the terminal or of COLUMNS, 100 in a pipe."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 100
    return Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)


def err() -> Console:
    """Where messages go: stderr."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    """A message for the user, on stderr, so that stdout holds data alone."""
    click.echo(message, err=True)


@contextmanager
def progress(total: int | None = None) -> Iterator[Callable[[], None]]:
    """A bar on stderr that counts documents; silent where stderr is no terminal."""
    console = err()
    bar = Progress(
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)
