"""Pronouns by who speaks: "said that it", "he added", "I" and "we" in quotation marks."""

from __future__ import annotations

from typing import Final

from variorum.model.annotation import Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_mind import Form, Mind, speech
from variorum.resolve.actors_scene import Naming, Scene


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
