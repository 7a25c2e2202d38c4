"""A sentence with every layer, for the tests of training, and what they ask of trees."""

from training.corpus import Sentence, Tree

WORDS = ("General", "Ana", "Orsk", "left", "Port", "Alma", ".")
TREE = Tree(
    lemmas=("General", "Ana", "Orsk", "leave", "Port", "Alma", "."),
    upos=("PROPN", "PROPN", "PROPN", "VERB", "PROPN", "PROPN", "PUNCT"),
    xpos=("NNP", "NNP", "NNP", "VBD", "NNP", "NNP", "."),
    feats=("Number=Sing", "Number=Sing", "Number=Sing", "Tense=Past", *["Number=Sing"] * 2, "_"),
    heads=(1, 3, 1, -1, 5, 3, 3),
    relations=("nmod:desc", "nsubj", "flat", "root", "compound", "obj", "punct"),
)
TAGS = ("O", "B-PER", "I-PER", "O", "B-LOC", "I-LOC", "O")
SENTENCE = Sentence(WORDS, TREE, TAGS)


def is_tree(tree: Tree) -> bool:
    def root_of(word: int, steps: int) -> bool:
        return tree.heads[word] < 0 or (steps > 0 and root_of(tree.heads[word], steps - 1))

    size = len(tree.heads)
    return tree.heads.count(-1) == 1 and all(root_of(word, size) for word in range(size))


def letters(word: str) -> tuple[list[int], int]:
    """One piece a letter, all of case 1."""
    return [ord(letter) for letter in word], 1
