"""Pages taken apart in a process of their own, which is ended when a page takes too long.

A page made to hang its reader would stop a whole run. The process is started with the first page
and serves the next ones; it is asked and answers in lines of JSON.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from functools import cache
from threading import Event, Lock, Timer
from typing import Any, BinaryIO, Final

from variorum.read.metadata import PageFacts
from variorum.read.page import NO_PAGE, Apart, Unfit, take_apart

LIMIT_S: Final = 30.0
"""For one page. A page of a newspaper takes some hundredths of a second."""
MOST_BYTES: Final = 4 << 30
"""Of memory, where the system can hold a process to it."""
_SERVE: Final = "from variorum.read.confined import serve; serve()"


def take_apart_confined(source: str, limit_s: float = LIMIT_S) -> Apart | Unfit:
    """The parts of a page, or why it has none: also that it takes longer than `limit_s` seconds."""
    answer = _process().ask(source, limit_s)
    if answer is None:
        return Unfit(f"a page that can be taken apart in {limit_s:g} seconds", NO_PAGE)
    if "unfit" in answer:
        return Unfit(*answer["unfit"])
    day = answer["facts"]["published"]
    facts = answer["facts"] | {"published": date.fromisoformat(day) if day else None}
    return Apart(PageFacts(**facts), answer["text"])


class _Process:
    """The process, started when it is first asked, and anew after it was ended."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def ask(self, source: str, limit_s: float) -> Any:
        """What it makes of a page; None where it took too long, or died of it."""
        with self._lock:
            running = self._running = self._running or _started()
            late, answer = Event(), None
            timer = Timer(limit_s, _stop, (running, late))
            timer.start()
            try:
                answer = _asked(running, source)
            finally:
                timer.cancel()
                timer.join()  # it may have ended a process that has just answered
                if answer is None or late.is_set():
                    self.end()
            return answer

    def end(self) -> None:
        """End the process, if it runs."""
        if self._running is not None:
            self._running.kill()
            self._running.communicate()
            self._running = None


@cache
def _process() -> _Process:
    process = _Process()
    atexit.register(process.end)
    return process


def _started() -> subprocess.Popen[bytes]:
    """A Python that knows the same modules and none of the working folder."""
    known = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": known},
    )


def _stop(running: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    running.kill()


def _asked(running: subprocess.Popen[bytes], source: str) -> Any:
    assert running.stdin
    assert running.stdout
    with suppress(OSError, ValueError):
        running.stdin.write(_line(source))
        running.stdin.flush()
        return json.loads(running.stdout.readline())
    return None


def _line(value: object) -> bytes:
    return json.dumps(value).encode("ascii") + b"\n"


def serve() -> None:
    """Answer each line of stdin by a line on stdout, until stdin ends."""
    _hold_to_memory()
    for line in sys.stdin.buffer:
        _answer(json.loads(line), sys.stdout.buffer)


def _answer(source: str, stream: BinaryIO) -> None:
    apart = take_apart(source)
    if isinstance(apart, Unfit):
        answer: dict[str, object] = {"unfit": apart}
    else:
        day = apart.facts.published
        facts = asdict(apart.facts) | {"published": day.isoformat() if day else None}
        answer = {"facts": facts, "text": apart.text}
    stream.write(_line(answer))
    stream.flush()


def _hold_to_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
