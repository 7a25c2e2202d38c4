"""Who is said to have done it, and how that is put: claimed, accused, denied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from variorum.extract.blame_senders import sender
from variorum.extract.clause import Text
from variorum.extract.roles_part import times
from variorum.extract.roles_sides import is_passive, subjects_of
from variorum.lexicon import rows
from variorum.lexicon.events import event_nouns
from variorum.lexicon.forms import verb_forms
from variorum.model.annotation import Token
from variorum.model.record import Act, Responsibility, Statement

_SUSPICIONS: Final = frozenset(
    {
        "suspected",
        "alleged",
        "presumed",
        "supposed",
        "accused",
        "allegedly",
        "supposedly",
        "presumably",
    }
)
_HEDGES: Final = frozenset(
    {"apparent", "apparently", "reportedly", "possibly", "probably", "perhaps"}
)
_MODALS: Final = frozenset({"may", "might", "could"})
_SELVES: Final = frozenset({"we", "i", "our", "us"})
_AUTHORITIES: Final = frozenset({"authority", "officials", "police"})
_PARTIES: Final = _AUTHORITIES | {"organisation", "force", "fighter"}
_NAMED: Final = frozenset({"PROPN", "PRON"})
_STATE_FORCES: Final = frozenset(
    {
        "soldier",
        "soldiers",
        "troops",
        "forces",
        "army",
        "police",
        "policemen",
        "officers",
        "force",
        "navy",
        "marines",
        "paratroopers",
        "gendarmes",
    }
)
_BRANCHES: Final = frozenset(
    {
        "air", "armed", "army", "border", "defence", "defense", "ground", "internal",
        "military", "naval", "police", "regular", "riot", "security",
        "special",
    }
)  # fmt: skip
"""Words that say of which branch a state's force is, and not of which state."""
_REPORTS: Final = frozenset(
    {
        "report", "reports", "source", "sources", "radio", "television", "station", "stations",
        "newspaper", "newspapers", "agency", "agencies", "leaflet", "leaflets", "version",
        "versions", "witness", "witnesses", "eyewitness", "eyewitnesses", "resident", "residents",
    }
)  # fmt: skip
_CLAUSES_UP: Final = 2  # from a deed to the clause in which it is told
_NONE: Final = frozenset({"no", "none", "nobody", "neither"})
_NEGATIONS: Final = frozenset({"not", "n't", "never"})
_CONDITIONS: Final = frozenset({"if", "whether", "unless"})
_OURS: Final = frozenset({"our", "my"})
_OWNERS: Final = frozenset({"our", "my", "its", "his", "her", "their"})
_OWN: Final = frozenset({"it", "he", "she", "they"})
_NAMING_TAGS: Final = frozenset({"NOUN", "PROPN", "ADJ"})
_BY_ACT: Final = {
    Act.ACCUSE: Responsibility.ACCUSED,
    Act.BELIEVE: Responsibility.POSSIBLE,
    Act.ADMIT: Responsibility.CLAIMED,
    Act.DENY: Responsibility.DENIED,
}


class Blame(NamedTuple):
    """Somebody named as the doer: `agent` a head word, `cue` the verb that says so, `target` the
    head word of the deed (None: the one last told of), `accuser` who says so."""

    agent: int
    cue: int
    target: int | None
    accuser: int | None
    responsibility: Responsibility


class _Row(NamedTuple):
    who: str
    with_: str
    responsibility: Responsibility


@cache
def _blaming() -> Mapping[str, tuple[_Row, ...]]:
    found: dict[str, tuple[_Row, ...]] = {}
    for row in rows("en/events_blame.tsv"):
        entry = _Row(row["who"], row["with"], Responsibility(row["responsibility"]))
        for form in verb_forms(row["verb"]):
            found[form] = (*found.get(form, ()), entry)
    return found


def find_blames(text: Text) -> Iterator[Blame]:
    """Every place where a verb lays a deed at somebody's door, in order.

    "The army blamed rebels for the attack": rebels, blamed, attack, the army.
    """
    known = _blaming()
    for token in text.tokens:
        if token.upos not in ("VERB", "AUX", "ADJ") or text.lower[token.index] not in known:
            continue
        for row in known[text.lower[token.index]]:
            if row.with_ and not _has_below(text, token, row.with_):
                continue
            yield from _blames(text, token, row)
            if row.with_:
                break


def _has_below(text: Text, verb: Token, word: str) -> bool:
    if verb.rel == "amod" and verb.head is not None and text.lower[verb.head] == word:
        return True  # a tree that reads "the Front claimed responsibility" as one noun
    return any(text.lower[child.index] == word for child in text.annotated.children(verb.index))


