"""The network: MiniLM-L6 with an embedding of letter case and eight small heads.

Encoder: Wang et al. 2020, "MiniLM: Deep Self-Attention Distillation"; six layers, 384 wide.
Trees: Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing".
Each group of heads (tags, trees, names) reads its own mixture of the layers: Peters et al.
2018, "Deep contextualized word representations".
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training.labels import Labels
from training.start_weights import folder

WIDTH, INNER, LAYERS, ATTENTION_HEADS = 384, 1536, 6, 12
VOCABULARY, POSITIONS, CASES = 30522, 512, 8
ARC, RELATION, NAME = 160, 64, 192
FAR = 1e4  # taken off the score of what may not be chosen
GROUPS = ("tags", "trees", "names")


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as BERT does."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, 1e-12)
        self.norm_inner = nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, mask: Tensor | None, drop: float) -> Tensor:
        attended = self.out(self._attend(x, mask))
        x = self.norm_attention(x + functional.dropout(attended, drop, self.training))
        inner = self.outer(functional.gelu(self.inner(x)))
        return self.norm_inner(x + functional.dropout(inner, drop, self.training))

    def _attend(self, x: Tensor, mask: Tensor | None) -> Tensor:
        query, key, value = (_split(part(x)) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(-1, -2) * math.sqrt(ATTENTION_HEADS / WIDTH)
        mixed = torch.softmax(scores if mask is None else scores + mask, -1) @ value
        return mixed.transpose(1, 2).flatten(2)


class Network(nn.Module):
    """Word pieces to tags, lemma rules, names, sentence starts, arcs and relations."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.cases = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mixture = nn.Parameter(torch.zeros(len(GROUPS), LAYERS))
        self.morph = nn.Linear(WIDTH, len(labels.morph))
        self.xpos = nn.Linear(WIDTH, len(labels.xpos))
        self.lemma = nn.Linear(WIDTH, len(labels.lemma))
        self.start = nn.Linear(WIDTH, 1)
        self.name_inner = nn.Linear(WIDTH, NAME)
        self.name = nn.Linear(NAME, len(labels.names))
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc_pair = nn.Parameter(nn.init.orthogonal_(torch.empty(ARC, ARC)) * 0.5)
        self.arc_prior = nn.Parameter(torch.zeros(ARC))
        self.dependent, self.head = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        relations = len(labels.relations)
        self.bilinear = nn.Parameter(torch.randn(RELATION, relations, RELATION) * 0.02)
        self.linear = nn.Linear(2 * RELATION, relations)
        nn.init.zeros_(self.cases.weight)
        self.mixture.data[:, -1] = 2.0

    def words(
        self,
        pieces: Tensor,
        cases: Tensor,
        first: Tensor,
        last: Tensor,
        mask: Tensor | None = None,
        drop: float = 0.0,
    ) -> dict[str, Tensor]:
        """Per group of heads the vectors [B, W, 384] of words: mean of first and last piece."""
        layers = self.encode(pieces, cases, mask, drop)
        found = [(_pick(x, first) + _pick(x, last)) * 0.5 for x in layers]
        mixed = self.shares() @ torch.stack(found).flatten(1)
        return dict(zip(GROUPS, mixed.unflatten(1, found[0].shape), strict=True))

    def shares(self) -> Tensor:
        """The share [3, 6] each layer has in what each group of heads reads."""
        return torch.softmax(self.mixture, -1)

    def encode(
        self, pieces: Tensor, cases: Tensor, mask: Tensor | None = None, drop: float = 0.0
    ) -> list[Tensor]:
        """The vectors [B, L, 384] of pieces after each layer."""
        x = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.segment
        x = functional.dropout(self.norm(x + self.cases(cases)), drop, self.training)
        bias = ((1 - mask) * -FAR)[:, None, None, :] if mask is not None else None
        found = []
        for layer in self.layers:
            x = layer(x, bias, drop)
            found.append(x)
        return found

    def name_logits(self, words: Tensor, drop: float = 0.0) -> Tensor:
        inner = functional.relu(self.name_inner(words))
        return self.name(functional.dropout(inner, drop, self.training))

    def arcs(self, words: Tensor, drop: float = 0.0) -> Tensor:
        """Scores [B, W, W]: word (row) hangs from head (column)."""
        dependent = self._half(self.arc_dependent, words, drop)
        head = self._half(self.arc_head, words, drop)
        pairs = (dependent @ self.arc_pair) @ head.transpose(1, 2)
        return pairs + (head @ self.arc_prior)[:, None, :]

    def halves(self, words: Tensor, drop: float = 0.0) -> tuple[Tensor, Tensor]:
        """What the relation scorer reads, [B, W, 64] each: words as dependents and as heads."""
        return self._half(self.dependent, words, drop), self._half(self.head, words, drop)

    def relations(self, words: Tensor, heads: Tensor, drop: float = 0.0) -> Tensor:
        """Scores [B, W, R] of the relations of words to the heads given."""
        dependent, head = self.halves(words, drop)
        head = _pick(head, heads)
        pairs = dependent @ self.bilinear.flatten(1)
        pairs = pairs.unflatten(-1, self.bilinear.shape[1:]) @ head.unsqueeze(-1)
        return pairs.squeeze(-1) + self.linear(torch.cat([dependent, head], -1))

    def load_encoder(self, weights: Path) -> None:
        """Start from the published MiniLM weights (model.safetensors)."""
        found = load_file(weights)
        self.load_state_dict(
            {ours: found[theirs] for ours, theirs in _weight_names()}
            | {"segment": found["embeddings.token_type_embeddings.weight"][0]},
            strict=False,
        )

    def freeze_embeddings(self) -> None:
        """Word pieces and positions stay as they were; the rare ones would drift."""
        for part in (self.pieces, self.positions):
            part.weight.requires_grad = False

    def _half(self, part: nn.Linear, words: Tensor, drop: float) -> Tensor:
        return functional.dropout(functional.relu(part(words)), drop, self.training)


def new_network(labels: Labels) -> Network:
    """A network with the published encoder and untrained heads."""
    network = Network(labels)
    network.load_encoder(folder() / "model.safetensors")
    return network


def _split(x: Tensor) -> Tensor:
    return x.unflatten(-1, (ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)).transpose(1, 2)


def _pick(x: Tensor, at: Tensor) -> Tensor:
    return torch.gather(x, 1, at.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


def _weight_names() -> list[tuple[str, str]]:
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm_inner": "output.LayerNorm",
    }
    both = ("weight", "bias")
    names = [(f"norm.{x}", f"embeddings.LayerNorm.{x}") for x in both]
    names.append(("pieces.weight", "embeddings.word_embeddings.weight"))
    names.append(("positions.weight", "embeddings.position_embeddings.weight"))
    for n in range(LAYERS):
        for ours, theirs in parts.items():
            names += [(f"layers.{n}.{ours}.{x}", f"encoder.layer.{n}.{theirs}.{x}") for x in both]
    return names
