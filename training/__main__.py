"""Make the annotation backbone: train, export, evaluate."""

import argparse
from dataclasses import replace
from pathlib import Path

from training.corpus import TEST_SETS, TREEBANKS, read_set

EPOCHS, SEED = 10, 1


def train(options: argparse.Namespace) -> None:
    """Train in the work folder, or go on there from the last checkpoint."""
    import torch

    from training.fit import Recipe, fit, read_run
    from training.labels import count_labels, read_labels, write_labels
    from training.network import Network
    from training.start_weights import encoder, folder

    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    labels_file = options.work / "labels.json"
    if not labels_file.exists():
        articles = (a for name in TREEBANKS for a in read_set(options.data, name))
        write_labels(count_labels(s for a in articles for s in a.sentences), labels_file)
    labels = read_labels(labels_file)
    recipe = replace(Recipe(), epochs=options.epochs, seed=options.seed)
    run = read_run(options.work, options.data, labels, encoder().pieces, recipe)
    torch.manual_seed(recipe.seed)
    network = Network(labels)
    network.load_encoder(folder() / "model.safetensors")
    network.freeze_embeddings()
    fit(run, network)


def export(options: argparse.Namespace) -> None:
    """Write the trained network of the work folder as the files that ship."""
    from training.export import write_model

    write_model(options.work, options.data, options.out)


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
    for run in (train, export, evaluate):
        command = commands.add_parser(run.__name__, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        command.add_argument("--data", type=Path, required=True, help="folder of the data sets")
        for flag, kind, default, text in OPTIONS[run.__name__]:
            needed = default is None
            command.add_argument(flag, type=kind, default=default, required=needed, help=text)
    options = parser.parse_args()
    options.run(options)


WORK = ("--work", Path, None, "folder of the checkpoint, the labels and the curve")
OPTIONS: dict[str, list[tuple[str, type, object, str]]] = {
    "train": [
        WORK,
        ("--epochs", int, EPOCHS, "how often all the data is seen"),
        ("--seed", int, SEED, "decides order, changes and first weights"),
        ("--threads", int, 1, "processor threads"),
    ],
    "export": [WORK, ("--out", Path, None, "folder for the files that ship")],
    "evaluate": [("--model", Path, None, "folder of the files that ship")],
}


if __name__ == "__main__":
    main()
