"""The level distribution from exact sequence probabilities, by teacher forcing without any cache."""

import math
from collections.abc import Callable

import torch

Logits = Callable[[list[int]], torch.Tensor]
"""Token ids of the whole sequence to the logits at every place [S, vocabulary]."""


def sequence_log_probabilities(logits: Logits, prompt: list[int], words: list[list[int]]) -> list[float]:
    """One full forward pass for each word."""
    result = []
    for word in words:
        log_softmax = logits(prompt + word).double().log_softmax(-1)
        places = range(len(prompt) - 1, len(prompt) - 1 + len(word))
        result.append(sum(float(log_softmax[place, token]) for place, token in zip(places, word, strict=True)))
    return result


def level_probabilities(
    logits: Logits, prompt: list[int], words: list[list[int]], log_probabilities: list[float]
) -> tuple[list[float], float]:
    """Probabilities that sum to 1, and the mass outside of all words.

    A word that begins a longer word counts only where the answer does not go on with the longer word's next token.
    """
    masses = []
    for word, log_probability in zip(words, log_probabilities, strict=True):
        longer = {other[len(word)] for other in words if len(other) > len(word) and other[: len(word)] == word}
        share = 1.0
        if longer:
            onward = logits(prompt + word)[-1].double().softmax(-1)
            share -= sum(float(onward[token]) for token in longer)
        masses.append(math.exp(log_probability) * share)
    total = sum(masses)
    return [mass / total for mass in masses], 1 - total


def greedy(logits: Logits, prompt: list[int], count: int) -> tuple[list[int], float]:
    """Token ids by argmax, and the smallest distance between the first and the second logit on the way."""
    ids, margin = list(prompt), math.inf
    for _ in range(count):
        best = logits(ids)[-1].topk(2)
        margin = min(margin, float(best.values[0] - best.values[1]))
        ids.append(int(best.indices[0]))
    return ids[len(prompt) :], margin
