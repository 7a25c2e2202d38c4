"""Make the generated actor tables from public lists of facts. Run by hand, not at build time.

    python tools/actor_tables.py FOLDER src/variorum/lexicon

FOLDER holds `ucdp-actor-22.1.csv` (UCDP Actor list 22.1, CC BY 4.0) and the Phoenix actor
dictionaries `Phoenix.International.actors.txt` and `Phoenix.MilNonState.actors.txt` (Open Event
Data Alliance 2014, MIT). What is taken is the fact that a name is used for an actor, of which kind,
in which country. Written are `actors_ucdp.tsv` and `actors_phoenix.tsv`, one actor a line.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

COLUMNS: Final = "actor\tkind\tcountry\taliases"
SMALL: Final = frozenset({
    "and", "of", "the", "for", "in", "on", "to", "de", "del", "la", "el", "y", "et", "du", "des",
    "e", "al", "wa", "fi", "bin",
})  # fmt: skip
ABBREVIATIONS: Final = frozenset({
    "EU", "UN", "US", "UK", "WB", "OPCW", "UNICEF", "UNHCR", "KLA", "UANF", "IJU",
})  # fmt: skip
GROUP_WORDS: Final = frozenset({
    "army", "front", "movement", "brigade", "brigades", "party", "union", "council", "league",
    "force", "forces", "group", "organization", "organisation", "cells", "command", "guard",
    "guards", "militia", "alliance", "committee", "battalion", "battalions", "state", "jihad",
    "mujahideen", "mujahedin", "resistance", "fighters", "coalition", "congress", "tigers",
    "hezbollah", "hizballah", "taliban", "hamas", "al-qaeda",
})  # fmt: skip
BODY_WORDS: Final = frozenset({
    "organization", "organisation", "committee", "agency", "fund", "nations", "council", "bank",
    "court", "union", "association", "programme", "program", "commission", "office",
    "international", "watch", "amnesty", "federation", "society", "tribunal", "service", "league",
    "institute", "foundation", "mission", "force", "news", "press", "television", "radio", "times",
    "agence", "parliament", "secretariat", "community", "forum", "campaign", "centre", "center",
    "doctors", "reporters", "without", "aid", "relief", "rights", "crescent", "cross", "observers",
    "initiative",
})  # fmt: skip
UCDP_COUNTRIES: Final = {
    "Myanmar (Burma)": "MM", "Russia (Soviet Union)": "RU", "Yemen (North Yemen)": "YE",
    "Serbia (Yugoslavia)": "RS", "DR Congo (Zaire)": "CD", "Cambodia (Kampuchea)": "KH",
    "Zimbabwe (Rhodesia)": "ZW", "Madagascar (Malagasy)": "MG", "Bosnia-Herzegovina": "BA",
    "United States of America": "US", "Vietnam (North Vietnam)": "VN", "Congo": "CG",
}  # fmt: skip


class Entry(NamedTuple):
    """One name of one actor; `country`: ISO alpha-2 codes, semicolons between."""

    alias: str
    actor: str
    kind: str
    country: str


def main(folder: Path, target: Path) -> None:
    """Write the three tables."""
    codes = country_codes(target / "countries.tsv")
    write(target / "actors_ucdp.tsv", UCDP_ORIGIN, ucdp(folder / "ucdp-actor-22.1.csv", codes))
    taken = {fold(row.alias): row for row in ucdp(folder / "ucdp-actor-22.1.csv", codes)}
    phoenix = [
        *groups(folder / "Phoenix.MilNonState.actors.txt"),
        *bodies(folder / "Phoenix.International.actors.txt"),
    ]
    write(
        target / "actors_phoenix.tsv",
        PHOENIX_ORIGIN,
        [
            row._replace(actor=known.actor, country=known.country) if known else row
            for row in phoenix
            for known in [taken.get(fold(row.actor))]
            if fold(row.alias) not in taken
        ],
    )


UCDP_ORIGIN: Final = "UCDP Actor list 22.1, Uppsala Conflict Data Program, CC BY 4.0"
PHOENIX_ORIGIN: Final = "Phoenix actor dictionaries, Open Event Data Alliance 2014, MIT"


def write(path: Path, origin: str, entries: Iterable[Entry]) -> None:
    """Write one table, an actor a line with every name, in the order of the actors' names."""
    names: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in entries:
        actor = names.setdefault((row.actor, row.kind, row.country), {})
        actor.setdefault(fold(row.alias), row.alias)
    lines = ["\t".join((*actor, ";".join(names[actor].values()))) for actor in sorted(names)]
    head = [f"# origin: {origin}", "# made by tools/actor_tables.py; do not edit", COLUMNS]
    path.write_text("\n".join(head + lines) + "\n", encoding="utf-8")
    sys.stderr.write(f"{path.name}: {len(lines)} actors\n")


