"""Every rule that a profile may name, with the settings it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from variorum.export import (
    rules_counts,
    rules_plover,
    rules_texts,
    rules_when,
    rules_where,
    rules_who,
)
from variorum.export.profile import Known

NUMBER: Final = r"\d+"
SIDE: Final = {"nth": "1|2"}
TAKE: Final = {"take": "lowest|highest|most-given", "unsaid": NUMBER}
EDGE: Final = {"edge": "first|middle|last", "longest": NUMBER}

RULES: Final[Mapping[str, Known]] = {
    "left-empty": Known(rules_texts.leave_empty),
    "constant": Known(rules_texts.write_constant, ("value",)),
    "incident-id": Known(rules_texts.write_id),
    "day": Known(rules_when.write_day, ("format",), ("edge", "longest"), values=EDGE),
    "year": Known(rules_when.write_year, (), ("edge", "longest"), values=EDGE),
    "day-precision": Known(
        rules_when.grade_days, ("steps",), values={"steps": r"\d+:\d+(,\d+:\d+)*"}
    ),
    "event-clarity": Known(rules_texts.grade_clarity, ("days",), values={"days": NUMBER}),
    "place": Known(
        rules_where.write_place,
        ("part",),
        values={"part": "name|latitude|longitude|admin1|country|point|cell"},
    ),
    "country": Known(rules_where.write_country, ("part",), values={"part": "name|number"}),
    "place-precision": Known(
        rules_where.grade_place,
        ("kinds",),
        ("near",),
        values={"kinds": r"[\w-]+:\d+(,[\w-]+:\d+)*", "near": NUMBER},
    ),
    "event-kind": Known(rules_texts.sort_event, ("table", "part"), (), ("table",)),
    "side": Known(rules_who.write_side, ("nth",), ("civilians", "protesters"), values=SIDE),
    "side-kind": Known(rules_who.sort_side, ("nth", "table"), (), ("table",), SIDE),
    "interaction": Known(rules_who.write_interaction, ("table",), (), ("table",)),
    "civilian-targeting": Known(rules_who.mark_civilians, ("word",)),
    "violence-type": Known(rules_who.sort_violence),
    "dyad": Known(rules_who.name_dyad, (), ("civilians",)),
    "named": Known(rules_texts.name_others, ("row",)),
    "quoted": Known(rules_texts.quote_row, ("row",)),
    "flag": Known(rules_texts.flag, ("row", "words")),
    "count": Known(
        rules_counts.write_count,
        ("of", "take"),
        ("unsaid", "who", "words"),
        ("words",),
        TAKE | {"who": "police|crowd"},
    ),
    "part-of-toll": Known(
        rules_counts.write_part,
        ("of", "take", "part"),
        ("unsaid", "words"),
        ("words",),
        TAKE | {"part": "1|2|civilians|unknown"},
    ),
    "crowd": Known(
        rules_counts.write_crowd,
        ("take", "words"),
        (),
        ("words",),
        {"take": "low|high|mean|text|cat"},
    ),
    "sources": Known(
        rules_texts.write_sources,
        ("part",),
        ("nth",),
        values={"part": "outlet|title|url|day|text|speaker", "nth": NUMBER},
    ),
    "source-count": Known(rules_texts.count_sources),
    "notes": Known(rules_texts.write_notes),
    "plover-true": Known(rules_plover.write_true),
    "plover-none": Known(rules_plover.list_nothing),
    "plover-entities": Known(
        rules_plover.list_entities, ("role", "table"), (), ("table",), {"role": "actor|recipient"}
    ),
    "plover-types": Known(rules_plover.list_types),
    "plover-modes": Known(rules_plover.list_modes),
    "plover-words": Known(rules_plover.list_words),
    "plover-quad": Known(rules_plover.write_quad),
    "plover-location": Known(rules_plover.write_location),
    "plover-size": Known(rules_plover.write_size),
    "plover-text": Known(rules_plover.write_text),
    "plover-texts": Known(rules_plover.list_texts),
    "plover-citations": Known(rules_plover.list_citations),
}
