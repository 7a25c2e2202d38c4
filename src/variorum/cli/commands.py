"""The group of commands, and what a user sees when one of them cannot go on."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Any

import click

from variorum.cli.check import check
from variorum.cli.compare import compare
from variorum.cli.demo import demo
from variorum.cli.export import export
from variorum.cli.gazetteer import gazetteer
from variorum.cli.link import link
from variorum.cli.options import say
from variorum.cli.read import read
from variorum.cli.search import search
from variorum.cli.show import show
from variorum.errors import VariorumError

ERROR, INTERRUPTED = 1, 130


class Commands(click.Group):
    """Commands in the order of an article's way, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """As they were added."""
        return list(self.commands)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="variorum")
def group() -> None:
    """Read partisan accounts of armed conflict; keep who says what, how surely, in which words;
    lay the accounts of one incident side by side.

    variorum never judges what is true. It works offline and sends nothing anywhere.

    \b
    First steps:
      variorum demo                      five invented accounts of one incident
      variorum read my-articles/         read a folder into case.sqlite
      variorum compare                   the incidents that several accounts tell of

    Data go to stdout, messages to stderr; "-" is stdin. Exit status: 0 done, 1 error, 2 usage,
    3 finished but some input was refused (with --strict).
    """


for command in (demo, read, compare, link, show, search, export, check, gazetteer):
    group.add_command(command)


def main(arguments: list[str] | None = None) -> Any:
    """Run a command; a refusal is one line on stderr and exit status 1."""
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a letter shows "?"
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status = group.main(args=arguments, prog_name="variorum", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except VariorumError as error:
        say(f"variorum: {error}")
        sys.exit(ERROR)
    except (KeyboardInterrupt, click.Abort):
        say("variorum: stopped; what was kept stays, and the same command goes on from there")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ERROR)
    sys.exit(status if isinstance(status, int) else 0)
