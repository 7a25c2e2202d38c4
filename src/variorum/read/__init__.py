"""Bytes to documents: text, HTML pages, JSON lines, folders, streams."""

from variorum.read.media import READERS, Reader
from variorum.read.settings import InputFormat, Read, Reading, ReadSettings, Refused
from variorum.read.source import read_path, read_paths, read_stream, refuse_repeated

__all__ = [
    "READERS",
    "InputFormat",
    "Read",
    "ReadSettings",
    "Reader",
    "Reading",
    "Refused",
    "read_path",
    "read_paths",
    "read_stream",
    "refuse_repeated",
]