def country_codes(path: Path) -> dict[str, str]:
    """English country names and their ISO codes, from the project's own list."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    cells = [line.split("\t") for line in lines[1:]]
    return {row[1]: row[0] for row in cells if row[0]} | UCDP_COUNTRIES


def fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def ucdp(path: Path, codes: dict[str, str]) -> list[Entry]:
    """Formally organised groups (organisation level 1), every name the list gives them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            Entry(alias, actor, "armed-group", country)
            for row in csv.DictReader(file)
            if row["Org"] == "1"
            for names in [list(ucdp_names(row))]
            if names
            for actor in [display_name(names)]
            for country in [locations(row["Location"], codes)]
            for alias in names
        ]


def ucdp_names(row: dict[str, str]) -> Iterator[str]:
    columns = ("NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName",
               "NewNameFullMotherTongue", "NewNameFullEng")  # fmt: skip
    seen: set[str] = set()
    for value in (row[column].strip().rstrip(",") for column in columns):
        for name in re.split(r"\s*;\s*", value):
            usable = 2 < len(name) < 70 and name.lower() != "n/a" and is_latin(name)
            if usable and fold(name) not in seen:
                seen.add(fold(name))
                yield re.sub(r"\s+", " ", name)


def is_latin(name: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def display_name(names: list[str]) -> str:
    """The name we write: the first, unless it is an abbreviation that a later one spells out."""
    spelt = [name for name in names if not is_abbreviation(name)]
    return names[0] if not is_abbreviation(names[0]) or not spelt else spelt[-1]


def is_abbreviation(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return sum(map(str.isupper, letters)) > len(letters) / 2


def locations(value: str, codes: dict[str, str]) -> str:
    names = [name.strip() for name in value.split(",")]
    found = [codes[name] for name in names if name in codes]
    return ";".join(dict.fromkeys(found[:4]))


def phoenix_entries(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Names (the first is the chief one) and codes with dates, entry by entry."""
    names: list[str] = []
    codes: list[str] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        line = line.partition("#")[0].rstrip()
        name = line.partition("[")[0].strip()
        if name and not (name.startswith("+") and names):
            if codes:
                yield names, codes
            names, codes = [], []
        if name:
            names.append(name.lstrip("+"))
        codes += re.findall(r"\[([^\]]*)\]", line)
    if codes:
        yield names, codes


def spelled(name: str) -> str:
    """A name in capitals and underscores as it is written: "Al-Nusra Front"."""
    plain = re.sub(r"\s*\([^)]*\)|^THE[_ ]", "", name.replace("_", " ")).strip()
    words = re.sub(r"\s+", " ", plain).split()
    return " ".join(capitalised(word, place) for place, word in enumerate(words))


def capitalised(word: str, place: int) -> str:
    if place and word.lower() in SMALL:
        return word.lower()
    if re.match(r"\d", word):
        return word.lower()
    if word in ABBREVIATIONS or (len(word) > 2 and not re.search("[AEIOUY]", word)):
        return word
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def abbreviation(name: str) -> str | None:
    found = re.search(r"\(([A-Z]{3,8})\)", name)
    return found and found[1]


def groups(path: Path) -> list[Entry]:
    """Armed groups of the list of non-state actors: entries whose name says that it is a group."""
    return [
        Entry(alias, spelled(names[0]), "armed-group", "")
        for names, codes in phoenix_entries(path)
        if codes and GROUP_WORDS & set(spelled(names[0]).lower().split())
        for alias in aliases(names)
        if is_abbreviation(alias) or GROUP_WORDS & set(alias.lower().split())
    ]


def bodies(path: Path) -> list[Entry]:
    """International bodies, aid and rights organisations, news media; no companies."""
    return [
        Entry(alias, spelled(names[0]), kind, "")
        for names, codes in phoenix_entries(path)
        for kind in [body_kind(codes[0] if codes else "")]
        if kind and BODY_WORDS & set(spelled(names[0]).lower().split())
        for alias in aliases(names)
    ]


def body_kind(code: str) -> str | None:
    if "MED" in code[3:9] and not code.startswith("MNC"):
        return "media"
    return "organisation" if code[:6] in BODY_CODES else None


BODY_CODES: Final = {
    "IGOUNO", "IGOEUR", "IGOAFR", "IGOWST", "IGO", "NGOHRI", "NGOHLH", "NGOMED", "IGOARB",
    "IGOMEA", "IGOMOS", "IGOSEA", "IGOSAS", "IGOLAM", "IGOCIS", "NGOREF", "NGO",
}  # fmt: skip


def aliases(names: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    short = [found for name in names if (found := abbreviation(name))]
    for name in [spelled(name) for name in names] + short:
        if len(name) > 2 and fold(name) not in seen and len(name) < 60 and "," not in name:
            seen.add(fold(name))
            yield name


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
