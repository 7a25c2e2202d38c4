"""Pronouns: who "he", "they", "it" and "who" are, where the text leaves one answer.

Deterministic, with precision before recall: where two could be meant, neither is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from variorum import lexicon
from variorum.model.annotation import NameKind, Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_groups import listed_under
from variorum.resolve.actors_memory import behind_the
from variorum.resolve.actors_roles import Cast
from variorum.resolve.actors_scene import Naming, Scene
from variorum.resolve.actors_table import table


def _stands_for(one: Naming, first: int, last: int, rule: str) -> Naming:
    return one._replace(first=first, last=last, rule=rule, partisan=False, noun="", bare=False)


def relative(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """ "Who", "which" and "that" stand for the actor before them.

    yes: The rebels, who took Tarn, fled. => rebels
    yes: The ministry, which denied it, gave no figure. => ministry
    no: The town that fell was Tarn.
    """
    for token in scene.tokens:
        if token.xpos in _RELATIVE and token.rel.startswith("nsubj") and token.head is not None:
            verb = scene.tokens[token.head]
            if verb.rel == "acl:relcl" and verb.head is not None and verb.head < token.index:
                one = cast.at.get(verb.head)
                if one:
                    yield _stands_for(one, token.index, token.index + 1, "relative")


_RELATIVE: Final = frozenset({"WP", "WDT"})


def same_speaker(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """A pronoun as the subject of what an actor says, where it fits him who says it.

    yes: The Ruritanian army said it had taken Tarn. => Ruritanian armed forces
    yes: Arman Velik told Dov Harel that he would leave. => Arman Velik
    no: The Ruritanian army said the town had fallen. It burned.
    """
    for token in scene.tokens:
        if token.upos == "PRON" and token.rel.startswith("nsubj") and token.index not in cast.at:
            one = _sayer(scene, cast, token)
            if one and _fits(scene.folded[token.index], one):
                yield _stands_for(one, token.index, token.index + 1, "same-speaker")


def _sayer(scene: Scene, cast: Cast, pronoun: Token) -> Naming | None:
    """The subject of the verb of saying whose content the pronoun's verb is."""
    verb = scene.tokens[pronoun.head] if pronoun.head is not None else pronoun
    if verb.upos != "VERB" or _happens(scene, verb):
        return None
    if verb.rel != "ccomp" or verb.head is None or scene.tokens[verb.head].lemma not in _speech():
        return None
    subject = scene.annotated.child(verb.head, "nsubj")
    return cast.at.get(subject.index) if subject and subject.index < pronoun.index else None


def _happens(scene: Scene, verb: Token) -> bool:
    """Whether the subject is the thing that happened ("it took place") and nobody who says so."""
    thing = scene.annotated.child(verb.index, "obj")
    took_place = verb.lemma == "take" and thing is not None and thing.lemma == "place"
    return took_place or verb.lemma in {"happen", "occur", "appear", "seem", "result", "follow"}


def _fits(word: str, one: Naming) -> bool:
    if word in {"he", "she"}:
        return one.kind is ActorKind.PERSON
    if word == "it":
        return one.kind in _SINGLE
    return word == "they" and one.kind is not ActorKind.PERSON


def own_members(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """The fighters or soldiers of a group, by "its" or "their": they stand for the group.

    yes: The Tarn Front denied that its fighters had shelled Velm. => Tarn Front
    yes: The Velkhari army said three of its soldiers had died. => Velkhari armed forces
    yes: The Tarn Front met on Monday. Its forces then left. => Tarn Front
    yes: Israel said its soldiers had left the town. => Israel Defense Forces
    no: The Tarn Front met the Velkhari army. Its soldiers then left.
    no: The Tarn Front denied that its market had burned.
    """
    for start, (last, noun) in scene.noun_at.items():
        begin = start - 1
        if noun.kind in _FIGHTING and begin >= 0 and scene.folded[begin] in {"its", "their"}:
            one = _subject_above(scene, cast, last - 1) or _only_fighting(scene, cast, begin)
            if one and one.kind in _FIGHTING:
                yield one._replace(first=begin, last=last, rule="own-members", bare=False,
                                   partisan=bool(noun.tone), noun=noun.name)  # fmt: skip
            elif one and one.kind is ActorKind.STATE and noun.kind is ActorKind.MILITARY:
                yield _army_of(scene, one)._replace(
                    first=begin, last=last, partisan=bool(noun.tone)
                )


def _army_of(scene: Scene, state: Naming) -> Naming:
    """The armed forces of a state, as the lists name them."""
    adjective = table().adjectives.get(state.name) or scene.adjective_of(state.name)
    name = f"{adjective} armed forces"
    known = listed_under(name)
    return Naming(state.first, state.last, known.actor if known else name, ActorKind.MILITARY,
                  state.country, "own-members", False, "armed forces")  # fmt: skip


_FIGHTING: Final = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY})


