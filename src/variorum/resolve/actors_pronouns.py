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
from variorum.resolve.actors_groups import listed_under
from variorum.resolve.actors_mind import FORMS, SINGLE, Form, Mind, speech
from variorum.resolve.actors_names import acts
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
            return _stands_for(one, token.index, token.index + 1, name)
    return None


def _says_it(mind: Mind, token: Token, one: Naming) -> bool:
    """Whether an actor speaks the quotation in which a pronoun of the third person stands."""
    speaker = mind.speaker(token.index)
    return speaker is not None and speaker.name == one.name


# ---------------------------------------------------------------- the third person, from the surest


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


def same_speaker(mind: Mind, token: Token, form: Form) -> Naming | None:
    """A pronoun as the subject of what an actor says, where it fits him who says it.

    yes: The Ruritanian army said it had taken Tarn. => Ruritanian armed forces
    yes: Arman Velik told Dov Harel that he would leave. => Arman Velik
    yes: Tarn Radio quoted the ministry as saying that it had found a mine. => ministry
    no: The Ruritanian army said the town had fallen. It burned.
    """
    if not token.rel.startswith("nsubj") or token.head is None or form.owner:
        return None
    verb = mind.scene.tokens[token.head]
    above = mind.scene.tokens[verb.head] if verb.head is not None else verb
    if verb.rel != "ccomp" or above.lemma not in speech() or _happens(mind.scene, verb):
        return None
    subject = _quoted(mind, above) or mind.subject(above.index)
    one = mind.named(subject)
    before = subject is not None and subject.index < token.index
    return one if one and before and mind.fits(form, one) else None


def _quoted(mind: Mind, verb: Token) -> Token | None:
    """Whom "quoted X as saying" names."""
    above = mind.scene.tokens[verb.head] if verb.head is not None else verb
    quotes = verb.xpos == "VBG" and above.lemma in {"quote", "cite"}
    return mind.scene.annotated.child(above.index, "obj") if quotes else None


def _happens(scene: Scene, verb: Token) -> bool:
    """Whether the subject is the thing that happened ("it took place") and nobody who says so."""
    thing = scene.annotated.child(verb.index, "obj")
    took_place = verb.lemma == "take" and thing is not None and thing.lemma == "place"
    adjective = verb.upos != "VERB" and scene.folded[verb.index - 1] in {"was", "is", "be"}
    empty = adjective and scene.annotated.child(verb.index, "csubj", "ccomp", "xcomp") is not None
    return took_place or empty or verb.lemma in _HAPPEN


_HAPPEN: Final = frozenset({"happen", "occur", "appear", "seem", "result", "follow", "rain"})


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


def same_voice(mind: Mind, token: Token, form: Form) -> Naming | None:
    """A pronoun that speaks on: it is the one who spoke in the sentence before.

    yes: The ministry said two men were hurt. It added that a bridge fell. => ministry
    yes: Arman Velik said Dov Harel had fled. He added that Tarn was calm. => Arman Velik
    yes: Mrs Lena Dorn said so. "It rained. A roof fell. A dog ran," she added. => Lena Dorn
    no: Arman Velik said Tarn was calm. The town fell. The roof burned. He added nothing.
    no: Arman Velik said Tarn was calm. It added nothing.
    """
    if not _speaks(mind.scene, token) or not _opens(mind.scene, token) or _is_told(mind, token):
        return None
    apart, sentence = 0, token.sentence - 1
    while sentence >= 0 and apart < _SILENT:
        if one := _voice(mind, sentence):
            several = form.word == "they" and not mind.is_plural(one)
            return one if mind.fits(form, one) and not several else None
        if _has_voice(mind, sentence):
            return None
        apart += not mind.is_quoted(sentence)
        sentence -= 1
    return None


def _is_told(mind: Mind, subject: Token) -> bool:
    """Whether the clause of a subject is told by somebody else: "they want water, Velik said"."""
    verb = mind.scene.tokens[subject.head] if subject.head is not None else subject
    above = mind.scene.tokens[verb.head] if verb.head is not None else verb
    return verb.rel == "ccomp" and above.lemma in speech()


_SILENT: Final = 2  # sentences in nobody's voice that end a voice


def _has_voice(mind: Mind, sentence: int) -> bool:
    """Whether somebody whom nothing names speaks in a sentence's main clause."""
    tokens = mind.scene.annotated.sentence_tokens(mind.scene.annotated.sentences[sentence])
    return any(_speaks(mind.scene, token) and _is_main(mind.scene, token) for token in tokens)


