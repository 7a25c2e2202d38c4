"""Training: epochs over changed windows, a learning curve, and checkpoints to go on from.

The order of windows, their changes and the learning rate follow from the seed and the place
in the run alone, so a run that was stopped goes on as if it had not been.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random

import torch
from torch import Tensor
from torch.nn import functional

from training import corpus
from training.batches import (
    IGNORED,
    Encode,
    Index,
    Inputs,
    Rates,
    Targets,
    change,
    grouped,
    pack,
    targets,
)
from training.corpus import Article, Window
from training.labels import Labels, read_labels
from training.network import FAR, Network
from training.progress import Scores, score
from training.scenes import scenes
from training.start_weights import encoder

SHARES = {"morph": 1.0, "xpos": 0.5, "lemma": 0.5, "starts": 0.5, "arcs": 1.0, "relations": 1.0}
SHARES |= {"names": 1.0}
CHECKPOINT = "checkpoint.pt"
SAVED_EVERY = 100  # steps


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides what comes out of a run, besides the data."""

    epochs: int = 10
    seed: int = 1
    batch_pieces: int = 1400  # padded word pieces a step
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warm_up: float = 0.05  # share of the run
    encoder_drop: float = 0.1
    head_drop: float = 0.2
    half_precision: bool = True  # products in bfloat16, fast where the processor has it
    rates: Rates = field(default_factory=Rates)
    scenes: int = 1100  # made-up documents, new ones each epoch

    def slowed(self, share: float) -> "Recipe":
        """The recipe with a share of its learning rates."""
        rates = {"encoder_rate": self.encoder_rate * share, "head_rate": self.head_rate * share}
        return dataclasses.replace(self, **rates)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Run:
    """One training in a folder: its data, its labels, and where it writes."""

    folder: Path
    windows: Sequence[Window]
    held_out: dict[str, list[Window]]
    labels: Labels
    encode: Encode
    recipe: Recipe

    @property
    def checkpoint(self) -> Path:
        return self.folder / CHECKPOINT

    @property
    def curve(self) -> Path:
        return self.folder / "curve.tsv"


def read_run(
    folder: Path, articles: Iterable[Article], data: Path, labels: Labels, recipe: Recipe
) -> Run:
    """The windows of what is trained on and of what is held out for the curve."""
    encode = encoder().pieces

    def pieces(sentence: corpus.Sentence) -> int:
        return sum(len(encode(word)[0]) for word in sentence.words)

    held_out = corpus.held_out_articles(data)
    return Run(
        folder,
        list(corpus.windows(articles, pieces)),
        {name: list(corpus.windows(articles, pieces)) for name, articles in held_out.items()},
        labels,
        encode,
        recipe,
    )


def read_network(work: Path) -> Network:
    """The network as it was last saved in a work folder."""
    network = Network(read_labels(work / "labels.json"))
    network.load_state_dict(torch.load(work / CHECKPOINT)["network"])
    return network


def mixed(before: Network, after: Network, share: float) -> dict[str, Tensor]:
    """The weights `share * after + (1 - share) * before` (Wortsman et al. 2022, "Model soups")."""
    old = before.state_dict()
    return {name: torch.lerp(old[name], new, share) for name, new in after.state_dict().items()}


def fit(run: Run, network: Network) -> None:
    """Train to the end of the recipe, going on from the last checkpoint if there is one."""
    torch.manual_seed(run.recipe.seed)
    optimizer = _optimizer(network, run.recipe)
    begun, done = _resume(run, network, optimizer)
    for epoch in range(begun, run.recipe.epochs):
        _epoch(run, network, optimizer, epoch, done if epoch == begun else 0)
        _save(run, network, optimizer, epoch + 1, 0)


