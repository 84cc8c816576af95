"""Seeded random weights, large enough that every input moves the logits."""

import math

import numpy as np
import torch
from transformers import PreTrainedModel

from parts import Tensors


def values(name: str, parameter: torch.Tensor, centred: bool, generator: torch.Generator) -> torch.Tensor:
    noise = torch.randn(parameter.shape, generator=generator)
    if name.endswith("A_log"):  # slow decays, so that the first frames still count at the end
        return -3 + 1.5 * noise
    if parameter.dim() == 1:
        is_scale = name.endswith("weight")
        zero_based = centred and "visual" not in name and "linear_attn.norm" not in name
        sharper = 0.6 if "q_norm" in name or "k_norm" in name else 0.0  # attention that looks at few places
        return 0.15 * noise + sharper + (1.0 if is_scale and not zero_based else 0.0)
    if "embed" in name and "patch" not in name:
        return noise if "embed_tokens" in name else 0.7 * noise
    gain = 1.6 if any(part in name for part in ("q_proj", "k_proj", "qkv", "lm_head")) else 1.1
    return gain * noise / math.sqrt(parameter[0].numel())


def fill(model: PreTrainedModel, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    centred = model.config.model_type == "qwen3_5"
    with torch.no_grad():
        for name, parameter in sorted(model.named_parameters()):
            parameter.copy_(values(name, parameter, centred, generator))


def favour(model: PreTrainedModel, states: dict[int, list[torch.Tensor]], amount: float) -> None:
    """Raises the logit of each token by `amount`, on average over the hidden states [hidden] that precede it.

    Without it the level words have next to no share of a random model's answer.
    """
    with torch.no_grad():
        for token, found in states.items():
            mean = torch.stack(found).mean(0)
            model.lm_head.weight[token] += amount * mean / mean.dot(mean)


def tensors_of(model: PreTrainedModel) -> tuple[Tensors, Tensors]:
    """The weights of the vision encoder and of the decoder, each under its own names."""
    arrays = {name: np.asarray(tensor.detach().numpy()) for name, tensor in model.state_dict().items()}

    def under(prefix: str) -> Tensors:
        return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}

    text = under("model.language_model.") | {"lm_head.weight": arrays["lm_head.weight"]}
    return under("model.visual."), text
