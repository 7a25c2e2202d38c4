"""Invented reports of invented incidents, as the linker takes them.

`python evals/reports.py COUNT [--seed N]` prints the ledgers of so many reports, a line each; the
true incident of each stands in its `url`. What a report leaves out is drawn by the rates at which
our own reader finds nothing in 789 public articles on a war (time 31 %, place 19 %, agents 43 %,
victims 39 %, killed 59 %); how reports differ where they do say it is set by hand, in `Noise`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

if __name__ == "__main__":  # as a script, its folder is no package
    sys.path.insert(0, str(Path(__file__).parent.parent))

from evals.happenings import (
    KINDS,
    Happening,
    Kind,
    Town,
    World,
    happen,
    make_world,
    neighbour,
    rank,
)
from evals.telling import Said, Spot, tell

from variorum.model.codec import plain
from variorum.model.ledger import Ledger
from variorum.model.value import Bounds, Interval, PlaceKind

SEED: Final = 7
VICTIMS: Final = (
    "civilians", "soldiers", "fighters", "people", "policemen", "children", "workers", "residents",
    "students", "farmers", "drivers", "guards",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noise:
    """How often reports go wrong, or say less than was known.

    Shares of 1. `lags`: of reports printed on the same day, the next, and so on. Each `says` is
    how often the field is there at all. `spans`: days that the time is told as; `off`: how often
    a day is missed by one. `towns`, `misspelt` (a name that no gazetteer has), `regions`, else a
    country; `beside`: a town nearby in its stead. `detail`: how often each word of the incident
    is used. `retold`: how many reports print the words of an earlier one.
    """

    lags: tuple[float, ...] = (0.52, 0.26, 0.08, 0.04, 0.03, 0.02, 0.02, 0.03)  # 0, 1, … days
    says_time: float = 0.69
    spans: tuple[tuple[int, float], ...] = ((1, 0.79), (7, 0.05), (30, 0.09), (365, 0.07))
    off: float = 0.14
    says_place: float = 0.81
    towns: float = 0.60
    beside: float = 0.12
    misspelt: float = 0.14
    regions: float = 0.11
    second_place: float = 0.2
    other_type: float = 0.1
    says_mode: float = 0.72
    other_mode: float = 0.12
    says_agent: float = 0.57
    proper: float = 0.5
    alias: float = 0.2
    other_side: float = 0.12
    says_victims: float = 0.61
    other_victims: float = 0.3
    says_killed: float = 0.41
    says_injured: float = 0.18
    open_above: float = 0.42
    miscounted: float = 0.3
    detail: float = 0.45
    background: float = 0.3
    retold: float = 0.12


@dataclass(frozen=True, slots=True)
class Report:
    """A report and the number of the incident it tells of."""

    ledger: Ledger
    incident: int


def make_reports(count: int, seed: int = SEED, noise: Noise | None = None) -> Iterator[Report]:
    """So many reports, the same for the same seed, in no order that tells anything."""
    draw = Random(seed)
    world = make_world(draw)
    happenings = happen(world, count, draw)
    told = [one for one in happenings for _ in range(_accounts(draw))][:count]
    ids = draw.sample(range(count), count)
    teller = _Teller(world, happenings, noise or Noise(), draw)
    reports = (teller.report(f"r{id:07}", one) for id, one in zip(ids, told, strict=True))
    yield from (Report(ledger, one.number) for ledger, one in zip(reports, told, strict=True))


def _accounts(draw: Random) -> int:
    """How many report an incident: most few, some very many."""
    return min(int(draw.paretovariate(1.4)), 40)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a report: of its first line, where the incident is told, and of the rest."""

    lead: tuple[str, ...]
    rest: tuple[str, ...]


