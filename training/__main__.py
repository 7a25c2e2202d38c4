"""Make the annotation backbone: train, mix, export, evaluate."""

import argparse
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from training.corpus import (
    NAMELESS,
    TEST_SETS,
    TREEBANKS,
    Article,
    read_set,
    training_articles,
)
from training.titles import untitle

EPOCHS, SEED = 10, 1
NEEDED = object()


def train(options: argparse.Namespace) -> None:
    """Train in the work folder, or go on there from the last checkpoint."""
    import torch

    from training.fit import Recipe, fit, read_network, read_run
    from training.labels import read_labels
    from training.network import new_network

    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    labels_file = options.work / "labels.json"
    if options.start:
        shutil.copy(options.start / "labels.json", labels_file)
    elif not labels_file.exists():
        _write_labels(options.data, labels_file)
    recipe = replace(Recipe(), epochs=options.epochs, seed=options.seed).slowed(options.rate)
    articles = _articles(options.data, options.names)
    run = read_run(options.work, articles, options.data, read_labels(labels_file), recipe)
    torch.manual_seed(recipe.seed)
    network = read_network(options.start) if options.start else new_network(run.labels)
    network.freeze_embeddings()
    fit(run, network)


def label(options: argparse.Namespace) -> None:
    """Read names into the treebank that has none, with the network of the work folder."""
    from training.fit import read_network
    from training.silver import label, write_names
    from training.start_weights import encoder

    articles = read_set(options.data, NAMELESS)
    network = read_network(options.work)
    write_names(list(label(network, articles, encoder().pieces)), options.out)


def mix(options: argparse.Namespace) -> None:
    """Write the weighted mean of two networks, of which one was trained on from the other."""
    import torch

    from training.fit import CHECKPOINT, mixed, read_network

    options.work.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.before / "labels.json", options.work)
    weights = mixed(read_network(options.before), read_network(options.after), options.share)
    torch.save({"network": weights}, options.work / CHECKPOINT)


def export(options: argparse.Namespace) -> None:
    """Write the trained network of the work folder as the files that ship."""
    from training.export import write_model

    write_model(options.work, options.data, options.out)


def _write_labels(data: Path, file: Path) -> None:
    from training.labels import count_labels, write_labels

    articles = (article for name in TREEBANKS for article in read_set(data, name))
    write_labels(count_labels(s for a in articles for s in a.sentences), file)


def _articles(data: Path, names: Path | None) -> list[Article]:
    """What is trained on; ``names`` is a file of names for the treebank that has none."""
    from training.silver import read_names

    articles = [untitle(a) if a.name == "re3d" else a for a in training_articles(data)]
    if names is None:
        return articles
    nameless = len(read_set(data, NAMELESS))
    return read_names(articles[:nameless], names) + articles[nameless:]


def evaluate(options: argparse.Namespace) -> None:
    """Measure the files in a folder on the test sets, as they are and in capitals."""
    from training.evaluate import evaluate, in_capitals, table
    from variorum.annotate.backbone import Backbone

    annotator = Backbone(options.model)
    sets = {name: read_set(options.data, name) for name in TEST_SETS}
    sets["gum-test-clean in capitals"] = [in_capitals(a) for a in sets["gum-test-clean"]]
    print(table({name: evaluate(annotator, articles) for name, articles in sets.items()}))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for run in (train, label, mix, export, evaluate):
        command = commands.add_parser(run.__name__, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        command.add_argument("--data", type=Path, required=True, help="folder of the data sets")
        for flag, kind, default, text in OPTIONS[run.__name__]:
            needed = default is NEEDED
            command.add_argument(flag, type=kind, default=default, required=needed, help=text)
    options = parser.parse_args()
    options.run(options)


WORK = ("--work", Path, NEEDED, "folder of the checkpoint, the labels and the curve")
OPTIONS: dict[str, list[tuple[str, Callable[[str], object], object, str]]] = {
    "train": [
        WORK,
        ("--epochs", int, EPOCHS, "how often all the data is seen"),
        ("--seed", int, SEED, "decides order, changes and first weights"),
        ("--threads", int, 1, "processor threads"),
        ("--start", Path, None, "work folder of an earlier training to start from"),
        ("--rate", float, 1.0, "learning rates as a share of the recipe's"),
        ("--names", Path, None, "names for the treebank that has none, written by label"),
    ],
    "label": [WORK, ("--out", Path, NEEDED, "file for the names")],
    "mix": [
        WORK,
        ("--before", Path, NEEDED, "work folder of the training gone on from"),
        ("--after", Path, NEEDED, "work folder of the training that went on"),
        ("--share", float, 0.6, "weight of the later one; the earlier has the rest"),
    ],
    "export": [
        WORK,
        ("--out", Path, NEEDED, "folder for the files that ship"),
    ],
    "evaluate": [("--model", Path, NEEDED, "folder of the files that ship")],
}


if __name__ == "__main__":
    main()
