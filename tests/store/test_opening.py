"""Case files that cannot be opened or written: file, problem, next step, and nothing touched."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hand import Hand
from variorum.errors import BadCaseFile
from variorum.model.ledger import Ledger
from variorum.store import opening
from variorum.store.casefile import CaseFile, Run, document_key

RUN = Run("1.0", "abc", "en")


def _ledger(name: str = "a", size: int = 10) -> Ledger:
    return Hand(name, f"{name} twelve dead. " * size).ledger()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.sqlite"


def _refusal(path: Path) -> str:
    with pytest.raises(BadCaseFile) as caught, CaseFile(path):
        pass
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "; " in message
    return message


def test_a_new_file_is_marked_as_ours(path: Path) -> None:
    with CaseFile(path):
        pass
    header = path.read_bytes()[:100]
    assert header[68:72] == b"vary"
    assert header[18] == 2  # write-ahead log
    assert [each.name for each in path.parent.iterdir()] == ["case.sqlite"]


@pytest.mark.parametrize("name", ["a b.sqlite", "a%20b#c?d=e.sqlite", "ÄÖ", "-", "file:x"])
def test_any_name_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with CaseFile(name) as case:
        case.add(_ledger(), RUN)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_many_may_make_the_file_at_once(path: Path) -> None:
    program = f"""
        import sys
        from variorum.model.document import Document
        from variorum.model.ledger import Ledger
        from variorum.store.casefile import CaseFile, Run
        with CaseFile({str(path)!r}) as case:
            case.add(Ledger(Document(sys.argv[1], "Twelve dead.")), Run("1.0", "abc", "en"))
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    running = [subprocess.Popen([*command, str(number)]) for number in range(4)]
    assert [each.wait() for each in running] == [0] * 4
    with CaseFile(path) as case:
        assert case.ids() == ("0", "1", "2", "3")


def test_a_file_of_an_older_schema_is_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with CaseFile(path) as case:
        case.add(_ledger(), RUN)
    scripts = opening._migrations()
    broken = (*scripts, "CREATE TABLE notes (words TEXT) STRICT;\nCREATE TABLE notes (x TEXT);\n")
    monkeypatch.setattr(opening, "_migrations", lambda: broken)
    with pytest.raises(sqlite3.OperationalError), CaseFile(path):
        pass
    mended = (*scripts, "CREATE TABLE notes (words TEXT) STRICT;\n")
    monkeypatch.setattr(opening, "_migrations", lambda: mended)
    with CaseFile(path) as case:
        assert case.ledger("a") == _ledger()
        assert case._sql.execute("PRAGMA user_version").fetchone() == (len(mended),)


def test_an_empty_file_becomes_a_case_file(path: Path) -> None:
    path.touch()
    with CaseFile(path) as case:
        assert case.ids() == ()


def test_fetching_from_a_file_that_is_not_there_makes_none(path: Path) -> None:
    with pytest.raises(BadCaseFile, match=r"no case file here; make one with: variorum read PATH"):
        CaseFile.existing(path)
    assert not path.exists()
    with CaseFile(path):
        pass
    with CaseFile.existing(path) as case:
        assert case.ids() == ()


def test_a_database_of_another_program_is_not_touched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as sql:
        sql.execute("CREATE TABLE notes (words TEXT)")
        sql.execute("PRAGMA journal_mode = WAL")
    before = path.read_bytes()
    message = _refusal(path)
    assert "a database of another program; name another file with --case" in message
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["case.sqlite"]


@pytest.mark.parametrize("content", [b"Twelve dead.", b"\x00" * 4096, b"SQLite format 2\0"])
def test_a_file_that_is_no_database_is_not_touched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "it is no case file; name another file with --case" in _refusal(path)
    assert path.read_bytes() == content


def test_a_folder_is_no_case_file(tmp_path: Path) -> None:
    assert "Is a directory; " in _refusal(tmp_path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert "its folder is not there; make the folder" in _refusal(tmp_path / "no" / "case.sqlite")


def test_a_file_of_a_newer_variorum_is_left_to_it(path: Path) -> None:
    with CaseFile(path):
        pass
    with closing(sqlite3.connect(path)) as sql:
        sql.execute("PRAGMA user_version = 99")
    message = _refusal(path)
    known = len(opening._migrations())
    told = f"made by a newer variorum (schema 99, this one knows {known}); install the newer"
    assert told in message


def test_a_damaged_file_is_told(path: Path) -> None:
    with CaseFile(path) as case:
        for number in range(40):
            case.add(_ledger(str(number), 100), RUN)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + os.urandom(len(whole) - 8192))
    with pytest.raises(BadCaseFile, match="it is damaged"), CaseFile(path) as case:
        list(case.ledgers())