class _Teller:
    """Tells of incidents as outlets do; knows what it told before, for those who retell it."""

    def __init__(
        self, world: World, happenings: Sequence[Happening], noise: Noise, draw: Random
    ) -> None:
        self._world, self._noise, self._draw = world, noise, draw
        self._outlets = [*world.outlets]
        self._printed: dict[int, _Words] = {}
        self._of_town: dict[int, list[Happening]] = {}
        for one in happenings:
            self._of_town.setdefault(one.town.id, []).append(one)

    def report(self, id: str, one: Happening) -> Ledger:
        """One outlet's report of an incident."""
        noise, chance = self._noise, self._draw.random
        lag = self._draw.choices(range(len(noise.lags)), noise.lags)[0]
        outlet = self._draw.choice(self._outlets)
        words = self._printed.get(one.number) if chance() < noise.retold else None
        words = words or self._words(one, outlet)
        self._printed[one.number] = words
        kind = self._kind(one)
        said = Said(
            id, outlet, f"incident:{one.number}", one.day + timedelta(lag), kind,
            self._world.topics[one.kind][rank(self._draw, 60)], words.lead, words.rest,
            time=self._time(one, lag) if chance() < noise.says_time else None,
            spots=tuple(self._spots(one)) if chance() < noise.says_place else (),
            officials=self._officials(one),
            killed=self._toll(one.killed) if chance() < noise.says_killed else None,
            injured=self._toll(one.injured) if chance() < noise.says_injured else None,
        )  # fmt: skip
        return tell(self._parties(one, said))

    def _words(self, one: Happening, outlet: str) -> _Words:
        draw, world, noise = self._draw, self._world, self._noise
        topics, own = world.topics[one.kind], world.outlets[outlet]
        told = [word for word in one.details if draw.random() < noise.detail]
        lead = told + [topics[rank(draw, len(topics))] for _ in range(8)]
        lead += [one.town.words[rank(draw, len(one.town.words))] for _ in range(3)]
        lead += [world.general[rank(draw, len(world.general))] for _ in range(16)]
        draw.shuffle(lead)
        rest = [own[rank(draw, len(own))] for _ in range(10)]
        rest += [world.general[rank(draw, len(world.general))] for _ in range(20)]
        rest += [word for word in one.details if draw.random() < noise.detail]
        if draw.random() < noise.background:
            other = draw.choice(self._of_town[one.town.id])
            rest += draw.sample(other.details, 8)
        return _Words(tuple(lead), tuple(rest))

    def _kind(self, one: Happening) -> Kind:
        noise, draw = self._noise, self._draw
        kind = one.kind
        if draw.random() < noise.other_type:
            kind = draw.choice([other for other in KINDS if other[0] is not kind[0]])
        elif draw.random() < noise.other_mode:
            kind = draw.choice([other for other in KINDS if other[0] is kind[0]])
        return kind if draw.random() < noise.says_mode else (kind[0], None)

    def _time(self, one: Happening, lag: int) -> Interval:
        """The day, or a longer stretch that holds it; missed by one, mostly towards the print."""
        draw, noise = self._draw, self._noise
        days = draw.choices([n for n, _ in noise.spans], [share for _, share in noise.spans])[0]
        if days > 1:
            first = one.day - timedelta(draw.randrange(days))
            return Interval(first, first + timedelta(days - 1))
        off = (1 if lag else -1) if draw.random() < noise.off else 0
        return Interval(one.day + timedelta(off), one.day + timedelta(off))

    def _spots(self, one: Happening) -> Iterator[Spot]:
        draw, noise = self._draw, self._noise
        found = draw.random()
        if found < noise.towns:
            beside = draw.random() < noise.beside
            yield _of_town(neighbour(one.town, one.land, draw) if beside else one.town)
        elif found < noise.towns + noise.misspelt:
            yield Spot(_misspelt(one.town.name, draw), PlaceKind.OTHER)
        elif found < noise.towns + noise.misspelt + noise.regions:
            yield _of_region(one.town)
        else:
            yield Spot(one.land.code, PlaceKind.COUNTRY, country=one.land.code)
        if draw.random() < noise.second_place:
            yield draw.choice((_of_region(one.town), _of_town(draw.choice(one.land.towns))))

    def _toll(self, number: int) -> Bounds | None:
        """The number, or one that is up to a third off, or a bound below it; none for nobody."""
        draw, noise = self._draw, self._noise
        if draw.random() < noise.miscounted:
            number = max(
                0, number + round(draw.uniform(-0.35, 0.35) * number + draw.choice((-1, 1)))
            )
        if not number:
            return None
        if draw.random() < noise.open_above:
            return Bounds(max(1, number - draw.randint(0, number // 4)), None)
        return Bounds(number, number)

    def _officials(self, one: Happening) -> tuple[str, ...]:
        draw, known = self._draw, one.land.officials
        drawn = (known[rank(draw, len(known))] for _ in range(draw.randint(0, 3)))
        return tuple(dict.fromkeys(drawn))

    def _parties(self, one: Happening, said: Said) -> Said:
        draw, noise = self._draw, self._noise
        if draw.random() < noise.says_agent:
            is_proper = draw.random() < noise.proper
            agent = self._agent(one) if is_proper else draw.choice(COMMON_AGENTS)
            said = replace(said, agent=agent, agent_is_proper=is_proper)
        if draw.random() < noise.says_victims:
            other = draw.random() < noise.other_victims
            victims = VICTIMS[rank(draw, len(VICTIMS)) if other else one.victims]
            is_named = one.person is not None and draw.random() < 0.5
            victims = one.person if is_named and one.person else victims
            said = replace(said, victim=victims, victim_is_proper=is_named)
        return said

    def _agent(self, one: Happening) -> str:
        draw, noise = self._draw, self._noise
        side = draw.choice(one.land.sides) if draw.random() < noise.other_side else one.side
        return draw.choice(side.aliases) if draw.random() < noise.alias else side.name


COMMON_AGENTS: Final = (
    "gunmen", "militants", "troops", "rebels", "forces", "attackers", "protesters", "artillery",
)  # fmt: skip


def _of_town(town: Town) -> Spot:
    return Spot(town.name, PlaceKind.CITY, town.lat, town.lon, town.country, town.division, town.id)


def _of_region(town: Town) -> Spot:
    return Spot(town.division, PlaceKind.REGION, None, None, town.country, town.division)


def _misspelt(name: str, draw: Random) -> str:
    """The name with a vowel changed, or with an article before it."""
    vowels = [at for at, letter in enumerate(name) if letter in "aeiou"]
    if not vowels or draw.random() < 0.3:
        return f"El {name}"
    at = draw.choice(vowels)
    return name[:at] + draw.choice("aeiou") + name[at + 1 :]


def main() -> None:
    """Print the ledgers, one a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    for report in make_reports(given.count, given.seed):
        print(json.dumps(plain(report.ledger)))


if __name__ == "__main__":
    main()
