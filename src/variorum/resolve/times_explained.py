"""Why a time expression comes to its days: the rule, and what it counts from."""

from __future__ import annotations

from variorum.model.annotation import Annotated
from variorum.model.document import Span
from variorum.model.value import Basis, Time
from variorum.resolve.times import find_times
from variorum.resolve.times_anchor import tense_over


def explain_time(annotated: Annotated, span: Span) -> tuple[str, ...]:
    """What lies behind the time expression at `span`, a line each; () where none stands. Worked out
    anew."""
    times = find_times(annotated)
    at = next((at for at, time in enumerate(times) if time.span.meets(span)), None)
    if at is None:
        return ()
    return (f"rule: {times[at].rule}, TIMEX3 {times[at].value}", *_anchor(annotated, times, at))


def _anchor(annotated: Annotated, times: tuple[Time, ...], at: int) -> tuple[str, ...]:
    time, published = times[at], annotated.document.published
    token = annotated.token_at(time.span.start)
    tense = (f"tense: {tense_over(annotated, token.index)}",) if token else ()
    if time.basis is Basis.STATED:
        return ()
    if time.basis is Basis.PUBLICATION:
        return (f"anchor: published {published}", *tense)
    if time.basis is Basis.EVENT:
        words = f"“{time.anchor.text}”" if time.anchor else "the event told before"
        known = "its day is told" if time.earliest else "its day is not told"
        return (f"anchor: {words}, {known}", *tense)
    before = next((one for one in reversed(times[:at]) if one.earliest), None)
    told = f"“{before.span.text}” ({before.earliest})" if before else "the text"
    return (f"anchor: {told}, told before", *tense)
