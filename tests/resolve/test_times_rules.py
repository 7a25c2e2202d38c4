"""Every rule of the time grammar against the examples in its docstring."""

from __future__ import annotations

from datetime import date

import pytest

from variorum.annotate import Annotator
from variorum.extract.rules import Example, examples
from variorum.model.document import Document
from variorum.resolve.times import find_times
from variorum.resolve.times_reading import RuleRow
from variorum.resolve.times_rules import DATES, ENDINGS, OTHERS

WEDNESDAY = date(2031, 5, 7)
ROWS: tuple[RuleRow, ...] = DATES + ENDINGS + OTHERS
EXAMPLES = list(examples({f"{row.name} {row.read.__name__}": row.read for row in ROWS}))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.rule}: {each.text}")
def test_a_rule_keeps_its_examples(example: Example, annotate: Annotator) -> None:
    times = find_times(annotate(Document("d", example.text, published=WEDNESDAY)))
    name = example.rule.partition(" ")[0]
    values = [time.value for time in times if time.rule == name]
    if example.expected is None:
        assert not values
    else:
        assert example.expected in values, [
            (time.span.text, time.value, time.rule) for time in times
        ]
