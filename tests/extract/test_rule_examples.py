"""Every rule does what its docstring says: each `yes` line gives it, each `no` line does not.

A module of rules joins by a row in MODULES. It offers `RULES` (name -> function) and
`shown(annotated) -> iterable of (rule name, the record as text)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple

import pytest

from variorum.annotate import Annotator
from variorum.extract.rules import Example, examples
from variorum.model.annotation import Annotated
from variorum.model.document import Document

Shown = Callable[[Annotated], Iterable[tuple[str, str]]]

MODULES = (
    "variorum.extract.statements",
    "variorum.extract.events",
    "variorum.extract.figures",
)


class Case(NamedTuple):
    """An example and the function that shows what its module finds."""

    example: Example
    shown: Shown


def cases() -> list[object]:
    found: list[object] = []
    for name in MODULES:
        module = import_module(name)
        for number, example in enumerate(examples(module.RULES)):
            id = f"{name.rpartition('.')[2]}-{example.rule}-{number}"
            found.append(pytest.param(Case(example, module.shown), id=id))
    return found


@pytest.mark.parametrize("case", cases())
def test_a_rule_does_what_its_docstring_says(case: Case, annotate: Annotator) -> None:
    text, expected = case.example.text, case.example.expected
    found = [
        shown for rule, shown in case.shown(annotate(Document("example", text)))
        if rule == case.example.rule
    ]  # fmt: skip
    if expected is None:
        assert not found
    else:
        assert any(shown.startswith(expected) for shown in found), found


def test_a_rule_without_examples_is_refused() -> None:
    def silent() -> None:
        """Nothing to see."""

    with pytest.raises(ValueError, match="expected a 'yes:' and a 'no:' line"):
        list(examples({"silent": silent}))
