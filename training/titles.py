"""Titles are not part of a person's name: "President", "Gen.", "Mr." leave the span.

EWT, CrossNER and wikigold hold to this; the conflict reports of re3d do not, and follow here.
"""

from dataclasses import replace

from training.corpus import Article, Sentence
from training.exchange import Name, spans

RANKS = """
president prime minister secretary general ambassador envoy special representative senator
governor mayor chancellor king queen prince princess sheikh sheik imam ayatollah mullah
grand mufti pope bishop archbishop cardinal father reverend rabbi judge justice sir lord lady
mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor doctor sen sen. rep rep. gov gov.
gen gen. lt lt. col col. colonel lieutenant major maj maj. brigadier brig brig. captain capt.
sergeant sgt sgt. corporal admiral adm. commander cmdr. marshal staff chief
foreign defense defence interior deputy vice former - the
"""
TITLES = frozenset(RANKS.split())


def untitle(article: Article) -> Article:
    """The document with its persons' spans cut to their names."""
    return replace(article, sentences=tuple(map(without_titles, article.sentences)))


def without_titles(sentence: Sentence) -> Sentence:
    """Titles at the start of a person leave the span; a span of titles alone stays."""
    tags = list(sentence.names or ())
    for name in spans(tuple(tags)):
        start = _first_of_name(sentence.words, name) if name.kind == "PER" else name.start
        if name.start < start < name.end:
            tags[name.start : start] = ["O"] * (start - name.start)
            tags[start] = "B-PER"
    return replace(sentence, names=tuple(tags) if sentence.names is not None else None)


def _first_of_name(words: tuple[str, ...], name: Name) -> int:
    inside = range(name.start, name.end)
    return next((i for i in inside if words[i].lower() not in TITLES), name.end)