def _blames(text: Text, verb: Token, row: _Row) -> Iterator[Blame]:
    passive = is_passive(text, verb)
    target, accuser = _target(text, verb, row), None
    if row.who == "subject":
        named = _bys(text, verb) if passive else _ones(text, verb, "nsubj")
    elif row.who == "object":
        accuser = next(iter(_bys(text, verb) if passive else _ones(text, verb, "nsubj")), None)
        named = _ones(text, verb, "nsubj:pass") if passive else _ones(text, verb, "obj", "iobj")
        if target is None and not row.with_:
            return
    else:
        accuser = next(iter(_bys(text, verb) if passive else _ones(text, verb, "nsubj")), None)
        named = [c.index for c in text.children(verb.index, "obl") if text.case(c.index) == row.who]
        done = _ones(text, verb, "nsubj:pass") if passive else _ones(text, verb, "obj")
        target = done[0] if done else None
    if not named and row.who == "subject":
        named = list(subjects_of(text, verb)) or _understood(text, verb, row)
    if _is_negated(text, verb.index):
        return
    for one in named:
        if _is_nobody(text, one) or text.lower[one] in times():
            continue
        for index in text.with_conjuncts(sender(text, one)):
            denied = index != one and _is_negated(text, index)
            put = Responsibility.DENIED if denied else row.responsibility
            yield Blame(index, verb.index, target, accuser, put)


def _understood(text: Text, verb: Token, row: _Row) -> list[int]:
    """The claimant where the tree has no subject: the noun described, or the word before."""
    if verb.head is not None and verb.rel.startswith("acl"):
        return [verb.head]
    before = text.tokens[verb.index - 1] if verb.index else verb
    named = before.upos in ("NOUN", "PROPN", "PRON") and before.sentence == verb.sentence
    alone = verb.head is None or text.lower[verb.head] == row.with_
    return [before.index] if named and alone else []


def _is_nobody(text: Text, index: int) -> bool:
    """Whether a word means nobody: "no group", "none of them", "neither the Front nor the army"."""
    if text.lower[index] in _NONE:
        return True
    below = text.annotated.children(index)
    return any(text.lower[child.index] in _NONE and child.index < index for child in below)


def _is_negated(text: Text, index: int) -> bool:
    """Whether "not" or "never" hangs on a word: "has not claimed", "and not to the Front"."""
    return any(text.lower[child.index] in _NEGATIONS for child in text.annotated.children(index))


def _ones(text: Text, verb: Token, *rels: str) -> list[int]:
    found = []
    for child in text.children(verb.index, *rels):
        relative = text.is_relative(child) and verb.rel == "acl:relcl" and verb.head is not None
        found.append(verb.head if relative and verb.head is not None else child.index)
    if not found and verb.rel == "conj" and verb.head is not None:
        return [child.index for child in text.children(verb.head, *rels)]
    return found


def _bys(text: Text, verb: Token) -> list[int]:
    return [
        child.index
        for child in text.children(verb.index, "obl", "obl:agent")
        if text.case(child.index) == "by"
    ]


def _target(text: Text, verb: Token, row: _Row) -> int | None:
    """The deed: what follows "for", "of" or "in", or the clause that does."""
    heads = [
        child.index
        for child in text.annotated.children(verb.index)
        if row.with_ and text.lower[child.index] == row.with_
    ]
    if verb.rel == "amod" and verb.head is not None and row.with_:
        heads.append(verb.head)
    deed = next((one for one in heads if text.lower[one] in event_nouns()), None)
    if deed is not None:
        return deed
    named = [child.index for child in text.children(verb.index, "obj", "nsubj:pass")]
    strays = named if row.who == "object" and not row.with_ else []
    for head in (*heads, verb.index, *strays):
        for child in text.children(head, "obl", "nmod", "advcl", "acl", "xcomp"):
            marks = {text.lower[c.index] for c in text.children(child.index, "case", "mark")}
            if head in strays and text.lower[child.index] not in event_nouns():
                continue
            fits = marks & ({"for", "of", "in"} if head in heads else {"for", "of", "over", "with"})
            if fits or child.rel == "xcomp":
                return child.index
    return None


