"""Persons by name: listed ones and those that only the text has, with their titles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from variorum.model.annotation import Name, NameKind, Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_lists import Role
from variorum.resolve.actors_scene import Hit, Naming, Scene
from variorum.resolve.actors_table import Known, Sort, is_short_form, table
from variorum.resolve.gazetteer import installed


def as_listed(hit: Hit, rule: str) -> Naming:
    known = hit.known
    return Naming(hit.first, hit.last, known.actor, known.kind, known.country, rule,
                  known.sort is Sort.PARTISAN)  # fmt: skip


DATELINE: Final = frozenset({",", "(", ":", "-", "–", "—"})


def person(scene: Scene) -> Iterator[Naming]:
    """A person by name, with the titles that stand before it.

    yes: Gen. Arman Velik visited Tarn. => Arman Velik
    yes: Rebel commander Dov Harel surrendered. => Dov Harel
    yes: President Bashar al-Assad met the envoy. => Bashar al-Assad
    yes: Karim "Eagle" Hasani left Tarn. => Karim "Eagle" Hasani
    no: The general visited Tarn.
    """
    listed = {index for hit in _listed_persons(scene) for index in range(hit.first, hit.last)}
    for hit in _listed_persons(scene):
        found = as_listed(hit, "person")
        yield found._replace(first=with_titles(scene, hit.first))
    for name in _whole_names(scene):
        core = core_of(scene, name)
        inside = core is not None and not listed.isdisjoint(range(*core))
        if core and not inside and _is_person(scene, name, core):
            first, last = core
            known = known_person(scene, first, last)
            yield Naming(
                with_titles(scene, first), last,
                known.actor if known else plain(scene.name_text(first, last)),
                ActorKind.PERSON, known.country if known else None, "person",
            )  # fmt: skip


def _whole_names(scene: Scene) -> Iterator[Name]:
    """The names of a text, a person's with the nickname in quotation marks that parts it."""
    reached = 0
    for name in scene.annotated.names:
        if name.first >= reached:
            person = name.kind is NameKind.PERSON
            reached = _past_nickname(scene, name.last) if person else name.last
            yield name._replace(last=reached)


def _past_nickname(scene: Scene, last: int) -> int:
    """The end of a name that goes on behind a nickname: 'Karim "Eagle" Hasani'."""
    tokens = scene.tokens
    if last >= len(tokens) or tokens[last].text not in _QUOTES:
        return last
    end = last + 1
    while end < min(last + 4, len(tokens)) and tokens[end].text[:1].isupper():
        end += 1
    begin = end + 1
    if end == last + 1 or begin >= len(tokens) or tokens[end].text not in _QUOTES:
        return last
    while begin < len(tokens) and tokens[begin].upos == "PROPN":
        begin += 1
    return begin if begin > end + 1 else last


_QUOTES: Final = frozenset({'"', "“", "”", "'", "‘", "’"})


def _listed_persons(scene: Scene) -> list[Hit]:
    """The full names of listed persons."""
    return [hit for hit in scene.hits if hit.known.sort is Sort.PERSON and hit.last - hit.first > 1]


def plain(text: str) -> str:
    return " ".join(text.split())


def _is_person(scene: Scene, name: Name, core: tuple[int, int]) -> bool:
    first, last = core
    if any(scene.hit_at[i].known.sort is not Sort.PERSON for i in range(first, last)
           if i in scene.hit_at and scene.hit_at[i].first <= first
           and scene.hit_at[i].last >= last):  # fmt: skip
        return False
    if last - first > _LONGEST_NAME:
        return False
    if scene.is_located(scene.name_text(name.first, name.last)) or last - 1 in scene.role_at:
        return False
    if with_titles(scene, first) == first and is_listed_place(scene, first, last):
        return False
    words = [word for word in scene.words_of(first, last) if len(word) > 2]
    if name.kind is NameKind.PERSON:
        return len(words) > 1 or _is_person_by_one_name(scene, first, last)
    if name.kind is NameKind.ORGANISATION and known_person(scene, first, last):
        return True
    titled = with_titles(scene, first) < first
    return titled and name.kind is NameKind.PLACE and last - first > 1


def is_listed_place(scene: Scene, first: int, last: int) -> bool:
    """Whether the gazetteer knows a name as a place of a country that the text names."""
    found = installed().find(" ".join(scene.name_text(first, last).split()))
    return any(place.country in scene.countries for place in found)


_LONGEST_NAME: Final = 9  # tokens; what is longer is a list of names


def _is_person_by_one_name(scene: Scene, first: int, last: int) -> bool:
    """Whether a single name is a person's: by the text, by a list, or as one who acts."""
    text, rel = scene.name_text(first, last), scene.tokens[first].rel
    after = scene.tokens[last].text if last < len(scene.tokens) else ""
    begins = first == scene.annotated.sentences[scene.tokens[first].sentence].first
    if begins and after in DATELINE and scene.tokens[first].text.isupper():
        return False
    if scene.is_persons(text) or known_person(scene, first, last):
        return True
    return not scene.is_land(text) and (
        rel.startswith("nsubj") or with_titles(scene, first) < first
    )


