"""Files, folders and streams: what is found, in which order, and what is refused."""

from __future__ import annotations

import gzip
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.read import Read, Reading, ReadSettings, Refused, read_path, read_paths, read_stream

SETTINGS = ReadSettings()
WORDS = "A bridge was hit."


def _ids(readings: list[Reading]) -> list[str]:
    return [each.document.id for each in readings if isinstance(each, Read)]


def _refusals(readings: list[Reading]) -> list[str]:
    return [str(each.error) for each in readings if isinstance(each, Refused)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of texts; the test runs in the folder above."""
    monkeypatch.chdir(tmp_path)
    made = Path("news")
    for name in ("b.txt", "a/z.md", "a/page", ".hidden", ".git/x.txt", "c.jsonl", "a.txt"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(WORDS)
    (made / "c.jsonl").write_text('{"id": "x", "text": "12"}\n{"id": "y", "text": "13"}\n')
    return made


def test_a_folder_is_read_by_name_with_hidden_files_left_out(folder: Path) -> None:
    readings = list(read_path(folder, SETTINGS))
    assert _ids(readings) == ["news/a/page", "news/a/z.md", "news/a.txt", "news/b.txt", "x", "y"]
    assert not _refusals(readings)


def test_a_file_is_named_as_given(folder: Path) -> None:
    absolute = (folder / "b.txt").absolute()
    assert _ids(list(read_paths([folder / "b.txt", absolute], SETTINGS))) == [
        "news/b.txt",
        str(absolute),
    ]


def test_one_bad_file_does_not_stop_the_others(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "b.txt").write_bytes(b"")
    readings = list(read_path(folder, SETTINGS))
    assert _ids(readings) == ["news/a/page", "news/a/z.md", "x", "y"]
    assert [line.split(":")[0] for line in _refusals(readings)] == ["news/a.txt", "news/b.txt"]


def test_a_repeated_id_is_refused_naming_both_places(folder: Path) -> None:
    (folder / "d.jsonl").write_text('{"id": "y", "text": "14"}\n')
    readings = list(read_paths([folder, folder / "b.txt"], SETTINGS))
    assert _ids(readings).count("y") == 1
    assert _refusals(readings) == [
        "news/d.jsonl: line 1: expected an id of its own, found 'y' as in news/c.jsonl: line 2; "
        "give one of the two another id",
        "news/b.txt: expected an id of its own, found 'news/b.txt' as in news/b.txt; "
        "give one of the two another id",
    ]


@pytest.mark.parametrize("name", ["gone.txt", "a\0b.txt", "x" * 300, "b.txt/inside"])
def test_a_missing_path_is_refused_by_name(folder: Path, name: str) -> None:
    [message] = _refusals(list(read_path(folder / name, SETTINGS)))
    assert message.startswith("news/")
    assert "expected a file that can be opened" in message
    assert message.endswith("; check name and rights")


def test_a_folder_with_nothing_to_read_says_so(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text(WORDS)
    [message] = _refusals(list(read_path(tmp_path, SETTINGS)))
    assert "expected a folder with text, HTML or JSON lines files, found none" in message


def test_links_that_lead_back_end_and_other_links_are_followed(folder: Path) -> None:
    (folder / "a" / "loop").symlink_to(folder.absolute(), target_is_directory=True)
    (folder / "a" / "self").symlink_to("self")
    (folder / "link.txt").symlink_to("b.txt")
    readings = list(read_path(folder, SETTINGS))
    assert "news/link.txt" in _ids(readings)
    assert len(_ids(readings)) == 7
    assert [line.partition(": ")[0] for line in _refusals(readings)] == [
        "news/a/loop",
        "news/a/self",
    ]


def test_a_pipe_in_a_folder_is_refused_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert _refusals(list(read_path(folder, SETTINGS))) == [
        "news/pipe: expected a file, found a pipe or device; leave it out of the folder"
    ]


@pytest.fixture
def stranger() -> Iterator[Path]:
    """A folder in which we are a user without rights."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        (Path(name) / "locked").mkdir()
        (Path(name) / "locked.txt").write_text(WORDS)
        (Path(name) / "open.txt").write_text(WORDS)
        for each in ("locked", "locked.txt"):
            os.chmod(Path(name) / each, 0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield Path(name)
        if root:
            os.seteuid(0)
        os.chmod(Path(name) / "locked", 0o755)


def test_files_and_folders_without_rights_are_refused(stranger: Path) -> None:
    readings = list(read_path(stranger, SETTINGS))
    assert len(_ids(readings)) == 1
    messages = _refusals(readings)
    assert [line.split(": ")[0].rpartition("/")[2] for line in messages] == ["locked", "locked.txt"]
    assert all("Permission denied" in line for line in messages)


def test_a_name_that_is_no_utf8_is_spelled_out(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(WORDS)
    [name] = _ids(list(read_path(path, SETTINGS)))
    assert name.endswith("/caf\\xe9.txt")


@pytest.mark.parametrize("name", ["a.txt.gz", "stdin", "a.txt"])
def test_gzip_is_unpacked_whatever_its_name(name: str) -> None:
    packed = gzip.compress(WORDS.encode()) + gzip.compress(b" Twice.") + b"\0" * 512
    [read] = read_stream(io.BytesIO(packed), name, SETTINGS)
    assert isinstance(read, Read)
    assert read.document.text == WORDS + " Twice."


def test_a_packed_file_goes_by_the_name_within() -> None:
    packed = gzip.compress(b'{"id": "x", "text": "12"}\n')
    assert _ids(list(read_stream(io.BytesIO(packed), "a.jsonl.gz", SETTINGS))) == ["x"]


@pytest.mark.parametrize("keep", [10, -4, -9, 60])
def test_a_truncated_gzip_text_is_refused_whole(keep: int) -> None:
    packed = gzip.compress(os.urandom(400).hex().encode())[:keep]
    [message] = _refusals(list(read_stream(io.BytesIO(packed), "a.txt.gz", SETTINGS)))
    assert message.startswith("a.txt.gz: byte ")
    assert message.endswith("expected a whole gzip file; fetch or compress the file again")


def test_a_truncated_gzip_of_lines_keeps_the_lines_before_the_break() -> None:
    lines = "".join(f'{{"id": "{n}", "text": "{os.urandom(200).hex()}"}}\n' for n in range(2_000))
    packed = gzip.compress(lines.encode())
    readings = list(read_stream(io.BytesIO(packed[: len(packed) // 2]), "a.jsonl.gz", SETTINGS))
    assert len(_ids(readings)) > 500
    assert len(_refusals(readings)) == 1
    assert isinstance(readings[-1], Refused)


def test_a_gzip_bomb_is_stopped_at_the_limit() -> None:
    bomb = gzip.compress(bytes(50_000_000).replace(b"\0", b"a"))
    [message] = _refusals(list(read_stream(io.BytesIO(bomb), "bomb.txt.gz", SETTINGS)))
    assert "at most 5,000,000 characters, found more" in message


def test_gzip_in_gzip_is_refused() -> None:
    twice = gzip.compress(gzip.compress(WORDS.encode()))
    [message] = _refusals(list(read_stream(io.BytesIO(twice), "a.gz", SETTINGS)))
    assert "found gzip inside gzip" in message


def test_a_stream_that_breaks_is_refused_with_the_place() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().read(10)

    [message] = _refusals(list(read_stream(Broken(b"a" * 100), "stdin", SETTINGS)))
    assert message.startswith("stdin: byte 10: expected a file that can be read (Input/output")


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        pytest.param(b'{"id": "x", "text": "12"}', ["x"], id="json-lines"),
        pytest.param(b"[Text] A bridge was hit.", ["stdin"], id="text"),
        pytest.param(b"\n  { he said }", ["stdin"], id="braces"),
    ],
)
def test_a_stream_is_known_by_its_beginning(raw: bytes, ids: list[str]) -> None:
    assert _ids(list(read_stream(io.BytesIO(raw), "stdin", SETTINGS))) == ids


def test_a_format_the_caller_names_decides() -> None:
    raw = b'{"id": "x", "text": "12 dead"}'
    settings = ReadSettings(input_format="text")
    assert _ids(list(read_stream(io.BytesIO(raw), "a.jsonl", settings))) == ["a.jsonl"]