def put_as(
    text: Text, agent: int, cue: int, statement: Statement | None, official: bool
) -> Responsibility:
    """How an agent's part in a deed is put where only the statement around it tells.

    What a party says of somebody else is an accusation; `official`: it is an authority.
    """
    beside = [*text.annotated.children(agent), *text.annotated.children(cue)]
    if any(text.lower[child.index] in _SUSPICIONS for child in beside):
        return Responsibility.ACCUSED_BY_AUTHORITIES if official else Responsibility.ACCUSED
    if any(text.lower[child.index] in _HEDGES for child in beside) or _may(text, cue):
        return Responsibility.POSSIBLE
    if _is_conditional(text, cue):
        return Responsibility.POSSIBLE
    if any(text.lower[child.index] in _OURS for child in text.children(agent, "nmod:poss")):
        return Responsibility.CLAIMED
    if statement is None:
        return Responsibility.STATED
    if statement.act is Act.ACCUSE and official:
        return Responsibility.ACCUSED_BY_AUTHORITIES
    if statement.act is Act.CLAIM:
        return Responsibility.CLAIMED if _speaks(text, agent, statement) else Responsibility.ACCUSED
    if statement.act in _BY_ACT:
        return _BY_ACT[statement.act]
    if _speaks(text, agent, statement):
        return Responsibility.CLAIMED
    if statement.act is not Act.SAY or not _is_other_side(text, agent, statement):
        return Responsibility.STATED
    return Responsibility.ACCUSED_BY_AUTHORITIES if official else Responsibility.ACCUSED


def _is_other_side(text: Text, agent: int, statement: Statement) -> bool:
    """Whether a party speaks, and of somebody else: not a report, a witness or a reporter, nor an
    army of "soldiers", nor anybody of "our fighters"."""
    if statement.speaker is None:
        return False
    spoken = [token.index for token in text.annotated.tokens_in(statement.speaker)]
    owners = {text.lower[child.index] for child in text.children(agent, "nmod:poss")}
    others = _naming_words(text, agent) - {text.lower[index] for index in spoken} - _BRANCHES
    own_force = is_official(text, spoken) and text.lower[agent] in _STATE_FORCES and not others
    return not own_force and owners.isdisjoint(_OWNERS) and _is_party(text, spoken)


def _is_party(text: Text, spoken: Sequence[int]) -> bool:
    """Whether those who speak have a name, an office or a cause of their own."""
    inside = frozenset(spoken)
    heads = [one for one in spoken if text.tokens[one].head not in inside]
    if any(text.lower[one] in _REPORTS or "journalists" in text.kinds(one) for one in heads):
        return False
    return any(text.tokens[one].upos in _NAMED or text.kinds(one) & _PARTIES for one in spoken)


def _may(text: Text, cue: int) -> bool:
    return any(text.lower[child.index] in _MODALS for child in text.children(cue, "aux"))


def _is_conditional(text: Text, cue: int) -> bool:
    """Whether a deed is only supposed: "if the Front killed him", "asked whether it had"."""
    at: int | None = cue
    for _ in range(_CLAUSES_UP):
        if at is None:
            return False
        if any(text.lower[child.index] in _CONDITIONS for child in text.children(at, "mark")):
            return True
        at = text.tokens[at].head
    return False


def _speaks(text: Text, agent: int, statement: Statement) -> bool:
    """Whether the agent is the one who speaks."""
    if text.lower[agent] in _SELVES:
        return True
    if statement.speaker is None:
        return False
    spoken = text.annotated.tokens_in(statement.speaker)
    if text.lower[agent] in _OWN:
        return statement.act in (Act.CLAIM, Act.ADMIT, Act.SAY) and text.lower[agent] != "they"
    if text.tokens[agent].upos not in ("NOUN", "PROPN"):
        return False
    inside = {token.index for token in spoken}
    heads = [token.index for token in spoken if token.head not in inside]
    return any(_same_group(text, agent, one) for one in heads)


def _same_group(text: Text, one: int, other: int) -> bool:
    """Whether two nouns may mean one body: "the army" and "the Tarn army", but not "the Tarn army"
    and "the Velkhar army"."""
    left, right = (_naming_words(text, index) for index in (one, other))
    return text.lower[one] == text.lower[other] and (left <= right or right <= left)


def _naming_words(text: Text, index: int) -> frozenset[str]:
    """The words straight before a noun that say which one it is, as they stand: trees lose them."""
    first = index
    while first and text.tokens[first - 1].upos in _NAMING_TAGS:
        first -= 1
    return frozenset(text.lower[first:index])


def is_official(text: Text, heads: Sequence[int]) -> bool:
    """Whether one of these words names an authority or who speaks for it: a government, an army,
    a court, a minister."""
    return any(text.kinds(index) & _AUTHORITIES for index in heads)
