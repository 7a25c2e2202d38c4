"""How a figure stands over the voices: its range, who gave one first, how it moved by the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from variorum.link.bounds import hull
from variorum.link.said import Told
from variorum.model.sheet import Course, Step
from variorum.model.value import Bounds
from variorum.model.wording import bounds_in_words, siglum


def course_of(told: Mapping[int, Told]) -> Course | None:
    """The course of a figure, given what each voice (by index of its column) is compared by.

    None where no voice gives a number. Nothing is averaged.
    """
    steps = [step for voice, one in told.items() if (step := _step(voice, one))]
    whole = hull([step.bounds for step in steps])
    if whole is None:
        return None
    steps.sort(key=lambda step: (step.published or date.max, step.voice))
    return Course(whole, _first(steps), tuple(steps))


def _step(voice: int, told: Told) -> Step | None:
    readings = [said.reading for said in told if isinstance(said.key, Bounds)]
    whole = hull([said.key for said in told if isinstance(said.key, Bounds)])
    if whole is None:
        return None
    return Step(readings[0].published, voice, readings[0].document, whole)


def _first(steps: Sequence[Step]) -> int | None:
    """The voice of the earliest day; None where a day is unknown or two voices share it."""
    if any(step.published is None for step in steps):
        return None
    earliest = [step.voice for step in steps if step.published == steps[0].published]
    return earliest[0] if len(earliest) == 1 else None


def in_words(course: Course | None) -> str | None:
    """The range of a figure, where voices differ in it, who gives its ends, and who was first."""
    if course is None or len({step.bounds for step in course.steps}) < 2:
        return None
    whole = course.range
    by_voice = sorted(course.steps, key=lambda step: step.voice)
    lowest = " ".join(siglum(one.voice) for one in by_voice if one.bounds.low == whole.low)
    highest = " ".join(siglum(one.voice) for one in by_voice if one.bounds.high == whole.high)
    ends = [f"lowest {lowest}" if whole.low is not None else f"open below in {lowest}"]
    ends.append(f"highest {highest}" if whole.high is not None else f"open above in {highest}")
    first = f"; first {siglum(course.first)}" if course.first is not None else ""
    return f"range {bounds_in_words(whole)}: {', '.join(ends)}{first}"
