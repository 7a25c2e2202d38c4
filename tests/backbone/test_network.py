"""The network learns, stops, goes on, and leaves as the graph it was."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training has its own environment")
pytest.importorskip("onnx", reason="training has its own environment")

from training import export  # noqa: E402
from training.batches import pack  # noqa: E402
from training.corpus import Window  # noqa: E402
from training.fit import Recipe, Run, fit, mixed, tensors  # noqa: E402
from training.labels import count_labels  # noqa: E402
from training.network import Network  # noqa: E402

from treebank import SENTENCE, letters  # noqa: E402

LABELS = count_labels([SENTENCE] * 3)
RECIPE = Recipe(epochs=2, batch_pieces=120, half_precision=False, scenes=0)


def run(folder: Path, epochs: int) -> Run:
    windows: list[Window] = [(SENTENCE, SENTENCE)] * 6
    recipe = replace(RECIPE, epochs=epochs)
    return Run(folder, windows, {"held": windows[:1]}, LABELS, letters, recipe)


def network() -> Network:
    torch.manual_seed(3)
    return Network(LABELS)


def test_a_stopped_run_goes_on_as_if_it_had_not_stopped(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    whole, halves = network(), network()
    fit(run(tmp_path / "one", 2), whole)
    stopped = run(tmp_path / "two", 2)
    _first_epoch_alone(stopped, halves)
    again = network()
    fit(stopped, again)
    assert torch.allclose(whole.morph.weight, again.morph.weight, atol=1e-5)
    assert len((tmp_path / "two" / "curve.tsv").read_text().splitlines()) == 3


def _first_epoch_alone(stopped: Run, net: Network) -> None:
    from training import fit as fitting

    torch.manual_seed(stopped.recipe.seed)
    optimizer = fitting._optimizer(net, stopped.recipe)
    fitting._epoch(stopped, net, optimizer, 0, 0)
    fitting._save(stopped, net, optimizer, 1, 0)


@pytest.mark.filterwarnings("ignore:You are using the legacy:DeprecationWarning")
def test_the_graph_gives_what_the_network_gives(tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    net = network().eval()
    inputs = tensors(pack([SENTENCE.words], letters, caseless=False))[:4]
    export.write_graph(net, tmp_path / "model.onnx", tmp_path / "model.fp32")
    session = onnxruntime.InferenceSession(tmp_path / "model.fp32")
    feed = {name: x.numpy() for name, x in zip(export.INPUTS, inputs, strict=True)}
    said = dict(zip(export.OUTPUTS, session.run(None, feed), strict=True))
    with torch.inference_mode():
        words = net.words(*inputs)
        assert np.allclose(said["arcs"], net.arcs(words["trees"]).numpy(), atol=1e-4)
        assert np.allclose(said["names"], net.name_logits(words["names"]).numpy(), atol=1e-4)
        dependents, heads = net.halves(words["trees"])
    assert np.allclose(said["dependents"], dependents.numpy(), atol=1e-4)
    assert np.allclose(said["heads"], heads.numpy(), atol=1e-4)


def test_a_mix_lies_between_the_two() -> None:
    old, new = network(), network()
    torch.nn.init.constant_(old.start.bias, 1.0)
    torch.nn.init.constant_(new.start.bias, 2.0)
    assert mixed(old, new, 0.25)["start.bias"].item() == 1.25
