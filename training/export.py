"""The trained network as the files the package ships: a graph, label texts, tables.

The graph takes one window a call. Its six encoder layers and the embedding of word pieces are
quantised to 8 bits, per channel where it multiplies; the heads stay as they are, for there
eight bits cost up to two points of F1. The relation scorer stays outside the graph: it needs
the heads of the finished tree, and that is made after the graph has run.
"""

import gzip
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.corpus import DEV_SETS, TREEBANKS, Sentence, read_set
from training.fit import read_network
from training.network import GROUPS, Network
from training.start_weights import folder

INPUTS = ("pieces", "cases", "first", "last")
OUTPUTS = ("morph", "xpos", "lemma", "names", "starts", "arcs", "dependents", "heads")
OPSET = 17
ZIPPED_AT = 0  # seconds since 1970: the same table gives the same bytes


class WindowGraph(nn.Module):
    """One window, [1, L] pieces and [1, W] words, to what the decoder reads."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        net = self.network
        words = self._words(*inputs)
        tags, trees, names = (words[:, :, number] for number in range(len(GROUPS)))
        return (
            net.morph(tags).argmax(-1),
            net.xpos(tags).argmax(-1),
            net.lemma(tags).argmax(-1),
            net.name_logits(names),
            net.start(tags).squeeze(-1),
            net.arcs(trees),
            *net.halves(trees),
        )

    def _words(self, pieces: Tensor, cases: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """[1, W, 3, 384]: as Network.words does, but cheap for a single window."""
        found = [
            (layer[:, first[0]] + layer[:, last[0]]) * 0.5
            for layer in self.network.encode(pieces, cases)
        ]
        return self.network.shares() @ torch.stack(found, 2)


def write_model(work: Path, data: Path, out: Path) -> None:
    """All files of the annotator, from the checkpoint and labels in ``work``."""
    out.mkdir(parents=True, exist_ok=True)
    network = read_network(work).eval()
    write_graph(network, out / "model.onnx", work / "model.fp32")
    write_relations(network, out / "relations.npz")
    shutil.copy(work / "labels.json", out)
    write_lemmas(data, out / "lemmas.tsv.gz")
    shutil.copy(folder() / "vocab.txt", out)


def write_graph(network: Network, path: Path, full: Path) -> None:
    """Write the graph as it was trained to ``full`` and quantised to ``path``."""
    _trace(network, full)
    quantize_dynamic(
        full,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=_kept(full),
        extra_options={"MatMulConstBOnly": True, "WeightSymmetric": True},
    )


def write_relations(network: Network, path: Path) -> None:
    """The relation scorer: ``dependent @ bilinear[:, r] @ head + linear[r] @ both + bias[r]``."""
    weights = {
        "bilinear": network.bilinear,
        "linear": network.linear.weight,
        "bias": network.linear.bias,
    }
    np.savez(path, **{name: w.detach().numpy().astype(np.float32) for name, w in weights.items()})


def write_lemmas(data: Path, path: Path) -> None:
    """The commonest lemma of each (form, xpos) of the treebanks, where it is not the form."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in (*TREEBANKS, *DEV_SETS[:2]):
        for article in read_set(data, name):
            for sentence in article.sentences:
                _count_lemmas(sentence, counts)
    best = {key: max(sorted(found), key=found.__getitem__) for key, found in counts.items()}
    rows = [(*key, lemma) for key, lemma in sorted(best.items()) if key[0] != lemma]
    text = "".join("\t".join(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode(), mtime=ZIPPED_AT))


def _count_lemmas(sentence: Sentence, counts: defaultdict[tuple[str, str], Counter[str]]) -> None:
    tree = sentence.tree
    columns = (sentence.words, tree.xpos, tree.lemmas) if tree else ((), (), ())
    for form, tag, lemma in zip(*columns, strict=True):
        for spelling in {form, form.lower()}:
            counts[spelling, tag][lemma] += 1


def _trace(network: Network, path: Path) -> None:
    pieces, words = torch.tensor([[101, 1996, 2390, 102]]), torch.tensor([[0, 1, 2]])
    axes = {name: {1: "L"} for name in INPUTS[:2]}
    axes |= {name: {1: "W"} for name in (*INPUTS[2:], *OUTPUTS)}
    axes["arcs"] = {1: "W", 2: "W"}
    torch.onnx.export(
        WindowGraph(network).eval(),
        (pieces, torch.ones_like(pieces), words, words),
        path,
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def _kept(graph: Path) -> list[str]:
    """The multiplications that are not the encoder's."""
    nodes = onnx.load(graph).graph.node
    return [n.name for n in nodes if n.op_type == "MatMul" and "/layers." not in n.name]
