"""The exported vision encoder (fp32) against the torch one in double precision, over frames of many sizes."""

from copy import deepcopy
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from transformers import PreTrainedModel

SIZES = [(1, 1), (1, 3), (2, 2), (4, 5), (7, 3), (6, 6), (9, 8)]
"""Rows and columns in merged tokens."""
TOLERANCE = 1e-5


def features(model: PreTrainedModel, pixels: torch.Tensor, grid: torch.Tensor) -> dict[str, np.ndarray]:
    with torch.no_grad():
        found = model.model.visual(pixels.double(), grid_thw=grid, return_dict=True)
    named = {f"deepstack_features_{k}": layer for k, layer in enumerate(getattr(found, "deepstack_features", []))}
    return {name: tensor.numpy() for name, tensor in {**named, "image_features": found.pooler_output}.items()}


def require_same_features(model: PreTrainedModel, path: Path) -> None:
    """The difference is measured against the largest feature."""
    session = ort.InferenceSession(path, providers=["CPUExecutionProvider"])
    exact = deepcopy(model).double()
    config = model.config.vision_config
    values = config.in_channels * config.temporal_patch_size * config.patch_size**2
    generator = torch.Generator().manual_seed(1)
    names = [output.name for output in session.get_outputs()]
    worst = 0.0
    for rows, columns in SIZES:
        grid = torch.tensor([[1, rows * config.spatial_merge_size, columns * config.spatial_merge_size]])
        pixels = torch.randn((int(grid.prod()), values), generator=generator)
        feeds = zip((item.name for item in session.get_inputs()), (pixels.numpy(), grid.numpy()), strict=True)
        expected = features(exact, pixels, grid)
        assert sorted(expected) == sorted(names)
        for name, found in zip(names, session.run(names, dict(feeds)), strict=True):
            off = float(np.abs(found - expected[name]).max() / np.abs(expected[name]).max())
            assert off < TOLERANCE, f"{path}: {name} at {rows} x {columns} is off by {off}"
            worst = max(worst, off)
    print(f"{path.parent.parent.name}: vision features agree to {worst:.1e} over {len(SIZES)} sizes")
