"""`variorum link`: what a person decides about incidents, and why accounts were joined."""

from __future__ import annotations

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path

import click

from variorum import pipeline
from variorum.cli import options
from variorum.cli.options import say
from variorum.errors import UnwritableFile
from variorum.link.deciding import Wish
from variorum.link.weights import Weights, as_table
from variorum.model.codec import plain
from variorum.model.decision import Act
from variorum.show.links import decision_states, show_decisions, show_judged
from variorum.show.terminal import show_incidents
from variorum.store.casefile import CaseFile

EXPLAIN, FIT = "explain", "fit"
NAMES = {Act.JOIN: 2, Act.EXCLUDE: 2, Act.SPLIT: 2, Act.UNDO: 1}
"""How many names each act needs at least."""


@click.command()
@click.argument("names", nargs=-1, metavar="[INCIDENT | DOCUMENT | NUMBER]...")
@click.option(
    "--exclude", "act", flag_value=Act.EXCLUDE.value, help="INCIDENT DOCUMENT...: not of it."
)
@click.option(
    "--join", "act", flag_value=Act.JOIN.value, help="INCIDENTs or DOCUMENTs: they are one."
)
@click.option(
    "--split", "act", flag_value=Act.SPLIT.value, help="INCIDENT DOCUMENT...: another incident."
)
@click.option("--undo", "act", flag_value=Act.UNDO.value, help="NUMBER: decide no longer so.")
@click.option("--explain", "act", flag_value=EXPLAIN, help="INCIDENT: the weights behind it.")
@click.option(
    "--fit", "fitted", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write weights fitted to the decisions.",
)  # fmt: skip
@click.option("--why", help="The reason, kept with the decision.")
@click.option(
    "--by",
    default=getpass.getuser,
    envvar="VARIORUM_BY",
    show_default="you",
    show_envvar=True,
    help="Who decides.",
)
@options.weights_option
@options.case_option
@options.json_option
def link(
    names: tuple[str, ...],
    act: str | None,
    fitted: Path | None,
    why: str | None,
    by: str,
    weights: Weights | None,
    case_path: Path,
    as_json: bool,
) -> None:
    """Decide which accounts are of one incident, and see why they were joined.

    \b
    variorum link                                   all decisions, and whether they hold
    variorum link --explain 3f9a1c                  the weights behind an incident
    variorum link --exclude 3f9a1c b.txt --why …    b.txt does not tell of it
    variorum link --split 3f9a1c b.txt c.txt --why …  these two tell of another one
    variorum link --join 3f9a1c d.txt#i2 --why …    this account tells of it too
    variorum link --undo 2 --why …                  decision 2 no longer holds

    Decisions are kept in the case file with who, when and why, beside the machine's word: every
    later `compare` heeds them, and none is ever changed or lost.
    """
    with CaseFile.existing(case_path) as case:
        if fitted is not None:
            _fit(case, fitted, weights)
        elif act is None:
            _list(case, as_json)
        elif act == EXPLAIN:
            _explain(case, names, weights, as_json)
        else:
            _decide(case, _wish(Act(act), names, by, why), weights)


def _wish(act: Act, names: tuple[str, ...], by: str, why: str | None) -> Wish:
    if len(names) < NAMES[act]:
        raise click.UsageError(f"--{act} needs {NAMES[act]} names or more; see: variorum link -h")
    if not (why or "").strip():
        raise click.UsageError("a decision is kept with its reason: say it with --why")
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Wish(act, names, by, now, why)


def _decide(case: CaseFile, wish: Wish, weights: Weights | None) -> None:
    decision = pipeline.decide(case, wish, weights)
    say(f"decision {decision.number} is kept: {wish.act} {decision.subject}")
    compared = pipeline.compare_case(case, weights)
    touched = {account.document for group in decision.groups for account in group}
    found = [one for one in compared.ranked() if touched & set(one.documents)]
    show_incidents(options.out(), found, compared.ledgers)


def _list(case: CaseFile, as_json: bool) -> None:
    decisions = case.decisions()
    unheeded = pipeline.compare_case(case).comparison.unheeded if decisions else ()
    if as_json:
        states = decision_states(decisions, unheeded)
        for one in decisions:
            row = plain(one) | {"now": states[one.number]}
            click.echo(json.dumps(row, ensure_ascii=False))
    elif decisions:
        show_decisions(options.out(), decisions, unheeded)
    else:
        say("nothing was decided yet")


def _explain(
    case: CaseFile, names: tuple[str, ...], weights: Weights | None, as_json: bool
) -> None:
    if len(names) != 1:
        raise click.UsageError("--explain needs one INCIDENT")
    judged = pipeline.explain(case, names[0], weights)
    if as_json:
        for pair in judged:
            click.echo(json.dumps(plain(pair), ensure_ascii=False))
    else:
        show_judged(options.out(), judged)


def _fit(case: CaseFile, path: Path, weights: Weights | None) -> None:
    fitted = pipeline.fit_weights(case, weights)
    count = len(case.decisions())
    try:
        path.write_text(as_table(fitted, f"fitted to {count} decisions"), encoding="utf-8")
    except OSError as error:
        raise UnwritableFile(str(path), error) from error
    say(f"written: {path}; use it with: variorum compare --weights {path}")
