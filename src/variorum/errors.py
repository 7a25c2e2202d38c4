"""Everything that can go wrong for a user, one family.

Each message names the source, the place, what was expected and the next step.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class VariorumError(Exception):
    """An input or a setting that variorum refuses; its text is fit to be shown to a user."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes whole: by message, not by the arguments that made it."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[VariorumError], args: tuple[object, ...], state: dict[str, Any]) -> Any:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class BadSpan(VariorumError):
    """Positions that do not quote their document."""

    def __init__(self, document: str, start: int, end: int, length: int) -> None:
        super().__init__(
            f"{document}: [{start}, {end}) quotes nothing: expected 0 <= start < end <= {length}"
        )


class BadValue(VariorumError):
    """A value that its type forbids, such as bounds the wrong way round."""

    def __init__(self, what: str, got: object, wanted: str) -> None:
        super().__init__(f"{what}: expected {wanted}, got {got!r}")


class UnreadableSource(VariorumError):
    """A file or stream of which no document can be made.

    `at` is the place: a line, a byte, a character, as the reader counts it.
    """

    def __init__(self, name: str, at: str | None, wanted: str, next_step: str) -> None:
        where = f"{name}: {at}" if at else name
        super().__init__(f"{where}: expected {wanted}; {next_step}")
        self.name, self.at = name, at


class BadList(VariorumError):
    """A word list that cannot be used."""

    def __init__(self, name: str, line: int, wanted: str) -> None:
        super().__init__(f"{name}, line {line}: expected {wanted}; mend the line and run again")


class BadCaseFile(VariorumError):
    """A case file that cannot be opened, written or understood."""

    def __init__(self, path: str, problem: str, next_step: str) -> None:
        super().__init__(f"{path}: {problem}; {next_step}")


class UnknownName(VariorumError):
    """A name (of an incident, a format, an annotator) that is not there."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        some = ", ".join(known[:12]) or "none"
        super().__init__(f"no {kind} {name!r}; there are: {some}")


class BrokenDocument(VariorumError):
    """A document that stopped a rule: a fault of variorum, not of the text."""

    def __init__(self, document: str, fault: BaseException) -> None:
        super().__init__(
            f"{document}: reading stopped ({type(fault).__name__}: {fault}); this is a fault of "
            "variorum, please report it; the other documents were read"
        )


class MissingGazetteer(VariorumError):
    """The compiled gazetteer is not where the package expects it."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: expected the compiled gazetteer; install the package again"
            " (`pip install .` or `make test` builds it)"
        )


class BadGazetteer(VariorumError):
    """A file of places that cannot be used."""

    def __init__(self, path: str, line: int | None, wanted: str) -> None:
        where = path if line is None else f"{path}, line {line}"
        super().__init__(
            f"{where}: expected {wanted}; give a file as download.geonames.org has them"
            " (`allCountries.zip`, `UA.txt`); nothing of it was kept"
        )


class UnfitAnnotator(VariorumError):
    """An annotator that is not installed, or does not give what reading needs."""

    def __init__(self, name: str, problem: str, next_step: str) -> None:
        super().__init__(f"annotator {name!r}: {problem}; {next_step}")


class UnwritableFile(VariorumError):
    """A result that cannot be written where it was wanted."""

    def __init__(self, path: str, fault: OSError) -> None:
        super().__init__(
            f"{path}: expected a file that can be written ({fault.strerror or fault}); "
            "name another with --out"
        )


class ContradictoryDecision(VariorumError):
    """A decision against others in force. `earlier`: number and words of each of those."""

    def __init__(self, wished: str, earlier: Mapping[int, str]) -> None:
        told = "; ".join(earlier.values())
        steps = ", ".join(f"variorum link --undo {number}" for number in earlier)
        super().__init__(
            f"{wished}: expected nothing against a decision in force, but there is {told}; "
            f"nothing was changed; to decide anew, first: {steps}"
        )
