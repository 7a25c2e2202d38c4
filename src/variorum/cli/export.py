"""`variorum export`: codebook drafts, tables, annotations, maps, timelines, an evidence bundle."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import click

from variorum import pipeline
from variorum.cli import options
from variorum.cli.options import say
from variorum.errors import UnknownName, UnwritableFile
from variorum.export.formats import BUNDLE, FORMATS, write_format, write_profile
from variorum.export.manifest import MANIFEST
from variorum.export.material import Files, Material
from variorum.export.profile import read_profile
from variorum.export.rules import RULES
from variorum.model.incident import SharedIncident
from variorum.pipeline import Compared
from variorum.store.casefile import CaseFile

_FORMATS = "\n".join(f"{name:<12} {one.about}" for name, one in FORMATS.items())


@click.command()
@click.argument("wanted", nargs=-1, metavar="[INCIDENT]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="What to write; see above.",
)
@click.option(
    "--profile",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Drafts by a codebook profile of your own, in place of --format.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="export",
    show_default=True,
    help="The folder to write into; files of other names in it are left alone.",
)
@click.option("--shared", is_flag=True, help="Only incidents that several accounts tell of.")
@click.option(
    "--no-text",
    is_flag=True,
    help="Leave article texts out; quotations are cut short, with the hash of the whole.",
)
@click.option("--licence", help="The licence of your records, kept in the manifest.")
@options.case_option
@options.json_option
def export(
    wanted: tuple[str, ...],
    form: str | None,
    profile: Path | None,
    out: Path,
    shared: bool,
    no_text: bool,
    licence: str | None,
    case_path: Path,
    as_json: bool,
) -> None:
    """Write the incidents of the case file for other programs.

    INCIDENT is the beginning of an incident's id; without one, all are written, also those that
    one account alone tells of.
    """
    if (form is None) == (profile is None):
        raise click.UsageError("give one of --format and --profile")
    own = read_profile(profile, RULES) if profile else None
    with CaseFile.existing(case_path) as case:
        compared = pipeline.compare_case(case)
        runs = case.runs()
    incidents = _chosen(compared, wanted, shared)
    material = pipeline.material(compared, runs, incidents, not no_text, licence)
    files = write_profile(own, material) if own else write_format(form or "", material)
    _write(files, out)
    _tell(files, out, material, as_json)


export.help = (export.help or "") + "\n\n\b\nFormats:\n" + _FORMATS


def _chosen(
    compared: Compared, wanted: tuple[str, ...], shared: bool
) -> tuple[SharedIncident, ...] | None:
    """The incidents named, None for all; raises UnknownName for an id that is not there."""
    if not wanted:
        return compared.comparison.incidents if shared else None
    every = compared.comparison.incidents if shared else pipeline.every_incident(compared)
    found: list[SharedIncident] = []
    for id in wanted:
        hits = [one for one in every if one.id.startswith(id)]
        if not hits:
            raise UnknownName("incident", id, [one.id for one in every])
        found += hits
    return tuple(dict.fromkeys(found))


def _write(files: Files, out: Path) -> None:
    """Every file in place, each written whole before it takes its name."""
    for name, content in files.items():
        path = out / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"{path.name}.part")
            draft.write_bytes(content)
            draft.replace(path)
        except OSError as error:
            raise UnwritableFile(str(path), error) from error


def _tell(files: Files, out: Path, material: Material, as_json: bool) -> None:
    """Which files were written, and the hash by which the whole can be known again."""
    for name, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        if as_json:
            click.echo(json.dumps({"file": str(out / name), "sha256": digest}))
    sheets = len(material.sheets)
    say(f"{sheets:,} incident{'' if sheets == 1 else 's'} written to {out}: {', '.join(files)}")
    whole = files.get(MANIFEST) or files[f"{BUNDLE}.zip"]
    say(f"note this hash to know the export again: {hashlib.sha256(whole).hexdigest()}")
