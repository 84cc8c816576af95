"""Compares the exported graphs with `reference.json`: `python check.py [name ...]`."""

import json
import sys
from typing import Any

import numpy as np
import torch
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from architectures import ARCHITECTURES
from prompt import FIXTURES, VIDEO_PAD, Question, prompt_ids, read_request, rendered, token_id, word_ids
from runner import Answer, Runner, text_positions
from scoring import level_probabilities

TOLERANCE = 1e-4

Differences = dict[str, float]


def off(found: Any, expected: Any) -> float:
    return float(np.abs(np.asarray(found, np.float64) - np.asarray(expected, np.float64)).max())


def log_softmax(x: np.ndarray) -> np.ndarray:
    return torch.from_numpy(x).double().log_softmax(-1).numpy()


def answer_to(runner: Runner, tokenizer: PreTrainedTokenizerBase, question: Question, reference: Any) -> Answer:
    """The questions differ after the last frame only, where positions count on by one."""
    ids = prompt_ids(tokenizer, runner.request.frames, question)
    after = runner.after_frames(ids)
    frames = np.array(reference["positionIds"], np.int64)[:, :after]
    return Answer(runner, ids, np.concatenate([frames, text_positions(int(frames.max()) + 1, len(ids) - after)], 1))


def compare_question(answer: Answer, words: list[list[int]], expected: Any) -> Differences:
    assert words == expected["wordIds"]
    found = []
    for word in words:
        rows = log_softmax(np.concatenate([answer.last[None], answer.suffix(word)]))
        found.append(sum(float(row[token]) for row, token in zip(rows, word, strict=False)))

    def logits(ids: list[int]) -> torch.Tensor:
        return torch.from_numpy(answer.suffix(ids[len(answer.prompt) :]))

    probabilities, outside = level_probabilities(logits, answer.prompt, words, found)
    return {
        "logits": off(answer.last, expected["logits"]),
        "word log-probabilities": off(found, expected["wordLogProbabilities"]),
        "probabilities": off([*probabilities, outside], [*expected["probabilities"], expected["unplaced"]]),
    }


def check(name: str) -> Differences:
    folder, request = FIXTURES / name, read_request()
    reference = json.loads((folder / "reference.json").read_text())
    tokenizer = AutoTokenizer.from_pretrained(folder)
    runner = Runner(folder, request, token_id(tokenizer, VIDEO_PAD))
    assert rendered(tokenizer, request.frames, request.questions[0]) == reference["renderedText"]
    for item in reference["tokenized"]:
        assert tokenizer.encode(item["text"]) == item["ids"], item["text"]
    first = answer_to(runner, tokenizer, request.questions[0], reference)
    assert first.prompt == reference["inputIds"]
    assert first.positions.tolist() == reference["positionIds"]
    assert first.greedy(request.greedy) == reference["greedyIds"]
    worst = {
        "patches": off(runner.patches.ravel()[:64], reference["patches"]["first"]),
        "image features": off(runner.features["image_features"][0], reference["imageFeatures"]["first"]),
    }
    for question, expected in zip(request.questions, reference["questions"], strict=True):
        answer = answer_to(runner, tokenizer, question, reference)
        for what, value in compare_question(answer, word_ids(tokenizer, question), expected).items():
            worst[what] = max(value, worst.get(what, 0.0))
    return worst


if __name__ == "__main__":
    for name in sys.argv[1:] or ARCHITECTURES:
        result = check(name)
        print(name, {what: f"{value:.1e}" for what, value in result.items()})
        assert max(result.values()) < TOLERANCE, f"{name} is off by more than {TOLERANCE}"