@pytest.mark.parametrize("size", [17, 99, 5000])
def test_a_file_cut_short_is_told_and_not_changed(path: Path, size: int) -> None:
    with CaseFile(path) as case:
        case.add(_ledger(), RUN)
    cut = path.read_bytes()[:size]
    path.write_bytes(cut)
    with (
        pytest.raises(BadCaseFile, match=r"it is damaged .*; put a backup"),
        CaseFile(path) as case,
    ):
        list(case.ledgers())
    assert path.read_bytes() == cut


def test_a_damaged_ledger_is_told_and_the_others_are_given(path: Path) -> None:
    with CaseFile(path) as case:
        for name in ("a", "b"):
            case.add(_ledger(name), RUN)
        key = document_key(_ledger("a").document)
        case._sql.execute(f"UPDATE ledgers SET json = x'00' WHERE document = '{key}'")
        ledgers = case.ledgers()
        with pytest.raises(BadCaseFile, match=r"the ledger of . is damaged .*; read that document"):
            next(ledgers)
        assert next(ledgers) == _ledger("b")


def test_a_file_another_program_writes_to_is_told(path: Path) -> None:
    with CaseFile(path, wait_s=0.05) as case, closing(sqlite3.connect(path)) as other:
        case.add(_ledger("a"), RUN)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadCaseFile, match=r"another program is writing to it .*; wait until"):
            case.add(_ledger("b"), RUN)
        assert case.ids() == ("a",)
        other.execute("ROLLBACK")
        case.add(_ledger("b"), RUN)
        assert case.ids() == ("a", "b")


def test_two_may_write_in_turn(path: Path) -> None:
    with CaseFile(path) as one, CaseFile(path) as other:
        one.add(_ledger("a"), RUN)
        other.add(_ledger("b"), RUN)
        assert one.ids() == other.ids() == ("a", "b")


def test_a_full_disk_keeps_what_was_added(path: Path) -> None:
    with CaseFile(path) as case:
        case.add(_ledger("a"), RUN)
        [(pages,)] = case._sql.execute("PRAGMA page_count").fetchall()
        case._sql.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(
            BadCaseFile, match=r"the disk is full .*; free some space and run again"
        ):
            case.add(_ledger("b", 10_000), RUN)
        assert case.ids() == ("a",)
    with CaseFile(path) as case:
        case.add(_ledger("b", 10_000), RUN)
        assert case.ledger("a") == _ledger("a")


def test_a_disk_that_takes_no_more_bytes_keeps_what_was_added(path: Path) -> None:
    program = f"""
        import resource
        from variorum.errors import BadCaseFile
        from variorum.model.document import Document
        from variorum.model.ledger import Ledger
        from variorum.store.casefile import CaseFile, Run
        run = Run("1.0", "abc", "en")
        with CaseFile({str(path)!r}) as case:
            case.add(Ledger(Document("a", "Twelve dead.")), run)
            resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
            try:
                for number in range(1_000):
                    case.add(Ledger(Document(str(number), f"{{number}} dead. " * 500)), run)
            except BadCaseFile as error:
                print(error)
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.startswith(f"{path}: the disk ")
    assert "what was kept stays" in told.stdout
    with CaseFile(path) as case:
        kept = case.ids()
        assert "a" in kept
        assert all(len(case.document(name).text) > 10 for name in kept)


def test_a_disk_full_at_the_start_makes_no_half_of_a_file(path: Path) -> None:
    program = f"""
        import resource
        from variorum.errors import BadCaseFile
        from variorum.store.casefile import CaseFile
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        try:
            with CaseFile({str(path)!r}):
                pass
        except BadCaseFile as error:
            print(error)
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.startswith(f"{path}: the disk ")
    with CaseFile(path) as case:
        case.add(_ledger(), RUN)


@pytest.fixture
def stranger(path: Path) -> Iterator[Path]:
    """A case file and its folder that we may read and not write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with CaseFile(folder / "case.sqlite") as case:
            case.add(_ledger(), RUN)
        os.chmod(folder / "case.sqlite", 0o444)
        os.chmod(folder, 0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        os.chmod(folder, 0o755)


def test_a_file_without_rights_can_be_read_and_not_written(stranger: Path) -> None:
    with CaseFile(stranger / "case.sqlite") as case:
        assert case.ledger("a") == _ledger()
        assert case.search("twelve")
        with pytest.raises(BadCaseFile, match=r"it may not be written .*; change its rights"):
            case.add(_ledger("b"), RUN)
    assert [each.name for each in stranger.iterdir()] == ["case.sqlite"]


def test_a_folder_without_rights_is_told(stranger: Path) -> None:
    message = _refusal(stranger / "new.sqlite")
    assert "it cannot be opened" in message
    assert "check its folder and rights" in message
