"""The command line: parse a request, call one public function, show the answer."""

from __future__ import annotations

from variorum.cli.commands import main

__all__ = ["main"]
