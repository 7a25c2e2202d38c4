"""Rules and the examples in their docstrings.

A module of rules keeps them in a table `RULES` from name to function; the name travels in each
record. A rule's docstring holds lines of two shapes, a sentence each:

    yes: According to the ministry, the bridge was hit. => the ministry | According to
    no: The convoy left according to plan.

`yes`: some record of the rule, shown as its module's `shown` shows it, begins with what stands
after the arrow. `no`: the sentence gives no record of the rule. `\\n` stands for a line break.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Rules = Mapping[str, Callable[..., Any]]


class Example(NamedTuple):
    """A sentence for a rule; `expected` None: the rule must stay silent."""

    rule: str
    text: str
    expected: str | None


def examples(rules: Rules) -> Iterator[Example]:
    """The examples of every rule, in order.

    Raises ValueError for a rule without a `yes` or without a `no`, or a `yes` that expects
    nothing: a rule nobody can check is no rule.
    """
    for name, rule in rules.items():
        found = list(_of_docstring(name, inspect.getdoc(rule) or ""))
        if {example.expected is None for example in found} != {True, False}:
            raise ValueError(f"rule {name!r}: expected a 'yes:' and a 'no:' line in its docstring")
        yield from found


def _of_docstring(name: str, docstring: str) -> Iterator[Example]:
    for line in docstring.splitlines():
        kind, _, rest = line.strip().partition(":")
        if kind == "no":
            yield Example(name, _unescaped(rest), None)
        elif kind == "yes":
            text, arrow, expected = rest.rpartition("=>")
            if not arrow or not expected.strip():
                raise ValueError(f"rule {name!r}: expected '=> what is found' in {line.strip()!r}")
            yield Example(name, _unescaped(text), expected.strip())


def _unescaped(text: str) -> str:
    return text.strip().replace("\\n", "\n")
