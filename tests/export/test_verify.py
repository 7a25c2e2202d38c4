"""`check` of an export: what was changed is named, and what has no text at hand is said."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from export.incidents import MAY_5, TEXT, material, shelling
from hand import Hand, share
from variorum.errors import UnreadableSource
from variorum.export.formats import BUNDLE, FORMATS, write_format
from variorum.export.manifest import MANIFEST
from variorum.export.material import Files
from variorum.export.verify import Held, hold, is_export, read_export
from variorum.model.document import Document

Change = Callable[[Files], None]
QUOTING = [name for name in FORMATS if name not in ("ccc", "timelinejs", "ftm")]


def write(name: str, with_text: bool = True) -> Files:
    ledgers = [shelling().ledger(), shelling("post", "Post", MAY_5).ledger()]
    files = write_format(name, material(ledgers, with_text))
    if name != BUNDLE:
        return files
    with zipfile.ZipFile(io.BytesIO(files["bundle.zip"])) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def find(id: str) -> Document | None:
    known = {one.id: one for one in (shelling().document, shelling("post").document)}
    return known.get(id)


def nothing(id: str) -> Document | None:
    return None


def check(files: Files) -> Held:
    return hold(files, "out", nothing)


@pytest.mark.parametrize("with_text", [True, False])
@pytest.mark.parametrize("name", QUOTING)
def test_what_was_written_holds(name: str, with_text: bool) -> None:
    if name == "brat" and not with_text:
        pytest.skip("brat has texts or nothing")
    held = hold(write(name, with_text), "out", find)
    assert (held.faults, held.open) == ([], 0)
    assert held.quotations > 1


@pytest.mark.parametrize("with_text", [True, False])
def test_what_a_print_changed_quotes_both_prints(with_text: bool) -> None:
    ledgers = [shelling().ledger()]
    longer = Hand("post", f"{TEXT} The army spoke.", "Post", MAY_5)
    longer.event("killed")
    shorter = Hand("mail", TEXT.partition(". ")[0] + ".", "Mail", MAY_5)
    shorter.event("shelled")
    ledgers += [longer.ledger(), shorter.ledger()]
    shared = share(*ledgers, copies=(("herald", "mail", "post"),))
    files = write_format("jsonl", material(ledgers, with_text, shared))
    (sheet,) = map(json.loads, files["sheets.jsonl"].splitlines())
    changes = sheet["voices"][0]["changes"]
    assert {one["document"]: (len(one["added"]), len(one["dropped"])) for one in changes} == {
        "post": (1, 0), "mail": (0, 1),
    }  # fmt: skip
    known = {one.document.id: one.document for one in ledgers}
    assert hold(files, "out", known.get).faults == []
    replaced("sheets.jsonl", "The army spoke", "The navy spoke", sum_too=True)(files)
    faults = hold(files, "out", known.get).faults
    assert any("post [" in fault for fault in faults) is with_text


def test_an_export_without_texts_says_what_could_not_be_checked() -> None:
    held = check(write("acled"))
    assert (held.faults, held.quotations) == ([], 0)
    assert held.open > 10


def replaced(name: str, old: str, new: str, *, sum_too: bool) -> Change:
    """Change a file; with `sum_too`, forge its checksum in the manifest as well."""

    def change(files: Files) -> None:
        assert old.encode() in files[name]
        before = hashlib.sha256(files[name]).hexdigest()
        files[name] = files[name].replace(old.encode(), new.encode(), 1)
        if sum_too:
            after = hashlib.sha256(files[name]).hexdigest()
            files[MANIFEST] = files[MANIFEST].replace(before.encode(), after.encode())

    return change


def dropped(name: str) -> Change:
    def change(files: Files) -> None:
        del files[name]

    return change


def added(files: Files) -> None:
    files["more.txt"] = b"more"


def text_of(files: Files) -> str:
    return next(name for name in files if name.startswith("texts/"))


def cut_text(files: Files) -> None:
    files[text_of(files)] = files[text_of(files)].replace(b"14", b"41")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            replaced("sheets.jsonl", "At least 14 people", "At least 19 people", sum_too=False),
            "out/sheets.jsonl: changed since it was written",
            id="file",
        ),
        pytest.param(
            replaced("sheets.jsonl", "At least 14 people", "At least 19 people", sum_too=True),
            "out/sheets.jsonl, line 1: herald [79, 97) reads 'At least 14 people', not",
            id="quotation",
        ),
        pytest.param(
            replaced("ledgers.jsonl", '"start": 24,', '"start": 25,', sum_too=True),
            "ledgers.jsonl: herald",
            id="position",
        ),
        pytest.param(dropped("sheets.jsonl"), "out/sheets.jsonl: the manifest names it", id="gone"),
        pytest.param(added, "out/more.txt: the manifest does not name it", id="added"),
        pytest.param(cut_text, "changed since it was written", id="text"),
        pytest.param(dropped(MANIFEST), "manifest.json is not there", id="no-manifest"),
        pytest.param(
            lambda files: files.update({MANIFEST: b"{}"}), "expected a manifest", id="no-schema"
        ),
        pytest.param(
            lambda files: files.update({MANIFEST: b"{"}), "expected JSON", id="broken-manifest"
        ),
        pytest.param(
            replaced("sheets.jsonl", '{"schema"', '"schema"', sum_too=True),
            "sheets.jsonl: cannot be read",
            id="broken-json",
        ),
    ],
)
def test_tampering_is_named(change: Change, said: str) -> None:
    files = write(BUNDLE)
    change(files)
    faults = check(files).faults
    assert any(said in fault for fault in faults), faults


def test_a_quotation_changed_beside_its_hash_is_found_with_the_text() -> None:
    files = write("geojson", with_text=False)
    change = replaced("incidents.geojson", '"start": 52', '"start": 51', sum_too=True)
    change(files)
    assert any("[51, 61)" in fault for fault in hold(files, "out", find).faults)


def test_a_table_is_held_cell_by_cell() -> None:
    files = write("csv")
    replaced("events.csv", "shelled", "bombed", sum_too=True)(files)
    assert [one.split(": ")[0] for one in check(files).faults] == ["out/events.csv, row 1"]


def test_standoff_is_held_against_its_text() -> None:
    files = write("brat")
    (ann,) = (name for name in files if name.endswith("herald.ann"))
    content = files[ann].replace(b"the Northern League\n", b"the Southern League\n")
    assert content != files[ann]
    files[ann] = content
    assert any("reads 'the Northern League'" in fault for fault in check(files).faults)


def test_another_text_under_the_same_id_is_no_proof() -> None:
    held = hold(write("acled"), "out", lambda id: Document(id, "another text"))
    assert any("the text at hand is another" in fault for fault in held.faults)
    assert held.quotations == 0


def test_exports_are_read_from_folder_and_zip(tmp_path: Path) -> None:
    files = write(BUNDLE)
    for name, content in files.items():
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_bytes(content)
    assert is_export(tmp_path / "out")
    assert read_export(tmp_path / "out") == files
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert is_export(tmp_path / "out.zip")
    assert read_export(tmp_path / "out.zip") == files
    assert not is_export(tmp_path)


def test_a_broken_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as archive:
        archive.writestr(MANIFEST, json.dumps({}) * 100)
    whole = (tmp_path / "out.zip").read_bytes()
    (tmp_path / "out.zip").write_bytes(whole.replace(b"{}{}{}{}", b"{}{}{}}{", 1))
    with pytest.raises(UnreadableSource, match=r"out\.zip"):
        read_export(tmp_path / "out.zip")


def test_a_zip_that_holds_a_name_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(write_format(BUNDLE, material([shelling().ledger()]))["bundle.zip"])
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("sheets.jsonl", "{}")
    with pytest.raises(UnreadableSource, match=r"sheets\.jsonl: expected each file once"):
        read_export(path)