def _voice(mind: Mind, sentence: int) -> Naming | None:
    """Who speaks in a sentence: the subject of its main verb if that says, else the first."""
    if sentence < 0:
        return None
    tokens = mind.scene.annotated.sentence_tokens(mind.scene.annotated.sentences[sentence])
    some = [token for token in tokens if token.index in mind.at and _speaks(mind.scene, token)]
    main = [token for token in some if _is_main(mind.scene, token)]
    return mind.named((main or some)[-1 if main else 0]) if some else None


def _opens(scene: Scene, token: Token) -> bool:
    """Whether a pronoun is the first subject of its sentence, or its main one."""
    first = scene.annotated.sentences[token.sentence].first
    subjects = (scene.tokens[i].rel.startswith("nsubj") for i in range(first, token.index))
    return not any(subjects) or _is_main(scene, token)


def _speaks(scene: Scene, token: Token) -> bool:
    if token.rel != "nsubj" or token.head is None:
        return False
    verb = scene.tokens[token.head]
    return verb.upos == "VERB" and verb.lemma in speech()


def _is_main(scene: Scene, subject: Token) -> bool:
    verb = scene.tokens[subject.head] if subject.head is not None else subject
    return verb.head is None or verb.rel == "parataxis"


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


# ---------------------------------------------------------------- the first person


def who_speaks(mind: Mind, token: Token, form: Form) -> Naming | None:
    """ "I" and "we" inside quotation marks: who says it; "we" is no single person.

    yes: "I saw the boat," Arman Velik said. => Arman Velik
    yes: "The boat left," Arman Velik said. "I saw it." => Arman Velik
    yes: "We shot down a drone," the Ruritanian army said. => Ruritanian armed forces
    yes: "We left," said Lena Dorn, a spokeswoman for the Tarn Front. => Tarn Front
    no: "We saw the boat," Arman Velik said.
    no: "I saw the boat," a man said.
    """
    one = mind.speaker(token.index)
    if one is None:
        return None
    if form.word == "i":
        return one if one.kind is ActorKind.PERSON else None
    return one if one.kind is not ActorKind.PERSON else _body_of(mind, one)


def _body_of(mind: Mind, person: Naming) -> Naming | None:
    """The one body for which a person speaks, by the words beside the name."""
    scene = mind.scene
    found: dict[str, Naming] = {}
    for one in mind.cast.namings:
        if one.name == person.name:
            for index in range(one.last, min(one.last + 4, len(scene.tokens))):
                role = scene.role_at.get(index)
                if role and role[1].speaks and role[0] < len(scene.tokens):
                    after = range(role[0], min(role[0] + 4, len(scene.tokens)))
                    body = next((mind.at[i] for i in after if i in mind.at
                                 and mind.at[i].kind is not ActorKind.PERSON), None)  # fmt: skip
                    if body:
                        found[body.name] = body
    return next(iter(found.values())) if len(found) == 1 else None


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


# ---------------------------------------------------------------- "its fighters", "the group"


def own_members(scene: Scene, cast: Cast) -> Iterator[Naming]:
    """The fighters or soldiers of a group, by "its" or "their": they stand for the group.

    yes: The Tarn Front denied that its fighters had shelled Velm. => Tarn Front
    yes: The Velkhari army said three of its soldiers had died. => Velkhari armed forces
    yes: The Tarn Front met on Monday. Its forces then left. => Tarn Front
    yes: Israel said its soldiers had left the town. => Israel Defense Forces
    yes: The Velkhari army left. Gen. Arman Velik said his soldiers won. => Velkhari armed forces
    no: The Velkhari army left. Arman Velik said his fighters won.
    no: The Tarn Front met the Velkhari army. Its soldiers then left.
    no: The Tarn Front denied that its market had burned.
    """
    for start, (last, noun) in scene.noun_at.items():
        begin = start - 1
        word = scene.folded[begin] if begin >= 0 and noun.kind in _FIGHTING else ""
        if word in {"his", "her"}:
            one = _only_fighting(scene, cast, begin)
            if one and one.kind is noun.kind:
                yield one._replace(first=begin, last=last, rule="own-members", bare=False,
                                   partisan=bool(noun.tone), noun=noun.name)  # fmt: skip
        elif word in {"its", "their"}:
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