def _epoch(run: Run, net: Network, opt: torch.optim.Optimizer, epoch: int, done: int) -> None:
    windows, batches = _plan(run, epoch)
    losses: dict[str, float] = {}
    for step in range(done, len(batches)):
        caseless, batch = batches[step]
        _set_rate(opt, run.recipe, (epoch + step / len(batches)) / run.recipe.epochs)
        inputs, wanted = _batch(run, [windows[index] for index in batch], caseless)
        _add(losses, _step(net, opt, inputs, wanted, run.recipe))
        if (step + 1) % SAVED_EVERY == 0:
            _save(run, net, opt, epoch, step + 1)
            print(f"{datetime.now():%H:%M:%S} epoch {epoch} step {step + 1}/{len(batches)}")
    means = {layer: loss / (len(batches) - done) for layer, loss in losses.items()}
    _write_curve(run, epoch + 1, means, _held_out_scores(run, net))


def _plan(run: Run, epoch: int) -> tuple[list[Window], list[tuple[bool, list[int]]]]:
    """The windows of an epoch as changed, and its batches of them, some to be seen caseless."""
    rng = Random(f"{run.recipe.seed} {epoch}")
    windows = [
        change(window, run.recipe.rates, rng) for window in (*run.windows, *_scenes(run, rng))
    ]
    batches = grouped([_size(run, w) for w in windows], run.recipe.batch_pieces, rng)
    return windows, [(rng.random() < run.recipe.rates.caseless, batch) for batch in batches]


def _scenes(run: Run, rng: Random) -> Iterator[Window]:
    """The made-up documents of an epoch; every name in them is made up already."""
    articles = scenes(rng, run.recipe.scenes)
    return corpus.windows(articles, lambda s: sum(len(run.encode(word)[0]) for word in s.words))


def _step(
    net: Network, opt: torch.optim.Optimizer, inputs: Inputs, wanted: Targets, recipe: Recipe
) -> dict[str, float]:
    net.train()
    with torch.autocast("cpu", torch.bfloat16, enabled=recipe.half_precision):
        losses = _losses(net, inputs, wanted, recipe)
    total = torch.stack([SHARES[layer] * loss for layer, loss in losses.items()]).sum()
    total.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
    opt.step()
    opt.zero_grad(set_to_none=True)
    return {layer: loss.item() for layer, loss in losses.items()}


def _losses(net: Network, inputs: Inputs, wanted: Targets, recipe: Recipe) -> dict[str, Tensor]:
    words = net.words(*tensors(inputs), recipe.encoder_drop)
    want = {f.name: torch.from_numpy(getattr(wanted, f.name)) for f in dataclasses.fields(wanted)}
    losses = {}
    if bool((want["heads"] >= 0).any()):
        losses = _tree_losses(net, words, want, recipe.head_drop)
    if bool((want["names"] >= 0).any()):
        losses["names"] = _entropy(net.name_logits(words["names"], recipe.head_drop), want["names"])
    return losses


def _tree_losses(
    net: Network, words: dict[str, Tensor], want: dict[str, Tensor], drop: float
) -> dict[str, Tensor]:
    with_tree = (want["heads"] >= 0).any(1)
    want = {layer: numbers[with_tree] for layer, numbers in want.items()}
    tags = functional.dropout(words["tags"][with_tree], drop / 2)
    trees = words["trees"][with_tree]
    arcs = net.arcs(trees, drop).float() - (1 - want["reach"]) * FAR
    relations = net.relations(trees, want["heads"].clamp(min=0), drop)
    known = want["starts"] >= 0
    starts = net.start(tags).squeeze(-1).float()[known]
    started = want["starts"][known].float()
    return {
        "morph": _entropy(net.morph(tags), want["morph"]),
        "xpos": _entropy(net.xpos(tags), want["xpos"]),
        "lemma": _entropy(net.lemma(tags), want["lemma"]),
        "starts": functional.binary_cross_entropy_with_logits(starts, started),
        "arcs": _entropy(arcs, want["heads"]),
        "relations": _entropy(relations, want["relations"]),
    }


