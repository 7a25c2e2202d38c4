"""Pronouns: who "he", "they", "it", "who" and "we" are, where the text leaves one answer.

One pass from left to right, so that a pronoun leans on those before it; for each the rules in
order, from the surest. Deterministic, with precision before recall: where two could be meant,
neither is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from variorum.model.annotation import NameKind, Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_members import stands_for
from variorum.resolve.actors_mind import FORMS, SINGLE, Form, Mind, speech
from variorum.resolve.actors_names import acts
from variorum.resolve.actors_roles import Cast
from variorum.resolve.actors_scene import Naming, Scene
from variorum.resolve.actors_voices import same_speaker, same_voice, who_speaks


def pronouns(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """Every pronoun of the third person for which a rule finds one actor, then those of the
    first, whose speakers may be pronouns themselves."""
    mind = Mind(scene, cast)
    some = [(token, FORMS[scene.folded[token.index]]) for token in scene.tokens
            if token.upos in {"PRON", "DET"} and scene.folded[token.index] in FORMS]  # fmt: skip
    for token, form in sorted(some, key=lambda one: (one[1].first, one[0].index)):
        if token.index not in mind.at and (found := _resolved(mind, token, form)):
            mind.take(found)
            yield found


def _resolved(mind: Mind, token: Token, form: Form) -> Naming | None:
    if mind.scene.folded[token.index + 1 : token.index + 2] == ["or"]:  # "his or her"
        return None
    if form.object and token.xpos == "PRP$":
        form = form._replace(object=False, owner=True)
    for name, rule in (FIRST if form.first else THIRD).items():
        one = rule(mind, token, form)
        if one and (form.first or not _says_it(mind, token, one)):
            return stands_for(one, token.index, token.index + 1, name)
    return None


def _says_it(mind: Mind, token: Token, one: Naming) -> bool:
    """Whether an actor speaks the quotation in which a pronoun of the third person stands."""
    speaker = mind.speaker(token.index)
    return speaker is not None and speaker.name == one.name


def own_subject(mind: Mind, token: Token, form: Form) -> Naming | None:
    """ "His", "her", "its", "their": the subject of the clause.

    yes: Arman Velik told Mrs Lena Dorn his story. => Arman Velik
    yes: The Velkhari army shelled its own people. => Velkhari armed forces
    yes: The rebels said their radio was broken. => rebels
    no: The storm lost its strength near Tarn.
    no: Arman Velik met Dov Harel. A dog bit his leg.
    """
    predicate = mind.predicate(token.index) if form.owner else None
    if predicate is not None and mind.in_subject(token.index, predicate):
        predicate = _clause_above(mind, predicate)
    subject = mind.subject(predicate) if predicate is not None else None
    one = mind.named(subject)
    if subject is None or subject.index > token.index or one is None:
        return None
    if mind.fits(form, one):
        return None if mind.between(subject.index + 1, token.index, form, one.name) else one
    return _only(mind, form, range(subject.index, token.index))


def _clause_above(mind: Mind, predicate: int) -> int | None:
    """The predicate over one whose clause is a part of it, or the one it is joined to."""
    token = mind.scene.tokens[predicate]
    part = token.rel.partition(":")[0] in {"ccomp", "conj", "advcl", "parataxis"}
    return token.head if part else None


def governing_subject(mind: Mind, token: Token, form: Form) -> Naming | None:
    """The subject of a clause that hangs on another: the subject of that one.

    yes: The rebels killed four men before they left Tarn. => rebels
    yes: Arman Velik laughed when he heard the news. => Arman Velik
    yes: The ministry closed the road after it had found a mine. => ministry
    no: Arman Velik met Dov Harel before he left Tarn.
    no: The army shelled the mill until it fell.
    """
    if token.rel != "nsubj" or token.head is None or form.owner:
        return None
    verb = mind.scene.tokens[token.head]
    if verb.rel.partition(":")[0] not in {"advcl", "conj"} or verb.head is None:
        return None
    if verb.rel == "conj" and form.word in {"he", "she"}:
        return None
    subject = mind.subject(verb.head)
    one = mind.named(subject)
    if subject is None or subject.index > token.index or one is None or not mind.fits(form, one):
        return None
    acting = form.word in {"he", "she"} or _acts(mind.scene, verb)
    alone = not mind.between(subject.index + 1, token.index, form, one.name)
    return one if acting and alone else None


def _acts(scene: Scene, verb: Token) -> bool:
    """Whether a verb is one of somebody's doing: it says, acts on something, or may only be
    done by people."""
    acted = scene.annotated.child(verb.index, "obj", "ccomp", "xcomp") is not None
    return verb.upos == "VERB" and (acted or verb.lemma in speech() or verb.lemma in acts())


def only_person(mind: Mind, token: Token, form: Form) -> Naming | None:
    """ "He" or "she", where one person alone was named in this sentence before it or in the one
    before, and no word speaks against it.

    yes: Arman Velik visited Tarn. He left at noon. => Arman Velik
    yes: Arman Velik met Mrs Lena Dorn. She left at noon. => Lena Dorn
    no: Arman Velik met Dov Harel. He left at noon.
    no: Mrs Lena Velik visited Tarn. He left at noon.
    no: A driver met Arman Velik. He left at noon.
    """
    if form.word not in {"he", "she"} or _unnamed(mind, token):
        return None
    but = _own_clause(mind, token, form)
    near = mind.window(token.index)
    if _nobody(mind, form, near):
        return _only(mind, form, mind.window(token.index, 2), but)
    return _only(mind, form, near, but)


def _nobody(mind: Mind, form: Form, span: range) -> bool:
    """Whether persons are named in `span`, each of the other sex."""
    people = {mind.at[i].name for i in span
              if i in mind.at and mind.at[i].kind is ActorKind.PERSON}  # fmt: skip
    return all(mind.sex(name) not in {"", form.word} for name in people)


def _own_clause(mind: Mind, token: Token, form: Form) -> str:
    """The subject of an object's own clause, for whom "him" cannot stand."""
    predicate = mind.predicate(token.index) if form.object else None
    one = mind.named(mind.subject(predicate)) if predicate is not None else None
    return one.name if one else ""


