"""`variorum gazetteer`: further places, from files of GeoNames."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.options import say
from variorum.resolve.gazetteer_packs import add_pack, packs, remove_pack


@click.group()
def gazetteer() -> None:
    """Add places that the gazetteer lacks, such as villages, from files of GeoNames.

    A pack that is there is used by every later run, and named in it; documents are read again when
    the packs have changed. Packs lie in the folder that VARIORUM_GAZETTEER names.
    """


@gazetteer.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="What to call the pack; else the name of the file.")
def add(file: Path, name: str | None) -> None:
    """Compile FILE, allCountries or a country of GeoNames (.txt or .zip), into a pack."""
    pack = add_pack(file, name)
    say(f"{pack.name}: {pack.places:,} places added, sha256 {pack.sha256[:12]}")


@gazetteer.command(name="list")
def list_packs() -> None:
    """Name the packs that are there, with their size and the checksum of their file."""
    for pack in packs():
        click.echo(f"{pack.name}\t{pack.places}\t{pack.sha256}")


@gazetteer.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take the pack NAME away."""
    remove_pack(name)
    say(f"{name}: removed")
