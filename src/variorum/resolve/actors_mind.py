"""What a reader keeps in mind between pronouns: who stands where, of which sex, who says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, NamedTuple

from variorum import lexicon
from variorum.lexicon.classes import NOTHING, classes
from variorum.model.annotation import Token
from variorum.model.value import ActorKind
from variorum.resolve.actors_roles import Cast
from variorum.resolve.actors_scene import Naming, Scene
from variorum.resolve.actors_table import fold

SINGLE: Final = frozenset(ActorKind) - {ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.UNKNOWN}
_CLAUSES: Final = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "xcomp", "csubj"})
_PLURAL: Final = frozenset({"NNS", "NNPS"})
_QUOTES: Final = frozenset({'"', "“", "”", "„", "«", "»"})


class Form(NamedTuple):
    """A pronoun: `word` is the one of its row that is a subject."""

    word: str
    first: bool = False
    owner: bool = False
    object: bool = False


FORMS: Final[Mapping[str, Form]] = {
    "he": Form("he"), "him": Form("he", object=True), "his": Form("he", owner=True),
    "she": Form("she"), "her": Form("she", object=True), "hers": Form("she", owner=True),
    "they": Form("they"), "them": Form("they", object=True), "their": Form("they", owner=True),
    "it": Form("it"), "its": Form("it", owner=True),
    "i": Form("i", first=True), "me": Form("i", first=True), "my": Form("i", first=True),
    "we": Form("we", first=True), "us": Form("we", first=True), "our": Form("we", first=True),
}  # fmt: skip


@cache
def _given_names() -> Mapping[str, str]:
    """Folded given names and the pronoun of those who bear them."""
    rows = lexicon.rows("en/given_names.tsv")
    return {fold(name): row["sex"] for row in rows for name in row["names"].split(";")}


@cache
def speech() -> frozenset[str]:
    """Verbs of saying and believing."""
    return lexicon.words("en/reporting_verbs.tsv")


@dataclass(frozen=True)
class Mind:
    """A scene with its namings; `take` adds to them while the text is read on."""

    scene: Scene
    cast: Cast

    @cached_property
    def at(self) -> dict[int, Naming]:
        """The naming that each token belongs to, those taken included."""
        return dict(self.cast.at)

    def take(self, one: Naming) -> None:
        """Keep a pronoun's naming, and what it tells of a person's sex."""
        self.at[one.first] = one
        word = FORMS[self.scene.folded[one.first]].word
        if word in {"he", "she"}:
            self._sexes.setdefault(one.name, Counter())[word] += 1

    # ---------------------------------------------------------------- who fits a pronoun

    def fits(self, form: Form, one: Naming) -> bool:
        """Whether a pronoun can stand for an actor, by sex and number."""
        if form.word in {"he", "she"}:
            person = one.kind is ActorKind.PERSON
            return person and self.sex(one.name) in {"", form.word}
        if form.word == "it":
            return one.kind in SINGLE and not self.is_plural(one)
        return one.kind is not ActorKind.PERSON and (self.is_plural(one) or one.kind in SINGLE)

    def sex(self, name: str) -> str:
        """The pronoun of a person, "" where nothing tells it."""
        some = self._sexes.get(name)
        return some.most_common(1)[0][0] if some else _given_names().get(fold(name.split()[0]), "")

    @cached_property
    def _sexes(self) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for one in self.cast.namings:
            roles = (self.scene.role_at.get(i) for i in range(one.first, one.last))
            for sex in [role[1].sex for role in roles if role and role[1].sex]:
                if one.kind is ActorKind.PERSON:
                    found.setdefault(one.name, Counter())[sex] += 1
        return found

    def is_plural(self, one: Naming) -> bool:
        """Whether a naming stands in the plural, as "the rebels" and "they" do."""
        head = self.scene.tokens[one.last - 1]
        plural = head.xpos in _PLURAL or FORMS.get(fold(head.text), Form("")).word == "they"
        return plural or one.kind is ActorKind.POLICE

    # ---------------------------------------------------------------- the tree around a word

    def predicate(self, index: int) -> int | None:
        """The predicate of the clause that a token stands in."""
        at: int | None = self.scene.tokens[index].head
        while at is not None and not self.is_predicate(at):
            at = self.scene.tokens[at].head
        return at

    def is_predicate(self, index: int) -> bool:
        """Whether a token heads a clause."""
        token = self.scene.tokens[index]
        rel = token.rel.partition(":")[0]
        verbal = token.upos in {"VERB", "AUX"}
        clausal = token.head is None or rel in _CLAUSES or rel == "conj"
        return (clausal and verbal) or self.scene.annotated.child(index, "nsubj") is not None

    def subject(self, index: int) -> Token | None:
        """The subject of a predicate, its own or that of the one it is joined to."""
        seen: int | None = index
        while seen is not None:
            subject = self.scene.annotated.child(seen, "nsubj")
            token = self.scene.tokens[seen]
            if subject or token.rel.partition(":")[0] not in {"conj", "xcomp"}:
                return subject
            seen = token.head
        return None

    def in_subject(self, index: int, predicate: int) -> bool:
        """Whether a token stands inside the subject of a predicate."""
        at: int | None = index
        while at is not None and self.scene.tokens[at].head != predicate:
            at = self.scene.tokens[at].head
        return at is not None and self.scene.tokens[at].rel.startswith("nsubj")

    def named(self, token: Token | None) -> Naming | None:
        """The actor that a token names, where it is the head of a naming."""
        return self.at.get(token.index) if token else None

    def window(self, index: int, back: int = 1) -> range:
        """The tokens before one in its sentence and in `back` sentences before."""
        number = self.scene.tokens[index].sentence
        return range(self.scene.annotated.sentences[max(0, number - back)].first, index)

    def is_joined(self, index: int) -> bool:
        """Whether a token is a name joined to another by "and"."""
        token = self.scene.tokens[index]
        above = self.scene.tokens[token.head] if token.head is not None else token
        return token.rel == "conj" and token.upos == above.upos == "PROPN"

    def is_told(self, one: Naming) -> bool:
        """Whether a naming is no more than whom somebody tells: "told reporters that"."""
        head = self.scene.tokens[one.last - 1]
        told = head.rel in {"obj", "iobj"} and head.head is not None
        return told and self.scene.tokens[head.head or 0].lemma in {"tell", "inform", "brief"}

    def between(self, first: int, last: int, form: Form, name: str) -> bool:
        """Whether somebody else stands in [first, last) for whom the pronoun could stand."""
        others = (self.at[i] for i in range(first, last) if i in self.at)
        return any(one.name != name and self.fits(form, one) for one in others)

    def is_somebody(self, index: int) -> bool:
        """Whether a token is a common noun for a person whom nothing names."""
        token = self.scene.tokens[index]
        kinds = classes().get(self.scene.folded[index], NOTHING)
        return token.upos == "NOUN" and bool(kinds & {"person", "fighter", "child", "woman"})

    # ---------------------------------------------------------------- quotations and who speaks

    @cached_property
    def quote_at(self) -> Mapping[int, int]:
        """For each token inside quotation marks, which quotation of the text it is."""
        found: dict[int, int] = {}
        number, inside = 0, False
        for token in self.scene.tokens:
            if token.text in _QUOTES or token.xpos in {"``", "''"}:
                inside = not inside if token.text == '"' else token.text in "“„«"
                number += inside
            elif inside:
                found[token.index] = number
        return found

    @cached_property
    def speakers(self) -> Mapping[int, int]:
        """For each quotation the token that is the subject of its verb of saying."""
        found: dict[int, int] = {}
        for token in self.scene.tokens:
            if (
                token.upos == "VERB"
                and token.lemma in speech()
                and token.index not in self.quote_at
            ):
                subject = self.scene.annotated.child(token.index, "nsubj")
                if subject and subject.index not in self.quote_at:
                    for near in self._beside(token):
                        if near in self.quote_at:
                            found.setdefault(self.quote_at[near], subject.index)
        return found | self._speaking_on(found)

    def _speaking_on(self, speakers: Mapping[int, int]) -> dict[int, int]:
        """Quotations without a verb of saying that follow one whose speaker stands in the sentence
        before: '"A," X said. "B."'"""
        tokens, found = self.scene.tokens, dict(speakers)
        begins: dict[int, int] = {}
        for index, number in self.quote_at.items():
            begins.setdefault(number, index)
        for number in sorted(begins):
            before = found.get(number - 1)
            if number not in found and before is not None:
                sentence = tokens[begins[number]].sentence
                first = self.scene.annotated.sentences[sentence].first
                opens = begins[number] - first <= 1
                if opens and tokens[before].sentence == sentence - 1:
                    found[number] = before
        return found

    def is_quoted(self, sentence: int) -> bool:
        """Whether a sentence stands wholly inside quotation marks."""
        one = self.scene.annotated.sentences[sentence]
        words = (i for i in range(one.first, one.last) if self.scene.tokens[i].upos != "PUNCT")
        return all(index in self.quote_at for index in words)

    def _beside(self, verb: Token) -> Iterator[int]:
        """The predicates that a verb of saying may report."""
        if verb.head is not None:
            yield verb.head
        for child in self.scene.annotated.children(verb.index):
            if child.rel.partition(":")[0] in {"ccomp", "parataxis", "obj", "dep"}:
                yield child.index

    def speaker(self, index: int) -> Naming | None:
        """Who says the quotation that a token stands in."""
        at = self.speakers.get(self.quote_at.get(index, -1))
        return self.at.get(at) if at is not None else None
