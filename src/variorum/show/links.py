"""Decisions and the weights behind links, written into a rich console."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from variorum.model.decision import Act, Decision, Unheeded, in_force
from variorum.model.judged import Judged
from variorum.show.plain import visible


def show_decisions(
    console: Console, decisions: Sequence[Decision], unheeded: Iterable[Unheeded]
) -> None:
    """A line for each decision: number, act, what it is about, who, when, why, whether it holds."""
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("", "decided", "accounts", "by", "on", "why", "now"):
        table.add_column(column, overflow="fold", no_wrap=column in ("", "decided", "by", "on"))
    states = decision_states(decisions, unheeded)
    for one in decisions:
        told = one.decided
        cells = (str(one.number), told.act, _about(one), told.made_by, told.made_at[:10])
        row = (*cells, told.reason or "", states[one.number])
        table.add_row(*(Text(visible(cell)) for cell in row))
    console.print(table)


def decision_states(decisions: Sequence[Decision], unheeded: Iterable[Unheeded]) -> dict[int, str]:
    """Whether each decision is in force, undone, or cannot be carried out, in words."""
    holding = {one.number for one in in_force(decisions)}
    states = {
        one.number: "in force" if one.number in holding or one.decided.act is Act.UNDO else "undone"
        for one in decisions
    }
    return states | {one.decision.number: unheeded_in_words(one) for one in unheeded}


def unheeded_in_words(one: Unheeded) -> str:
    """Why a decision is not carried out."""
    if not one.others:
        return "not carried out: an account it names is not in the texts as they are now"
    others = ", ".join(other.decided.in_words() for other in one.others)
    return f"not carried out: it speaks against {others}"


def _about(one: Decision) -> str:
    if one.decided.act is Act.UNDO:
        return f"decision {one.subject}"
    groups = (
        ", ".join(dict.fromkeys(account.document for account in group)) for group in one.groups
    )
    return " | ".join(groups)


def show_judged(console: Console, judged: Iterable[Judged]) -> None:
    """A table for each pair: what speaks for and against, and what each account tells."""
    for pair in judged:
        table = Table(box=box.SIMPLE_HEAD, title_justify="left")
        for column in ("part", "how", "weight", pair.one, pair.other):
            right = "right" if column == "weight" else "left"
            table.add_column(Text(visible(column)), justify=right, overflow="fold")  # type: ignore[arg-type]
        for part in pair.parts:
            cells = (part.part, part.case, f"{part.weight:+.2f}", part.one, part.other)
            table.add_row(*(Text(visible(cell)) for cell in cells))
        verdict = "rather one incident" if pair.odds > 0 else "rather two incidents"
        table.add_row("", Text("sum", "bold"), Text(f"{pair.odds:+.2f}", "bold"), verdict)
        console.print(table)
