"""The same rules for every side: exchange the sides' names, and only the names change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from extract.test_rule_examples import MODULES
from swap.exchange import Pairs, differences, exchanged, exchanged_tokens, moved
from swap.sides import OTHERS, SIDES
from variorum.annotate import Annotator
from variorum.extract.rules import examples
from variorum.extract.statements import find_statements
from variorum.extract.sureness import rate_predicates
from variorum.model.annotation import Annotated
from variorum.model.codec import plain
from variorum.model.document import Document
from variorum.pipeline import find_records

GOLDEN = sorted((Path(__file__).parent.parent / "golden").glob("*.txt"))
INVENTED = ("Torvel", "Ostrand", "Kelmat", "Velkhar", "Sorrin", "Danvora", "Orvan", "Tasmor")

Finder = Callable[[Annotated], Any]


def everything(annotated: Annotated) -> Any:
    ledger = find_records(annotated)
    return [plain(getattr(ledger, one.name)) for one in fields(ledger) if one.name != "document"]


FINDERS: dict[str, Finder] = {
    "statements": lambda annotated: plain(find_statements(annotated)),
    "sureness": lambda annotated: plain(rate_predicates(annotated)),
    "everything": everything,
}


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_rules_serve_both_sides_alike(path: Path, finder: str, annotate: Annotator) -> None:
    annotated = annotate(Document(path.stem, path.read_text(encoding="utf-8")))
    other, change = exchanged_tokens(annotated, SIDES)
    find = FINDERS[finder]
    assert find(other) == moved(find(annotated), change, SIDES)


@pytest.mark.parametrize("pairs", [SIDES, OTHERS], ids=["alike", "of-other-lengths"])
def test_a_whole_run_serves_both_sides_alike(pairs: Pairs, annotate: Annotator) -> None:
    """The annotator is learned, so a name it never saw may move a tree: nine statements of ten
    must stay, over all articles."""
    count, apart = 0, []
    for path in GOLDEN:
        text = path.read_text(encoding="utf-8")
        change = exchanged(text, pairs)
        before = [_words(one) for one in moved(_statements(annotate, text), change, pairs)]
        after = [_words(one) for one in _statements(annotate, change.text)]
        count += len(before) + len(after)
        apart += differences(before, after)
    assert len(apart) <= count / 10, apart


def _statements(annotate: Annotator, text: str) -> Any:
    return plain(find_statements(annotate(Document("text", text))))


def _words(row: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in row.items() if name not in ("id", "within")}


@pytest.mark.parametrize("name", MODULES)
def test_every_rule_example_serves_any_name(name: str, annotate: Annotator) -> None:
    module = import_module(name)
    for example in examples(module.RULES):
        annotated = annotate(Document("example", example.text))
        pairs = _invented(annotated)
        other, _ = exchanged_tokens(annotated, pairs)
        before = [(rule, exchanged(shown, pairs).text) for rule, shown in module.shown(annotated)]
        assert list(module.shown(other)) == before, example


def _invented(annotated: Annotated) -> Pairs:
    """Each name of a text paired with an invented one."""
    names = {
        annotated.tokens[index].text: None
        for name in annotated.names
        for index in range(name.first, name.last)
        if annotated.tokens[index].upos == "PROPN"
    }
    free = [name for name in INVENTED if name not in annotated.document.text]
    return tuple(zip(names, free, strict=False))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Velkhar hit Tasmor.", "Tasmor hit Velkhar.", id="both-at-once"),
        pytest.param("VELKHARI army", "TASMORI army", id="capitals"),
        pytest.param("Velkharistan", "Velkharistan", id="whole-words"),
        pytest.param("", "", id="empty"),
    ],
)
def test_names_are_exchanged_as_whole_words(text: str, expected: str) -> None:
    assert exchanged(text, SIDES).text == expected


def test_twice_exchanged_is_the_text_again() -> None:
    text = GOLDEN[0].read_text(encoding="utf-8")
    for pairs in (SIDES, OTHERS):
        assert exchanged(exchanged(text, pairs).text, pairs).text == text


def test_places_move_with_their_names() -> None:
    change = exchanged("Velkhar and Orvan fled", OTHERS)
    assert change.text == "Umm Rahan and al-Tessim fled"
    assert change.text[change.moved(12) : change.moved(17)] == "al-Tessim"
