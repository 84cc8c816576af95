"""Trials that a reference is worth comparing with: a mistake in an input must move some logit visibly."""

from dataclasses import replace

import torch
from transformers import PreTrainedTokenizerFast

from architectures import Architecture
from oracle import Oracle
from prompt import Request, prompt_ids

VISIBLE = 0.02


def without_deepstack(oracle: Oracle, ids: list[int], layer: int) -> torch.Tensor:
    """The logits where one layer's DeepStack features are zero."""
    encoder = oracle.model.model.visual.deepstack_merger_list[layer]
    hook = encoder.register_forward_hook(lambda _module, _inputs, output: torch.zeros_like(output))
    try:
        return oracle.logits(ids)[-1]
    finally:
        hook.remove()


def require_effects(
    architecture: Architecture, oracle: Oracle, tokenizer: PreTrainedTokenizerFast, request: Request
) -> None:
    question = request.questions[0]
    ids = prompt_ids(tokenizer, request.frames, question)
    right = oracle.logits(ids)[-1]
    positions = oracle.positions(ids)[:, None]
    plain = torch.arange(len(ids)).expand(3, 1, -1)
    later = [request.frames[0], replace(request.frames[1], time=9.7), *request.frames[2:]]
    trials = {
        "plain positions": oracle.logits(ids, position_ids=plain)[-1],
        "rows and columns of positions swapped": oracle.logits(ids, position_ids=positions[[0, 2, 1]])[-1],
        "time of positions as the row": oracle.logits(ids, position_ids=positions[[1, 1, 2]])[-1],
        "one time stamp changed": oracle.logits(prompt_ids(tokenizer, later, question))[-1],
        "first frame of one colour": oracle.logits(ids, pixel_values_videos=torch.cat(flat_first(oracle.patches)))[-1],
    }
    for layer in range(architecture.deepstack):
        trials[f"DeepStack features {layer} zero"] = without_deepstack(oracle, ids, layer)
    for what, changed in trials.items():
        moved = float((changed - right).abs().max())
        print(f"{architecture.name}: {what}: {moved:.3f}")
        assert moved > VISIBLE, f"{architecture.name}: {what} moves no logit by {VISIBLE}"


def flat_first(patches: list[torch.Tensor]) -> list[torch.Tensor]:
    return [torch.full_like(patches[0], -1.0), *patches[1:]]