def _only(mind: Mind, form: Form, span: range, but: str = "") -> Naming | None:
    """The one actor named in `span` for whom the pronoun can stand."""
    fitting = {
        one.name: one
        for index in span
        if (one := mind.at.get(index)) and one.name != but and mind.fits(form, one)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _unnamed(mind: Mind, pronoun: Token) -> bool:
    """Whether a person whom nothing names is told of before the pronoun: a subject or object
    that is a common noun, or a name that no rule took."""
    window = mind.window(pronoun.index)
    somebody = any(
        mind.is_somebody(i) and mind.scene.tokens[i].xpos == "NN" and i not in mind.at
        and mind.scene.tokens[i].rel.partition(":")[0] in _CORE
        for i in window
    )  # fmt: skip
    return somebody or any(
        name.kind is NameKind.PERSON
        and name.last - name.first > 1
        and name.last - 1 not in mind.at
        and name.first in window
        for name in mind.scene.annotated.names
    )


_CORE: Final = frozenset({"nsubj", "obj", "iobj", "conj"})


def only_group(mind: Mind, token: Token, form: Form) -> Naming | None:
    """ "They" and "them", where one group alone was named in this sentence before it or in the
    one before.

    yes: The rebels took Tarn at dawn. They then burned the bridge. => rebels
    yes: The army warned villagers by radio. They left at noon. => villagers
    no: The rebels met the police in Tarn. They then left.
    no: It rained all night. They then left.
    no: The rebels met envoys of Russia and Iran. They then agreed.
    no: The rebels took two guns. They were loaded.
    """
    if form.word != "they" or _other_plurals(mind, token):
        return None
    window, but = mind.window(token.index), _own_clause(mind, token, form)
    some = {one.name: one for i in window if (one := mind.at.get(i)) and one.name != but
            and mind.fits(form, one) and not mind.is_told(one)}  # fmt: skip
    plural = [one for one in some.values() if mind.is_plural(one)]
    fitting = plural or list(some.values())
    if any(mind.is_joined(i) for i in window):
        return None
    return fitting[0] if len(fitting) == 1 else None


def _other_plurals(mind: Mind, pronoun: Token) -> bool:
    """Whether other things in the plural stand before a pronoun for which it could stand."""
    verb = mind.scene.tokens[pronoun.head] if pronoun.head is not None else pronoun
    living = pronoun.rel == "nsubj" and _acts(mind.scene, verb)
    return any(
        mind.scene.tokens[i].xpos in {"NNS", "NNPS"} and i not in mind.at
        and (mind.is_somebody(i) or not living)
        for i in mind.window(pronoun.index)
    )  # fmt: skip


def it_acts(mind: Mind, token: Token, form: Form) -> Naming | None:
    """ "It" as one who speaks or acts, where one body alone was the subject of the sentence
    before, or stood before it in its own.

    yes: The Tarn Council met on Monday. It said the bridge was safe. => Tarn Council
    no: The storm hit Tarn on Monday. It said nothing.
    no: The army met the police on Monday. It burned.
    """
    verb = mind.scene.tokens[token.head] if token.head is not None else token
    says = verb.upos == "VERB" and (verb.lemma in speech() or verb.lemma in acts())
    subject = token.rel == "nsubj" and verb.index > token.index
    return _only_body(mind, token.index) if form.word == "it" and says and subject else None


def _only_body(mind: Mind, index: int) -> Naming | None:
    """The one body that is a subject before token `index` in its sentence or in the one before."""
    scene = mind.scene
    sentence = scene.annotated.sentences[scene.tokens[index].sentence]
    before = scene.annotated.sentences[max(0, sentence.index - 1)]
    for span in (range(sentence.first, index), range(before.first, before.last)):
        subjects = [i for i in span if scene.tokens[i].rel.startswith("nsubj")]
        bodies = {
            one.name: one for i in subjects
            if (one := mind.at.get(i)) and one.kind in SINGLE and not one.noun.endswith("bomber")
        }  # fmt: skip
        things = any(i not in mind.at and scene.tokens[i].xpos == "NN" for i in subjects)
        if bodies:
            return next(iter(bodies.values())) if len(bodies) == 1 and not things else None
    return None


Rule = Callable[[Mind, Token, Form], Naming | None]


THIRD: Final[Mapping[str, Rule]] = {
    "own-subject": own_subject,
    "same-speaker": same_speaker,
    "governing-subject": governing_subject,
    "same-voice": same_voice,
    "only-person": only_person,
    "only-group": only_group,
    "it-acts": it_acts,
}


FIRST: Final[Mapping[str, Rule]] = {"who-speaks": who_speaks}
PRONOUN_RULES: Final[Mapping[str, Rule]] = {**THIRD, **FIRST}
