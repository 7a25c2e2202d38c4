"""The formats there are, and what each gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from variorum.errors import UnknownName
from variorum.export.annotations import write_annotations
from variorum.export.brat import write_brat
from variorum.export.bundle import write_bundle, write_jsonl
from variorum.export.codebook import write_drafts
from variorum.export.ftm import write_ftm
from variorum.export.geojson import write_geojson
from variorum.export.manifest import with_manifest
from variorum.export.material import Files, Material, Write
from variorum.export.profile import SHIPPED, Profile, shipped
from variorum.export.rules import RULES
from variorum.export.tables import write_tables
from variorum.export.timelinejs import write_timelinejs
from variorum.export.timesketch import write_timesketch


@dataclass(frozen=True, slots=True)
class Format:
    """What a format gives, in words, and the function that writes it."""

    about: str
    write: Write


def _codebook(name: str, material: Material) -> Files:
    return write_drafts(material, shipped(name, RULES))


FORMATS: Final[Mapping[str, Format]] = {
    **{name: Format(about, partial(_codebook, name)) for name, about in SHIPPED.items()},
    "csv": Format("one CSV file a table: documents, records, sheets", write_tables),
    "jsonl": Format("ledgers, comparison and sheets as JSON lines, with schemas", write_jsonl),
    "geojson": Format("where the accounts put each incident, with its precision", write_geojson),
    "annotations": Format("every record as a W3C Web Annotation", write_annotations),
    "brat": Format("texts with standoff annotations for brat", write_brat),
    "timesketch": Format("days told and printed, as a CSV for Timesketch", write_timesketch),
    "timelinejs": Format("one slide an account, for TimelineJS", write_timelinejs),
    "ftm": Format("events, parties and articles as FollowTheMoney entities", write_ftm),
    "bundle": Format("an evidence bundle: a zip with texts, records and hashes", write_bundle),
}
BUNDLE: Final = "bundle"


def write_format(name: str, material: Material) -> Files:
    """The files of a format, by name, with manifest.json; a bundle holds its own.

    Raises UnknownName for a format there is not.
    """
    if name not in FORMATS:
        raise UnknownName("format", name, list(FORMATS))
    files = FORMATS[name].write(material)
    return files if name == BUNDLE else with_manifest(name, files, material)


def write_profile(profile: Profile, material: Material) -> Files:
    """Drafts by a profile of one's own."""
    return with_manifest(f"profile {profile.name}", write_drafts(material, profile), material)