def tensors(inputs: Inputs) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The arrays in the order in which the network takes them."""
    tensor = torch.from_numpy
    places = tensor(inputs.first), tensor(inputs.last)
    return (tensor(inputs.pieces), tensor(inputs.cases), *places, tensor(inputs.mask))


def _entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    flat = logits.float().flatten(0, 1)
    return functional.cross_entropy(flat, wanted.flatten(), ignore_index=IGNORED)


def _batch(run: Run, windows: Sequence[Window], caseless: bool) -> tuple[Inputs, Targets]:
    words = [[word for sentence in window for word in sentence.words] for window in windows]
    return pack(words, run.encode, caseless), targets(windows, Index(run.labels))


def _size(run: Run, window: Window) -> int:
    return 2 + sum(len(run.encode(word)[0]) for s in window for word in s.words)


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    learned = {n: w for n, w in network.named_parameters() if w.requires_grad}
    encoder = [name for name in learned if name.startswith(("layers.", "norm.", "segment"))]
    heads = [name for name in learned if name not in encoder]
    groups = [
        {"params": [learned[name] for name in names], "top": rate}
        for names, rate in ((encoder, recipe.encoder_rate), (heads, recipe.head_rate))
    ]
    return torch.optim.AdamW(groups, weight_decay=recipe.weight_decay, fused=True)


def _set_rate(optimizer: torch.optim.Optimizer, recipe: Recipe, done: float) -> None:
    """Up from nothing during warm-up, then down to nothing, in straight lines."""
    rate = min(1.0, done / recipe.warm_up + 0.02) * max(0.01, 1 - done)
    for group in optimizer.param_groups:
        group["lr"] = group["top"] * rate


def _save(run: Run, net: Network, opt: torch.optim.Optimizer, epoch: int, step: int) -> None:
    state = {
        "network": net.state_dict(),
        "optimizer": opt.state_dict(),
        "epoch": epoch,
        "step": step,
        "random": torch.get_rng_state(),
    }
    part = run.checkpoint.with_suffix(".part")
    torch.save(state, part)
    part.replace(run.checkpoint)


def _resume(run: Run, net: Network, opt: torch.optim.Optimizer) -> tuple[int, int]:
    if not run.checkpoint.exists():
        return 0, 0
    state = torch.load(run.checkpoint)
    net.load_state_dict(state["network"])
    opt.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    return state["epoch"], state["step"]


def _held_out_scores(run: Run, net: Network) -> dict[str, Scores]:
    net.eval()
    return {name: score(_predicted(run, net, w)) for name, w in run.held_out.items()}


def _predicted(
    run: Run, net: Network, windows: Sequence[Window]
) -> Iterator[tuple[dict[str, Tensor], Targets]]:
    """What the network says of each window, sentence limits given."""
    for window in windows:
        inputs, wanted = _batch(run, [window], caseless=False)
        with torch.inference_mode():
            words = net.words(*tensors(inputs))
            arcs = net.arcs(words["trees"]) - (1 - torch.from_numpy(wanted.reach)) * FAR
            arcs = arcs - torch.eye(arcs.shape[-1]) * FAR
            heads = arcs.argmax(-1)
            said = {
                "morph": net.morph(words["tags"]).argmax(-1),
                "starts": (net.start(words["tags"]).squeeze(-1) > 0).long(),
                "heads": heads,
                "relations": net.relations(words["trees"], heads).argmax(-1),
                "names": net.name_logits(words["names"]),
            }
        yield said, wanted


def _add(losses: dict[str, float], more: dict[str, float]) -> None:
    for layer, loss in more.items():
        losses[layer] = losses.get(layer, 0.0) + loss


def _write_curve(run: Run, epoch: int, losses: dict[str, float], scores: dict[str, Scores]) -> None:
    row = {"epoch": str(epoch)} | {f"loss {k}": f"{losses.get(k, 0):.3f}" for k in SHARES}
    for name, found in scores.items():
        row |= {f"{name} {k}": f"{v:.2f}" for k, v in dataclasses.asdict(found).items()}
    with run.curve.open("a", encoding="utf-8") as file:
        if file.tell() == 0:
            print(*row, sep="\t", file=file)
        print(*row.values(), sep="\t", file=file)