def _subject_above(scene: Scene, cast: Cast, index: int) -> Naming | None:
    """The actor that is the subject of a verb over a token, the nearest verb that has one."""
    at = scene.tokens[index].head
    while at is not None:
        subject = scene.annotated.child(at, "nsubj")
        if subject and subject.index < index and subject.index in cast.at:
            return cast.at[subject.index]
        at = scene.tokens[at].head
    return None


def _only_fighting(scene: Scene, cast: Cast, index: int) -> Naming | None:
    """The one group or army named before a token in its sentence or in the one before."""
    sentence = scene.annotated.sentences[scene.tokens[index].sentence]
    before = scene.annotated.sentences[max(0, sentence.index - 1)]
    some = [cast.at[at] for at in range(before.first, index) if at in cast.at]
    named = {one.name: one for one in some if one.kind in _FIGHTING and not one.bare}
    return next(iter(named.values())) if len(named) == 1 else None


def same_voice(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """A pronoun that speaks on: it is the one who spoke in the sentence before.

    yes: The ministry said two men were hurt. It added that a bridge fell. => ministry
    yes: Arman Velik said Dov Harel had fled. He added that Tarn was calm. => Arman Velik
    no: Arman Velik said Tarn was calm. The town fell. The roof burned. He added nothing.
    no: Arman Velik said Tarn was calm. It added nothing.
    """
    voices: dict[int, Naming] = {}
    for token in scene.tokens:
        if not _speaks(scene, token):
            continue
        one = cast.at.get(token.index)
        if one is None and _opens(scene, token):
            before = voices.get(token.sentence - 1) or voices.get(token.sentence - 2)
            if before and _fits(scene.folded[token.index], before):
                one = _stands_for(before, token.index, token.index + 1, "same-voice")
                yield one
        if one and (token.sentence not in voices or _is_main(scene, token)):
            voices[token.sentence] = one


def _opens(scene: Scene, token: Token) -> bool:
    """Whether a pronoun for one is the first subject of its sentence, or its main one."""
    if scene.folded[token.index] not in {"he", "she", "it"}:
        return False
    first = scene.annotated.sentences[token.sentence].first
    subjects = (scene.tokens[i].rel.startswith("nsubj") for i in range(first, token.index))
    return not any(subjects) or _is_main(scene, token)


def _speaks(scene: Scene, token: Token) -> bool:
    if token.rel != "nsubj" or token.head is None:
        return False
    verb = scene.tokens[token.head]
    return verb.upos == "VERB" and verb.lemma in _speech()


def _is_main(scene: Scene, subject: Token) -> bool:
    verb = scene.tokens[subject.head] if subject.head is not None else subject
    return verb.head is None or verb.rel == "parataxis"


_MALE: Final = frozenset({"he", "him", "his"})
_FEMALE: Final = frozenset({"she", "her", "hers"})


def pronoun(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """ "He" or "she", where one person alone was named in this sentence before it or in the one
    before, and no word speaks against it.

    yes: Arman Velik visited Tarn. He left at noon. => Arman Velik
    no: Arman Velik met Dov Harel. He left at noon.
    no: Mrs Lena Velik visited Tarn. He left at noon.
    """
    sexes = _sexes(scene, cast)
    for token in scene.tokens:
        if token.upos == "PRON" and (sex := _sex_of(scene.folded[token.index])):
            if _other_subject(scene, cast, token):
                continue
            people = _people_near(scene, cast, token.index)
            fitting = {name for name in people if sexes.get(name, sex) == sex}
            if len(fitting) == 1:
                one = people[fitting.pop()]
                yield _stands_for(one, token.index, token.index + 1, "pronoun")


def it_speaks(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """ "It" or "the group" as one who speaks, where one body alone was the subject of the sentence
    before, or stood before it in its own.

    yes: The Tarn Council met on Monday. It said the bridge was safe. => Tarn Council
    no: The storm hit Tarn on Monday. It said nothing.
    no: The army met the police on Monday. It burned.
    """
    for token in scene.tokens:
        end = _body_word_end(scene, token.index)
        verb = scene.tokens[token.head] if token.head is not None else token
        says = verb.upos == "VERB" and verb.lemma in _speech() and verb.index > token.index
        if end and token.rel == "nsubj" and says and token.index not in cast.at:
            one = _only_body(scene, cast, token.index)
            if one:
                yield _stands_for(one, token.index, end, "it-speaks")


def _body_word_end(scene: Scene, index: int) -> int | None:
    word = scene.folded[index]
    group = word in _BODIES and behind_the(scene, index)
    return index + 1 if word == "it" or group else None


_BODIES: Final = frozenset({"group", "organisation", "organization", "movement", "agency", "body"})
_SINGLE: Final = frozenset(ActorKind) - {ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.UNKNOWN}


@cache
def _speech() -> frozenset[str]:
    return lexicon.words("en/reporting_verbs.tsv")


def _only_body(scene: Scene, cast: Cast, index: int) -> Naming | None:
    """The one body that is a subject before token `index` in its sentence or in the one before."""
    sentence = scene.annotated.sentences[scene.tokens[index].sentence]
    before = scene.annotated.sentences[max(0, sentence.index - 1)]
    for span in (range(sentence.first, index), range(before.first, before.last)):
        bodies = {
            one.name: one for i in span
            if (one := cast.at.get(i)) and one.kind in _SINGLE and _is_subject(scene, one)
            and not one.noun.endswith("bomber")
        }  # fmt: skip
        things = any(scene.tokens[i].rel == "nsubj" and i not in cast.at
                     and scene.tokens[i].xpos == "NN" for i in span)  # fmt: skip
        if bodies and things:
            return None
        if bodies:
            return next(iter(bodies.values())) if len(bodies) == 1 else None
    return None


def _is_subject(scene: Scene, one: Naming) -> bool:
    return any(scene.tokens[i].rel == "nsubj" for i in range(one.first, one.last))


def they(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """ "They", where one group alone was named in this sentence before it or in the one before.

    yes: The rebels took Tarn at dawn. They then burned the bridge. => rebels
    no: The rebels met the police in Tarn. They then left.
    no: It rained all night. They then left.
    """
    for token in scene.tokens:
        if scene.folded[token.index] == "they" and token.rel.startswith("nsubj"):
            groups = _groups_near(scene, cast, token.index)
            if len({one.name for one in groups}) == 1:
                yield _stands_for(groups[0], token.index, token.index + 1, "they")


def _groups_near(scene: Scene, cast: Cast, index: int) -> list[Naming]:
    """The actors named before token `index` in its sentence and the one before; none if other
    things in the plural stand there."""
    sentence = scene.annotated.sentences[scene.tokens[index].sentence]
    before = scene.annotated.sentences[max(0, sentence.index - 1)]
    span = range(before.first, index)
    others = any(scene.tokens[i].xpos in {"NNS", "NNPS"} and i not in cast.at for i in span)
    return [] if others else [cast.at[i] for i in span if i in cast.at]


def _sex_of(word: str) -> str:
    return "he" if word in _MALE else "she" if word in _FEMALE else ""


def _other_subject(scene: Scene, cast: Cast, pronoun: Token) -> bool:
    """Whether somebody without a name is a subject before the pronoun."""
    first = scene.annotated.sentences[pronoun.sentence].first
    between = (scene.tokens[i] for i in range(first, pronoun.index) if i not in cast.at)
    return any(one.rel.startswith("nsubj") and one.lemma in _SOMEBODY for one in between)


_SOMEBODY: Final = frozenset({
    "man", "woman", "boy", "girl", "member", "father", "mother", "son", "daughter", "brother",
    "sister", "wife", "husband", "driver", "person", "teenager", "youth", "neighbour", "neighbor",
    "friend", "child", "groom", "bride", "patient", "victim", "owner", "guard", "priest",
})  # fmt: skip


def _people_near(scene: Scene, cast: Cast, index: int) -> dict[str, Naming]:
    """The persons named before token `index` in its sentence, else in the sentence before."""
    sentence = scene.annotated.sentences[scene.tokens[index].sentence]
    before = scene.annotated.sentences[max(0, sentence.index - 1)]
    found = {
        one.name: one for i in range(before.first, index)
        if (one := cast.at.get(i)) and one.kind is ActorKind.PERSON
    }  # fmt: skip
    unnamed = [
        name for name in scene.annotated.names
        if name.kind is NameKind.PERSON and before.first <= name.first < index
        and name.last - name.first > 1 and name.last - 1 not in cast.at
    ]  # fmt: skip
    return {} if unnamed else found


def _sexes(scene: Scene, cast: Cast) -> dict[str, str]:
    found: dict[str, Counter[str]] = {}
    for one in cast.namings:
        for index in range(one.first, one.last):
            if index in scene.role_at and scene.role_at[index][1].sex:
                sex = scene.role_at[index][1].sex
                found.setdefault(one.name, Counter())[sex] += 1
    return {name: some.most_common(1)[0][0] for name, some in found.items()}