def core_of(scene: Scene, name: Name) -> tuple[int, int] | None:
    """The name [first, last) without titles, marks and a possessive "s"."""
    first, last = _behind_titles(scene, name), name.last
    while first < last and (step := _title_or_mark(scene, first, last)):
        first = step
    while last > first and _trails(scene.tokens[last - 1], name.kind):
        last -= 1
    while first < last and scene.tokens[first].xpos in _LOOSE:
        first += 1
    last = _through_hyphen(scene, last)
    held = role_of(scene, last - 1)
    last = held[0] if held and held[0] > first else last
    first, last = _without_states(scene, first, last)
    return (first, last) if first < last and scene.tokens[first].text[0].isalpha() else None


def _trails(token: Token, kind: NameKind) -> bool:
    """Whether a token behind a name is no part of it: a mark, a small word, a person's age."""
    age = kind is NameKind.PERSON and token.text.isdigit()
    return age or token.xpos in _MARKS | _LOOSE


def _through_hyphen(scene: Scene, last: int) -> int:
    """The end of a name that was cut at a hyphen, as "Khan al" is in "Khan al-Tamir"."""
    tokens = scene.tokens
    while (
        last + 1 < len(tokens)
        and tokens[last].text == "-"
        and tokens[last].start == tokens[last - 1].end
        and tokens[last + 1].upos == "PROPN"
    ):
        last += 2
    return last


def _without_states(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """A person's name without the country or people that a text has glued to it."""
    begin, end = scene.hit_at.get(first), scene.hit_at.get(last - 1)
    state = begin is not None and (
        begin.known.sort <= Sort.PEOPLE or is_short_form(begin.known.written)
    )
    if begin and state and begin.first == first and begin.last < last:
        first = begin.last
    if end and end.last == last and end.first > first and end.known.sort <= Sort.PEOPLE:
        last = end.first
    return first, last


def _behind_titles(scene: Scene, name: Name) -> int:
    """The first token behind the last title inside a name ("U.S. President Arman Velik")."""
    inside = (scene.role_at.get(index) for index in range(name.first, name.last))
    ends = [found[0] for found in inside if found and found[1].title and found[0] < name.last]
    return max(ends, default=name.first)


_LOOSE: Final = frozenset({"IN", "DT", "CC"})
_MARKS: Final = frozenset({"POS", ".", ",", "``", "''", "-LRB-", "-RRB-", ":", "HYPH"})


def _title_or_mark(scene: Scene, first: int, last: int) -> int | None:
    role = scene.role_at.get(first)
    if role and role[0] < last and role[1].title:
        return role[0]
    return first + 1 if not scene.tokens[first].text[0].isalnum() else None


def with_titles(scene: Scene, first: int) -> int:
    """Where the titles before a name begin."""
    begin = first
    while (found := _role_ending(scene, begin)) is not None:
        begin = found
    return begin


def _role_ending(scene: Scene, end: int) -> int | None:
    for start in (end - 1, end - 2, end - 3):
        role = scene.role_at.get(start)
        if role and role[1].title and role[0] == end:
            return start
    dotted = end >= 2 and scene.tokens[end - 1].text == "."
    return _role_ending(scene, end - 1) if dotted and scene.role_at.get(end - 2) else None


def known_person(scene: Scene, first: int, last: int) -> Known | None:
    """The listed person of a name: in full, or by the surname where the person's country is
    named in the text and only one fits."""
    words = scene.words_of(first, last)
    full = [known for known in table().names.get(words, ()) if known.sort is Sort.PERSON]
    if full:
        return full[0]
    if len(words) > 2 or (len(words) == 2 and words[0] != "al"):
        return None
    some = {
        known.actor: known
        for known in table().surnames.get(words[-1] if words else "", ())
        if known.country in scene.countries
    }
    if len(some) > 1:
        some = {name: known for name, known in some.items() if in_office(scene, name)}
    return next(iter(some.values())) if len(some) == 1 else None


def in_office(scene: Scene, person: str) -> bool:
    """Whether a listed person was in office when the text was published; no where it does not
    say when that was."""
    day = scene.annotated.document.published
    since, until = table().terms.get(person, ("", ""))
    return day is not None and since <= day.isoformat() <= (until or "9999")


def role_of(scene: Scene, index: int) -> tuple[int, int, Role] | None:
    """The role that token `index` ends: its first token, its end and itself."""
    for start in (index, index - 1, index - 2):
        found = scene.role_at.get(start)
        if found and found[0] == index + 1:
            return start, found[0], found[1]
    return None
